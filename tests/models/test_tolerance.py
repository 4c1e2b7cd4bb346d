"""The two-pool teaching model: its reference outputs, and what must hold at every setting."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.models.kinetics import added_by_a_use
from alongside.models.parameters import parameter_rows, parameters_of
from alongside.models.stepper import steps
from alongside.models.tolerance import (
    cycle_facts,
    effect_of_amount,
    receptor_drive,
    tolerance_after,
    tolerance_course,
    tolerance_parameters,
    tolerance_rates,
)
from alongside.models.withdrawal import DRUGS, hours_since_last_use, withdrawal_times

# 30 days of regular use, computed once with steps of 0.05 hours: how many times as much is needed for half the
# effect, by days since the last use.
FOLD_BY_DAYS_AFTER = {
    "heroin": {0: 3.7000, 7: 2.7386, 14: 2.0545, 20: 1.6870, 30: 1.3363},
    "morphine": {0: 3.6347, 7: 2.6727, 14: 2.0146, 20: 1.6609, 30: 1.3236},
    "oxycodone": {0: 3.6676, 7: 2.7036, 14: 2.0333, 20: 1.6731, 30: 1.3295},
    "methadone": {0: 3.5537, 7: 2.8909, 14: 2.1477, 20: 1.7477, 30: 1.3660},
    "buprenorphine": {0: 2.5281, 7: 2.2054, 14: 1.7346, 20: 1.4785, 30: 1.2343},
    "fentanyl_illicit": {0: 3.7246, 7: 2.8133, 14: 2.0998, 20: 1.7164, 30: 1.3507},
}
# Heroin, computed in the same way: the greatest gap between balance point and receptors, by days of use.
GREATEST_GAP_BY_DAYS_OF_USE = {1: 0.1663, 3: 0.3350, 5: 0.4507, 10: 0.6016, 20: 0.6782, 30: 0.6881}


def folds(drug: str, step_hours: float, days: list[int]) -> dict[int, float]:
    moments = hours_since_last_use(30, max(days), drug, step_hours)
    return {day: next(m.half_effect_fold for m in moments if m.hours >= day * 24 - 1e-6) for day in days}


@pytest.mark.parametrize("drug", DRUGS)
def test_thirty_days_of_use_give_the_reference_outputs(drug: str) -> None:
    reference = FOLD_BY_DAYS_AFTER[drug]
    ours = folds(drug, 0.5, list(reference))
    print(f"\n{drug}: " + ", ".join(f"day {day} {ours[day]:.4f} ({fold})" for day, fold in reference.items()))
    assert ours == pytest.approx(reference, abs=2e-4)


@pytest.mark.parametrize("drug", DRUGS)
def test_the_step_of_the_diagram_gives_the_reference_outputs_within_what_its_row_promises(drug: str) -> None:
    ours = folds(drug, tolerance_parameters(drug)["step_hours"], list(FOLD_BY_DAYS_AFTER[drug]))
    assert ours == pytest.approx(FOLD_BY_DAYS_AFTER[drug], abs=0.002)


def test_the_greatest_gap_grows_with_days_of_use_and_levels_off() -> None:
    gaps = {days: withdrawal_times(days, "heroin").peak_gap for days in GREATEST_GAP_BY_DAYS_OF_USE}
    print("\n", {days: f"{gap:.4f} ({GREATEST_GAP_BY_DAYS_OF_USE[days]})" for days, gap in gaps.items()})
    assert gaps == pytest.approx(GREATEST_GAP_BY_DAYS_OF_USE, abs=2e-4)
    assert list(gaps.values()) == sorted(gaps.values())


@pytest.mark.parametrize("drug", DRUGS)
def test_the_step_of_the_diagram_is_as_good_as_one_forty_times_finer(drug: str) -> None:
    p = tolerance_parameters(drug)
    fine = {round(m.hours, 6): m for m in tolerance_course(7, 30, drug, p["step_hours"] / 40).moments}
    worst = max(
        abs(ours - theirs)
        for m in tolerance_course(7, 30, drug).moments
        if abs(m.level - fine[round(m.hours, 6)].level) < added_by_a_use(p) / 2
        for ours, theirs in zip(m[2:], fine[round(m.hours, 6)][2:], strict=True)
    )
    print(f"\n{drug}: {worst:.1e}")
    assert worst < 0.0001


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 30), st.integers(0, 60), st.sampled_from(DRUGS))
def test_every_share_stays_between_none_and_all(days_of_use: int, days_after: int, drug: str) -> None:
    for m in tolerance_course(days_of_use, days_after, drug).moments:
        for share in (m.drive_fraction, m.fast_fraction, m.slow_fraction, m.withdrawal):
            assert 0 <= share <= 1
        assert 1 <= m.half_effect_fold <= 4.3 + 1e-9
        assert m.level >= 0


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 30), st.integers(4, 59), st.sampled_from(DRUGS))
def test_after_a_break_tolerance_falls(days_of_use: int, days_after: int, drug: str) -> None:
    """From day 4 (long-acting: 8) on: before that, what is left of the opioid can still build tolerance."""
    if drug in ("methadone", "buprenorphine"):
        days_after = max(days_after, 8)
    earlier, later = (tolerance_course(days_of_use, days, drug).moments[-1] for days in (days_after, days_after + 1))
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


shares = st.tuples(st.floats(0, 10), st.floats(0, 1), st.floats(0, 1))


@given(st.floats(0.25, 4), shares, shares)
def test_what_an_amount_acts_like_had_the_same_effect_at_the_last_use(
    amount: float, at_last_use: tuple[float, ...], now: tuple[float, ...]
) -> None:
    p = tolerance_parameters()
    facts = cycle_facts(30, 14, amount, at_last_use, now, p)
    assert effect_of_amount(facts["acts_like"], facts["fold_at_last_use"], p) == pytest.approx(facts["effect"])
    usual = effect_of_amount(1, facts["fold_at_last_use"], p)
    assert effect_of_amount(facts["used_to"], facts["fold"], p) == pytest.approx(usual)
    assert facts["acts_like"] == pytest.approx(amount / facts["used_to"])


def test_regular_use_reaches_the_peak_level() -> None:
    p = tolerance_parameters("heroin")
    assert max(m.level for m in tolerance_course(10, 0).moments) == pytest.approx(p["peak_level"], rel=1e-3)
    assert receptor_drive(1, p) == 0.5


@pytest.mark.parametrize(("days_of_use", "days_after"), [(0, 1), (-1, 1), (float("nan"), 1), (3, -1)])
def test_a_course_that_makes_no_sense_is_refused(days_of_use: float, days_after: float) -> None:
    with pytest.raises(ValueError, match="days of use"):
        tolerance_course(days_of_use, days_after)


MEASURES = {"mg", "ug", "µg", "ng", "microgram", "micrograms", "milligram", "milligrams", "gram", "grams", "ml"}
NO_AMOUNT_TAKEN = {"nasal_naloxone", "volunteers"}
"""The naloxone product, and what only checks the breathing model against volunteers' blood."""


