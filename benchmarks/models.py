"""Sixty days of tolerance and withdrawal in plain Python, against scipy's LSODA at equal error.

    python benchmarks/models.py [--rounds 30] [--record]

The course is 30 days of use and 30 days after it. LSODA (rtol 1e-6) starts again at each use, as a jump demands, and
gives the same hours. What counts as error is what is shown: the largest difference from a solution with a hundred times
finer steps in the drive of the receptors and in the two adaptations (each 0 to 1). Our step is then the longest that
errs no more than LSODA. The solvers take turns; the first row also makes the moments that a picture is drawn from.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from peers import PROJECT, with_peers

with_peers()
sys.path.insert(0, str(PROJECT))

import numpy as np  # noqa: E402
from results import percentile, record  # noqa: E402
from scipy.integrate import solve_ivp  # noqa: E402

from alongside.models.stepper import Event, steps  # noqa: E402
from alongside.models.tolerance import (  # noqa: E402
    receptor_drive,
    tolerance_after,
    tolerance_course,
    tolerance_parameters,
    tolerance_rates,
)

DAYS_OF_USE, DAYS_AFTER = 30, 30
STEPS_HOURS = (3, 2.9, 2.5, 2.2, 2, 1.95, 1.9, 1.8, 1.5, 1.2, 1, 0.75, 0.6, 0.5, 0.4)
Shown = dict[float, tuple[float, float, float]]


def ours(step_hours: float) -> Shown:
    """Return hour -> (drive, fast, slow) as our stepper finds them, just before a use where there is one."""
    shown: Shown = {}
    for moment in tolerance_course(DAYS_OF_USE, DAYS_AFTER, step_hours=step_hours).moments:
        shown.setdefault(round(moment.hours, 6), (moment.drive_fraction, moment.fast_fraction, moment.slow_fraction))
    return shown


def lsoda(hours_between: float, uses: list[float], until: float, p: dict[str, float], added: float) -> list[Any]:
    """Return the solutions between the uses, at every ``hours_between`` hours."""
    state, found = np.zeros(3), []
    for start, end in pairwise([*uses, until]):
        state = state + np.array((added, 0, 0))
        at = np.linspace(start, end, max(2, round((end - start) / hours_between) + 1))
        solved = solve_ivp(lambda _, y: tolerance_rates(y, (), p), (start, end), state, "LSODA", at, rtol=1e-6)
        state = solved.y[:, -1]
        found.append(solved)
    return found


def largest_error(shown: Shown, true: Shown) -> float:
    """Return the largest difference at the hours that both have."""
    return max(abs(a - b) for hours in shown if hours in true
               for a, b in zip(shown[hours], true[hours], strict=True))  # fmt: skip


def milliseconds(act: Callable[[], object]) -> float:
    """Return how long one run takes."""
    start = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - start)


def main() -> None:
    """Measure and print one table; write it down where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--record", action="store_true", help="append the table to RESULTS.md")
    options = parser.parse_args()
    p = tolerance_parameters()
    course = tolerance_course(DAYS_OF_USE, DAYS_AFTER)
    uses = [before.hours for before, after in pairwise(course.moments) if before.hours == after.hours]
    until, added, page_step = course.moments[-1].hours, course.moments[1].level, p["step_hours"]
    true = ours(page_step / 100)

    def solver(step_hours: float) -> object:
        planned = [Event(hours, (added, 0, 0)) for hours in uses]
        return steps(tolerance_rates, (0, 0, 0), (), p, planned, until, step_hours, tolerance_after)

    def peer() -> list[Any]:
        return lsoda(page_step, uses, until, p, added)

    theirs: Shown = {}
    for solved in peer():
        for hours, (level, fast, slow) in zip(solved.t[1:], solved.y.T[1:], strict=True):
            theirs[round(float(hours), 6)] = (receptor_drive(level, p), fast, slow)
    their_error = largest_error(theirs, true)
    equal = next(step for step in STEPS_HOURS if largest_error(ours(step), true) <= their_error)
    runs: dict[str, Callable[[], object]] = {
        f"the whole course, {page_step:g} h steps, as on a page": lambda: tolerance_course(DAYS_OF_USE, DAYS_AFTER),
        f"our solver alone, {page_step:g} h steps": lambda: solver(page_step),
        f"our solver alone, {equal:g} h steps, equal error": lambda: solver(equal),
        "scipy LSODA, rtol 1e-6": peer,
    }
    errors = [largest_error(ours(page_step), true)] * 2 + [largest_error(ours(equal), true), their_error]
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(options.rounds):
        for name, run in runs.items():
            taken[name].append(milliseconds(run))
    slowest = percentile(taken["scipy LSODA, rtol 1e-6"], 0.5)
    table = ["| 60 days with | ms, p50 / p95 | largest error | times faster than LSODA |", "| --- | --- | --- | --- |"]
    for (name, times), error in zip(taken.items(), errors, strict=True):
        p50, p95 = percentile(times, 0.5), percentile(times, 0.95)
        table.append(f"| {name} | {p50:.1f} / {p95:.1f} | {error:.1e} | {slowest / p50:.1f} |")
    print("\n".join(table))
    if options.record:
        record(f"models.py --rounds {options.rounds}", "peer: scipy's LSODA, started again at each use", table)


if __name__ == "__main__":
    main()
