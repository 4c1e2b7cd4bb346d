"""What the naloxone race says and shows, as data: an opioid and naloxone at the same receptors for two hours. Every
number comes from ``models.breathing`` and ``models/tables/outcomes.yml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from alongside.charts.chart import Axis, Chart, Mark, strokes
from alongside.charts.describe import Sentence, sentences
from alongside.charts.naloxone_race_words import PREDICTION, race_templates
from alongside.models.breathing import BreathingMoment, breathing_course, breathing_parameters, crossing_minutes
from alongside.models.parameters import parameters_of

TITLE = "Naloxone race: who holds the receptors, and for how long"
NOTE = (
    "A teaching model, not a forecast. Its equations were published for groups of laboratory volunteers. The opioid "
    "goes straight into the blood, nobody breathes for the person, there is no other substance and no lack of "
    "oxygen. No minute of it is a waiting time. Amounts are relative, 1 is a usual amount of a person with "
    "tolerance; they are set so that both opioids slow breathing alike. Our choices of design: those amounts, how "
    "the opioid keeps arriving, and where “too slow” begins. There is no safe line in real life."
)
CLAIMS = (
    "breathing-model",
    "naloxone-competes",
    "naloxone-wears-off",
    "some-opioids-resist",
    "grip-is-not-danger",
    "naloxone-second-dose",
    "naloxone-strength",
    "overdose-first-steps",
)
OPIOIDS = (
    {"id": "fentanyl", "text": "Lets go quickly", "hint": "such as fentanyl"},
    {"id": "carfentanil", "text": "Holds on tightly", "hint": "such as carfentanil"},
)
ARRIVES = (
    {"id": "keeps-arriving", "text": "Keeps arriving", "hint": "as a long-acting opioid does"},
    {"id": "at-once", "text": "All at once", "hint": "then no more"},
)
TOLERANCE = ({"id": "no", "text": "No tolerance", "hint": ""}, {"id": "yes", "text": "Tolerance", "hint": ""})
AMOUNTS = (
    (0.5, "half of usual"),
    (1, "usual"),
    (2, "2 times usual"),
    (4, "4 times usual"),
    (8, "8 times usual"),
)
"""How much arrived, in usual amounts, with its words: the steps of the slider."""
GROUPS = {"no": False, "yes": True}
NEVER = -1.0
"""Stands for a minute of something that does not happen."""
SPRAY_HEIGHT = 1.12
"""Where the signs of the sprays stand in the chart of breathing, above “as usual”."""


NAMED_AT = 0.8
"""Where along the two hours the thin line without naloxone has its name."""


class Race(NamedTuple):
    """One run, with naloxone and without; minutes count from the opioid's arrival."""

    moments: Sequence[BreathingMoment]
    without: Sequence[BreathingMoment]


def _receptor_chart(until: float) -> Chart:
    return Chart(
        id="receptors",
        title="Who holds the receptors",
        x=Axis("Minutes since the opioid arrived", 0, until, _minutes(until)),
        y=Axis("Share of receptors", 0, 1.1, ((0.0, "none"), (0.5, "half"), (1.0, "all"))),
        marks=(
            Mark("now", "upright", "muted", "now"),
            Mark("opioid", "line", "agonist"),
            Mark("naloxone", "line", "antagonist"),
            Mark("opioid-now", "point", "agonist", "opioid"),
            Mark("naloxone-now", "point", "antagonist", "naloxone"),
        ),
    )


def _breathing_chart(until: float, line: float) -> Chart:
    return Chart(
        id="breathing",
        title="What breathing does",
        x=Axis("Minutes since the opioid arrived", 0, until, _minutes(until)),
        y=Axis("Breathing", 0, 1.25, ((0.0, "none"), (line / 2, "too slow"), (line, "half"), (1.0, "as usual"))),
        marks=(
            Mark("zone", "band", "danger", weight="thin"),
            Mark("now", "upright", "muted", "now"),
            Mark("without", "line", "muted", weight="thin"),
            Mark("breathing", "line", "breath"),
            Mark("first", "point", "antagonist", "spray", "thin"),
            Mark("second", "point", "antagonist", "second spray", "thin"),
            Mark("recovers", "point", "breath", "returns"),
            Mark("slows-again", "point", "danger", "slows again"),
            Mark("breathing-now", "point", "breath"),
            Mark("without-named", "point", "muted", "without naloxone", "thin"),
        ),
        height_px=300,
    )


def _minutes(until: float) -> tuple[tuple[float, str], ...]:
    return tuple((until * part / 4, f"{until * part / 4:.0f}") for part in range(5))


def _models() -> dict[str, dict[str, dict[str, float]]]:
    """Return opioid -> tolerance -> constants; what the page does not compute with stays behind."""
    behind = {"kon", "grams_per_mol"}
    return {
        one["id"]: {
            group: {k: v for k, v in breathing_parameters(tolerant, one["id"]).items() if k not in behind}
            for group, tolerant in GROUPS.items()
        }
        for one in OPIOIDS
    }


def naloxone_race_spec() -> dict[str, Any]:
    """Return everything that the page needs to compute and show the race."""
    p = parameters_of("race")
    return {
        "title": TITLE,
        "note": NOTE,
        "prediction": PREDICTION,
        "parameters": p,
        "models": _models(),
        "opioids": list(OPIOIDS),
        "arrives": list(ARRIVES),
        "tolerance": list(TOLERANCE),
        "amounts": [list(one) for one in AMOUNTS],
        "strokes": strokes(),
        "charts": {one.id: one.as_data() for one in (_receptor_chart(p["until_minutes"]),
                                                      _breathing_chart(p["until_minutes"], p["too_slow_below"]))},
        "sentences": race_templates(p),
    }  # fmt: skip


