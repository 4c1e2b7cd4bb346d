"""What the overdose drill says and shows, as data: two scenes to act in, and beside them what a published simulation
found about the minutes until the first spray.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from alongside.charts.chart import Axis, Chart, Mark, strokes
from alongside.charts.describe import Sentence, case, sentences, template
from alongside.charts.drill_course import (
    Run,
    actions_of,
    after,
    chosen_option,
    kept_rules,
    moments_of,
    offered,
    situation,
    start,
)
from alongside.models.outcomes import share_by_delay
from alongside.models.tables import table

TITLE = "Overdose drill: what do you do next?"
NOTE = (
    "A drill, made up, for practice. It follows a checklist that a clinician still has to sign; your local training, "
    "the package and the dispatcher come first. The shares by minutes are from a published simulation: nobody "
    "breathed for the person in it, the opioid came all at once in a vein, and it gives no odds for a real person. "
    "It is never too late to start."
)
TIMINGS = ({"id": "no", "text": "Take your time", "hint": ""}, {"id": "yes", "text": "With a clock", "hint": ""})
PREDICTION: dict[str, Any] = {
    "question": "You have given one spray. It takes two to three minutes to start. What keeps the person alive until "
    "then?",
    "options": [
        {
            "id": "second-spray",
            "text": "A second spray straight after the first, for strength",
            "reply": "More at once feels like more help. Both sprays would still need their minutes. Go through the "
            "drill and look at what you can give that works at once.",
        },
        {
            "id": "air",
            "text": "Air, from someone who breathes for them",
            "reply": "That is what the drill is built around. Go through it and see where the breaths come in, and "
            "when the second spray does.",
        },
        {
            "id": "cold",
            "text": "Cold water or a slap, so that they stay awake",
            "reply": "It looks like that in films. Choose it in the drill if you like: it shows what it would bring "
            "about, and leads back.",
        },
        {
            "id": "side",
            "text": "Lying on the side, where the airway is free",
            "reply": "The side is right for a person who breathes by themselves. Go through the drill and see at which "
            "moment that is.",
        },
    ],
    "look_for": "Go through one scene. Look at what fills the minutes after the spray.",
}
LABELS = {
    "confirm": "(To be confirmed by a clinician.)",
    "simulation": "The minutes until the first spray, in a simulation",
    "first_spray": "Minutes until the first spray",
    "person": "Their breathing",
    "practice": "To practice: ",
}
BAR_PX = 34
AROUND_PX = 86


def _delays() -> dict[str, Any]:
    found: dict[str, Any] = table("outcomes")["delay_of_naloxone"]
    return found


def delays() -> list[float]:
    """Return the published minutes until the first spray; only these can be chosen."""
    return [minutes for minutes, _ in share_by_delay()]


def _minute_words(minutes: float) -> str:
    return "half a minute" if minutes == 0.5 else "1 minute" if minutes == 1 else f"{minutes:g} minutes"


def _claims() -> tuple[str, ...]:
    drill = table("overdose_drill")
    used = [claim for moment in drill["moments"] for option in moment["options"] for claim in option["claims"]]
    others = ("naloxone-starts", "help-within-90-seconds", "delay-of-naloxone", "after-helping")
    return tuple(dict.fromkeys([*used, *others]))


CLAIMS = _claims()


def _delay_chart() -> Chart:
    rows = [_minute_words(minutes) for minutes in delays()]
    ticks = tuple((float(len(rows) - index), word) for index, word in enumerate([*rows, "no spray"]))
    bars = [Mark(f"after-{index}", "bar", "muted") for index in range(len(rows))]
    return Chart(
        id="delay",
        title="Simulated people whose heart stopped, of 100",
        x=Axis("Of 100 simulated people, with nobody breathing for them", 0, 100,
               ((0.0, "0"), (25.0, "25"), (50.0, "50"), (75.0, "75"), (100.0, "100"))),
        y=Axis("First spray after", -0.5, len(rows) + 0.5, ticks),
        marks=(*bars, Mark("without", "bar", "line"), Mark("chosen", "bar", "accent")),
        height_px=AROUND_PX + BAR_PX * (len(rows) + 1),
    )  # fmt: skip


def _delay_templates() -> list[dict[str, Any]]:
    return [
        template(
            "delay",
            case("First spray after {minutes_words}: in this simulation the heart stopped in {percent:count} of 100. "
                 "Without any spray it was {without:count} of 100."),
        ),
        template(
            "delay-caution",
            case("Nobody breathed for the person in it, and it gives no odds for a real person. The early minutes "
                 "counted most. It is never too late to start: call, spray, breathe. (Shares to be confirmed by a "
                 "clinician.)", tone="care"),
        ),
    ]  # fmt: skip


def overdose_drill_spec() -> dict[str, Any]:
    """Return everything that the page needs to run the drill and to show the published simulation."""
    drill = {name: part for name, part in table("overdose_drill").items() if name not in ("generated", "source")}
    return {
        "title": TITLE,
        "note": NOTE,
        "prediction": PREDICTION,
        "drill": drill,
        "timings": list(TIMINGS),
        "labels": LABELS,
        "strokes": strokes(),
        "charts": {"delay": _delay_chart().as_data()},
        "delays": [
            {"minutes": minutes, "percent": percent, "words": _minute_words(minutes)}
            for minutes, percent in share_by_delay()
        ],
        "without_percent": _delays()["without_naloxone_percent"],
        "delay_sentences": _delay_templates(),
        "debrief_sentences": debrief_templates(),
    }


def debrief_templates() -> list[dict[str, Any]]:
    """Return the templates of the counts at the end."""
    first = "In {first:count} of {moments:count} moments every choice you made helped."
    return [
        template("done", case("Critical actions done: {done:count} of {critical:count}.")),
        template("first", case("Every choice you made helped.", ("missed", "<", 1)), case(first)),
    ]


def debrief_facts(scene: str, run: Run) -> dict[str, float]:
    """Return the counts of a run: actions done and needed, moments, and those with a choice that did not help."""
    missed = len({moment for moment, _ in run.tried})
    moments = len(moments_of(scene))
    return {
        "done": len(run.done),
        "critical": len([one for one in actions_of(scene) if one["critical"]]),
        "moments": moments,
        "missed": missed,
        "first": moments - missed,
    }


def _reply(scene: str, run: Run) -> list[Sentence]:
    option = chosen_option(scene, run)
    if not option:
        return []
    text = f"{option['reply']} {LABELS['confirm']}" if option.get("confirm") else option["reply"]
    return [Sentence("reply", text, "plain" if option.get("does") else "care")]


def _debrief(scene: str, run: Run) -> list[Sentence]:
    ending = table("overdose_drill")["ending"]
    practice = [moment["practice"] for moment in moments_of(scene) if moment["id"] in dict(run.tried)]
    return [
        *sentences(debrief_templates(), debrief_facts(scene, run)),
        *(Sentence(rule["id"], rule["good" if kept else "later"], "plain") for rule, kept in kept_rules(run)),
        *(Sentence("practice", f"{LABELS['practice']}{text}.", "plain") for text in practice),
        Sentence("class", ending["class"], "care"),
        Sentence("care", ending["care"], "plain"),
    ]


def drill_words(scene: str, run: Run) -> list[Sentence]:
    """Return what is told at this point of a run: what the last choice did, what is seen, the debrief at the end."""
    now = [*_reply(scene, run), Sentence("situation", situation(scene, run)["text"], "plain")]
    return now if offered(scene, run) else [*now, *_debrief(scene, run)]


def run_of(scene: str, choices: Sequence[str]) -> Run:
    """Return the run after these choices, option ids in order; KeyError where one was not offered."""
    run = start()
    for option in choices:
        run = after(scene, run, option)
    return run


def overdose_drill_facts(
    scene: str = "bus-stop", timed: str = "no", delay: float = 3, choices: Sequence[str] = ()
) -> dict[str, Any]:
    """Return the numbers of the simulation at ``delay`` (minutes) and of the run after ``choices``."""
    percent = dict(share_by_delay())[delay]
    counts = debrief_facts(scene, run_of(scene, choices))
    return {"scene": scene, "timed": timed, "minutes": delay, "minutes_words": _minute_words(delay), "percent": percent,
            "without": _delays()["without_naloxone_percent"], **counts}  # fmt: skip


def overdose_drill_words(
    scene: str = "bus-stop", timed: str = "no", delay: float = 3, choices: Sequence[str] = ()
) -> list[Sentence]:
    """Return the sentences of the drill after ``choices``, then those of the simulation."""
    facts = overdose_drill_facts(scene, timed, delay, choices)
    return [*drill_words(scene, run_of(scene, choices)), *sentences(_delay_templates(), facts)]


def overdose_drill_points(scene: str = "bus-stop", timed: str = "no", delay: float = 3) -> dict[str, dict[str, Any]]:
    """Return chart id -> bar id -> [place on the axis, of 100, low, high]; the chosen delay is the bar ``chosen``."""
    rows = share_by_delay()
    bars: dict[str, Any] = {}
    labels = {}
    for index, (minutes, percent) in enumerate(rows):
        name = "chosen" if minutes == delay else f"after-{index}"
        bars[name] = [len(rows) - index, percent, None, None]
        labels[name] = f"{percent:g}{', chosen' if minutes == delay else ''}"
    without = _delays()["without_naloxone_percent"]
    return {"delay": {**bars, "without": [0, without, None, None], "labels": {**labels, "without": f"{without:g}"}}}
