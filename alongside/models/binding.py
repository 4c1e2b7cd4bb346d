"""How fast opioids and naloxone take hold of receptors and let go: the published equations, on a scale of our own.

Levels are relative: 1 is the level at which a ligand alone, given time, holds half the receptors. The published
form ``Kon * L**n * free - Koff * held`` becomes ``Koff * (level**n * free - held)``, because at that level
``Kon * L**n`` is ``Koff``. So no amount in an absolute unit stands in the page, and the course is the same.

Source: mechanistic model of opioid overdose and rescue of the US Food and Drug Administration (Mann et al. 2022,
doi:10.1002/cpt.2696, and its public code). Left out: receptors other than the mu type, and ligands inside cells.
"""

from __future__ import annotations

from math import log

IN_PAGE = ("binding_rate", "held_at_rest", "lets_go_half_time_minutes")


def binding_rate(
    level: float, held_fraction: float, free_fraction: float, koff_per_second: float, power: float
) -> float:
    """Return the change per second of the fraction of receptors that a ligand holds."""
    reached: float = level**power
    return koff_per_second * (reached * free_fraction - held_fraction)


def held_at_rest(level: float, power: float, rival_level: float, rival_power: float) -> float:
    """Return the fraction a ligand holds once nothing changes any more, with a rival beside it."""
    reached: float = level**power
    rival: float = rival_level**rival_power
    return reached / (1 + reached + rival)


def lets_go_half_time_minutes(koff_per_second: float) -> float:
    """Return how long it takes until half of the held receptors are free, when nothing new arrives."""
    return log(2) / koff_per_second / 60


def half_occupancy_picomolar(kon: float, koff: float, power: float) -> float:
    """Return the concentration, in picomol a litre, at which a ligand alone holds half the receptors."""
    return float((koff / kon) ** (1 / power))
