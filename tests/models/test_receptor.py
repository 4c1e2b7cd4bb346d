"""The receptor model: limits, monotonicity, and the slider's scale."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.models.parameters import parameters_of
from alongside.models.receptor import (
    amount_at,
    bench,
    brake_signals,
    dopamine_release,
    effect,
    occupancy,
    position_of,
    shared_occupancy,
)

P = parameters_of("receptor")
amounts = st.floats(0, 1e6, allow_nan=False)
activities = st.floats(0, 1)


def test_the_half_occupancy_amount_takes_half_the_receptors() -> None:
    assert occupancy(1) == 0.5


def test_no_ligand_takes_no_receptor() -> None:
    assert occupancy(0) == 0
    assert bench(0, 1, 0, P)["effect"] == 0


@given(amounts, amounts)
def test_both_ligands_together_never_take_more_than_all_receptors(amount: float, rival: float) -> None:
    taken, rival_taken = shared_occupancy(amount, rival), shared_occupancy(rival, amount)
    assert 0 <= taken <= 1
    assert 0 <= rival_taken <= 1
    assert taken + rival_taken <= 1 + 1e-12


@given(amounts, amounts, amounts)
def test_more_of_a_ligand_never_takes_fewer_receptors(amount: float, more: float, rival: float) -> None:
    assert shared_occupancy(amount + more, rival) >= shared_occupancy(amount, rival) - 1e-12


@given(amounts, amounts, amounts, activities)
def test_more_naloxone_never_raises_the_effect(
    amount: float, naloxone: float, more: float, activity: float
) -> None:
    assert (
        bench(amount, activity, naloxone + more, P)["effect"]
        <= bench(amount, activity, naloxone, P)["effect"] + 1e-12
    )


@given(amounts, amounts)
def test_an_antagonist_has_no_effect_at_any_amount(amount: float, naloxone: float) -> None:
    assert bench(amount, P["antagonist_activity"], naloxone, P)["effect"] == 0


@given(amounts)
def test_a_partial_agonist_never_passes_its_ceiling(amount: float) -> None:
    shown = bench(amount, P["partial_agonist_activity"], 0, P)
    assert shown["effect"] <= shown["ceiling"] == pytest.approx(0.56)


@given(amounts)
def test_without_a_rival_competition_changes_nothing(amount: float) -> None:
    assert shared_occupancy(amount, 0) == occupancy(amount)


@given(amounts)
def test_the_effect_of_a_full_agonist_is_its_occupancy(amount: float) -> None:
    assert effect(occupancy(amount), P["full_agonist_activity"]) == occupancy(amount)


def test_the_slider_runs_from_nothing_through_one_to_the_highest_amount() -> None:
    assert amount_at(0, P) == 0
    assert amount_at(1, P) == pytest.approx(P["lowest_amount"])
    assert amount_at(P["slider_steps"], P) == pytest.approx(P["highest_amount"])


@given(st.integers(1, int(P["slider_steps"])))
def test_every_step_of_the_slider_is_found_again(step: int) -> None:
    assert position_of(amount_at(step, P), P) == pytest.approx(step, abs=1e-9)
    assert amount_at(step, P) > amount_at(step - 1, P)


@given(activities, activities)
def test_more_effect_means_fewer_brake_signals_and_more_dopamine(effect_fraction: float, other: float) -> None:
    less, more = sorted((effect_fraction, other))
    assert 0 <= brake_signals(more, P) <= brake_signals(less, P) <= P["brake_signals_at_rest"]
    assert dopamine_release(brake_signals(more, P), P) >= dopamine_release(brake_signals(less, P), P)


def test_without_an_opioid_brake_and_dopamine_are_at_rest() -> None:
    assert brake_signals(0, P) == P["brake_signals_at_rest"]
    assert dopamine_release(P["brake_signals_at_rest"], P) == pytest.approx(P["dopamine_at_rest"])
    assert dopamine_release(0, P) == P["dopamine_unbraked"]


@given(amounts)
def test_an_antagonist_changes_nothing_on_the_detour_to_dopamine(amount: float) -> None:
    shown = bench(amount, P["antagonist_activity"], 0, P)
    assert shown["brake_signals"] == P["brake_signals_at_rest"]
    assert shown["dopamine"] == pytest.approx(P["dopamine_at_rest"])
