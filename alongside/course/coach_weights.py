"""Fits the coach's model to its lines and writes ``alongside/coach/weights.json``; says where that has drifted."""

from __future__ import annotations

import json
from pathlib import Path

from alongside.coach.lines import fitted, made_from, read_lines
from alongside.learner.disk import write_durably

TARGET = Path(__file__).resolve().parents[1] / "coach" / "weights.json"
_FEWEST_WEIGHT = 0.02
"""Smaller weights move no reading; without them the file is a third of its size."""


def weights_text() -> str:
    """Return the text of ``weights.json``: labels, and a row of weights a feature, in the order of the labels."""
    model = fitted(read_lines())
    kept = {name: list(row) for name, row in model.weights.items()
            if not name or max(row) - min(row) >= _FEWEST_WEIGHT}
    whole = {"made_from": made_from(), "labels": list(model.labels), "weights": kept}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"), sort_keys=True).replace("],", "],\n") + "\n"


def write(check: bool = False) -> list[str]:
    """Write the weights where the lines or the way of reading them have changed; return a line where they had."""
    if TARGET.is_file() and json.loads(TARGET.read_text(encoding="utf-8"))["made_from"] == made_from():
        return []
    if check:
        return ["alongside/coach/weights.json is older than alongside/coach/lines.csv: run `alongside build`."]
    write_durably(TARGET, weights_text().encode())
    return ["wrote alongside/coach/weights.json"]