def spray_minutes(spray: float | str, second_after: float | str) -> list[float]:
    """Return the minutes of the sprays; ``"none"`` is no spray, and without a first there is no second."""
    if isinstance(spray, str):
        return []
    return [spray] if isinstance(second_after, str) else [spray, spray + second_after]


@lru_cache(maxsize=4)
def race_course(
    opioid: str, amount: float, arrives: str, tolerance: str, spray: float | str, second_after: float | str
) -> Race:
    """Return the run at these settings; ``amount`` is in usual amounts, sprays in minutes or ``"none"``."""
    p = parameters_of("race")
    an_hour = amount * p["keeps_arriving_an_hour"] if arrives == "keeps-arriving" else 0.0
    until, tolerant = p["until_minutes"], GROUPS[tolerance]
    without = breathing_course(amount, (), until, tolerant, opioid, p["quiet_step_seconds"], an_hour)
    sprays = spray_minutes(spray, second_after)
    if not sprays:
        return Race(without, without)
    return Race(breathing_course(amount, sprays, until, tolerant, opioid, None, an_hour), without)


def _drawn(moments: Sequence[BreathingMoment]) -> list[BreathingMoment]:
    """Return one moment for every step of the drawing, what comes after an event rather than before."""
    every = parameters_of("race")["drawn_every_seconds"] / 60
    found: dict[int, BreathingMoment] = {}
    for one in moments:
        step = round(one.minutes / every)
        if abs(one.minutes / every - step) < 1e-6:
            found[step] = one
    return [found[step] for step in sorted(found)]


def _first_after(crossings: Sequence[tuple[float, bool]], rises: bool, minute: float) -> float:
    return next((at for at, up in crossings if up == rises and at > minute), NEVER)


def _turns(race: Race, sprays: Sequence[float], p: dict[str, float]) -> dict[str, float]:
    """Return the minutes at which breathing leaves the usual, returns and slows again; ``NEVER`` where it does not."""
    crossings = crossing_minutes(race.moments, p["too_slow_below"])
    first = sprays[0] if sprays else NEVER
    recovers = _first_after(crossings, True, first)
    slows_again = _first_after(crossings, False, recovers) if sprays and recovers != NEVER else NEVER
    return {
        "slow_from": _first_after(crossings, False, NEVER),
        "recovers": recovers,
        "slows_again": slows_again,
        "back_again": _first_after(crossings, True, slows_again) if slows_again != NEVER else NEVER,
        "again_after": slows_again - first if slows_again != NEVER else NEVER,
    }


def naloxone_race_facts(
    opioid: str = "fentanyl",
    amount: float = 4,
    arrives: str = "keeps-arriving",
    tolerance: str = "no",
    spray: float | str = 5,
    second_after: float | str = "none",
    minute: float = 5,
) -> dict[str, Any]:
    """Return the numbers that the sentences use: minutes, and fractions of receptors and of usual breathing."""
    p = parameters_of("race")
    race = race_course(opioid, amount, arrives, tolerance, spray, second_after)
    sprays = spray_minutes(spray, second_after)
    now = _drawn(race.moments)[round(minute * 60 / p["drawn_every_seconds"])]
    return {
        "opioid": opioid,
        "sprays": len(sprays),
        "first": sprays[0] if sprays else NEVER,
        "minute": minute,
        "held": now.held_fraction,
        "held_by_naloxone": now.held_by_naloxone_fraction,
        "breathing": now.breathing_fraction,
        "breathing_at_end": race.moments[-1].breathing_fraction,
        **_turns(race, sprays, p),
    }


def naloxone_race_words(**settings: Any) -> list[Sentence]:
    """Return the sentences beside the race at these settings (those of ``naloxone_race_facts``)."""
    return sentences(race_templates(parameters_of("race")), naloxone_race_facts(**settings))


def naloxone_race_points(**settings: Any) -> dict[str, dict[str, Any]]:
    """Return chart id -> mark id -> points at these settings; x in minutes, y a fraction."""
    p, facts = parameters_of("race"), naloxone_race_facts(**settings)
    chosen: dict[str, Any] = {"opioid": "fentanyl", "amount": 4, "arrives": "keeps-arriving", "tolerance": "no",
                              "spray": 5, "second_after": "none", "minute": 5} | settings  # fmt: skip
    minute = chosen.pop("minute")
    race = race_course(**chosen)
    sprays = spray_minutes(chosen["spray"], chosen["second_after"])
    shown, without, line = _drawn(race.moments), _drawn(race.without), p["too_slow_below"]
    named = without[round(NAMED_AT * (len(without) - 1))]
    given = [[one, SPRAY_HEIGHT] if one <= p["until_minutes"] else None for one in sprays]
    first, second = [*given, None, None][:2]
    return {
        "receptors": {
            "now": minute,
            "opioid": [[one.minutes, one.held_fraction] for one in shown],
            "naloxone": [[one.minutes, one.held_by_naloxone_fraction] for one in shown] if sprays else None,
            "opioid-now": [minute, facts["held"]],
            "naloxone-now": [minute, facts["held_by_naloxone"]] if sprays else None,
        },
        "breathing": {
            "zone": [[0, 0, line], [p["until_minutes"], 0, line]],
            "now": minute,
            "without": [[one.minutes, one.breathing_fraction] for one in without] if sprays else None,
            "breathing": [[one.minutes, one.breathing_fraction] for one in shown],
            "first": first,
            "second": second,
            "recovers": [facts["recovers"], line] if sprays and facts["recovers"] != NEVER else None,
            "slows-again": [facts["slows_again"], line] if facts["slows_again"] != NEVER else None,
            "breathing-now": [minute, facts["breathing"]],
            "without-named": [named.minutes, named.breathing_fraction] if sprays else None,
        },
    }
