"""What the tolerance cycle says and shows, as data. Every number comes from ``models``."""

from __future__ import annotations

from typing import Any

from alongside.charts.chart import Axis, Chart, Mark, strokes
from alongside.charts.describe import Sentence, case, sentences, template
from alongside.models.parameters import parameters_of
from alongside.models.tolerance import cycle_facts, tolerance_course, tolerance_parameters

TITLE = "Tolerance cycle: daily use, then a break"
NOTE = (
    "The balance point is how much opioid message the body has come to expect. A teaching model: it shows the "
    "direction and rough timing, not any one person. How fast tolerance falls is our choice of design: no "
    "human study gives a clean curve. That it can rise to about 4.3 times comes from one study of 22 people "
    "(Algera 2020). The example is a short-acting opioid used several times a day."
)
DRUG = "heroin"


def _amount_chart() -> Chart:
    amounts = ((0.01, "1/100"), (0.1, "1/10"), (1.0, "1"))
    return Chart(
        id="amount",
        title="How much for how much effect",
        x=Axis("Amount (1 is the usual amount)", 0.01, 4, amounts, "log"),
        y=Axis("Effect", 0, 1, ((0.0, "none"), (0.5, "half"), (1.0, "greatest"))),
        marks=(
            Mark("usual", "upright", "muted", "usual amount"),
            Mark("without", "line", "agonist", "without\ntolerance", "thin", (None, 0.72), label_side="left"),
            Mark("now", "line", "agonist", "now", "bold", (None, 0.33), label_side="right"),
            Mark("shift", "arrow", "tolerance", "", "normal", (0.92, 0.18), (3.8, 0.12), "left"),
            Mark("usual-without", "point", "agonist", weight="thin"),
            Mark("usual-now", "point", "agonist", weight="bold"),
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
            "usual",
            case("The usual amount now acts like {acts_like:one_decimal} times as much did on the day of "
                 "the last use.",
                 ("acts_like", ">=", p["shift_shown_from"])),
            case("The usual amount now has {usual_effect:percent} of the greatest effect. Without tolerance "
                 "it has {usual_effect_without_tolerance:percent}."),
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
            case("The usual amount now meets a body that has lost most of its tolerance: breathing can stop.",
                 ("tolerance_kept", "<", p["tolerance_mostly_lost_below"]), tone="danger"),
            case("This body has little tolerance: at the usual amount breathing can stop.",
                 ("fold", "<", p["little_tolerance_below"]), tone="danger"),
            case("Tolerance is falling. The usual amount does more than before the break: breathing can "
                 "stop.",
                 ("tolerance_kept", "<", p["tolerance_falling_below"]), tone="danger"),
            case("Tolerance is no shield. In a laboratory study, 7 of 8 people with tolerance stopped "
                 "breathing for a time at the amounts they were given.", tone="care"),
        ),
    ]  # fmt: skip


def _arrow_words(p: dict[str, float]) -> list[dict[str, Any]]:
    about_same = case("about the same amount\nfor half the effect", ("fold", "<", p["shift_shown_from"]))
    return [template("arrow", about_same, case("{fold:one_decimal} times as much\nfor half the effect"))]


def tolerance_spec() -> dict[str, Any]:
    """Return everything that the page needs to compute and show the tolerance cycle."""
    p = tolerance_parameters(DRUG)
    return {
        "title": TITLE,
        "note": NOTE,
        "parameters": p,
        "strokes": strokes(),
        "charts": [_amount_chart().as_data(), _days_chart(p).as_data()],
        "arrow_words": _arrow_words(p),
        "sentences": _templates(p),
    }


def tolerance_facts(days_of_use: int, days_after: int) -> dict[str, float]:
    """Return the numbers that the sentences use."""
    course = tolerance_course(days_of_use, days_after, DRUG)
    at_last_use = [m for m in course.moments if m.hours <= course.last_use_hours][-1]
    first, last = ((m.level, m.fast_fraction, m.slow_fraction) for m in (at_last_use, course.moments[-1]))
    return cycle_facts(days_of_use, days_after, first, last, tolerance_parameters(DRUG))


def tolerance_words(days_of_use: int, days_after: int) -> list[Sentence]:
    """Return the sentences beside the tolerance cycle at these settings."""
    return sentences(_templates(parameters_of("tolerance")), tolerance_facts(days_of_use, days_after))
