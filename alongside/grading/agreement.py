"""How far two people who marked the same replies agree: figures of their marks from 0 to 3, and nothing else.

The figure is Cohen's kappa with quadratic weights: 1 when all marks are the same, about 0 when they agree as often as
chance would have it, below 0 when less. A difference of two points weighs four times as much as a difference of one.
Sources: Cohen 1968 (weighted kappa); Fleiss and Cohen 1973 (why the weights are squares).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from alongside.items.rubric import SCORES

Pair = tuple[int, int]
"""The first and the second mark of one reply."""
DRAWS = 2000
_SEED = 1968
_DEFINED_FRACTION = 0.95
"""An interval is told only where kappa exists in at least this part of the draws."""


@dataclass(frozen=True)
class Agreement:
    """The figures of some replies: how many (``n``), the fraction ``exact``-ly alike, ``kappa`` (None where it does not
    exist: all marks of both people are the same), its 95 % ``interval`` (None where there is none), and ``table``:
    ``table[first][second]`` replies.
    """

    n: int
    exact: float
    kappa: float | None
    interval: tuple[float, float] | None
    table: tuple[tuple[int, ...], ...]


def weighted_kappa(counts: Mapping[Pair, int]) -> float | None:
    """Return the quadratic weighted kappa of counted pairs of marks; None where it does not exist.

    It is 1 less the mean squared difference found, divided by the one expected if each person had dealt out the same
    marks blindly.
    """
    n = sum(counts.values())
    first, second = Counter[int](), Counter[int]()
    for (a, b), count in counts.items():
        first[a] += count
        second[b] += count
    found = sum((a - b) ** 2 * count for (a, b), count in counts.items())
    expected = sum((a - b) ** 2 * first[a] * second[b] for a in first for b in second)
    return 1 - n * found / expected if expected else None


def bootstrap_interval(pairs: Sequence[Pair], draws: int = DRAWS) -> tuple[float, float] | None:
    """Return the middle 95 % of kappas of replies drawn anew, with replacement; the same pairs give the same interval.

    None where kappa does not exist in more than one draw of twenty, as with very few replies.
    """
    chance = random.Random(_SEED)
    ordered = sorted(pairs)
    kappas = [weighted_kappa(Counter(chance.choices(ordered, k=len(ordered)))) for _ in range(draws)] if pairs else []
    defined = sorted(kappa for kappa in kappas if kappa is not None)
    if len(defined) < _DEFINED_FRACTION * draws:
        return None
    return defined[int(0.025 * len(defined))], defined[-1 - int(0.025 * len(defined))]


def agreement(pairs: Iterable[Pair]) -> Agreement:
    """Return the figures of pairs of marks; each mark is 0, 1, 2 or 3.

    Raises:
        ValueError: when there is no pair, or a mark is none of these.
    """
    listed = list(pairs)
    if not listed or any(mark not in SCORES for pair in listed for mark in pair):
        raise ValueError("agreement needs pairs of marks from 0 to 3")
    counts = Counter(listed)
    kappa = weighted_kappa(counts)
    return Agreement(
        n=len(listed),
        exact=sum(count for (a, b), count in counts.items() if a == b) / len(listed),
        kappa=kappa,
        interval=None if kappa is None else bootstrap_interval(listed),
        table=tuple(tuple(counts[a, b] for b in SCORES) for a in SCORES),
    )


def partings(pairs: Iterable[Pair]) -> list[tuple[Pair, int]]:
    """Return ((lower mark, higher mark), how many replies got these two), the most frequent first."""
    apart = Counter((min(pair), max(pair)) for pair in pairs if pair[0] != pair[1])
    return sorted(apart.items(), key=lambda entry: (-entry[1], entry[0]))
