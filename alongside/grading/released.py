"""What was handed out, as nbgrader's gradebook knows it: the cells that can be graded, and for how many
points.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nbgrader.api import Gradebook, MissingEntry

from alongside.grading.quiz_notebook import Cell, question_id, quiz_notebook
from alongside.grading.quiz_source import Quiz


class NotHandedOut(ValueError):
    """The quiz in ``source/`` and the gradebook do not fit together; the text says what to do."""


@dataclass(frozen=True)
class GradedCell:
    """One graded cell in the gradebook: its row's id and what it is worth."""

    row_id: str
    points: float


@dataclass(frozen=True)
class Released:
    """The graded cells of one quiz by item id, and those of them that take a comment (written replies)."""

    assignment_row: str
    notebook_row: str
    cells: dict[str, GradedCell]
    comment_rows: dict[str, str]
    sources: dict[str, str]
    checksums: dict[str, str]

    def missing_from_gradebook(self, quiz: Quiz) -> list[str]:
        """Return the items that were written after the quiz was handed out; they are not graded."""
        return [item.id for item in quiz.items if item.id not in self.cells]


def find_released(gradebook: Gradebook, quiz: Quiz) -> Released:
    """Return what the gradebook holds about the quiz.

    Raises: NotHandedOut: when it was never handed out, or when items that were handed out are gone from
    ``source/``.
    """
    try:
        notebook = gradebook.find_notebook(quiz.id, quiz.id)
    except MissingEntry as reason:
        raise NotHandedOut(
            f"The quiz “{quiz.id}” is not in the gradebook yet. Hand it out first: "
            f"nbgrader generate_assignment {quiz.id}"
        ) from reason
    released = Released(
        assignment_row=notebook.assignment_id,
        notebook_row=notebook.id,
        cells={cell.name: GradedCell(cell.id, float(cell.max_score)) for cell in notebook.grade_cells},
        comment_rows={cell.name: cell.id for cell in notebook.solution_cells},
        sources={cell.name: cell.source for cell in notebook.source_cells},
        checksums={cell.name: cell.checksum for cell in notebook.source_cells if cell.checksum},
    )
    gone = sorted(set(released.cells) - {item.id for item in quiz.items})
    if gone:
        raise NotHandedOut(
            f"Learners were given {', '.join(gone)}, but source/{quiz.id}/ no longer has it, so it cannot be "
            "scored. Put the item back into quiz.yml, then grade again."
        )
    return released


def graded_notebook(quiz: Quiz, released: Released) -> dict[str, Any]:
    """Return the quiz notebook with the cells, the words and the points that were handed out."""
    notebook = quiz_notebook(quiz)
    unknown = set(released.missing_from_gradebook(quiz))
    hidden = {question_id(item) for item in quiz.items if item.id in unknown} | unknown

    def _as_released(cell: Cell) -> Cell:
        marks = cell["metadata"].get("nbgrader")
        if not marks:
            return cell
        grade_id = marks["grade_id"]
        worth = {"points": released.cells[grade_id].points} if marks["grade"] else {}
        sums = {"checksum": released.checksums[grade_id]} if grade_id in released.checksums else {}
        metadata = {**cell["metadata"], "nbgrader": {**marks, **worth, **sums}}
        return {**cell, "source": released.sources.get(grade_id, cell["source"]), "metadata": metadata}

    kept = [cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") not in hidden]
    return {**notebook, "cells": [_as_released(cell) for cell in kept]}
