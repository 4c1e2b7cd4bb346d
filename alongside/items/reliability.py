"""How far a whole quiz can be relied on: KR-20 or Cronbach's alpha, with Feldt's interval. Standard library only.

Sources: Kuder and Richardson 1937 (KR-20, for scores of 0 and 1); Cronbach 1951 (alpha, for any scores; with 0 and 1 it
is KR-20); Feldt 1965, and Feldt, Woodruff and Salih 1987, formulas 6 and 7 (the interval, from quantiles of F).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Row = Sequence[float | None]
"""One person's score fractions (0 to 1), an item each; None where a question was left open."""
CONFIDENCE = 0.95
_SMALLEST = 1e-300
_EXACT = 1e-15


@dataclass(frozen=True)
class Reliability:
    """``value`` (at most 1) by the ``name`` of its formula, its 95 % ``interval``, from so many people and items."""

    name: str
    value: float
    interval: tuple[float, float]
    people: int
    items: int


def mean(values: Sequence[float]) -> float:
    """Return the mean of at least one value."""
    return math.fsum(values) / len(values)


def variance(values: Sequence[float]) -> float:
    """Return the variance, with n - 1, of at least two values; 0.0 where all of them are the same."""
    if min(values) == max(values):
        return 0.0
    middle = mean(values)
    return math.fsum((value - middle) ** 2 for value in values) / (len(values) - 1)


def reliability(rows: Sequence[Row]) -> Reliability | None:
    """Return the reliability of a quiz from those who answered all of it; whoever left a question open is left out.

    None where it does not exist: fewer than two such people or two items, or all of them have the same total.
    """
    whole = [[score for score in row if score is not None] for row in rows if None not in row]
    items = len(whole[0]) if whole else 0
    if len(whole) < 2 or items < 2:
        return None
    of_totals = variance([math.fsum(row) for row in whole])
    if of_totals == 0:
        return None
    of_items = math.fsum(variance(scores) for scores in zip(*whole, strict=True))
    value = items / (items - 1) * (1 - of_items / of_totals)
    name = "KR-20" if all(score in (0, 1) for row in whole for score in row) else "Cronbach’s alpha"
    return Reliability(name, value, feldt_interval(value, len(whole), items), len(whole), items)


def feldt_interval(alpha: float, people: int, items: int) -> tuple[float, float]:
    """Return Feldt's 95 % interval for an alpha from so many people (2 or more) and items (2 or more)."""
    across, within = people - 1, (people - 1) * (items - 1)
    tail = (1 - CONFIDENCE) / 2
    low = 1 - (1 - alpha) * f_quantile(1 - tail, across, within)
    return low, 1 - (1 - alpha) * f_quantile(tail, across, within)


def f_quantile(chance: float, above: int, below: int) -> float:
    """Return the value below which an F variable with these degrees of freedom lies with this ``chance`` (0 to 1)."""
    low, high = 0.0, 1.0
    while True:
        middle = (low + high) / 2
        if middle in (low, high) or high - low < _EXACT * high:
            return below * middle / (above * (1 - middle))
        if incomplete_beta(middle, above / 2, below / 2) < chance:
            low = middle
        else:
            high = middle


def incomplete_beta(x: float, a: float, b: float) -> float:
    """Return the regularized incomplete beta function at ``x`` (between 0 and 1), for ``a`` and ``b`` above 0."""
    if x > (a + 1) / (a + b + 2):  # the fraction is quick on one side only
        return 1 - incomplete_beta(1 - x, b, a)
    front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    return math.exp(front) / a / _fraction(_beta_terms(x, a, b))


def _beta_terms(x: float, a: float, b: float) -> Iterator[float]:
    """Yield the numerators of the continued fraction 1 + d1 / (1 + d2 / (1 + …)) of the incomplete beta function."""
    step = 0
    while True:
        yield -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1))
        step += 1
        yield step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step))


def _fraction(terms: Iterator[float]) -> float:
    """Return a continued fraction by Lentz's method."""
    value = upper = 1.0
    lower = 0.0
    for term in terms:
        lower = 1 / (1 + term * lower or _SMALLEST)
        upper = 1 + term / upper or _SMALLEST
        value *= upper * lower
        if abs(upper * lower - 1) < _EXACT:
            break
    return value
