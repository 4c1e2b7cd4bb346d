"""Finds a free place for words beside a point on paper, so that they cover no line and no other words.

The twin of ``static/chart/labels.js``, in points (1/72 inch) with y upwards. Plain arithmetic: it draws nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

LINE = 11.0
"""From one line of words to the next."""
ABOVE, BELOW = 7.2, 2.5
"""How far words reach over and under their base."""
LEADER_FROM = 18.0
"""Words at this distance or more get a thin line to what they name."""
_REACHES = (8.0, 14.0, 24.0, 38.0, 52.0, 68.0)
_WAYS = ((1, -0.35, "left"), (0.85, 0.75, "left"), (0.85, -1.1, "left"), (-0.85, 0.75, "right"), (-1, -0.35, "right"),
         (-0.85, -1.1, "right"), (0.3, 1, "left"), (-0.3, 1, "right"))  # fmt: skip

Spot = tuple[float, float]


class Box(NamedTuple):
    """The rectangle that words or a marker take."""

    left: float
    right: float
    low: float
    high: float

    def meets(self, other: Box) -> bool:
        """Return whether two rectangles share any room."""
        return self.left < other.right and other.left < self.right and self.low < other.high and other.low < self.high

    def holds(self, dot: Spot) -> bool:
        """Return whether a dot lies in the rectangle or close beside it."""
        return self.left - 2 < dot[0] < self.right + 2 and self.low < dot[1] < self.high


class Place(NamedTuple):
    """Where words stand: the base of their first line, how they align, and how far from what they name."""

    x: float
    y: float
    align: str
    reach: float
    box: Box


def box_of(width: float, lines: int, x: float, y: float, align: str) -> Box:
    """Return the rectangle of so many lines of words, the widest ``width`` wide; ``y`` is the first line's base."""
    left = x - {"left": 0.0, "center": width / 2, "right": width}[align]
    return Box(left - 1.5, left + width + 1.5, y - BELOW - LINE * (lines - 1), y + ABOVE)


def free_place(width: float, lines: int, at: Spot, limits: Box, boxes: Sequence[Box], dots: Sequence[Spot]) -> Place:
    """Return the best place beside ``at`` within ``limits``: near, and clear of ``boxes`` and ``dots``."""
    x, y = at
    best, least = Place(x, y + 8, "center", 0.0, box_of(width, lines, x, y + 8, "center")), float("inf")
    for far, reach in enumerate(_REACHES):
        for way, (right, up, align) in enumerate(_WAYS):
            px, py = x + reach * right, y + (reach * up if abs(up) > 0.5 else -3)
            box = box_of(width, lines, px, py, align)
            inside = limits.left <= box.left and box.right <= limits.right
            if not inside or box.low < limits.low or box.high > limits.high:
                continue
            cost: float = 40 * sum(box.meets(other) for other in boxes) + 2 * sum(box.holds(dot) for dot in dots)
            cost += far * 3 + way * 0.3
            if cost < least:
                best, least = Place(px, py, align, reach, box), cost
    return best


def dots_along(places: Sequence[Spot], gap: float = 3.0) -> list[Spot]:
    """Return dots at most ``gap`` apart along a line: what words should not cover."""
    dots = list(places[:1])
    for (x0, y0), (x1, y1) in pairwise(places):
        count = max(1, int(max(abs(x1 - x0), abs(y1 - y0)) / gap) + 1)
        dots += [(x0 + (x1 - x0) * part / count, y0 + (y1 - y0) * part / count) for part in range(1, count + 1)]
    return dots
