"""What the withdrawal clock says and shows, as data. Every number comes from ``models``."""

from __future__ import annotations

from typing import Any, NamedTuple

from alongside.charts.chart import Axis, Chart, Mark, strokes
from alongside.charts.describe import Sentence, sentences
from alongside.charts.withdrawal_clock_words import (
    NOTE,
    PREDICTION,
    TITLE,
    drug_word,
    templates,
    windows_of,
)  # fmt: skip
from alongside.models.parameters import parameters_of
from alongside.models.tolerance import Moment, tolerance_parameters
from alongside.models.withdrawal import (
    DRUGS,
    RIVALS,
    Withdrawal,
    hours_since_last_use,
    precipitated_course,
    precipitated_parameters,
    withdrawal_times,
)  # fmt: skip

CLAIMS = (
    "withdrawal-windows", "withdrawal-clock-model", "signs-before-clock", "no-waiting-time-from-a-peer",
    "early-buprenorphine", "early-buprenorphine-uncommon", "fentanyl-leaves-slowly", "precipitated-timing",
    "naloxone-can-bring-withdrawal", "naloxone-wears-off", "overdose-first-steps", "after-withdrawal-treatment",
    "tolerance-model",
)  # fmt: skip
ARRIVES = ("none", *RIVALS)
MOMENTS = {
    "early": "early, before withdrawal has begun",
    "later": "later, when withdrawal has clearly begun",
}
"""The two moments of the sketch of what arrives. It has no hours: somebody would read a waiting time from them."""
_RIVAL_PARTS = ("rival_activity", "rival_level", "rival_half_life_hours")


def opioids() -> list[dict[str, str]]:
    """Return the opioids of the clock in order: ``id`` and ``word``."""
    return [{"id": drug, "word": drug_word(drug)} for drug in DRUGS]


def _days_chart(p: dict[str, float], tolerance: dict[str, float]) -> Chart:
    marked = (0, 2, 4, 7, 10, p["days_shown"])
    steps = ("mild", "moderate", "strong")
    levels = ((0.0, "none"), *((tolerance[f"withdrawal_{word}_from"], word) for word in steps))
    return Chart(
        id="days",
        title="Withdrawal after the last use",
        x=Axis("Days since the last use", 0, p["days_shown"], tuple((day, f"{day:g}") for day in marked)),
        y=Axis("Withdrawal (the gap)", 0, 0.8, levels),
        marks=(
            Mark("beside", "line", "withdrawal", weight="thin"),
            Mark("gap", "line", "withdrawal", weight="bold"),
            Mark("onset", "point", "withdrawal", "begins"),
            Mark("end", "point", "withdrawal", "has eased"),
            Mark("peak", "point", "withdrawal", "strongest", "bold"),
            Mark("beside-peak", "point", "withdrawal", weight="thin"),
        ),
    )


def _arrival_chart(p: dict[str, float]) -> Chart:
    marked = ((-p["early_hours"], "before"), (0.0, "now"), (p["later_hours"], "a while later"))
    return Chart(
        id="arrival",
        title="When something takes the receptors, after two weeks of daily use",
        x=Axis("A sketch of time, without hours", -p["early_hours"], p["hours_after"], marked),
        y=Axis("Gap that is felt as withdrawal", 0, 1, ((0.0, "none"), (0.5, "half"), (1.0, "greatest"))),
        marks=(
            Mark("arrives", "upright", "muted"),
            Mark("without", "line", "withdrawal", weight="thin"),
            Mark("course", "line", "withdrawal", weight="bold"),
            Mark("before", "point", "withdrawal", "just before", "thin"),
            Mark("naloxone", "point", "antagonist", "naloxone\narrives"),
            Mark("buprenorphine", "point", "partial", "buprenorphine\narrives"),
        ),
    )


def withdrawal_clock_spec() -> dict[str, Any]:
    """Return everything that the page needs to compute and show the withdrawal clock."""
    p = parameters_of("withdrawal_clock")
    rivals = {rival: precipitated_parameters(DRUGS[0], rival) for rival in RIVALS}
    return {
        "title": TITLE,
        "note": NOTE,
        "prediction": PREDICTION,
        "parameters": p | {"most_days_of_use": parameters_of("tolerance")["most_days_of_use"]},
        "opioids": [one | {"Word": one["word"].capitalize()} for one in opioids()],
        "drugs": {drug: tolerance_parameters(drug) for drug in DRUGS},
        "arrives": [{"id": "none", "word": "nothing"}, *({"id": rival, "word": rival} for rival in RIVALS)],
        "moments": [{"id": moment, "word": word} for moment, word in MOMENTS.items()],
        "rivals": {rival: {part: own[part] for part in _RIVAL_PARTS} for rival, own in rivals.items()},
        "windows": {drug: windows_of(drug) for drug in DRUGS},
        "window_rows": [["onset", "begins"], ["peak", "strongest"], ["end", "has eased"]],
        "strokes": strokes(),
        "charts": [_days_chart(p, parameters_of("tolerance")).as_data(), _arrival_chart(p).as_data()],
        "sentences": templates(),
    }


