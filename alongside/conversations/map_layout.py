"""Lays out places and the links between them in rows from top to bottom, with few crossings; the same each time.

After Sugiyama, Tagawa and Toda (1981): rows by longest distance, a waypoint in each row that a long link passes, order
by the mean place of neighbors in the row before, then places as near to the neighbors as widths allow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from statistics import fmean

Link = tuple[str, str]
Spot = tuple[str, str, int]
"""What takes room in a row: a place stands as (place, "", 0), a waypoint as (from, to, row)."""
BOX_WIDTH, WAYPOINT_WIDTH = 1.0, 0.3
SWEEPS = 8


@dataclass(frozen=True)
class Laid:
    """Row and middle of each place, waypoints (row, middle) of each link, and the width of all in widths of a box."""

    rows: Mapping[str, int]
    middles: Mapping[str, float]
    via: Mapping[Link, tuple[tuple[int, float], ...]]
    width: float


def _rows_of(places: Sequence[str], links: Sequence[Link]) -> dict[str, int]:
    @cache
    def row(place: str) -> int:
        return max((1 + row(start) for start, end in links if end == place), default=0)

    return {place: row(place) for place in places}


def _chain(link: Link, rows: Mapping[str, int]) -> list[Spot]:
    start, end = link
    between = [(start, end, row) for row in range(rows[start] + 1, rows[end])]
    return [(start, "", 0), *between, (end, "", 0)]


def _crossings(order: Sequence[Sequence[Spot]], joins: Sequence[tuple[Spot, Spot]]) -> int:
    at = {spot: (row, number) for row, spots in enumerate(order) for number, spot in enumerate(spots)}
    ends = [(*at[upper], at[lower][1]) for upper, lower in joins]
    return sum(row == other and (high - over) * (low - under) < 0
               for number, (row, high, low) in enumerate(ends) for other, over, under in ends[:number])


def _beside(joins: Sequence[tuple[Spot, Spot]], down: bool) -> dict[Spot, list[Spot]]:
    """Return the neighbors of each spot in the row above (``down``) or below."""
    found: dict[Spot, list[Spot]] = {}
    for upper, lower in joins:
        found.setdefault(lower if down else upper, []).append(upper if down else lower)
    return found


def _ordered(order: list[list[Spot]], joins: Sequence[tuple[Spot, Spot]]) -> list[list[Spot]]:
    """Return the rows in the order with the fewest crossings that the sweeps meet."""
    met = [order]
    for sweep in range(SWEEPS):
        beside = _beside(joins, down=sweep % 2 == 0)
        number = {spot: float(at) for row in order for at, spot in enumerate(row)}
        swept = []
        for row in order if sweep % 2 == 0 else order[::-1]:
            mean = {spot: fmean(number[one] for one in beside.get(spot, [spot])) for spot in row}
            swept.append(sorted(row, key=mean.__getitem__))
            number |= {spot: float(at) for at, spot in enumerate(swept[-1])}
        order = swept if sweep % 2 == 0 else swept[::-1]
        met.append(order)
    return min(met, key=lambda one: _crossings(one, joins))


def _width(spot: Spot) -> float:
    return WAYPOINT_WIDTH if spot[1] else BOX_WIDTH


def _apart(wanted: Sequence[float], widths: Sequence[float]) -> list[float]:
    """Return middles as near to those wanted (least squares) as keeps these widths apart, in the same order."""
    offsets = list(accumulate((fmean(two) for two in pairwise(widths)), initial=0.0))
    blocks: list[list[float]] = []
    for value, offset in zip(wanted, offsets, strict=True):
        blocks.append([value - offset])
        while len(blocks) > 1 and fmean(blocks[-2]) > fmean(blocks[-1]):
            last = blocks.pop()
            blocks[-1] += last
    levels = [fmean(block) for block in blocks for _ in block]
    return [level + offset for level, offset in zip(levels, offsets, strict=True)]


def _middles(order: Sequence[Sequence[Spot]], joins: Sequence[tuple[Spot, Spot]]) -> dict[Spot, float]:
    middle: dict[Spot, float] = {}
    for row in order:
        widths = [_width(spot) for spot in row]
        middle |= dict(zip(row, _apart([0.0] * len(row), widths), strict=True))
    for sweep in range(2 * SWEEPS):
        beside = _beside(joins, down=sweep % 2 == 0)
        for row in order if sweep % 2 == 0 else order[::-1]:
            wanted = [fmean(middle[one] for one in beside.get(spot, [spot])) for spot in row]
            middle |= dict(zip(row, _apart(wanted, [_width(spot) for spot in row]), strict=True))
    left = min(at - _width(spot) / 2 for spot, at in middle.items())
    return {spot: at - left for spot, at in middle.items()}


def lay_out(places: Sequence[str], links: Sequence[Link]) -> Laid:
    """Return where each place stands; ``links`` are pairs of ``places``, each once, and never lead round."""
    rows = _rows_of(places, links)
    chains = {link: _chain(link, rows) for link in links}
    joins = [join for chain in chains.values() for join in pairwise(chain)]
    order: list[list[Spot]] = [[] for _ in range(1 + max(rows.values()))]
    for place in places:
        order[rows[place]].append((place, "", 0))
    for chain in chains.values():
        for spot in chain[1:-1]:
            order[spot[2]].append(spot)
    middle = _middles(_ordered(order, joins), joins)
    return Laid(
        rows=rows,
        middles={place: round(middle[place, "", 0], 3) for place in places},
        via={link: tuple((spot[2], round(middle[spot], 3)) for spot in chain[1:-1]) for link, chain in chains.items()},
        width=round(max(at + _width(spot) / 2 for spot, at in middle.items()), 3),
    )
