"""Writes the graded notebooks of a group: the same text as cell by cell, with what many learners share made
once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from textwrap import indent
from typing import Any

from alongside.grading.cells import filled_cell
from alongside.grading.quiz_notebook import Cell, lined, notebook_text
from alongside.grading.quiz_source import Quiz
from alongside.items.outcome import Outcome

_SHARED_ANSWERS = 4_000  # about two kilobytes each


class NotebookWriter:
    """Turns outcomes into the text of a graded notebook."""

    def __init__(self, quiz: Quiz, notebook: dict[str, Any]) -> None:
        """``notebook`` is the quiz as it was handed out."""
        self._items = {item.id: item for item in quiz.items}
        self._twins = quiz.twins
        self._cells: list[Cell] = notebook["cells"]
        self._head, self._tail = notebook_text({**notebook, "cells": []}).split("[]", 1)
        self._fixed = {
            index: _cell_text(filled_cell(cell, self._items, {}, {}))
            for index, cell in enumerate(self._cells)
            if not _graded_item(cell)
        }
        self._shared = lru_cache(maxsize=_SHARED_ANSWERS)(self._scored)

    def _scored(self, index: int, outcome: Outcome) -> str:
        place = outcome.item_id
        items = {**self._items, place: self._twins[place]} if outcome.form else self._items
        return _cell_text(filled_cell(self._cells[index], items, {place: outcome}, {}))

    def _text_of(self, index: int, outcomes: Mapping[str, Outcome], answers: Mapping[str, Any]) -> str:
        if index in self._fixed:
            return self._fixed[index]
        cell = self._cells[index]
        outcome = outcomes[_graded_item(cell)]
        if cell["cell_type"] == "code":
            return self._shared(index, outcome)
        return _cell_text(filled_cell(cell, self._items, outcomes, answers))

    def text(self, outcomes: Mapping[str, Outcome], answers: Mapping[str, Any]) -> str:
        """Return one learner's graded notebook as the text of a file."""
        cells = ",\n".join(self._text_of(index, outcomes, answers) for index in range(len(self._cells)))
        return f"{self._head}[\n{cells}\n ]{self._tail}"


def _graded_item(cell: Cell) -> str:
    marks = cell["metadata"].get("nbgrader", {})
    return marks["grade_id"] if marks.get("grade") else ""


def _cell_text(cell: Cell) -> str:
    return indent(json.dumps(lined(cell), ensure_ascii=False, indent=1, sort_keys=True), "  ")
