"""How often the coach is right: what ``benchmarks/coach.py --record`` measured and put into ``figures.json``."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def figures() -> dict[str, Any]:
    """Return the recorded figures: ``lines``, ``agreement``, ``right_fraction``, ``behaviors``: see the benchmark."""
    text = files("alongside").joinpath("coach", "figures.json").read_text(encoding="utf-8")
    recorded: dict[str, Any] = json.loads(text)
    return recorded


def doubt() -> str:
    """Return how far to trust the coach, in words, from what was measured."""
    wrong = 1 - float(figures()["right_fraction"])
    return ("The coach is a small program on this computer. On our own test lines it named about "
            f"{round(10 * wrong)} in 10 sentences otherwise than our labels did. It does not grade. "
            "You know better what you meant.")
