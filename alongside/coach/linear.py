"""A small linear model in plain Python: a weight a feature and behavior, chances from their sums."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_ROUNDS = 30
_STEP = 0.3
_RIDGE = 4.0
"""How strongly weights are held near 0; chosen, like the rounds, on labelled talks that are no part of this project."""
_FEWEST = 2
_FOR_RARE = 0.6
"""How far rare labels are helped: 0 not at all, 1 as if all were equally frequent."""
_DIGITS = 3
Example = tuple[Sequence[str], Mapping[str, float]]
"""The features of a sentence, and for each label how much of the sentence it has (together 1)."""


@dataclass(frozen=True)
class LinearModel:
    """``weights``: feature -> one weight for each of ``labels``."""

    labels: tuple[str, ...]
    weights: Mapping[str, Sequence[float]]

    def chances(self, found: Sequence[str]) -> dict[str, float]:
        """Return label -> chance, together 1."""
        sums = list(self.weights[""])
        for name in found:
            for index, weight in enumerate(self.weights.get(name, ())):
                sums[index] += weight
        highest = max(sums)
        powers = [math.exp(value - highest) for value in sums]
        whole = sum(powers)
        return {label: power / whole for label, power in zip(self.labels, powers, strict=True)}

    def reasons(self, found: Sequence[str], label: str) -> dict[str, float]:
        """Return the features that speak for ``label`` and how much more than for the mean, the strongest first."""
        at = self.labels.index(label)
        known = [(name, self.weights[name]) for name in found if name in self.weights]
        speaks = {name: row[at] - sum(row) / len(row) for name, row in known}
        return {name: speaks[name] for name in sorted(speaks, key=lambda name: -speaks[name]) if speaks[name] > 0}


def fit(examples: Sequence[Example], labels: Sequence[str]) -> LinearModel:
    """Fit a multinomial logistic model by AdaGrad with a fixed order and a ridge: the same from the same lines.

    Features that only one example has are left out; a feature's ridge is spread over its examples. Duchi, Hazan and
    Singer 2011 for the step sizes.
    """
    counts = Counter(name for found, _ in examples for name in found)
    numbered = {name: number for number, name in enumerate(sorted(n for n, many in counts.items() if many >= _FEWEST))}
    rows = [[numbered[name] for name in found if name in numbered] + [len(numbered)] for found, _ in examples]
    wanted = [[share.get(label, 0.0) for label in labels] for _, share in examples]
    many = len(labels)
    weights = [[0.0] * many for _ in range(len(numbered) + 1)]
    squares = [[1e-8] * many for _ in weights]
    ridges = [*(_RIDGE / counts[name] for name in numbered), 0.0]
    order, draw = list(range(len(rows))), random.Random(7)
    for _ in range(_ROUNDS):
        draw.shuffle(order)
        for at in order:
            row = rows[at]
            sums = [sum(column) for column in zip(*[weights[name] for name in row], strict=True)]
            highest = max(sums)
            powers = [math.exp(value - highest) for value in sums]
            whole = sum(powers)
            slopes = [power / whole - share for power, share in zip(powers, wanted[at], strict=True)]
            for name in row:
                weight, square, ridge = weights[name], squares[name], ridges[name]
                for index, slope in enumerate(slopes):
                    step = slope + ridge * weight[index]
                    square[index] += step * step
                    weight[index] -= _STEP * step / math.sqrt(square[index])
    for index in range(many):
        share = sum(each[index] for each in wanted) / len(wanted)
        weights[-1][index] -= _FOR_RARE * math.log(max(share, 1e-6))
    kept = {name: [round(value, _DIGITS) for value in weights[number]] for name, number in numbered.items()}
    kept[""] = [round(value, _DIGITS) for value in weights[-1]]
    return LinearModel(tuple(labels), kept)
