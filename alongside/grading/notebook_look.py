"""A cheap look at a learner's notebook, for remarks only: no grade depends on it and nothing in it is run."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

_MAX_NAMED = 3


def _grade_ids(cells: list[Any]) -> list[str]:
    found = []
    for cell in cells:
        metadata = cell.get("metadata") if isinstance(cell, dict) else None
        marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
        if isinstance(marks, dict) and marks.get("grade") is True and isinstance(marks.get("grade_id"), str):
            found.append(marks["grade_id"])
    return found


def _schemas(cells: list[Any]) -> set[str]:
    found = set()
    for cell in cells:
        metadata = cell.get("metadata") if isinstance(cell, dict) else None
        marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
        if isinstance(marks, dict):
            found.add(str(marks.get("schema_version"))[:12])
    return found


def _named(ids: Sequence[str]) -> str:
    words = ", ".join(item_id[:40] for item_id in ids[:_MAX_NAMED])
    return ascii(words)[1:-1] + (" …" if len(ids) > _MAX_NAMED else "")


def notebook_oddities(raw: bytes, item_ids: Sequence[str]) -> Iterator[str]:
    """Yield how the notebook differs from the one handed out (``item_ids``: its graded cells, in order)."""
    try:
        notebook = json.loads(raw)
    except (ValueError, RecursionError):
        yield "the notebook is damaged; the answers file was graded"
        return
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list) or notebook.get("nbformat") != 4:
        yield "the notebook has another format than the one handed out; the answers file was graded"
        return
    found = _grade_ids(cells)
    twice = [item_id for item_id, times in Counter(found).items() if times > 1]
    missing = [item_id for item_id in item_ids if item_id not in found]
    added = [item_id for item_id in dict.fromkeys(found) if item_id not in item_ids]
    if twice:
        yield f"the notebook has cells twice ({_named(twice)}); this changed nothing"
    if missing:
        yield f"the notebook lacks cells ({_named(missing)}); this changed nothing"
    if added:
        yield f"the notebook has cells of its own ({_named(added)}); this changed nothing"
    if not (twice or missing or added) and found != list(item_ids):
        yield "the notebook has its cells in another order; this changed nothing"
    if _schemas(cells) - {"3"}:
        yield "the notebook has cells of another nbgrader version; this changed nothing"
