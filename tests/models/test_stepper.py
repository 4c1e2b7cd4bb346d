"""The stepper: exact on events, accurate between them."""

from itertools import pairwise
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.models.stepper import Event, repeated, steps


def decay(state, inputs, p):  # type: ignore[no-untyped-def]
    return (-p["rate"] * state[0] + (inputs[0] if inputs else 0),)


@given(st.lists(st.floats(0, 50), max_size=6), st.floats(0.3, 3))
def test_every_event_gives_a_row_at_its_very_moment(times: list[float], step: float) -> None:
    rows = steps(decay, (1,), (), {"rate": 0.1}, [Event(at, (1,)) for at in times], 60, step)
    landed = {time for time, _ in rows}
    assert set(times) <= landed
    assert rows[-1][0] == 60
    assert all(earlier[0] <= later[0] <= earlier[0] + step + 1e-9 for earlier, later in pairwise(rows))


def test_a_jump_shows_the_state_just_before_and_just_after() -> None:
    rows = steps(decay, (0,), (), {"rate": 0.1}, [Event(5, (2,))], 10, 1)
    at_five = [state[0] for time, state in rows if time == 5]
    assert at_five == [0, 2]


def test_new_inputs_count_from_their_event_on() -> None:
    rows = steps(decay, (0,), (0,), {"rate": 0.5}, [Event(4, inputs=(1,))], 8, 0.1)
    assert all(state[0] == 0 for time, state in rows if time <= 4)
    assert rows[-1][1][0] == pytest.approx((1 - exp(-0.5 * 4)) / 0.5, rel=1e-6)


def test_halving_the_step_changes_a_decay_sixteenfold_less() -> None:
    errors = [
        abs(steps(decay, (1,), (), {"rate": 0.3}, [], 10, step)[-1][1][0] - exp(-3)) for step in (1, 0.5)
    ]
    assert 12 < errors[0] / errors[1] < 20


def test_repeated_uses_stop_before_the_end() -> None:
    assert [event.at for event in repeated(0, 6, 24, (1,))] == [0, 6, 12, 18]
    assert [event.at for event in repeated(0, 24, 24, (1,))] == [0]


def test_a_models_own_way_over_a_step_takes_the_place_of_runge_kutta() -> None:
    asked = []

    def halve(state, hours, p):  # type: ignore[no-untyped-def]
        asked.append(hours)
        return (state[0] * p["kept"] ** hours,)

    rows = steps(decay, (8,), (), {"rate": 9, "kept": 0.5}, [Event(1.5, (1,))], 3, 1, halve)
    assert asked == [0.75, 0.75, 0.75, 0.75]
    assert rows[-1] == (3, (pytest.approx((8 * 0.5**1.5 + 1) * 0.5**1.5),))


def test_nothing_to_wait_for_gives_the_start_and_its_jumps_only() -> None:
    assert steps(decay, (1,), (), {"rate": 1}, [], 0, 1) == [(0, (1,))]
    assert steps(decay, (1,), (), {"rate": 1}, [Event(0, (2,))], 0, 1) == [(0, (1,)), (0, (3,))]


def test_what_comes_after_the_end_does_not_count() -> None:
    rows = steps(decay, (1,), (0,), {"rate": 0.1}, [Event(11, (5,), (9,))], 10, 1)
    assert rows == steps(decay, (1,), (0,), {"rate": 0.1}, [], 10, 1)


@given(st.lists(st.tuples(st.integers(0, 9), st.floats(0, 5)), max_size=6))
def test_the_order_in_which_events_are_given_does_not_matter(planned: list[tuple[int, float]]) -> None:
    events = [Event(at, (much,)) for at, much in planned]
    ours, other = (steps(decay, (0,), (), {"rate": 0.1}, one, 10, 1)[-1] for one in (events, events[::-1]))
    assert ours[1][0] == pytest.approx(other[1][0])


def test_jump_and_new_inputs_may_come_together() -> None:
    rows = steps(decay, (0,), (0,), {"rate": 0.5}, [Event(2, (3,), (1,))], 12, 0.05)
    expected = 2 + (3 - 2) * exp(-0.5 * 10)
    assert rows[-1][1][0] == pytest.approx(expected, rel=1e-6)
