"""Tolerance and withdrawal as two pools of adaptation: a teaching model of ours, not a published one.

The level of an opioid rises with each use and halves with its half-life. It drives the receptors. The body
adapts towards that drive twice: a fast pool, whose lead over the drive is felt as withdrawal (its value is
the balance point), and a slow pool, which raises the amount needed for half the effect (up to 4.3 times,
Algera et al. 2020).

Checked: the fall of tolerance against reference outputs that were computed with a very fine step
(``tests/models/test_tolerance.py`` prints them); the times of withdrawal in ``withdrawal``. Left out:
differences between people, earlier use, places and habits, other substances. No human study gives a clean
curve for the fall of tolerance: its pace is a design choice, and every picture says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log
from typing import NamedTuple

from alongside.models.kinetics import added_by_a_use
from alongside.models.parameters import parameters_of
from alongside.models.stepper import repeated, steps

IN_PAGE = (
    "receptor_drive",
    "adapted",
    "tolerance_after",
    "half_effect_fold",
    "withdrawal_gap",
    "effect_of_amount",
    "cycle_facts",
)


def receptor_drive(level: float, p: Mapping[str, float]) -> float:
    """Return how strongly the receptors are driven (0 to 1) at a level given in half-drive levels."""
    reached: float = level ** p["slope"]
    return p["intrinsic_activity"] * reached / (1 + reached)


def tolerance_rates(state: Sequence[float], inputs: Sequence[float], p: Mapping[str, float]) -> tuple[float, ...]:
    """Return the change per hour of level, fast adaptation and slow adaptation; there are no inputs."""
    level, fast, slow = state
    drive = receptor_drive(level, p)
    return (
        -log(2) / p["half_life_hours"] * level,
        (drive - fast) / (p["fast_rise_hours"] if drive > fast else p["fast_fall_hours"]),
        (drive - slow) / (p["slow_rise_hours"] if drive > slow else p["slow_fall_hours"]),
    )


def adapted(
    value: float, before: float, between: float, after: float, hours: float, rise_hours: float, fall_hours: float
) -> float:
    """Return an adaptation ``hours`` later (Runge-Kutta, fourth order), when the drive it follows is ``before``,
    ``between`` (halfway) and ``after``.
    """
    half = hours / 2
    first = (before - value) / (rise_hours if before > value else fall_hours)
    second_at = value + half * first
    second = (between - second_at) / (rise_hours if between > second_at else fall_hours)
    third_at = value + half * second
    third = (between - third_at) / (rise_hours if between > third_at else fall_hours)
    last_at = value + hours * third
    last = (after - last_at) / (rise_hours if after > last_at else fall_hours)
    return value + hours / 6 * (first + 2 * (second + third) + last)


def tolerance_after(state: Sequence[float], hours: float, p: Mapping[str, float]) -> tuple[float, ...]:
    """Return the state ``hours`` later where nothing is taken meanwhile: what ``tolerance_rates`` comes to.

    The level falls as it falls, exactly; the adaptations follow the drive, which is then known beforehand.
    """
    level, fast, slow = state
    half_kept = 0.5 ** (hours / (2 * p["half_life_hours"]))
    level_after = level * half_kept * half_kept
    before = receptor_drive(level, p)
    between = receptor_drive(level * half_kept, p)
    after = receptor_drive(level_after, p)
    return (
        level_after,
        adapted(fast, before, between, after, hours, p["fast_rise_hours"], p["fast_fall_hours"]),
        adapted(slow, before, between, after, hours, p["slow_rise_hours"], p["slow_fall_hours"]),
    )


def half_effect_fold(slow: float, p: Mapping[str, float]) -> float:
    """Return how many times as much is needed for half the effect as without tolerance."""
    return 1 + p["half_effect_shift"] * slow


def withdrawal_gap(drive: float, fast: float) -> float:
    """Return how far the balance point stands above what the receptors get (0 to 1)."""
    return max(0, fast - drive)


def effect_of_amount(usual_amounts: float, fold: float, p: Mapping[str, float]) -> float:
    """Return the effect (fraction of the greatest) of an amount, where 1 is the usual amount."""
    reached: float = (usual_amounts * p["peak_level"]) ** p["slope"]
    half: float = fold ** p["slope"]
    return p["intrinsic_activity"] * reached / (half + reached)


def cycle_facts(
    days_of_use: float,
    days_after: float,
    amount: float,
    at_last_use: Sequence[float],
    now: Sequence[float],
    p: Mapping[str, float],
) -> dict[str, float]:
    """Return the numbers behind the words of the tolerance cycle, from the state at the last use and the
    state now, for an ``amount`` taken now, where 1 is the usual amount. ``used_to`` is how much has the effect
    now that the usual amount had at the last use; ``acts_like`` is how much had, at the last use, the effect
    that ``amount`` has now.
    """
    fold = half_effect_fold(now[2], p)
    fold_at_last_use = half_effect_fold(at_last_use[2], p)
    drive = receptor_drive(now[0], p)
    return {
        "days_of_use": days_of_use,
        "days_after": days_after,
        "amount": amount,
        "fold": fold,
        "fold_at_last_use": fold_at_last_use,
        "tolerance_kept": min(1, now[2] / max(at_last_use[2], 1e-9)),
        "used_to": fold / fold_at_last_use,
        "stronger": fold_at_last_use / fold,
        "acts_like": amount * fold_at_last_use / fold,
        "effect": effect_of_amount(amount, fold, p),
        "effect_at_last_use": effect_of_amount(amount, fold_at_last_use, p),
        "effect_without_tolerance": effect_of_amount(amount, 1, p),
        "drive": drive,
        "balance_point": now[1],
        "withdrawal": withdrawal_gap(drive, now[1]),
    }


class Moment(NamedTuple):
    """One moment of a course; ``hours`` count from the first use."""

    hours: float
    level: float
    drive_fraction: float
    fast_fraction: float
    slow_fraction: float
    half_effect_fold: float
    withdrawal: float


class ToleranceCourse(NamedTuple):
    """The moments of daily use and of the time after it; a use gives two moments, before and after."""

    last_use_hours: float
    moments: tuple[Moment, ...]


def tolerance_parameters(drug: str = "heroin") -> dict[str, float]:
    """Return the constants of the two pools and of ``drug`` (a group of parameters.yml) together."""
    return parameters_of("tolerance", drug)


def tolerance_course(
    days_of_use: float, days_after: float, drug: str = "heroin", step_hours: float | None = None
) -> ToleranceCourse:
    """Return the course of ``days_of_use`` days of regular use and ``days_after`` days since the last use.

    Raises ValueError where ``days_of_use`` is not above 0 or ``days_after`` is negative.
    """
    if not days_of_use > 0 or not days_after >= 0:
        raise ValueError("a course needs more than 0 days of use, and 0 or more days after it")
    p = tolerance_parameters(drug)
    uses = repeated(0, p["interval_hours"], days_of_use * 24, (added_by_a_use(p), 0, 0))
    last_use_hours = uses[-1].at
    until = last_use_hours + days_after * 24
    rows = steps(tolerance_rates, (0, 0, 0), (), p, uses, until, step_hours or p["step_hours"], tolerance_after)
    return ToleranceCourse(last_use_hours, tuple(_moment(hours, state, p) for hours, state in rows))


def _moment(hours: float, state: Sequence[float], p: Mapping[str, float]) -> Moment:
    level, fast, slow = state
    drive = receptor_drive(level, p)
    return Moment(hours, level, drive, fast, slow, half_effect_fold(slow, p), withdrawal_gap(drive, fast))