def _course(drug: str, days_of_use: int) -> tuple[list[Moment], Withdrawal]:
    p = parameters_of("withdrawal_clock")
    moments = hours_since_last_use(days_of_use, p["days_shown"], drug, p["step_hours"])
    return moments, withdrawal_times(days_of_use, drug, p["days_shown"], p["step_hours"])


def _times(times: Withdrawal, before: str = "") -> dict[str, float]:
    onset, peak, end = times.onset_hours or 0.0, times.peak_hours or 0.0, times.end_hours or 0.0
    facts = {
        "felt": 0 if times.onset_hours is None else 1,
        "onset_hours": onset, "onset_days": onset / 24, "peak_hours": peak, "peak_days": peak / 24,
        "end_days": end / 24, "peak_gap": times.peak_gap,
    }  # fmt: skip
    return {f"{before}{name}": value for name, value in facts.items()}


class _Sketch(NamedTuple):
    """The gap around one of ``MOMENTS``, which is hour 0 of each row [hours, gap]; ``course`` is with what arrives."""

    without: list[list[float]]
    course: list[list[float]]

    def gaps(self) -> dict[str, float]:
        p = parameters_of("withdrawal_clock")
        at = max(index for index, (hours, _) in enumerate(self.course) if hours == 0)
        later = next(gap for hours, gap in self.course if hours == p["later_hours"])
        before, after = self.course[at - 1][1], self.course[at][1]
        return {"gap_before": before, "gap_after": after, "gap_later": later, "change": after - before}


def _sketch(drug: str, arrives: str, moment: str) -> _Sketch:
    """Return the sketch: soon after the last use ("early"), or where withdrawal is strongest ("later")."""
    p = parameters_of("withdrawal_clock")
    use, early = p["arrival_days_of_use"], p["early_hours"]
    moments, _ = _course(drug, int(use))
    at = early if moment == "early" else max(moments, key=lambda one: one.withdrawal).hours
    until = at + p["hours_after"]
    without = [[m.hours - at, m.withdrawal] for m in moments if at - early <= m.hours <= until]
    if arrives == "none":
        return _Sketch(without, without)
    rows = precipitated_course(use, at, until, drug, arrives, p["arrival_step_hours"])
    return _Sketch(without, [[one.hours - at, one.withdrawal] for one in rows if one.hours >= at - early])


def withdrawal_clock_facts(
    drug: str = "heroin", beside: str = "methadone", days_of_use: int = 14, arrives: str = "none",
    moment: str = "early",
) -> dict[str, Any]:
    """Return the numbers and words that the sentences use; gaps are fractions of the greatest there can be."""
    beside = "none" if beside == drug else beside
    _, times = _course(drug, days_of_use)
    words = {"drug": drug, "beside": beside, "arrives": arrives, "moment": moment, "drug_word": drug_word(drug)}
    facts: dict[str, Any] = {**words, "Beside_word": "", "days_of_use": days_of_use, **_times(times)}
    other = Withdrawal(None, None, None, 0.0)
    if beside != "none":
        other = _course(beside, days_of_use)[1]
        facts["Beside_word"] = drug_word(beside).capitalize()
    facts |= _times(other, "beside_")
    facts["beside_later"] = facts["beside_onset_hours"] - facts["onset_hours"]
    return {**facts, **_sketch(drug, arrives, moment).gaps()}


def withdrawal_clock_words(
    drug: str = "heroin", beside: str = "methadone", days_of_use: int = 14, arrives: str = "none",
    moment: str = "early",
) -> list[Sentence]:
    """Return the sentences beside the clock at these settings."""
    return sentences(templates(), withdrawal_clock_facts(drug, beside, days_of_use, arrives, moment))


def withdrawal_clock_points(
    drug: str = "heroin", beside: str = "methadone", days_of_use: int = 14, arrives: str = "none",
    moment: str = "early",
) -> dict[str, dict[str, Any]]:
    """Return what each chart draws at these settings: chart id -> mark id -> points."""
    facts = withdrawal_clock_facts(drug, beside, days_of_use, arrives, moment)
    beside = facts["beside"]
    moments, _ = _course(drug, days_of_use)
    shown = parameters_of("tolerance")["withdrawal_mild_from"]
    days: dict[str, Any] = {"gap": [[m.hours / 24, m.withdrawal] for m in moments], "labels": {}}
    if facts["felt"]:
        days |= {"onset": [facts["onset_days"], shown], "end": [facts["end_days"], shown],
                 "peak": [facts["peak_days"], facts["peak_gap"]]}  # fmt: skip
        days["labels"]["peak"] = f"{facts['drug_word']}:\nstrongest"
    if beside != "none":
        days["beside"] = [[m.hours / 24, m.withdrawal] for m in _course(beside, days_of_use)[0]]
        if facts["beside_felt"]:
            days["beside-peak"] = [facts["beside_peak_days"], facts["beside_peak_gap"]]
            days["labels"]["beside-peak"] = drug_word(beside)
    sketch = _sketch(drug, arrives, moment)
    if arrives == "none":
        return {"days": days, "arrival": {"course": sketch.course}}
    return {"days": days, "arrival": {
        "without": sketch.without, "course": sketch.course, "arrives": 0, "before": [0, facts["gap_before"]],
        arrives: [0, facts["gap_after"]]}}  # fmt: skip
