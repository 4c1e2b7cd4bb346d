"""Breathing: the published equations computed a second way, published blood levels, and what must always hold."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.models.breathing import (
    BreathingMoment,
    breathing_course,
    breathing_fraction,
    breathing_parameters,
    breathing_step_seconds,
    breathing_with_ceiling,
    crossing_minutes,
    naloxone_level_course,
    ventilation_course,
)
from alongside.models.parameters import parameters_of

# The volunteers' four infusions of 90 seconds, as published.
AT_MINUTES, INFUSION_SECONDS = (120, 180, 240, 300), 90
MICROGRAMS = {False: (75, 150, 250, 350), True: (250, 350, 500, 700)}
SHOWN_MINUTES = range(100, 331, 10)
# Constants of the published code, in its own units: a second, a litre, picomol a litre.
PLASMA_LITRES, FENTANYL_GRAMS_PER_MOL = 10.5, 336.4
KOUT, K12, K13, K21, K31, K1 = 0.002, 0.0032, 0.0036, 0.0023, 0.00023, 0.00068
KON, KOFF, POWER = 3.081e-5, 0.004331, 0.8439
BASELINE_LITRES, G0 = 20, 0.42
GROUPS = {False: (5.2, 29.65, 1.629), True: (9, 20, 2.365)}  # P1, Bmax, P2
# Mean blood level after one spray of 4 mg, as published: minutes -> nanograms a millilitre.
PUBLISHED_MEAN = {15: 4.32, 30: 3.69, 60: 2.58}
OPIOIDS = ("fentanyl", "carfentanil")
MINUTES = st.integers(0, 25)


def infusions(tolerant: bool) -> list[tuple[float, float, float]]:
    return [(at, amount, INFUSION_SECONDS) for at, amount in zip(AT_MINUTES, MICROGRAMS[tolerant], strict=True)]


def published_equations(tolerant: bool) -> dict[int, float]:
    """Minute -> share of baseline: the absolute equations as published, midpoint steps of half a second."""
    p1, bmax, p2 = GROUPS[tolerant]
    plasma_mg = second_mg = third_mg = site_pm = held = 0.0
    step, found = 0.5, {}
    for number in range(int(SHOWN_MINUTES[-1] * 60 / step) + 1):
        seconds = number * step
        if seconds % 60 == 0:
            litres = (G0 - G0 * held**p1) * (BASELINE_LITRES / G0 - bmax * held**p2)
            found[round(seconds / 60)] = litres / BASELINE_LITRES
        running = ((amount, length) for at, amount, length in infusions(tolerant) if 0 <= seconds - at * 60 < length)
        rate_mg = sum(amount / 1000 / length for amount, length in running)

        def change(state: tuple[float, ...], rate: float = rate_mg) -> tuple[float, ...]:
            plasma, second, third, site, bound = state
            return (
                rate - (KOUT + K12 + K13) * plasma + K21 * second + K31 * third,
                K12 * plasma - K21 * second,
                K13 * plasma - K31 * third,
                K1 * (1e9 * plasma / PLASMA_LITRES / FENTANYL_GRAMS_PER_MOL - site),
                KON * site**POWER * (1 - bound) - KOFF * bound,
            )

        now = (plasma_mg, second_mg, third_mg, site_pm, held)
        half = tuple(part + step / 2 * slope for part, slope in zip(now, change(now), strict=True))
        moved = (part + step * slope for part, slope in zip(now, change(half), strict=True))
        plasma_mg, second_mg, third_mg, site_pm, held = moved
    return found


@pytest.mark.parametrize("tolerant", [False, True])
def test_the_volunteers_course_is_that_of_the_published_equations(tolerant: bool) -> None:
    published = published_equations(tolerant)
    ours = ventilation_course(SHOWN_MINUTES, infusions(tolerant), tolerant)
    differences = [abs(mine - published[minute]) for minute, mine in zip(SHOWN_MINUTES, ours, strict=True)]
    print(f"\n{'tolerant' if tolerant else 'naive'}: " + ", ".join(
        f"{minute} min {mine:.3f}" for minute, mine in zip(SHOWN_MINUTES, ours, strict=True)))  # fmt: skip
    print(f"largest difference {max(differences):.1e}")
    assert max(differences) < 0.002


@pytest.mark.parametrize(
    ("tolerant", "pinned"),
    [
        (False, {100: 1, 130: 0.4297, 180: 0.6214, 190: 0.2411, 240: 0.3894, 250: 0.1532, 300: 0.2551, 330: 0.1322}),
        (True, {100: 1, 130: 0.3930, 180: 0.5851, 190: 0.2701, 240: 0.4195, 250: 0.1980, 300: 0.3120, 330: 0.1768}),
    ],
)
def test_the_volunteers_course_keeps_its_pinned_values(tolerant: bool, pinned: dict[int, float]) -> None:
    ours = ventilation_course(list(pinned), infusions(tolerant), tolerant)
    print("\n", dict(zip(pinned, (round(one, 4) for one in ours), strict=True)))
    assert ours == pytest.approx(list(pinned.values()), abs=0.0002)


def test_one_spray_gives_the_published_blood_levels() -> None:
    minutes = [tenth / 10 for tenth in range(0, 601)]
    levels = dict(zip(minutes, naloxone_level_course(minutes, 4), strict=True))
    top = max(levels, key=lambda minute: levels[minute])
    print(f"\nhighest {levels[top]:.2f} ng/mL at {top:.1f} min (published 4.32 at 15)")
    assert 4.3 <= levels[top] <= 4.5
    assert 14 <= top <= 15
    for minute, mean in PUBLISHED_MEAN.items():
        print(f"{minute} min: {levels[minute]:.2f} ({mean}), {levels[minute] / mean - 1:+.1%}")
        assert levels[minute] == pytest.approx(mean, rel=0.1)


def test_the_blood_level_of_a_spray_is_the_one_of_the_published_equations() -> None:
    fraction, ktr, kin, v1, clearance, flow, v2 = 0.2563, 0.0105, 0.002657, 114300, 38.8, 141.1, 113800
    device, first, second, blood, tissue = 4e6, 0.0, 0.0, 0.0, 0.0
    step, found = 0.05, {0: 0.0}
    for number in range(1, int(3600 / step) + 1):
        device, first, second, blood, tissue = (
            device - step * ktr * device,
            first + step * (ktr * fraction * device - ktr * first),
            second + step * (ktr * first - kin * second),
            blood + step * (kin * second - clearance * blood - flow * blood + flow * tissue) / v1,
            tissue + step * flow * (blood - tissue) / v2,
        )
        if number % round(300 / step) == 0:
            found[round(number * step / 60)] = blood
    ours = naloxone_level_course(list(found), 4)
    largest = max(abs(mine - theirs) for mine, theirs in zip(ours, found.values(), strict=True))
    print(f"\nlargest difference {largest:.1e} ng/mL")
    assert largest < 0.002


def test_without_an_opioid_breathing_is_at_its_baseline() -> None:
    assert ventilation_course([0, 60, 120], [], False) == [1, 1, 1]
    for m in breathing_course(0, [1], 30):
        assert (m.held_fraction, m.breathing_fraction) == (0, 1)


def test_nothing_asked_gives_nothing() -> None:
    assert ventilation_course([], infusions(True), True) == []
    assert naloxone_level_course([], 4) == []
    assert ventilation_course([7], [], True) == [1]
    assert breathing_course(1, [], 0)[-1].minutes == 0


def test_the_order_of_infusions_and_repeated_minutes_change_nothing() -> None:
    given_order, other_order = infusions(False), infusions(False)[::-1]
    asked = [130, 130.0, 200, 200]
    ours = ventilation_course(asked, given_order, False)
    assert ours == ventilation_course(asked, other_order, False)
    assert ours[0] == ours[1] and ours[2] == ours[3]


def test_overlapping_infusions_add_up() -> None:
    together = ventilation_course([10, 60], [(0, 200, 120)], False)
    overlapping = ventilation_course([10, 60], [(0, 100, 120), (0, 50, 60), (1, 50, 60)], False)
    apart = ventilation_course([10, 60], [(0, 150, 60), (0.5, 50, 90)], False)
    assert overlapping == pytest.approx(together, abs=1e-9)
    assert apart == pytest.approx(together, abs=0.01)


def test_an_infusion_of_no_length_arrives_at_once_and_one_of_nothing_not_at_all() -> None:
    at_once, in_a_second = (ventilation_course([5, 30], [(1, 100, seconds)], True) for seconds in (0, 1))
    assert at_once == pytest.approx(in_a_second, abs=1e-3)
    assert ventilation_course([5, 30], [(1, 0, 0), (2, 0, 90)], True) == [1, 1]
    beside = ventilation_course([5, 30], [(0, 100, 90), (1, 100, 1e-300)], True)
    assert beside == pytest.approx(ventilation_course([5, 30], [(0, 100, 90), (1, 100, 0)], True), abs=1e-3)


def test_what_arrives_after_the_last_minute_does_not_count() -> None:
    assert ventilation_course([10, 20], [(20, 500, 0), (30, 500, 90)], True) == [1, 1]


@pytest.mark.parametrize(
    ("minutes", "given_infusions"),
    [([20, 10], []), ([-1, 10], []), ([10], [(-1, 50, 90)]), ([10], [(1, -50, 90)]), ([10], [(1, 50, -90)])],
)
def test_a_course_of_volunteers_that_makes_no_sense_is_refused(
    minutes: list[float], given_infusions: list[tuple[float, float, float]]
) -> None:
    with pytest.raises(ValueError, match="ventilation_course: minutes"):
        ventilation_course(minutes, given_infusions, True)


@pytest.mark.parametrize(("minutes", "milligrams"), [([20, 10], 4), ([-1], 4), ([10], -4)])
def test_a_course_of_naloxone_that_makes_no_sense_is_refused(minutes: list[float], milligrams: float) -> None:
    with pytest.raises(ValueError, match="naloxone_level_course: minutes"):
        naloxone_level_course(minutes, milligrams)


@pytest.mark.parametrize(("amounts", "sprays", "until"), [(-1, [], 10), (1, [-2], 10), (1, [], -10)])
def test_a_course_that_makes_no_sense_is_refused(amounts: float, sprays: list[float], until: float) -> None:
    with pytest.raises(ValueError, match="breathing_course: amounts and minutes"):
        breathing_course(amounts, sprays, until)


def at_minutes(moments: list[BreathingMoment]) -> dict[int, BreathingMoment]:
    """The moment at every whole minute, after whatever happened then."""
    return {round(m.minutes): m for m in moments if math.isclose(m.minutes, round(m.minutes), abs_tol=1e-9)}


@settings(max_examples=15)
@given(st.floats(0, 4), st.floats(0.05, 4), st.lists(MINUTES, max_size=3), st.booleans(), st.sampled_from(OPIOIDS))
def test_more_of_an_opioid_never_raises_breathing_at_any_minute(
    amounts: float, more: float, sprays: list[int], tolerant: bool, opioid: str
) -> None:
    less_of_it, more_of_it = (
        at_minutes(breathing_course(one, sprays, 30, tolerant, opioid)) for one in (amounts, amounts + more)
    )
    assert set(less_of_it) == set(range(31))
    for minute, m in less_of_it.items():
        assert more_of_it[minute].breathing_fraction <= m.breathing_fraction + 1e-6


@settings(max_examples=15)
@given(st.floats(0, 6), MINUTES, st.lists(MINUTES, max_size=2), st.booleans(), st.sampled_from(OPIOIDS))
def test_a_spray_never_lowers_breathing_at_any_minute(
    amounts: float, spray: int, others: list[int], tolerant: bool, opioid: str
) -> None:
    without, with_it = (
        at_minutes(breathing_course(amounts, sprays, 30, tolerant, opioid)) for sprays in (others, [*others, spray])
    )
    for minute, m in without.items():
        assert with_it[minute].breathing_fraction >= m.breathing_fraction - 1e-5


@settings(max_examples=25)
@given(st.floats(0, 8), st.lists(st.floats(0, 20), max_size=8), st.booleans(), st.sampled_from(OPIOIDS))
def test_both_together_never_hold_more_than_all_receptors(
    amounts: float, sprays: list[float], tolerant: bool, opioid: str
) -> None:
    for m in breathing_course(amounts, sprays, 20, tolerant, opioid):
        assert m.held_fraction >= 0 and m.held_by_naloxone_fraction >= 0
        assert m.held_fraction + m.held_by_naloxone_fraction <= 1 + 1e-9
        assert 0 <= m.breathing_fraction <= 1
        assert m.naloxone_ng_ml >= 0


@pytest.mark.parametrize("opioid", OPIOIDS)
@pytest.mark.parametrize("sprays", [1, 3, 4, 8])
def test_the_step_of_the_diagram_is_as_good_as_one_eight_times_finer(opioid: str, sprays: int) -> None:
    p = breathing_parameters(True, opioid)
    step = breathing_step_seconds(sprays, p)
    ours, fine = (
        at_minutes(breathing_course(3, [2] * sprays, 30, True, opioid, step_seconds=one)) for one in (step, step / 8)
    )
    worst = max(abs(m.breathing_fraction - fine[minute].breathing_fraction) for minute, m in ours.items())
    print(f"\n{opioid}, {sprays} sprays at once, steps of {step:.2f} s: {worst:.1e}")
    assert worst < 0.001


def test_a_usual_amount_slows_the_breathing_of_tolerant_volunteers_and_no_more() -> None:
    courses = {tolerant: breathing_course(1, [], 60, tolerant) for tolerant in (True, False)}
    lowest = {tolerant: min(m.breathing_fraction for m in course) for tolerant, course in courses.items()}
    print(f"\nlowest breathing after a usual amount: tolerant {lowest[True]:.2f}, naive {lowest[False]:.2f}")
    assert 0.3 < lowest[True] < 0.9
    assert lowest[False] < lowest[True]


def test_a_breath_crosses_a_level_between_two_moments() -> None:
    moments = breathing_course(3, [10], 60, True)
    level = 0.6
    crossings = crossing_minutes(moments, level)
    print(f"\ncrossings of {level}: {[(round(minute, 2), rises) for minute, rises in crossings]}")
    assert crossings and crossings[0][1] is False
    fine = crossing_minutes(breathing_course(3, [10], 60, True, step_seconds=0.25), level)
    assert [rises for _, rises in crossings] == [rises for _, rises in fine]
    assert [minute for minute, _ in crossings] == pytest.approx([minute for minute, _ in fine], abs=0.01)


def test_under_a_partial_agonist_breathing_falls_to_its_plateau_and_no_further() -> None:
    activity = parameters_of("receptor")["partial_agonist_activity"]
    course = [breathing_with_ceiling(share / 100, activity) for share in range(101)]
    print(f"\nplateau {course[-1]:.2f} of baseline (volunteers: about half)")
    assert course == sorted(course, reverse=True)
    assert course[0] == 1
    assert 0.44 - 1e-9 <= course[-1] <= 0.5


@given(st.booleans(), st.floats(0, 1), st.floats(0, 1))
def test_more_receptors_held_never_mean_more_breathing(tolerant: bool, held: float, other: float) -> None:
    p = parameters_of("tolerant" if tolerant else "naive")
    fewer, more = sorted((held, other))
    assert 0 <= breathing_fraction(more, p) <= breathing_fraction(fewer, p) <= 1
