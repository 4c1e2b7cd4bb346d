"""The two-pool teaching model against its reference outputs, and what must hold at every setting."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.models.parameters import parameter_rows, parameters_of
from alongside.models.tolerance import (
    Moment,
    added_by_a_use,
    effect_of_amount,
    receptor_drive,
    tolerance_course,
    tolerance_parameters,
)

DRUGS = ("heroin", "oxycodone", "methadone", "buprenorphine", "fentanyl_illicit")
# 30 days of regular use; withdrawal counts from a gap of 0.15. Calculated once with a very fine step
# (0.05 hours): onset and peak in hours, height of the peak, end in days, fold of the half-effect amount.
REFERENCE = {
    "heroin": (8.5, 31.9, 0.70, 8.6, {0: 3.67, 7: 2.70, 14: 2.03, 20: 1.67}),
    "oxycodone": (9.4, 35.2, 0.69, 8.8, {}),
    "methadone": (33.1, 95.2, 0.48, 10.5, {0: 3.55, 7: 2.89, 14: 2.15, 20: 1.75}),
    "buprenorphine": (63.7, 121.3, 0.26, 9.1, {}),
    "fentanyl_illicit": (13.7, 53.8, 0.62, 9.3, {}),
}
PEAK_BY_DAYS_OF_USE = {1: 0.16, 3: 0.33, 5: 0.45, 10: 0.61, 20: 0.69, 30: 0.70}
THRESHOLD = 0.15


def after_last_use(days_of_use: float, drug: str, step_hours: float) -> list[Moment]:
    """The moments of 40 days after the last use; hours count from that use."""
    course = tolerance_course(days_of_use, 40, drug, step_hours)
    later = [m._replace(hours=m.hours - course.last_use_hours) for m in course.moments]
    return [m for m in later if m.hours >= 0][1:]


def crossing_hours(moments: list[Moment], rising: bool) -> float:
    """When withdrawal first rises, or last falls, through the threshold; moments joined by straight lines."""
    sign = 1 if rising else -1
    found = [
        a.hours + (b.hours - a.hours) * (THRESHOLD - a.withdrawal) / (b.withdrawal - a.withdrawal)
        for a, b in pairwise(moments)
        if sign * a.withdrawal < sign * THRESHOLD <= sign * b.withdrawal
    ]
    return found[0] if rising else found[-1]


@pytest.mark.parametrize("drug", DRUGS)
def test_thirty_days_of_use_give_the_reference_outputs(drug: str) -> None:
    onset, peak, height, end_days, folds = REFERENCE[drug]
    moments = after_last_use(30, drug, 0.5)
    top = max(moments, key=lambda m: m.withdrawal)
    ours = (crossing_hours(moments, True), top.hours, top.withdrawal, crossing_hours(moments, False) / 24)
    print(f"\n{drug}: onset {ours[0]:.2f} h ({onset}), peak {ours[1]:.1f} h ({peak}), "
          f"height {ours[2]:.3f} ({height}), end {ours[3]:.2f} d ({end_days})")  # fmt: skip
    assert ours[0] == pytest.approx(onset, abs=0.1)
    assert ours[1] == pytest.approx(peak, abs=0.5)
    assert ours[2] == pytest.approx(height, abs=0.006)
    assert ours[3] == pytest.approx(end_days, abs=0.06)
    for day, fold in folds.items():
        at_day = next(m.half_effect_fold for m in moments if m.hours >= day * 24 - 1e-6)
        print(f"  day {day}: {at_day:.3f} ({fold})")
        assert at_day == pytest.approx(fold, abs=0.006)


def test_the_peak_of_withdrawal_grows_with_days_of_use_and_levels_off() -> None:
    peaks = {
        days: max(m.withdrawal for m in after_last_use(days, "heroin", 1)) for days in PEAK_BY_DAYS_OF_USE
    }
    print("\n", {days: f"{ours:.3f} ({PEAK_BY_DAYS_OF_USE[days]})" for days, ours in peaks.items()})
    assert peaks == pytest.approx(PEAK_BY_DAYS_OF_USE, abs=0.006)
    assert list(peaks.values()) == sorted(peaks.values())


@pytest.mark.parametrize("drug", DRUGS)
def test_the_step_of_the_diagram_is_as_good_as_one_forty_times_finer(drug: str) -> None:
    step = tolerance_parameters(drug)["step_hours"]
    fine = {round(m.hours, 6): m for m in tolerance_course(7, 30, drug, step / 40).moments}
    worst = max(
        abs(ours - theirs)
        for m in tolerance_course(7, 30, drug, step).moments
        if abs(m.level - fine[round(m.hours, 6)].level) < added_by_a_use(tolerance_parameters(drug)) / 2
        for ours, theirs in zip(m[2:], fine[round(m.hours, 6)][2:], strict=True)
    )
    print(f"\n{drug}: {worst:.1e}")
    assert worst < 0.0005


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 30), st.integers(0, 30), st.sampled_from(DRUGS))
def test_every_share_stays_between_none_and_all(days_of_use: int, days_after: int, drug: str) -> None:
    for m in tolerance_course(days_of_use, days_after, drug).moments:
        for share in (m.drive_fraction, m.fast_fraction, m.slow_fraction, m.withdrawal):
            assert 0 <= share <= 1
        assert 1 <= m.half_effect_fold <= 4.3 + 1e-9
        assert m.level >= 0


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 30), st.integers(4, 29), st.sampled_from(DRUGS))
def test_after_a_break_tolerance_falls(days_of_use: int, days_after: int, drug: str) -> None:
    """From day 4 (long-acting: 8) on: before that, what is left of the opioid can still build tolerance."""
    if drug in ("methadone", "buprenorphine"):
        days_after = max(days_after, 8)
    earlier, later = (
        tolerance_course(days_of_use, days, drug).moments[-1] for days in (days_after, days_after + 1)
    )
    assert later.half_effect_fold < earlier.half_effect_fold


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 29), st.sampled_from(DRUGS))
def test_more_days_of_use_never_give_less_tolerance(days_of_use: int, drug: str) -> None:
    fewer, more = (tolerance_course(days, 0, drug).moments[-1] for days in (days_of_use, days_of_use + 1))
    assert more.half_effect_fold >= fewer.half_effect_fold


@given(st.floats(0.01, 10), st.floats(1, 4.3), st.floats(0, 3))
def test_tolerance_never_raises_the_effect_of_an_amount(amount: float, fold: float, more: float) -> None:
    p = tolerance_parameters()
    assert effect_of_amount(amount, fold + more, p) <= effect_of_amount(amount, fold, p) + 1e-12


@pytest.mark.parametrize("drug", DRUGS)
def test_the_fold_moves_the_amount_for_half_the_effect_by_just_that_much(drug: str) -> None:
    p = tolerance_parameters(drug)
    half = p["intrinsic_activity"] / 2
    assert effect_of_amount(1 / p["peak_level"], 1, p) == pytest.approx(half)
    assert effect_of_amount(3 / p["peak_level"], 3, p) == pytest.approx(half)


def test_regular_use_reaches_the_peak_level() -> None:
    p = tolerance_parameters("heroin")
    assert max(m.level for m in tolerance_course(10, 0).moments) == pytest.approx(p["peak_level"], rel=1e-3)
    assert receptor_drive(1, p) == 0.5


@pytest.mark.parametrize(("days_of_use", "days_after"), [(0, 1), (-1, 1), (float("nan"), 1), (3, -1)])
def test_a_course_that_makes_no_sense_is_refused(days_of_use: float, days_after: float) -> None:
    with pytest.raises(ValueError, match="days of use"):
        tolerance_course(days_of_use, days_after)


def test_no_constant_is_an_amount_in_grams_or_litres() -> None:
    for row in parameter_rows():
        words = f"{row['unit']} {row['leaves_out']}".lower().split()
        assert not {"mg", "ug", "µg", "ng", "microgram", "micrograms", "milligram", "gram", "ml"} & set(
            words
        ), row["id"]


def test_an_unknown_drug_is_named_with_those_there_are() -> None:
    with pytest.raises(KeyError, match="heroin"):
        parameters_of("codeine")
