"""Binding: the published equations on a scale of our own, its figures, and what must hold at every setting."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.models.binding import (
    binding_rate,
    half_occupancy_picomolar,
    held_at_rest,
    lets_go_half_time_minutes,
)
from alongside.models.parameters import parameters_of
from alongside.models.stepper import Event, steps

# As published with the model of the US Food and Drug Administration, version 1: Kon, Koff (per second), power;
# then what follows from them: half-occupancy level in picomol a litre, half-time of letting go in minutes.
PUBLISHED = {
    "fentanyl": (3.081e-5, 0.004331, 0.8439, 351, 2.67),
    "carfentanil": (9.954e-6, 0.0002467, 1.025, 23, 46.8),
    "naloxone": (1.669e-4, 0.03959, 0.858, 586, 0.29),
}
OPIOIDS = ("fentanyl", "carfentanil")
levels = st.floats(0, 100)


def constants(ligand: str) -> dict[str, float]:
    return parameters_of(f"{ligand}_binding")


def at_rest(opioid: str, level: float, naloxone: float) -> float:
    return held_at_rest(level, constants(opioid)["power"], naloxone, constants("naloxone")["power"])


@pytest.mark.parametrize("ligand", PUBLISHED)
def test_the_constants_and_what_follows_from_them_are_the_published_ones(ligand: str) -> None:
    kon, koff, power, half_level, half_minutes = PUBLISHED[ligand]
    ours = constants(ligand)
    assert (ours["kon"], ours["koff_per_second"], ours["power"]) == (kon, koff, power)
    level = half_occupancy_picomolar(kon, koff, power)
    minutes = lets_go_half_time_minutes(koff)
    print(f"\n{ligand}: half occupancy {level:.1f} pM ({half_level}), half-time {minutes:.3f} min ({half_minutes})")
    assert level == pytest.approx(half_level, abs=0.5)
    assert minutes == pytest.approx(half_minutes, abs=0.05 if half_minutes > 10 else 0.005)


def absolute_course(
    opioid: str, picomolar: float, naloxone_picomolar: float, seconds: int
) -> list[tuple[float, float]]:
    """The published form with concentrations in picomol a litre: tiny midpoint steps, naloxone arrives half-way."""
    (kon, koff, power, *_), (kon_n, koff_n, power_n, *_) = PUBLISHED[opioid], PUBLISHED["naloxone"]
    held = held_by_naloxone = 0.0
    rows, step = [], 0.02
    for second in range(seconds):
        arrive = kon * picomolar**power
        arrive_n = kon_n * (naloxone_picomolar if second >= seconds // 2 else 0.0) ** power_n
        for _ in range(round(1 / step)):
            free = 1 - held - held_by_naloxone
            half = held + step / 2 * (arrive * free - koff * held)
            half_n = held_by_naloxone + step / 2 * (arrive_n * free - koff_n * held_by_naloxone)
            free = 1 - half - half_n
            held += step * (arrive * free - koff * half)
            held_by_naloxone += step * (arrive_n * free - koff_n * half_n)
        rows.append((held, held_by_naloxone))
    return rows


def relative_course(opioid: str, level: float, naloxone_level: float, seconds: int) -> dict[float, tuple[float, ...]]:
    """The same with levels as multiples of the half-occupancy level, by our functions; a row every second."""
    ours, rival = constants(opioid), constants("naloxone")

    def rates(state, inputs, p):  # type: ignore[no-untyped-def]
        held, held_by_naloxone = state
        free = 1 - held - held_by_naloxone
        return (
            binding_rate(level, held, free, ours["koff_per_second"], ours["power"]),
            binding_rate(inputs[0], held_by_naloxone, free, rival["koff_per_second"], rival["power"]),
        )

    events = [Event(seconds // 2, inputs=(naloxone_level,))]
    return dict(steps(rates, (0, 0), (0,), {}, events, seconds, 0.25))


@pytest.mark.parametrize("opioid", OPIOIDS)
@pytest.mark.parametrize("level", [0.2, 1, 8])
def test_the_relative_form_gives_the_course_of_the_published_absolute_form(opioid: str, level: float) -> None:
    picomolar, rival = (half_occupancy_picomolar(*PUBLISHED[one][:3]) for one in (opioid, "naloxone"))
    seconds = 600
    published = absolute_course(opioid, level * picomolar, 5 * rival, seconds)
    ours = relative_course(opioid, level, 5, seconds)
    largest = max(
        abs(a - b) for at, row in enumerate(published, 1) for a, b in zip(row, ours[at], strict=True)
    )
    print(f"\n{opioid} at {level} half-occupancy levels, then naloxone: largest difference {largest:.1e}")
    assert largest < 5e-6
    assert all(0 <= share <= 1 and sum(row) <= 1 + 1e-12 for row in ours.values() for share in row)


@pytest.mark.parametrize("ligand", PUBLISHED)
def test_the_half_occupancy_level_holds_half_of_the_receptors_in_the_end(ligand: str) -> None:
    assert held_at_rest(1, constants(ligand)["power"], 0, 1) == 0.5


@pytest.mark.parametrize("ligand", PUBLISHED)
def test_half_of_what_is_held_is_free_after_the_half_time(ligand: str) -> None:
    koff, power = constants(ligand)["koff_per_second"], constants(ligand)["power"]

    def rates(state, inputs, p):  # type: ignore[no-untyped-def]
        return (binding_rate(0, state[0], 1 - state[0], koff, power),)

    seconds = lets_go_half_time_minutes(koff) * 60
    assert steps(rates, (0.8,), (), {}, [], seconds, seconds / 50)[-1][1][0] == pytest.approx(0.4, rel=1e-6)


@given(st.sampled_from(OPIOIDS), levels, levels, levels)
def test_more_naloxone_never_raises_the_share_of_an_opioid(
    opioid: str, level: float, naloxone: float, more: float
) -> None:
    assert at_rest(opioid, level, naloxone + more) <= at_rest(opioid, level, naloxone) + 1e-12


@given(st.sampled_from(OPIOIDS), levels, levels, levels)
def test_more_of_an_opioid_never_lowers_its_share(opioid: str, level: float, more: float, naloxone: float) -> None:
    assert at_rest(opioid, level + more, naloxone) >= at_rest(opioid, level, naloxone) - 1e-12


@given(st.sampled_from(OPIOIDS), levels, levels)
def test_at_rest_both_together_hold_no_more_than_all_receptors(opioid: str, level: float, naloxone: float) -> None:
    ours, rival = constants(opioid), constants("naloxone")
    held = held_at_rest(level, ours["power"], naloxone, rival["power"])
    held_by_naloxone = held_at_rest(naloxone, rival["power"], level, ours["power"])
    free = 1 - held - held_by_naloxone
    assert -1e-12 <= free <= 1 and held >= 0 and held_by_naloxone >= 0
    assert binding_rate(level, held, free, ours["koff_per_second"], ours["power"]) == pytest.approx(0, abs=1e-12)


@settings(max_examples=30)
@given(st.sampled_from(OPIOIDS), st.floats(0.01, 30), st.floats(0, 8), st.floats(0.1, 8))
def test_along_a_course_more_naloxone_never_leaves_the_opioid_more(
    opioid: str, level: float, naloxone: float, more: float
) -> None:
    less_of_it = relative_course(opioid, level, naloxone, 240)
    more_of_it = relative_course(opioid, level, naloxone + more, 240)
    assert all(more_of_it[at][0] <= row[0] + 1e-9 for at, row in less_of_it.items())


@settings(max_examples=30)
@given(st.sampled_from(OPIOIDS), st.floats(0.01, 30))
def test_alone_an_opioid_only_ever_takes_more_until_it_rests(opioid: str, level: float) -> None:
    held = [row[0] for _, row in sorted(relative_course(opioid, level, 0, 240).items())]
    assert all(before <= after + 1e-12 for before, after in pairwise(held))
    assert held[-1] <= at_rest(opioid, level, 0) + 1e-9
