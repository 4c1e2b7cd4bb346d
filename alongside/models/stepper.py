"""A fixed-step stepper that lands exactly on every event. Its twin for the page is ``static/stepper.js``.

A model is ``rates(state, inputs, p)``: how fast each part of the state changes at this moment. Between two
events the state moves in equal steps (Runge-Kutta, fourth order) no longer than ``step``; an event adds to
the state at once (a use), or sets new inputs (a stop, naloxone), or both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import ceil, exp
from typing import NamedTuple

State = tuple[float, ...]
Rates = Callable[[Sequence[float], Sequence[float], Mapping[str, float]], State]


class Event(NamedTuple):
    """Something that happens at a moment: ``add`` is added to the state, ``inputs`` replace the inputs."""

    at: float
    add: State = ()
    inputs: State | None = None


def repeated(first: float, every: float, until: float, add: State) -> list[Event]:
    """The same jump at ``first`` and then ``every`` so much time, as long as it is before ``until``."""
    count = max(0, ceil((until - first) / every - 1e-9))
    return [Event(first + every * index, add) for index in range(count)]


Kept = tuple[float, float] | None
"""What is left of a first part that only decays, after half a step and after a whole one."""


def _after(rates: Rates, state: State, inputs: State, p: Mapping[str, float], step: float, kept: Kept) -> State:
    """Return the state one step later; lists, not generators, because this is where the time goes."""
    half, sixth = step / 2, step / 6

    def moved(by: float, slope: State, share: int) -> list[float]:
        made = [s + by * k for s, k in zip(state, slope, strict=True)]
        if kept:
            made[0] = state[0] * kept[share]
        return made

    k1 = rates(state, inputs, p)
    k2 = rates(moved(half, k1, 0), inputs, p)
    k3 = rates(moved(half, k2, 0), inputs, p)
    k4 = rates(moved(step, k3, 1), inputs, p)
    slopes = zip(state, k1, k2, k3, k4, strict=True)
    made = [s + sixth * (a + 2 * b + 2 * c + d) for s, a, b, c, d in slopes]
    if kept:
        made[0] = state[0] * kept[1]
    return tuple(made)


def _after_three(
    rates: Rates, state: State, inputs: State, p: Mapping[str, float], step: float, kept: Kept
) -> State:
    """Return what ``_after`` returns, bit by bit, for a state of three parts, in about half the time."""
    half, sixth = step / 2, step / 6
    x, y, z = state
    at_half, at_end = (x * kept[0], x * kept[1]) if kept else (0.0, 0.0)
    ax, ay, az = rates(state, inputs, p)
    bx, by, bz = rates((at_half if kept else x + half * ax, y + half * ay, z + half * az), inputs, p)
    cx, cy, cz = rates((at_half if kept else x + half * bx, y + half * by, z + half * bz), inputs, p)
    dx, dy, dz = rates((at_end if kept else x + step * cx, y + step * cy, z + step * cz), inputs, p)
    return (
        at_end if kept else x + sixth * (ax + 2 * bx + 2 * cx + dx),
        y + sixth * (ay + 2 * by + 2 * cy + dy),
        z + sixth * (az + 2 * bz + 2 * cz + dz),
    )


def steps(
    rates: Rates,
    start: State,
    inputs: State,
    p: Mapping[str, float],
    events: Iterable[Event],
    until: float,
    step: float,
    first_decays: float = 0,
) -> list[tuple[float, State]]:
    """Return ``(time, state)`` from 0 to ``until``; an event gives two rows: just before it, just after.

    ``first_decays``, where it is above 0, says that the first part of the state does nothing between events but
    decay at that rate: it is then taken exactly, and far longer steps are as good.
    """
    after = _after_three if len(start) == 3 else _after
    time, state = 0.0, tuple(start)
    rows = [(time, state)]
    planned = [event for event in sorted(events, key=lambda event: event.at) if event.at <= until]
    for event in [*planned, Event(until)]:
        start_time = time
        count = max(int(event.at > time), ceil((event.at - time) / step - 1e-9))
        length = (event.at - start_time) / max(1, count)
        kept = (exp(-first_decays * length / 2), exp(-first_decays * length)) if first_decays else None
        for index in range(1, count + 1):
            state = after(rates, state, inputs, p, length, kept)
            time = event.at if index == count else start_time + (event.at - start_time) * index / count
            rows.append((time, state))
        if event.add:
            state = tuple(s + a for s, a in zip(state, event.add, strict=True))
            rows.append((time, state))
        inputs = event.inputs if event.inputs is not None else inputs
    return rows
