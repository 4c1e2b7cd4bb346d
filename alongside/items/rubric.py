"""The rubric by which a person marks: four anchors, from 0 to 3, each with an example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from alongside.items.reading import FieldProblem, entries, is_text, unknown_fields

SCORES = (0, 1, 2, 3)


def rubric_problems(body: Mapping[str, Any]) -> Iterator[FieldProblem]:
    """Yield what is wrong with ``body["rubric"]``, where there is one."""
    anchors = entries(body, "rubric")
    if "rubric" in body and [anchor.get("score") for anchor in anchors] != list(SCORES):
        yield "rubric", "needs four entries with score 0, 1, 2 and 3, in this order"
    for anchor in anchors:
        place = f"rubric (score {anchor.get('score')})"
        yield from unknown_fields(anchor, {"score", "anchor", "example"}, place)
        if not is_text(anchor.get("anchor")) or not is_text(anchor.get("example")):
            yield place, "needs an anchor and an example"
