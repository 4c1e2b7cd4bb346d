"""The level over time: half-lives as published, and the short form is the stepper's."""

from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.models.kinetics import (
    DRUGS,
    added_by_a_use,
    fraction_left,
    half_life_hours,
    half_lives_until,
    level_after_uses,
    level_course,
)
from alongside.models.parameters import parameter_rows
from alongside.models.stepper import Event, repeated, steps
from alongside.models.tolerance import tolerance_parameters

# Hours, as the published tables and labels give them.
PUBLISHED_HALF_LIVES = {
    "heroin": (3, 5),  # in effect, by way of what it turns into
    "morphine": (2, 4),
    "oxycodone": (3.5, 4),
    "methadone": (8, 59),
    "buprenorphine": (24, 42),
    "fentanyl_illicit": (8, 10),
    "naloxone": (2.08, 2.08),  # nose spray of 4 mg
}
TAKEN = tuple(drug for drug in DRUGS if drug != "naloxone")


def decay(state, inputs, p):  # type: ignore[no-untyped-def]
    return (-log(2) / p["half_life_hours"] * state[0],)


def test_every_drug_has_a_published_half_life() -> None:
    assert set(PUBLISHED_HALF_LIVES) == set(DRUGS)


@pytest.mark.parametrize("drug", DRUGS)
def test_a_half_life_lies_in_its_published_range(drug: str) -> None:
    low, high = PUBLISHED_HALF_LIVES[drug]
    row = next(row for row in parameter_rows() if row["id"] == f"{drug}.half_life_hours")
    print(f"\n{drug}: {half_life_hours(drug)} h ({low} to {high})")
    assert low <= half_life_hours(drug) <= high
    assert row["mark"] == ("read" if drug == "naloxone" else "read2")
    assert drug == "naloxone" or row["range"] == [low, high]


@pytest.mark.parametrize("drug", DRUGS)
def test_half_is_left_after_one_half_life_and_an_eighth_after_three(drug: str) -> None:
    half_life = half_life_hours(drug)
    assert fraction_left(0, half_life) == 1
    assert fraction_left(half_life, half_life) == pytest.approx(0.5)
    assert fraction_left(3 * half_life, half_life) == pytest.approx(0.125)
    assert half_lives_until(0.125) == pytest.approx(3)


@settings(max_examples=60)
@given(st.sampled_from(TAKEN), st.integers(1, 40), st.floats(0, 200), st.floats(0.01, 10))
def test_the_short_form_is_what_the_stepper_gives(drug: str, uses: int, hours_since: float, added: float) -> None:
    p = tolerance_parameters(drug)
    last = (uses - 1) * p["interval_hours"]
    planned = [Event(number * p["interval_hours"], (added,)) for number in range(uses)]
    *_, (_, (level,)) = steps(decay, (0,), (), p, planned, last + hours_since, 0.25)
    assert level_after_uses(uses, hours_since, added, p) == pytest.approx(level, rel=1e-6, abs=1e-12)


@pytest.mark.parametrize("drug", TAKEN)
def test_regular_use_settles_at_its_peak_level(drug: str) -> None:
    p = tolerance_parameters(drug)
    settled = level_after_uses(400, 0, added_by_a_use(p), p)
    assert settled == pytest.approx(p["peak_level"])
    uses = repeated(0, p["interval_hours"], 400 * p["interval_hours"], (added_by_a_use(p),))
    assert max(state[0] for _, state in steps(decay, (0,), (), p, uses, uses[-1].at, p["interval_hours"] / 4)) == (
        pytest.approx(p["peak_level"], rel=1e-3)
    )


@given(st.sampled_from(TAKEN), st.integers(0, 60), st.floats(0, 500), st.floats(0, 10))
def test_twice_the_use_is_twice_the_level(drug: str, uses: int, hours: float, added: float) -> None:
    p = tolerance_parameters(drug)
    once, twice = (level_after_uses(uses, hours, times * added, p) for times in (1, 2))
    assert twice == pytest.approx(2 * once)


@given(
    st.sampled_from(DRUGS),
    st.lists(st.floats(0, 100), max_size=8),
    st.lists(st.floats(0, 100), max_size=8),
    st.lists(st.floats(0, 200), min_size=1, max_size=8),
)
def test_uses_add_up(drug: str, some: list[float], others: list[float], hours: list[float]) -> None:
    both = level_course(hours, [*some, *others], drug)
    apart = zip(level_course(hours, some, drug), level_course(hours, others, drug), strict=True)
    assert both == pytest.approx([a + b for a, b in apart])


@given(st.sampled_from(DRUGS), st.floats(0, 100), st.floats(0, 500), st.floats(0.01, 100))
def test_without_a_new_use_a_level_only_falls(drug: str, use: float, later: float, longer: float) -> None:
    first, second = level_course([use + later, use + later + longer], [use], drug)
    assert 0 <= second < first or first == second == 0


def test_before_the_first_use_there_is_nothing() -> None:
    assert level_course([0, 4.9, 5], [5], "morphine") == [0, 0, 1]
    assert level_course([], [5], "morphine") == level_course([], [], "morphine") == []
    assert level_course([3], [], "morphine") == [0]


def test_an_unknown_drug_is_named_with_those_there_are() -> None:
    with pytest.raises(KeyError, match="morphine"):
        half_life_hours("codeine")
