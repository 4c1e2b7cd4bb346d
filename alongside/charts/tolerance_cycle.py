"""What the tolerance cycle says and shows, as data. Every number comes from ``models``."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from alongside.charts.chart import Axis, Chart, Mark, strokes
from alongside.charts.describe import Sentence, case, sentences, template
from alongside.models.parameters import parameters_of
from alongside.models.tolerance import (
    Moment,
    ToleranceCourse,
    cycle_facts,
    effect_of_amount,
    tolerance_course,
    tolerance_parameters,
)

TITLE = "Tolerance cycle: daily use, then a break"
NOTE = (
    "The balance point is how much opioid message the body has come to expect. A teaching model: it shows the "
    "direction and rough timing, not any one person. How fast tolerance falls is our choice of design: no "
    "human study gives a clean curve. That it can rise to about 4.3 times comes from one study of 22 people "
    "(Algera 2020). The example is a short-acting opioid used several times a day. No amount can be read from "
    "this picture: nobody knows what is in a street supply."
)
CLAIMS = (
    "tolerance-is",
    "tolerance-model",
    "half-effect-shift",
    "tolerant-people-stopped-breathing",
    "withdrawal-rebound",
    "supply-changes",
)
DRUG = "heroin"
AMOUNTS = (
    (0.25, "a quarter of the usual amount"),
    (0.5, "half the usual amount"),
    (0.75, "three quarters of the usual amount"),
    (1, "the usual amount"),
    (1.5, "one and a half times the usual amount"),
    (2, "twice the usual amount"),
    (3, "three times the usual amount"),
    (4, "four times the usual amount"),
)
"""What can be taken now, in usual amounts, with its words: the steps of the slider."""
AMOUNT_AXIS = (0.01, 4.0)
CURVE_POINTS = 80

PREDICTION = {
    "question": "After 30 days of daily use a person stops. What has faded when most of the withdrawal is over?",
    "options": [
        {
            "id": "tolerance-too",
            "text": "Tolerance as well. The two are one thing.",
            "reply": "It can feel like one thing. In this model they are two, and one is slower. Set the days of "
            "daily use to 30, move “Days since the last use” to 9, and compare the two lines.",
        },
        {
            "id": "tolerance-stays",
            "text": "Only the withdrawal. Part of the tolerance is left.",
            "reply": "So it is in this model: part is left, and part is gone. Set the days of daily use to 30, move "
            "“Days since the last use” to 9, and see what the usual amount does with what is left.",
        },
        {
            "id": "tolerance-long-gone",
            "text": "Tolerance went first, within a day or two of stopping.",
            "reply": "Tolerance does begin to fall early, and that matters. In this model it takes weeks to go. Set "
            "the days of daily use to 30 and move “Days since the last use” slowly from 0 to 9.",
        },
    ],
    "look_for": "Set the days of daily use to 30. Then move “Days since the last use” slowly from 0 to 9 and watch "
    "two lines: the balance point and tolerance.",
}


def _amount_chart() -> Chart:
    amounts = ((0.01, "1/100"), (0.1, "1/10"), (1.0, "1"))
    return Chart(
        id="amount",
        title="How much for how much effect",
        x=Axis("Amount (1 is the usual amount)", *AMOUNT_AXIS, amounts, "log"),
        y=Axis("Effect", 0, 1, ((0.0, "none"), (0.5, "half"), (1.0, "greatest"))),
        marks=(
            Mark("usual", "upright", "muted", "usual amount"),
            Mark("without", "line", "agonist", "without\ntolerance", "thin", (None, 0.72), label_side="left"),
            Mark("now", "line", "agonist", "now", "bold", (None, 0.45), label_side="right"),
            Mark("shift", "arrow", "tolerance", "", "normal", (0.92, 0.18), (3.8, 0.12), "left"),
            Mark("amount-without", "point", "agonist", weight="thin"),
            Mark("amount-now", "point", "agonist", weight="bold"),
        ),
    )


def _days_chart(p: dict[str, float]) -> Chart:
    before, after = -p["most_days_of_use"], p["most_days_after"]
    marked = (before, before / 2, 0, after / 2, after)
    days = tuple((day, f"{abs(day):.0f}" if day else "last use") for day in marked)
    receptors = "opioid at the receptors"
    return Chart(
        id="days",
        title="How the body adapts, day by day",
        x=Axis("Days of daily use|Days since the last use", before, after, days),
        y=Axis("Level", 0, 1.1, ((0.0, "none"), (0.5, "half"), (1.0, "full"))),
        marks=(
            Mark("use", "span", "muted"),
            Mark("drive-use", "band", "agonist", receptors, label_at=(6, 1.04), label_side="left"),
            Mark("drive", "line", "agonist"),
            Mark("fast-later", "line", "withdrawal", weight="thin"),
            Mark("slow-later", "line", "tolerance", weight="thin"),
            Mark("fast", "line", "withdrawal"),
            Mark("slow", "line", "tolerance"),
            Mark("today", "upright", "muted", "today"),
            Mark("gap", "gap", "withdrawal", "withdrawal"),
            Mark("fast-today", "point", "withdrawal", "balance point"),
            Mark("slow-today", "point", "tolerance", "tolerance"),
        ),
    )


def _templates(p: dict[str, float]) -> list[dict[str, Any]]:
    after = "After {days_of_use:days} of daily use and {days_after:days} without"
    times = "half the effect takes {fold:one_decimal} times as much as without tolerance."
    less = "less than the balance point asks for"
    usual, smaller, larger = ("amount", "==", 1), ("amount", "<", 1), ("amount", ">", 1)
    return [
        template(
            "shift",
            case(f"{after}, half the effect takes about the same amount as without tolerance.",
                 ("fold", "<", p["shift_shown_from"])),
            case(f"After {{days_of_use:days}} of daily use, {times}", ("days_after", "<=", 0)),
            case(f"{after}, {times} On the day of the last use it was "
                 "{fold_at_last_use:one_decimal} times."),
        ),
        template(
            "amount",
            case("The usual amount now acts like {acts_like:one_decimal} times as much did on the day of "
                 "the last use.",
                 usual, ("stronger", ">=", p["shift_shown_from"])),
            case("{Amount_words} now does more than it did on the day of the last use.",
                 ("stronger", ">=", p["shift_shown_from"])),
            case("{Amount_words} does less on the same day. How much less, nobody can tell from here.",
                 smaller),
            case("{Amount_words} now has {effect:percent} of the greatest effect. Without tolerance "
                 "it has {effect_without_tolerance:percent}."),
        ),
        template(
            "withdrawal",
            case(f"The receptors get far {less}: strong withdrawal.",
                 ("withdrawal", ">=", p["withdrawal_strong_from"])),
            case(f"The receptors get much {less}: moderate withdrawal.",
                 ("withdrawal", ">=", p["withdrawal_moderate_from"])),
            case(f"The receptors get {less}: mild withdrawal.",
                 ("withdrawal", ">=", p["withdrawal_mild_from"])),
            case("The balance point has come down close to the receptors: little withdrawal is left.",
                 ("days_after", ">", 0), ("drive", "<", 0.1)),
            case("The receptors get as much as the balance point asks for: little or no withdrawal."),
        ),
        template(
            "safety",
            case("{Amount_words} now meets a body that has lost most of its tolerance: breathing can stop.",
                 ("tolerance_kept", "<", p["tolerance_mostly_lost_below"]), tone="danger"),
            case("This body has little tolerance: at {amount_words} breathing can stop.",
                 ("fold", "<", p["little_tolerance_below"]), tone="danger"),
            case("Tolerance is falling. {Amount_words} does more than before the break: breathing can "
                 "stop.",
                 ("tolerance_kept", "<", p["tolerance_falling_below"]), tone="danger"),
            case("{Amount_words} is more than this body is used to: breathing can stop.", larger,
                 tone="danger"),
            case("Tolerance is no shield. In a laboratory study, 7 of 8 people with tolerance stopped "
                 "breathing for a time at the amounts they were given.", tone="care"),
        ),
        template(
            "promise",
            case("Less does less. It is no promise: nobody knows what is in a street supply.", smaller),
            case(""),
        ),
    ]  # fmt: skip


def _labels(p: dict[str, float]) -> list[dict[str, Any]]:
    """Words in the picture that change with the settings, by the mark that carries them."""
    about_same = case("about the same amount\nfor half the effect", ("fold", "<", p["shift_shown_from"]))
    return [template("shift", about_same, case("{fold:one_decimal} times as much\nfor half the effect"))]


def tolerance_cycle_spec() -> dict[str, Any]:
    """Return everything that the page needs to compute and show the tolerance cycle."""
    p = tolerance_parameters(DRUG)
    return {
        "title": TITLE,
        "note": NOTE,
        "prediction": PREDICTION,
        "parameters": p,
        "amounts": [{"amount": amount, "words": words} for amount, words in AMOUNTS],
        "curve_points": CURVE_POINTS,
        "strokes": strokes(),
        "charts": [_amount_chart().as_data(), _days_chart(p).as_data()],
        "labels": _labels(p),
        "sentences": _templates(p),
    }


def _at_last_use(course: ToleranceCourse) -> Moment:
    return [m for m in course.moments if m.hours <= course.last_use_hours][-1]


def _state(moment: Moment) -> tuple[float, float, float]:
    return moment.level, moment.fast_fraction, moment.slow_fraction


def tolerance_cycle_facts(days_of_use: int, days_after: int, amount: float = 1) -> dict[str, Any]:
    """Return the numbers and words that the sentences use; ``amount`` is one of ``AMOUNTS``, in usual amounts.

    Raises KeyError for another amount.
    """
    course = tolerance_course(days_of_use, days_after, DRUG)
    at_last_use, now = _state(_at_last_use(course)), _state(course.moments[-1])
    words = dict(AMOUNTS)[amount]
    facts = cycle_facts(days_of_use, days_after, amount, at_last_use, now, tolerance_parameters(DRUG))
    return {**facts, "amount_words": words, "Amount_words": words[0].upper() + words[1:]}


def tolerance_cycle_words(days_of_use: int, days_after: int, amount: float = 1) -> list[Sentence]:
    """Return the sentences beside the tolerance cycle at these settings."""
    return sentences(_templates(parameters_of("tolerance")), tolerance_cycle_facts(days_of_use, days_after, amount))


def _amount_points(facts: dict[str, Any], p: dict[str, float]) -> dict[str, Any]:
    low, high = AMOUNT_AXIS
    amounts = [low * (high / low) ** (index / CURVE_POINTS) for index in range(CURVE_POINTS + 1)]
    amount = facts["amount"]
    return {
        "usual": 1,
        "without": [[one, effect_of_amount(one, 1, p)] for one in amounts],
        "now": [[one, effect_of_amount(one, facts["fold"], p)] for one in amounts],
        "shift": [1 / p["peak_level"], facts["fold"] / p["peak_level"], p["intrinsic_activity"] / 2],
        "amount-without": [amount, facts["effect_without_tolerance"]],
        "amount-now": [amount, facts["effect"]],
        "labels": {one.id: one.text for one in sentences(_labels(p), facts)},
    }


def _days_points(facts: dict[str, Any], p: dict[str, float]) -> dict[str, Any]:
    course = tolerance_course(facts["days_of_use"], p["most_days_after"], DRUG)
    last_use, today = course.last_use_hours, facts["days_after"]
    moments = [m._replace(hours=(m.hours - last_use) / 24) for m in course.moments]
    until = [m for m in moments if m.hours <= today + 1e-9]
    later = [m for m in moments if m.hours >= today - 1e-9]
    uses = [(a, b) for a, b in pairwise(moments) if a.hours == b.hours]
    now = until[-1]
    return {
        "use": [-facts["days_of_use"], 0],
        "drive-use": [[b.hours, a.drive_fraction, b.drive_fraction] for a, b in uses if b.hours > -last_use / 24],
        "drive": [
            [m.hours, m.drive_fraction]
            for m, following in zip(until, [*until[1:], None], strict=True)
            if m.hours >= 0 and not (following and following.hours == m.hours)
        ],
        "fast": [[m.hours, m.fast_fraction] for m in until],
        "slow": [[m.hours, m.slow_fraction] for m in until],
        "fast-later": [[m.hours, m.fast_fraction] for m in later],
        "slow-later": [[m.hours, m.slow_fraction] for m in later],
        "today": today,
        "gap": [today, facts["drive"], facts["balance_point"]]
        if facts["withdrawal"] >= p["withdrawal_mild_from"]
        else None,
        "fast-today": [today, now.fast_fraction],
        "slow-today": [today, now.slow_fraction],
    }


def tolerance_cycle_points(days_of_use: int, days_after: int, amount: float = 1) -> dict[str, dict[str, Any]]:
    """Return chart id -> mark id -> what is drawn at these settings; ``labels`` are words that a mark carries."""
    p = tolerance_parameters(DRUG)
    facts = tolerance_cycle_facts(days_of_use, days_after, amount)
    return {"amount": _amount_points(facts, p), "days": _days_points(facts, p)}
