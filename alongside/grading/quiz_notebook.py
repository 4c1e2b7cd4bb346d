"""From a quiz to what learners get: a notebook of one call a cell, and ``quiz.json``. No keys in either.

The cells carry nbgrader's marks, so that its stock commands know every graded item. All of it is made from
the quiz alone: the same quiz gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from alongside.grading.quiz_source import Quiz
from alongside.items.schema import Item

FORMAT = "alongside-quiz"
VERSION = 1
REPLY_PLACEHOLDER = "*The reply that is written above is put here when it is graded.*"
_MAX_ID = 64  # nbformat's limit for the id of a cell

Cell = dict[str, Any]


def _cell_id(prefix: str, name: str = "") -> str:
    whole = f"{prefix}-{name}" if name else prefix
    if len(whole) <= _MAX_ID:
        return whole
    return f"{whole[: _MAX_ID - 9]}-{hashlib.sha256(whole.encode()).hexdigest()[:8]}"


def _marks(grade_id: str, cell_type: str, *, points: float | None = None, solution: bool = False) -> dict[str, Any]:
    """Return nbgrader's metadata: graded when it has ``points``, locked unless it takes a learner's text."""
    graded = {} if points is None else {"points": points}
    return {
        "cell_type": cell_type,
        "grade": points is not None,
        "grade_id": grade_id,
        "locked": not solution,
        **graded,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }


def _cell(cell_type: str, cell_id: str, source: str, tags: list[str], marks: dict[str, Any] | None) -> Cell:
    metadata: dict[str, Any] = {"deletable": False, "editable": False}
    if tags:
        metadata["tags"] = tags
    if marks:
        metadata["nbgrader"] = marks
    outputs: dict[str, Any] = {"execution_count": None, "outputs": []} if cell_type == "code" else {}
    return {"cell_type": cell_type, "id": cell_id, "metadata": metadata, "source": source, **outputs}


def _call(function: str, *arguments: str) -> str:
    words = ", ".join(json.dumps(argument, ensure_ascii=False) for argument in arguments)
    return f"from alongside import {function}\n{function}({words})"


def question_id(item: Item) -> str:
    """Return the grade id of the cell that shows a written question; no item id can hold an underscore."""
    return f"{item.id}_question"


def _item_cells(quiz: Quiz, item: Item) -> list[Cell]:
    source = _call("quiz_item", quiz.id, item.id)
    shown = _cell_id("item", item.id)
    if not item.marked_by_person:
        return [_cell("code", shown, source, ["alongside"], _marks(item.id, "code", points=item.points))]
    return [
        _cell("code", shown, source, ["alongside"], _marks(question_id(item), "code")),
        _cell(
            "markdown",
            _cell_id("reply", item.id),
            REPLY_PLACEHOLDER,
            ["alongside-hidden"],
            _marks(item.id, "markdown", points=item.points, solution=True),
        ),
    ]


def quiz_notebook(quiz: Quiz) -> dict[str, Any]:
    """Return the quiz as a notebook (nbformat 4.5, plain JSON values), as it stands in ``source/``."""
    cells = [
        _cell("code", "page", _call("page", quiz.id), ["alongside"], None),
        _cell("markdown", "intro", f"# {quiz.title}\n\n{quiz.intro}", [], _marks("quiz_intro", "markdown")),
    ]
    for item in quiz.items:
        cells += _item_cells(quiz, item)
    cells.append(_cell("code", "hand-in", _call("hand_in", quiz.id), ["alongside"], None))
    metadata = {
        "alongside": {"kind": "quiz", "page": quiz.id, "title": f"Quiz: {quiz.title}"},
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _lined_output(output: dict[str, Any]) -> dict[str, Any]:
    return {
        **output,
        "data": {kind: words.splitlines(keepends=True) for kind, words in output["data"].items()},
    }


def lined(cell: Cell) -> Cell:
    """Return a cell with its texts as lists of lines, as they stand in a file."""
    outputs = {"outputs": [_lined_output(output) for output in cell["outputs"]]} if "outputs" in cell else {}
    return {**cell, "source": cell["source"].splitlines(keepends=True), **outputs}


def notebook_text(notebook: dict[str, Any]) -> str:
    """Return a notebook as the text of a file, in the form in which nbformat writes it."""
    whole = {**notebook, "cells": [lined(cell) for cell in notebook["cells"]]}
    return json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _public(quiz: Quiz, item: Item) -> dict[str, Any]:
    twin = quiz.twins.get(item.id)
    return {**item.public(), "twin": twin.public()} if twin else item.public()


def quiz_json(quiz: Quiz) -> str:
    """Return the text of ``quiz.json``: what the page shows, item by item, without a key."""
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "id": quiz.id,
        "title": quiz.title,
        "intro": quiz.intro,
        "minutes": quiz.minutes,
        "items": [_public(quiz, item) for item in quiz.items],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"
