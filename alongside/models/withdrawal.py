"""Withdrawal on the clock: when it begins, when it is strongest and when it has eased, by the two-pool model.

Withdrawal is the lead of the balance point over what the receptors get (``tolerance``); it counts from
``withdrawal_mild_from``. Precipitated withdrawal is the same gap, opened within minutes by something that takes
the receptors and does less: naloxone, or buprenorphine taken too soon.

Checked: for six opioids and 30 days of use, beginning, peak and end fall inside every published window of
``tables/withdrawal_windows.yml`` (``tests/models/test_withdrawal.py`` prints them). Left out: differences between
people, sleep and mood that take weeks, other substances in the supply.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import log
from typing import NamedTuple

from alongside.models.parameters import parameters_of
from alongside.models.stepper import Event, steps
from alongside.models.tolerance import Moment, tolerance_course, tolerance_parameters

IN_PAGE = ("drive_beside_rival", "precipitated_rates")
DRUGS = ("heroin", "morphine", "oxycodone", "methadone", "buprenorphine", "fentanyl_illicit")
RIVALS = ("naloxone", "buprenorphine")


def drive_beside_rival(
    level: float, rival_level: float, rival_activity: float, p: Mapping[str, float]
) -> float:
    """Return how strongly the receptors are driven while a rival competes; its own effect counts as well."""
    reached: float = level ** p["slope"]
    return (p["intrinsic_activity"] * reached + rival_activity * rival_level) / (1 + reached + rival_level)


def precipitated_rates(
    state: Sequence[float], inputs: Sequence[float], p: Mapping[str, float]
) -> tuple[float, ...]:
    """Return the change per hour of level, fast adaptation and the rival's level; there are no inputs."""
    level, fast, rival = state
    drive = drive_beside_rival(level, rival, p["rival_activity"], p)
    return (
        -log(2) / p["half_life_hours"] * level,
        (drive - fast) / (p["fast_rise_hours"] if drive > fast else p["fast_fall_hours"]),
        -log(2) / p["rival_half_life_hours"] * rival,
    )


class Withdrawal(NamedTuple):
    """When withdrawal begins, is strongest and has eased, in hours since the last use, and its greatest gap.

    All are None where the gap never reaches the threshold; the end is, where it has not eased in the days looked at.
    """

    onset_hours: float | None
    peak_hours: float | None
    end_hours: float | None
    peak_gap: float


def hours_since_last_use(days_of_use: float, days_after: float, drug: str, step_hours: float) -> list[Moment]:
    """Return the moments after the last use; their ``hours`` count from that use."""
    course = tolerance_course(days_of_use, days_after, drug, step_hours)
    later = [m._replace(hours=m.hours - course.last_use_hours) for m in course.moments]
    return [m for m in later if m.hours >= 0][1:]


def withdrawal_times(
    days_of_use: float, drug: str, days_after: float = 40, step_hours: float = 0.5
) -> Withdrawal:
    """Return the times of withdrawal after so many days of regular use of one of ``DRUGS``."""
    moments = hours_since_last_use(days_of_use, days_after, drug, step_hours)
    threshold = parameters_of("tolerance")["withdrawal_mild_from"]
    top = max(moments, key=lambda m: m.withdrawal)
    crossings = [
        a.hours + (b.hours - a.hours) * (threshold - a.withdrawal) / (b.withdrawal - a.withdrawal)
        for a, b in pairwise(moments)
        if (a.withdrawal < threshold) != (b.withdrawal < threshold)
    ]
    if not crossings:
        return Withdrawal(None, None, None, top.withdrawal)
    eased = moments[-1].withdrawal < threshold
    return Withdrawal(crossings[0], top.hours, crossings[-1] if eased else None, top.withdrawal)


def precipitated_parameters(drug: str, rival: str) -> dict[str, float]:
    """Return the constants of the two pools, of ``drug`` and of ``rival`` together.

    Raises KeyError, with those there are, where ``drug`` or ``rival`` is not known.
    """
    if rival not in RIVALS:
        raise KeyError(f"there is no rival {rival!r}; there are: {', '.join(RIVALS)}")
    named = parameters_of("rival")
    activity = 0.0 if rival == "naloxone" else parameters_of("buprenorphine")["intrinsic_activity"]
    half_life = (
        named["naloxone_half_life_hours"]
        if rival == "naloxone"
        else parameters_of("buprenorphine")["half_life_hours"]
    )
    return {
        **tolerance_parameters(drug),
        "rival_activity": activity,
        "rival_level": named[f"{rival}_level"],
        "rival_half_life_hours": half_life,
    }


class PrecipitatedMoment(NamedTuple):
    """One moment after the last use, with a rival that arrived at some hour; the gap is felt as withdrawal."""

    hours: float
    drive_fraction: float
    fast_fraction: float
    withdrawal: float


def precipitated_course(
    days_of_use: float,
    rival_hours: float,
    until_hours: float,
    drug: str = "fentanyl_illicit",
    rival: str = "naloxone",
    step_hours: float = 0.05,
) -> list[PrecipitatedMoment]:
    """Return the hours after the last use when ``rival`` arrives ``rival_hours`` after it.

    Raises ValueError where a time is negative or ``days_of_use`` is not above 0.
    """
    if rival_hours < 0 or until_hours < 0:
        raise ValueError("precipitated_course: hours should be 0 or more")
    last = tolerance_course(days_of_use, 0, drug).moments[-1]
    p = precipitated_parameters(drug, rival)
    events = [Event(rival_hours, (0.0, 0.0, p["rival_level"]))]
    rows = steps(
        precipitated_rates, (last.level, last.fast_fraction, 0.0), (), p, events, until_hours, step_hours
    )
    moments = []
    for hours, (level, fast, rival_level) in rows:
        drive = drive_beside_rival(level, rival_level, p["rival_activity"], p)
        moments.append(PrecipitatedMoment(hours, drive, fast, max(0, fast - drive)))
    return moments
