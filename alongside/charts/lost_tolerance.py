"""What lost tolerance says and shows, as data: a course of our model, and published bars beside it."""

from __future__ import annotations

from typing import Any

from alongside.charts.chart import Axis, Chart, Mark, strokes
from alongside.charts.describe import Sentence, case, sentences, template
from alongside.charts.published_risk import published_charts, published_points, published_rows, published_words
from alongside.models.parameters import parameters_of
from alongside.models.tolerance import cycle_facts, tolerance_course

TITLE = "Lost tolerance: the usual amount after a break"
NOTE = (
    "The first two charts are a teaching model of ours, with a short-acting opioid as its example: a direction and "
    "rough timing, not any one person. How fast tolerance falls is our choice of design: no human study gives a "
    "clean curve. No day and no amount can be read from it as safe. It leaves out places and habits, other "
    "substances and illness. The bars are published figures about groups of people (Merrall 2010, Binswanger 2007), "
    "not the odds of one person."
)
CLAIMS = (
    "tolerance-is",
    "tolerance-model",
    "tolerant-people-stopped-breathing",
    "first-weeks-after-release",
    "weeks-3-and-4-after-release",
    "first-weeks-against-others",
    "after-withdrawal-treatment",
    "naloxone-needs-someone",
)
DRUG = "heroin"
State = tuple[float, float, float]
Row = tuple[float, dict[str, float]]

PREDICTION = {
    "question": "Someone took the same amount every day for 30 days. Then come 14 days without. In this model, what "
    "would that amount do now?",
    "options": [
        {
            "id": "less",
            "text": "Less than on the last day. The body has had a rest.",
            "reply": "Rest is good for a body, and many people reason like this. What the body was used to falls as "
            "well. Move “Days without” to 14 and look at the falling line.",
        },
        {
            "id": "as-before",
            "text": "The same as on the last day. An amount is an amount.",
            "reply": "The amount is the same. The body that meets it has changed. Move “Days without” to 14 and look "
            "at the distance between the two lines.",
        },
        {
            "id": "nearly-twice",
            "text": "About what nearly twice as much did on the last day.",
            "reply": "That is what this model shows. Move “Days without” to 14, then go on, and see whether there is "
            "a day on which it stops growing.",
        },
        {
            "id": "ten-times",
            "text": "About what ten times as much did on the last day.",
            "reply": "You see which way it goes. In this model the change is smaller than that, and it is large enough "
            "for breathing to stop. Move “Days without” to 14 and look.",
        },
    ],
    "look_for": "Press “Play the days”, or move “Days without” to 14. Watch the distance between the line of the usual "
    "amount and the line of what the body is used to.",
}


def lost_tolerance_parameters() -> dict[str, float]:
    """Return the constants of the model and of the sliders together."""
    return parameters_of("tolerance", DRUG, "lost_tolerance")


def _days_axis(p: dict[str, float]) -> Axis:
    ticks = ((0, "last use"), (14, "14"), (30, "30"), (p["most_days_without"], f"{p['most_days_without']:g}"))
    return Axis("Days since the last use", 0, p["most_days_without"], ticks)


def _amount_chart(p: dict[str, float]) -> Chart:
    return Chart(
        id="amount",
        title="The usual amount, and what the body is used to",
        x=_days_axis(p),
        y=Axis("Amount", 0, 1.2, ((0.0, "none"), (0.5, "half"), (1.0, "usual"))),
        marks=(
            Mark("lead", "band", "agonist"),
            Mark("used-all", "line", "tolerance", "what the body\nis used to", "thin"),
            Mark("usual", "line", "agonist", "usual amount", "bold"),
            Mark("used", "line", "tolerance", weight="bold"),
            Mark("today", "upright", "muted", "today"),
            Mark("usual-today", "point", "agonist", weight="bold"),
            Mark("used-today", "point", "tolerance"),
            Mark("gap", "gap", "agonist"),
        ),
    )


def _effect_chart(p: dict[str, float]) -> Chart:
    return Chart(
        id="effect",
        title="What the usual amount does, and how much tolerance is left",
        x=_days_axis(p),
        y=Axis("Level", 0, 1.1, ((0.0, "none"), (0.5, "half"), (1.0, "full"))),
        marks=(
            Mark("last-day", "line", "muted", "on the last day", "thin", label_side="below"),
            Mark("effect-all", "line", "agonist", "its effect now", "thin"),
            Mark("kept-all", "line", "tolerance", "tolerance", "thin"),
            Mark("effect", "line", "agonist", weight="bold"),
            Mark("kept", "line", "tolerance"),
            Mark("today", "upright", "muted", "today"),
            Mark("effect-today", "point", "agonist", weight="bold"),
            Mark("kept-today", "point", "tolerance"),
        ),
        height_px=280,
    )


def _labels(p: dict[str, float]) -> list[dict[str, Any]]:
    """Words in the picture that change with the settings, by the mark that carries them."""
    return [template("gap", case("like {acts_like:one_decimal} times", ("stronger", ">=", p["shift_shown_from"])),
                     case(""))]  # fmt: skip


