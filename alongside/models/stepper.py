"""A fixed-step stepper that lands exactly on every event. Its twin for the page is ``static/models/stepper.js``.

A model is ``rates(state, inputs, p)``: how fast each part of the state changes at this moment. Between two
events the state moves in equal steps (Runge-Kutta, fourth order) no longer than ``step``; an event adds to
the state at once (a use), or sets new inputs (a stop, naloxone), or both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import ceil
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


Advance = Callable[[State, float, Mapping[str, float]], State]
"""A model's own way over a time in which no input changes: (state, how long, p) -> the state after it."""


def _after(rates: Rates, state: State, inputs: State, p: Mapping[str, float], step: float) -> State:
    """Return the state one step later; lists, not generators, because this is where the time goes."""
    half, sixth = step / 2, step / 6
    k1 = rates(state, inputs, p)
    k2 = rates([s + half * k for s, k in zip(state, k1, strict=True)], inputs, p)
    k3 = rates([s + half * k for s, k in zip(state, k2, strict=True)], inputs, p)
    k4 = rates([s + step * k for s, k in zip(state, k3, strict=True)], inputs, p)
    slopes = zip(state, k1, k2, k3, k4, strict=True)
    return tuple([s + sixth * (a + 2 * b + 2 * c + d) for s, a, b, c, d in slopes])


def steps(
    rates: Rates,
    start: State,
    inputs: State,
    p: Mapping[str, float],
    events: Iterable[Event],
    until: float,
    step: float,
    advance: Advance | None = None,
) -> list[tuple[float, State]]:
    """Return ``(time, state)`` from 0 to ``until``; an event gives two rows: just before it, just after.

    ``advance``, where a model has a better way over a step than Runge-Kutta on ``rates``, takes its place.
    """
    time, state = 0.0, tuple(start)
    rows = [(time, state)]
    planned = [event for event in sorted(events, key=lambda event: event.at) if event.at <= until]
    for event in [*planned, Event(until)]:
        start_time = time
        count = max(int(event.at > time), ceil((event.at - time) / step - 1e-9))
        length = (event.at - start_time) / max(1, count)
        for index in range(1, count + 1):
            state = advance(state, length, p) if advance else _after(rates, state, inputs, p, length)
            time = event.at if index == count else start_time + (event.at - start_time) * index / count
            rows.append((time, state))
        if event.add:
            state = tuple(s + a for s, a in zip(state, event.add, strict=True))
            rows.append((time, state))
        inputs = event.inputs if event.inputs is not None else inputs
    return rows
