"""The lines the coach learned from: ``lines.csv``, one sentence a row, labelled by two independent labellings.

Columns: ``turn`` (sentences of one turn share it), ``client`` (what the other person had said), ``sentence``, and
``first`` and ``second``, the two labels; ``second`` is empty where a sentence has been labelled once so far. The book
of labels is docs/coach_codebook.md. The lines are our own (CC BY).
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from io import StringIO

from alongside.coach.behaviors import BEHAVIORS
from alongside.coach.features import features
from alongside.coach.linear import Example, LinearModel, fit

LABELS = tuple(BEHAVIORS)
_MADE_FROM = ("lines.csv", "lines.py", "features.py", "linear.py", "sentences.py", "behaviors.py")


@dataclass(frozen=True)
class Line:
    """One labelled sentence."""

    turn: str
    client: str
    sentence: str
    first: str
    second: str

    @property
    def shares(self) -> Mapping[str, float]:
        """Return label -> how much of the sentence it has: half and half where the two labellings differ."""
        return {self.first: 1.0} if self.second in ("", self.first) else {self.first: 0.5, self.second: 0.5}


def _read(name: str) -> str:
    return files("alongside").joinpath("coach", name).read_text(encoding="utf-8")


def read_lines() -> list[Line]:
    """Return all lines in their order; raise ValueError for a label that is not in the book."""
    lines = [Line(**row) for row in csv.DictReader(StringIO(_read("lines.csv")))]
    for number, line in enumerate(lines, 2):
        for label in {line.first, line.second or line.first} - set(LABELS):
            raise ValueError(f"alongside/coach/lines.csv, row {number}: “{label}” is no label; use {', '.join(LABELS)}")
    return lines


def made_from() -> str:
    """Return a fingerprint of all that the weights are made from."""
    return hashlib.sha256("\0".join(map(_read, _MADE_FROM)).encode()).hexdigest()[:16]


def examples(lines: Sequence[Line]) -> list[Example]:
    """Return features and labels of each line."""
    return [(features(line.sentence, line.client), line.shares) for line in lines]


def fitted(lines: Sequence[Line]) -> LinearModel:
    """Return the model fitted to ``lines``; the same lines give the same model."""
    return fit(examples(lines), LABELS)
