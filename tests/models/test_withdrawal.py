"""Withdrawal by the clock: against every published window, and what must hold at every setting."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.models.parameters import parameters_of
from alongside.models.tables import table
from alongside.models.tolerance import receptor_drive, tolerance_course, tolerance_parameters
from alongside.models.withdrawal import (
    DRUGS,
    RIVALS,
    PrecipitatedMoment,
    drive_beside_rival,
    precipitated_course,
    precipitated_parameters,
    withdrawal_times,
)

WINDOWS = table("withdrawal_windows")["windows"]
DAYS_OF_USE = range(1, 31)
EARLY_HOURS, LATE_HOURS = 6, 60
drugs = st.sampled_from(DRUGS)
levels = st.floats(0, 50)


def greatest_gap(moments: list[PrecipitatedMoment], since: float = 0, until: float = float("inf")) -> float:
    return max(m.withdrawal for m in moments if since <= m.hours <= until)


def gap_at(moments: list[PrecipitatedMoment], hours: float) -> float:
    """The gap at an hour, after whatever happened then."""
    return [m.withdrawal for m in moments if m.hours <= hours + 1e-9][-1]


@pytest.fixture(scope="module")
def times() -> dict[str, dict[str, float]]:
    """Drug -> onset, peak and end in hours, after 30 days of use."""
    found = {drug: withdrawal_times(30, drug) for drug in DRUGS}
    return {
        drug: {"onset": one.onset_hours or 0, "peak": one.peak_hours or 0, "end": one.end_hours or 0}
        for drug, one in found.items()
    }


def test_onset_peak_and_end_lie_in_every_published_window(times: dict[str, dict[str, float]]) -> None:
    missed = []
    print("\ndrug              what    ours (h)   published (h)   mark")
    for row in WINDOWS:
        (low, high), ours = row["hours"], times[row["drug"]][row["what"]]
        inside = low <= ours <= high
        print(f"{row['drug']:17} {row['what']:6} {ours:8.1f}     {low:>4} to {high:<4}    {row['mark']:10} "
              f"{'' if inside else 'MISSED'}")  # fmt: skip
        missed += [] if inside else [row]
    assert missed == []


def test_every_opioid_has_a_window_for_onset_peak_and_end() -> None:
    assert {(row["drug"], row["what"]) for row in WINDOWS} == {
        (drug, what) for drug in DRUGS for what in ("onset", "peak", "end")
    }
    assert {one["id"] for one in table("withdrawal_windows")["drugs"]} == set(DRUGS)


@pytest.mark.parametrize("drug", DRUGS)
def test_the_times_do_not_hang_on_the_step(drug: str, times: dict[str, dict[str, float]]) -> None:
    fine = withdrawal_times(30, drug, step_hours=0.05)
    ours = times[drug]
    print(f"\n{drug}: onset {fine.onset_hours:.2f}, peak {fine.peak_hours:.2f}, end {fine.end_hours:.2f} h")
    assert ours["onset"] == pytest.approx(fine.onset_hours, abs=0.02)
    assert ours["peak"] == pytest.approx(fine.peak_hours, abs=0.5)
    assert ours["end"] == pytest.approx(fine.end_hours, abs=0.05)


@pytest.mark.parametrize("drug", DRUGS)
def test_peak_withdrawal_rises_with_days_of_use_and_levels_off(drug: str) -> None:
    peaks = [withdrawal_times(days, drug, 20, 1).peak_gap for days in DAYS_OF_USE]
    growth = [later - earlier for earlier, later in pairwise(peaks)]
    print(f"\n{drug}: peak gap {', '.join(f'day {day} {peaks[day - 1]:.2f}' for day in (1, 3, 5, 10, 20, 30))}")
    assert all(more > 0 for more in growth)
    assert growth[-1] < growth[0] / 5 and growth[-1] < 0.005


def test_a_little_use_gives_no_times_at_all() -> None:
    """Where the gap never reaches the threshold there is no onset, no peak and no end to speak of."""
    found = withdrawal_times(1, "methadone")
    assert found[:3] == (None, None, None)
    assert 0 < found.peak_gap < parameters_of("tolerance")["withdrawal_mild_from"]


def test_withdrawal_that_has_not_ended_within_the_days_looked_at_has_no_end() -> None:
    """Three days are too few for heroin, so no end may be reported, least of all the onset."""
    found = withdrawal_times(30, "heroin", days_after=3)
    assert found.onset_hours == pytest.approx(withdrawal_times(30, "heroin").onset_hours or 0)
    assert found.end_hours is None


@pytest.mark.parametrize("drug", DRUGS)
def test_naloxone_opens_a_gap_within_minutes_that_fades_within_hours(drug: str) -> None:
    at = EARLY_HOURS
    with_it, without = (precipitated_course(14, hour, at + 12, drug) for hour in (at, 1000))
    before, minutes_later = gap_at(without, at), gap_at(with_it, at + 5 / 60)
    opened = minutes_later - before
    left = gap_at(with_it, at + 8) - gap_at(without, at + 8)
    print(f"\n{drug}: gap before {before:.2f}, 5 minutes after naloxone {minutes_later:.2f}, added 8 h on {left:.3f}")
    assert opened > 0.1
    assert abs(left) < opened / 4


def test_a_rival_comes_at_its_very_moment() -> None:
    moments = precipitated_course(14, 7.33, 10)
    before, after = [m for m in moments if m.hours == 7.33]
    assert after.drive_fraction < before.drive_fraction and after.fast_fraction == before.fast_fraction


@pytest.mark.parametrize("drug", [one for one in DRUGS if one not in ("methadone", "buprenorphine")])
def test_buprenorphine_raises_the_gap_when_it_comes_early_and_lowers_it_when_it_comes_late(drug: str) -> None:
    for hour, comes_early in ((EARLY_HOURS, True), (LATE_HOURS, False)):
        with_it, without = (precipitated_course(14, at, hour + 2, drug, "buprenorphine") for at in (hour, 1000))
        ours, theirs = gap_at(with_it, hour + 0.1), gap_at(without, hour + 0.1)
        print(f"\n{drug}: buprenorphine at hour {hour}: gap {ours:.2f}, without it {theirs:.2f}")
        assert (ours > theirs + 0.02) if comes_early else (ours < theirs - 0.02)


@pytest.mark.parametrize("drug", DRUGS)
@pytest.mark.parametrize("days_of_use", [3, 14, 30])
def test_once_buprenorphine_would_help_it_goes_on_helping(drug: str, days_of_use: int) -> None:
    """Any hours in which it raises the gap come first, and after four days there are none."""
    raises = []
    for hour in range(0, 97, 6):
        ours, theirs = (
            gap_at(precipitated_course(days_of_use, at, hour, drug, "buprenorphine"), hour) for at in (hour, 1000)
        )
        raises.append(ours > theirs + 1e-9)
    assert raises == sorted(raises, reverse=True)
    assert not raises[-1]


@given(drugs, levels, levels)
def test_buprenorphine_never_lowers_the_drive_below_its_own_share(drug: str, level: float, rival: float) -> None:
    p = precipitated_parameters(drug, "buprenorphine")
    alone = p["rival_activity"] * rival / (1 + rival)
    assert drive_beside_rival(level, rival, p["rival_activity"], p) >= alone - 1e-12


@given(drugs, levels, levels, levels)
def test_more_of_an_antagonist_never_raises_the_drive(drug: str, level: float, rival: float, more: float) -> None:
    p = tolerance_parameters(drug)
    assert drive_beside_rival(level, rival + more, 0, p) <= drive_beside_rival(level, rival, 0, p) + 1e-12


@given(drugs, levels, levels, st.sampled_from(RIVALS))
def test_the_drive_beside_a_rival_lies_between_none_and_the_stronger_of_both(
    drug: str, level: float, rival_level: float, rival: str
) -> None:
    p = precipitated_parameters(drug, rival)
    drive = drive_beside_rival(level, rival_level, p["rival_activity"], p)
    assert 0 <= drive <= max(p["intrinsic_activity"], p["rival_activity"])


@given(drugs, levels)
def test_without_a_rival_the_drive_is_that_of_the_opioid_alone(drug: str, level: float) -> None:
    p = tolerance_parameters(drug)
    assert drive_beside_rival(level, 0, 0.56, p) == pytest.approx(receptor_drive(level, p))


@settings(max_examples=30)
@given(drugs, st.sampled_from(RIVALS), st.integers(1, 30), st.floats(0, 72), st.floats(0, 96))
def test_every_share_of_a_precipitated_course_stays_between_none_and_all(
    drug: str, rival: str, days_of_use: int, rival_hours: float, until_hours: float
) -> None:
    moments = precipitated_course(days_of_use, rival_hours, until_hours, drug, rival)
    assert moments[0].hours == 0 and moments[-1].hours == until_hours
    for m in moments:
        assert 0 <= m.drive_fraction <= 1 and 0 <= m.fast_fraction <= 1
        assert m.withdrawal == max(0, m.fast_fraction - m.drive_fraction)


@settings(max_examples=25)
@given(drugs, st.integers(1, 30), st.floats(0, 20), st.floats(0.1, 20))
def test_a_longer_break_never_raises_tolerance_once_the_level_is_gone(
    drug: str, days_of_use: int, days: float, longer: float
) -> None:
    """Gone: too little is left to drive the receptors beyond what the slow pool holds already."""
    first = tolerance_course(days_of_use, days, drug).moments[-1]
    second = tolerance_course(days_of_use, days + longer, drug).moments[-1]
    if first.drive_fraction <= first.slow_fraction:
        assert second.half_effect_fold <= first.half_effect_fold + 1e-9


@pytest.mark.parametrize("rival", RIVALS)
def test_a_course_without_a_rival_is_the_one_of_the_two_pools(rival: str) -> None:
    course = tolerance_course(14, 2, "heroin", 0.05)
    pools = {round(m.hours - course.last_use_hours, 6): m for m in course.moments}
    for m in precipitated_course(14, 1000, 48, "heroin", rival):
        assert m.withdrawal == pytest.approx(pools[round(m.hours, 6)].withdrawal, abs=5e-4)


@pytest.mark.parametrize(("rival_hours", "until_hours"), [(-1, 5), (1, -5)])
def test_hours_before_the_last_use_are_refused(rival_hours: float, until_hours: float) -> None:
    with pytest.raises(ValueError, match="hours should be 0 or more"):
        precipitated_course(14, rival_hours, until_hours)


def test_days_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="days of use"):
        precipitated_course(0, 1, 5)
    with pytest.raises(ValueError, match="days of use"):
        withdrawal_times(0, "heroin")


def test_an_unknown_rival_or_drug_is_named_with_those_there_are() -> None:
    with pytest.raises(KeyError, match="naloxone"):
        precipitated_parameters("heroin", "coffee")
    with pytest.raises(KeyError, match="heroin"):
        withdrawal_times(30, "codeine")
