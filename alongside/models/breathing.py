"""Breathing, an opioid and naloxone, minute by minute: published equations for groups of volunteers.

From the public code of the overdose model of the US Food and Drug Administration (version 1 for receptor, effect
site and breathing; version 2 of 2024 for the naloxone spray), with the kinetics of Algera et al. 2020
(doi:10.1002/cpt.2027). Time runs in seconds. The state is

    opioid in plasma, in two stores, at the effect site (in half-occupancy levels, see ``binding``);
    fraction of receptors held by the opioid, and by naloxone;
    naloxone in the nose and twice on its way (in sprays), in blood and in tissue (nanograms a millilitre),
    at the effect site (in half-occupancy levels)

and the one input is how fast the opioid arrives in plasma, in half-occupancy levels a second.

Checked: pinned reference values for both groups of volunteers, blood levels of one spray, and limits
(``tests/models/test_breathing.py``). Left out, and never to be forgotten: nobody breathes for the person in this
model, the opioid goes straight into the blood, volunteers lay in a laboratory with their carbon dioxide held
high, and there is no other substance, no lack of oxygen and no death in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from alongside.models.binding import binding_rate, half_occupancy_picomolar
from alongside.models.parameters import parameters_of
from alongside.models.stepper import Event, State, steps

IN_PAGE = ("breathing_rates", "breathing_fraction", "breathing_with_ceiling", "breathing_step_seconds")
SECONDS_A_MINUTE = 60
SECONDS_AN_HOUR = 3600
_PICOMOL_A_LITRE = 1e6  # of one nanogram a millilitre, times grams a mol
RESTING: State = (0.0,) * 12
PLASMA, SITE, HELD, HELD_BY_NALOXONE, NOSE, BLOOD, NALOXONE_SITE = 0, 3, 4, 5, 6, 9, 11


def breathing_rates(
    state: Sequence[float], inputs: Sequence[float], p: Mapping[str, float]
) -> tuple[float, ...]:
    """Return the change per second of each part of the state (see above)."""
    plasma, store, far_store, site, held, held_by_naloxone, nose, way, later, blood, tissue, naloxone = state
    free = 1 - held - held_by_naloxone
    out = p["kout_per_second"] + p["k12_per_second"] + p["k13_per_second"]
    back = p["k21_per_second"] * store + p["k31_per_second"] * far_store
    to_tissue = p["tissue_flow_ml_per_second"] * (blood - tissue)
    absorbed = p["spray_in_per_second"] * later * p["spray_ng"]
    cleared = p["clearance_ml_per_second"] * blood
    return (
        inputs[0] - out * plasma + back,
        p["k12_per_second"] * plasma - p["k21_per_second"] * store,
        p["k13_per_second"] * plasma - p["k31_per_second"] * far_store,
        p["k1_per_second"] * (plasma - site),
        binding_rate(max(0, site), held, free, p["koff_per_second"], p["power"]),
        binding_rate(
            max(0, naloxone), held_by_naloxone, free, p["naloxone_koff_per_second"], p["naloxone_power"]
        ),
        -p["spray_out_per_second"] * nose,
        p["spray_out_per_second"] * (p["spray_fraction"] * nose - way),
        p["spray_out_per_second"] * way - p["spray_in_per_second"] * later,
        (absorbed - cleared - to_tissue) / p["blood_ml"],
        to_tissue / p["tissue_ml"],
        p["naloxone_site_per_second"] * (blood * p["half_occupancies_per_ng_ml"] - naloxone),
    )


def breathing_fraction(held_fraction: float, p: Mapping[str, float]) -> float:
    """Return ventilation as a fraction of its baseline, from the receptors that a full agonist holds."""
    drive: float = 1 - held_fraction ** p["drive_power"]
    response: float = 1 - p["response_loss"] * held_fraction ** p["response_power"]
    return drive * response


def breathing_with_ceiling(held_fraction: float, intrinsic_activity: float) -> float:
    """Return ventilation as a fraction of its baseline under a partial agonist: it falls to a plateau."""
    return 1 - intrinsic_activity * held_fraction


def breathing_step_seconds(sprays: float, p: Mapping[str, float]) -> float:
    """Return the longest step that stays steady after so many sprays: the more naloxone, the faster it binds."""
    return p["step_seconds"] / max(1, sprays / p["sprays_at_this_step"])


def breathing_parameters(tolerant: bool = False, opioid: str = "fentanyl") -> dict[str, float]:
    """Return the constants of the model for one opioid (``fentanyl``, ``carfentanil``), naloxone and a group of
    volunteers.
    """
    naloxone = parameters_of("naloxone_binding")
    half = half_occupancy_picomolar(naloxone["kon"], naloxone["koff_per_second"], naloxone["power"])
    return {
        **parameters_of("breathing", "nasal_naloxone", f"{opioid}_course", f"{opioid}_binding"),
        **parameters_of("tolerant" if tolerant else "naive"),
        "naloxone_koff_per_second": naloxone["koff_per_second"],
        "naloxone_power": naloxone["power"],
        "half_occupancies_per_ng_ml": _PICOMOL_A_LITRE / naloxone["grams_per_mol"] / half,
    }


class BreathingMoment(NamedTuple):
    """One moment of a course; fractions are of all receptors, and of baseline ventilation. ``site_level`` and
    ``naloxone_site_level`` are what waits at the receptors, in half-occupancy levels.
    """

    minutes: float
    held_fraction: float
    held_by_naloxone_fraction: float
    naloxone_ng_ml: float
    breathing_fraction: float
    site_level: float
    naloxone_site_level: float


def breathing_course(
    usual_amounts: float,
    spray_minutes: Iterable[float],
    until_minutes: float,
    tolerant: bool = False,
    opioid: str = "fentanyl",
    step_seconds: float | None = None,
    arriving_an_hour: float = 0,
) -> list[BreathingMoment]:
    """Return the course after an opioid arrives at minute 0 (1 is a usual amount of a person with tolerance)
    and one spray of naloxone is given at each of ``spray_minutes``. With ``arriving_an_hour`` so many usual
    amounts more keep arriving evenly, each hour.

    Raises ValueError where an amount or a time is negative.
    """
    sprays = sorted(spray_minutes)
    if min(usual_amounts, arriving_an_hour, until_minutes, *sprays[:1]) < 0:
        raise ValueError("breathing_course: amounts and minutes should be 0 or more")
    p = breathing_parameters(tolerant, opioid)
    arriving = arriving_an_hour * p["usual_arrives"] / SECONDS_AN_HOUR
    start = tuple(usual_amounts * p["usual_arrives"] if part == PLASMA else 0.0 for part in range(len(RESTING)))
    events = [Event(minute * SECONDS_A_MINUTE, one_spray()) for minute in sprays]
    rows = steps(breathing_rates, start, (arriving,), p, events, until_minutes * SECONDS_A_MINUTE,
                 step_seconds or breathing_step_seconds(len(sprays), p))  # fmt: skip
    return [_moment(seconds, state, p) for seconds, state in rows]


def one_spray(sprays: float = 1.0) -> State:
    """Return what one spray of naloxone adds to the state."""
    return tuple(sprays if part == NOSE else 0.0 for part in range(len(RESTING)))


def _moment(seconds: float, state: State, p: Mapping[str, float]) -> BreathingMoment:
    return BreathingMoment(
        seconds / SECONDS_A_MINUTE, state[HELD], state[HELD_BY_NALOXONE], state[BLOOD],
        breathing_fraction(min(1, max(0, state[HELD])), p), state[SITE], state[NALOXONE_SITE],
    )  # fmt: skip


def crossing_minutes(moments: Sequence[BreathingMoment], level: float) -> list[tuple[float, bool]]:
    """Return the minutes at which breathing crosses ``level`` (a fraction of baseline), between two moments on a
    straight line, each with whether it rises.
    """
    found = []
    for before, after in pairwise(moments):
        first, then = before.breathing_fraction, after.breathing_fraction
        if (first < level) != (then < level):
            share = (level - first) / (then - first)
            found.append((before.minutes + share * (after.minutes - before.minutes), then > first))
    return found


def ventilation_course(
    minutes: Sequence[float], infusions: Iterable[tuple[float, float, float]], tolerant: bool
) -> list[float]:
    """Return ventilation as a fraction of baseline at increasing ``minutes``, for volunteers who got fentanyl.

    ``infusions`` are (start minute, micrograms, seconds); with 0 seconds all arrives at once. For checking the
    model against published volunteers; no learner's page calls it. Raises ValueError where minutes fall or
    anything is negative.
    """
    infusions = list(infusions)
    if any(later < earlier for earlier, later in pairwise(minutes)):
        raise ValueError("ventilation_course: minutes should not fall")
    if any(number < 0 for number in [*minutes[:1], *(part for one in infusions for part in one)]):
        raise ValueError("ventilation_course: minutes, micrograms and seconds should be 0 or more")
    p = breathing_parameters(tolerant)
    volunteer = parameters_of("volunteers")
    micromol = 1 / volunteer["grams_per_mol"]
    level_per_microgram = micromol * 1e6 / volunteer["plasma_litres"] / volunteer["half_occupancy_picomolar"]
    arriving: list[tuple[float, float, float]] = []
    events = [Event(minute * SECONDS_A_MINUTE) for minute in minutes]
    for minute, micrograms, seconds in infusions:
        start, level = minute * SECONDS_A_MINUTE, micrograms * level_per_microgram
        if start + seconds > start:
            arriving.append((start, start + seconds, level / seconds))
        else:
            events.append(Event(start, tuple(level if part == PLASMA else 0.0 for part in range(len(RESTING)))))
    for seconds in {moment for begins, ends, _ in arriving for moment in (begins, ends)}:
        now = sum(per_second for begins, ends, per_second in arriving if begins <= seconds < ends)
        events.append(Event(seconds, inputs=(now,)))
    until = minutes[-1] * SECONDS_A_MINUTE if minutes else 0
    rows = steps(breathing_rates, RESTING, (0.0,), p, events, until, p["step_seconds"])
    held_at = {seconds: state[HELD] for seconds, state in rows}
    return [breathing_fraction(min(1, max(0, held_at[m * SECONDS_A_MINUTE])), p) for m in minutes]


def naloxone_level_course(minutes: Sequence[float], nasal_mg: float) -> list[float]:
    """Return naloxone in blood, in nanograms a millilitre, at increasing ``minutes`` after one spray at minute 0.

    For checking the model against published blood levels. Raises ValueError as ``ventilation_course`` does.
    """
    if nasal_mg < 0 or any(number < 0 for number in minutes[:1]):
        raise ValueError("naloxone_level_course: minutes and milligrams should be 0 or more")
    if any(later < earlier for earlier, later in pairwise(minutes)):
        raise ValueError("naloxone_level_course: minutes should not fall")
    p = breathing_parameters()
    events = [Event(minute * SECONDS_A_MINUTE) for minute in minutes]
    sprays = nasal_mg * 1e6 / p["spray_ng"]
    until = minutes[-1] * SECONDS_A_MINUTE if minutes else 0
    step_seconds = breathing_step_seconds(sprays, p)
    rows = steps(breathing_rates, one_spray(sprays), (0.0,), p, events, until, step_seconds)
    level_at = {seconds: state[BLOOD] for seconds, state in rows}
    return [level_at[minute * SECONDS_A_MINUTE] for minute in minutes]