def test_no_constant_of_an_opioid_is_an_amount_in_grams_or_litres() -> None:
    for row in parameter_rows():
        group = row["id"].split(".")[0]
        words = set(f"{row['unit']} {row['leaves_out']}".lower().split())
        if group not in NO_AMOUNT_TAKEN and row["unit"] != "grams a mol":
            assert not MEASURES & words, row["id"]


def test_an_unknown_drug_is_named_with_those_there_are() -> None:
    with pytest.raises(KeyError, match="heroin"):
        parameters_of("codeine")


@pytest.mark.parametrize("drug", DRUGS)
@pytest.mark.parametrize("start", [(0.0, 0.4, 0.2), (5.0, 0.1, 0.9), (0.3, 0.9, 0.5)])
def test_the_shorter_way_over_a_step_solves_the_same_rates(drug: str, start: tuple[float, float, float]) -> None:
    p = tolerance_parameters(drug)
    true = steps(tolerance_rates, start, (), p, [], 6, 0.01)[-1][1]
    ours = steps(tolerance_rates, start, (), p, [], 6, 0.5, tolerance_after)[-1][1]
    difference = max(abs(a - b) for a, b in zip(ours, true, strict=True))
    print(f"\n{drug} from {start}: {difference:.1e}")
    assert difference < 1e-6
