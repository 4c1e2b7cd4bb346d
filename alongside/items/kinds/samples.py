"""Answers that an item makes of itself, so that every item of every kind can be tried out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Samples:
    """``right`` earns full score (or goes to a marker), ``other`` earns less, ``malformed`` is refused politely."""

    right: Any
    other: Any
    malformed: Any
