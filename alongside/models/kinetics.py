"""The level of an opioid over time: it rises with each use and halves with its half-life (one compartment).

Levels are relative; half-lives are in ``parameters.yml``, each with its range and source. Left out: how fast an
opioid is taken up, fat and other stores (fentanyl stays longer after regular use), and differences between people.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log

from alongside.models.parameters import parameters_of

IN_PAGE = ("fraction_left", "added_by_a_use", "level_after_uses", "half_lives_until")
DRUGS = ("heroin", "morphine", "oxycodone", "methadone", "buprenorphine", "fentanyl_illicit", "naloxone")
"""The groups of parameters.yml that have a half-life."""


def fraction_left(hours: float, half_life_hours: float) -> float:
    """Return the fraction of a level that is left after so many hours."""
    return exp(-log(2) * hours / half_life_hours)


def added_by_a_use(p: Mapping[str, float]) -> float:
    """Return what one usual amount adds to the level, so that regular use reaches ``peak_level``."""
    return p["peak_level"] * (1 - exp(-log(2) * p["interval_hours"] / p["half_life_hours"]))


def level_after_uses(uses: float, hours_since: float, added: float, p: Mapping[str, float]) -> float:
    """Return the level after so many evenly spaced uses of ``added`` and so many hours since the last one."""
    kept = fraction_left(p["interval_hours"], p["half_life_hours"])
    before: float = kept**uses
    return added * (1 - before) / (1 - kept) * fraction_left(hours_since, p["half_life_hours"])


def half_lives_until(share_left: float) -> float:
    """Return how many half-lives it takes until this share (above 0) of a level is left."""
    return -log(share_left) / log(2)


def half_life_hours(drug: str) -> float:
    """Return the half-life of one of ``DRUGS``; KeyError for another, with those there are."""
    return parameters_of(drug)["half_life_hours"]


def level_course(hours: Sequence[float], use_hours: Sequence[float], drug: str) -> list[float]:
    """Return the level at each of ``hours`` after uses at ``use_hours``; one use adds 1, and uses add up."""
    half_life = half_life_hours(drug)
    return [sum(fraction_left(hour - use, half_life) for use in use_hours if use <= hour) for hour in hours]
