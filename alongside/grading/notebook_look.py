"""A cheap look at a learner's notebook, for remarks only: no grade depends on it and nothing in it is run."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

_MAX_NAMED = 3
_NO_MATTER = "this changed nothing"


def _marks(cell: Any) -> Mapping[str, Any] | None:
    metadata = cell.get("metadata") if isinstance(cell, dict) else None
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return marks if isinstance(marks, dict) else None


def _graded(cells: list[Any]) -> list[tuple[str, str]]:
    """Return (grade id, cell type) of the cells that claim to be graded."""
    found = []
    for cell in cells:
        marks = _marks(cell)
        if marks and marks.get("grade") is True and isinstance(marks.get("grade_id"), str):
            found.append((marks["grade_id"], str(cell.get("cell_type"))))
    return found


def _named(ids: Sequence[str]) -> str:
    words = ", ".join(item_id[:40] for item_id in ids[:_MAX_NAMED])
    return ascii(words)[1:-1] + (" …" if len(ids) > _MAX_NAMED else "")


def notebook_oddities(raw: bytes, handed_out: Mapping[str, str]) -> tuple[str, ...]:
    """Return how the notebook differs from the one handed out: its graded items in order, id -> cell type.

    Most learners hand in the very file that they were given, so the last few files are remembered.
    """
    return _remembered(raw, tuple(handed_out.items()))


@lru_cache(maxsize=8)
def _remembered(raw: bytes, handed_out: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(_oddities(raw, dict(handed_out)))


def _oddities(raw: bytes, handed_out: Mapping[str, str]) -> Iterator[str]:
    try:
        notebook = json.loads(raw)
    except (ValueError, RecursionError):
        yield "the notebook is damaged; the answers file was graded"
        return
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list) or notebook.get("nbformat") != 4:
        yield "the notebook has another format than the one handed out; the answers file was graded"
        return
    found = _graded(cells)
    ids = [grade_id for grade_id, _ in found]
    twice = [grade_id for grade_id, times in Counter(ids).items() if times > 1]
    missing = [item_id for item_id in handed_out if item_id not in ids]
    added = [grade_id for grade_id in dict.fromkeys(ids) if grade_id not in handed_out]
    for named, words in ((twice, "has cells twice"), (missing, "lacks cells"), (added, "has cells of its own")):
        if named:
            yield f"the notebook {words} ({_named(named)}); {_NO_MATTER}"
    if not (twice or missing or added):
        if ids != list(handed_out):
            yield f"the notebook has its cells in another order; {_NO_MATTER}"
        if any(handed_out[grade_id] != cell_type for grade_id, cell_type in found):
            yield f"the notebook has other kinds of cells; {_NO_MATTER}"
    schemas = {str(marks.get("schema_version"))[:12] for marks in map(_marks, cells) if marks}
    if schemas - {"3"}:
        yield f"the notebook has cells of another nbgrader version; {_NO_MATTER}"