def _templates(p: dict[str, float]) -> list[dict[str, Any]]:
    after = "After {days_of_use:days} of daily use and {days_after:days} without"
    return [
        template(
            "like",
            case("On the day of the last use, the usual amount meets a body that is used to it.",
                 ("days_after", "<=", 0)),
            case(f"{after}, the usual amount acts about as it did on the day of the last use.",
                 ("stronger", "<", p["shift_shown_from"])),
            case(f"{after}, the usual amount acts like {{acts_like:one_decimal}} times as much did on the day of "
                 "the last use."),
        ),
        template(
            "effect",
            case("It has {effect:percent} of the greatest effect.", ("days_after", "<=", 0)),
            case("It has {effect:percent} of the greatest effect; on the day of the last use it had "
                 "{effect_at_last_use:percent}. Of the tolerance, {tolerance_kept:percent} is left."),
        ),
        template(
            "feeling",
            case("", ("days_after", "<=", 0)),
            case("In this model the person feels withdrawal, and tolerance is already falling.",
                 ("withdrawal", ">=", p["withdrawal_mild_from"])),
            case("In this model most of the withdrawal is over. Feeling better is real. It is not a sign of being "
                 "safe."),
        ),
        template(
            "safety",
            case("The usual amount now meets a body that has lost most of its tolerance: breathing can stop.",
                 ("tolerance_kept", "<", p["tolerance_mostly_lost_below"]), tone="danger"),
            case("Tolerance is falling. The usual amount does more than before the break: breathing can stop.",
                 ("tolerance_kept", "<", p["tolerance_falling_below"]), tone="danger"),
            case("Tolerance is no shield. In a laboratory study, 7 of 8 people with tolerance stopped "
                 "breathing for a time at the amounts they were given.", tone="care"),
        ),
        *published_words(),
        template(
            "peer",
            case("You can say: “After a break, the same amount can be too much. Would it be all right if we talked "
                 "about what would make you safer?” Part of that can be naloxone within reach, and someone there who "
                 "knows where it is: nobody can give it to themselves once they have passed out. A smaller amount "
                 "is no promise.", tone="care"),
        ),
    ]  # fmt: skip


def lost_tolerance_spec() -> dict[str, Any]:
    """Return everything that the page needs to compute and show lost tolerance."""
    p = lost_tolerance_parameters()
    charts = [_amount_chart(p), _effect_chart(p), *published_charts()]
    return {
        "title": TITLE,
        "note": NOTE,
        "prediction": PREDICTION,
        "parameters": p,
        "strokes": strokes(),
        "charts": [chart.as_data() for chart in charts],
        "published": published_points(),
        "published_rows": published_rows(),
        "labels": _labels(p),
        "sentences": _templates(p),
    }


def _states(days_of_use: float, days_without: float) -> list[tuple[float, State]]:
    """Return (days since the last use, state) for every step from the last use on."""
    course = tolerance_course(days_of_use, days_without, DRUG)
    later = [m for m in course.moments if m.hours >= course.last_use_hours][1:]
    return [((m.hours - course.last_use_hours) / 24, (m.level, m.fast_fraction, m.slow_fraction)) for m in later]


def lost_tolerance_facts(days_of_use: int, days_without: int) -> dict[str, float]:
    """Return the numbers that the sentences use."""
    states = _states(days_of_use, days_without)
    return cycle_facts(days_of_use, days_without, 1, states[0][1], states[-1][1], lost_tolerance_parameters())


def lost_tolerance_words(days_of_use: int, days_without: int) -> list[Sentence]:
    """Return the sentences beside lost tolerance at these settings."""
    return sentences(_templates(parameters_of("tolerance")), lost_tolerance_facts(days_of_use, days_without))


def lost_tolerance_points(days_of_use: int, days_without: int) -> dict[str, dict[str, Any]]:
    """Return chart id -> mark id -> what is drawn at these settings; ``labels`` are words that a mark carries."""
    p = lost_tolerance_parameters()
    states = _states(days_of_use, p["most_days_without"])
    rows = [(day, cycle_facts(days_of_use, day, 1, states[0][1], state, p)) for day, state in states]
    until = [(day, facts) for day, facts in rows if day <= days_without + 1e-9]
    now, most = until[-1][1], p["most_days_without"]

    def line(part: list[Row], name: str) -> list[list[float]]:
        return [[day, facts[name]] for day, facts in part]

    return {
        "amount": {
            "lead": [[day, min(1, facts["used_to"]), 1] for day, facts in until],
            "used-all": line(rows, "used_to"),
            "usual": [[0, 1], [most, 1]],
            "used": line(until, "used_to"),
            "today": days_without,
            "usual-today": [days_without, 1],
            "used-today": [days_without, now["used_to"]],
            "gap": [days_without, now["used_to"], 1] if now["stronger"] >= p["shift_shown_from"] else None,
            "labels": {one.id: one.text for one in sentences(_labels(p), now)},
        },
        "effect": {
            "last-day": [[0, now["effect_at_last_use"]], [most, now["effect_at_last_use"]]],
            "effect-all": line(rows, "effect"),
            "kept-all": line(rows, "tolerance_kept"),
            "effect": line(until, "effect"),
            "kept": line(until, "tolerance_kept"),
            "today": days_without,
            "effect-today": [days_without, now["effect"]],
            "kept-today": [days_without, now["tolerance_kept"]],
            "labels": {},
        },
        **published_points(),
    }
