"""What the gradebook already holds for one quiz: whom an earlier grading has finished with, and when they
handed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from nbgrader.api import Grade, Gradebook, GradeCell, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import select

from alongside.grading.released import Released

_AT_ONCE = 500
"""Learners a query: databases limit how many values one statement may name."""


def graded_earlier(gradebook: Gradebook, released: Released, learners: Sequence[str]) -> dict[str, datetime | None]:
    """Return learner code -> time of the hand-in that was graded, for those of ``learners`` whose grading
    was finished.
    """
    unfinished = (
        select(Grade.id)
        .join(GradeCell, GradeCell.id == Grade.cell_id)
        .where(
            Grade.cell_id.in_([cell.row_id for cell in released.cells.values()]),
            Grade.notebook_id == SubmittedNotebook.id,
            Grade.auto_score.is_(None),
            GradeCell.cell_type == "code",
        )
        .exists()
    )
    finished = (
        select(SubmittedAssignment.student_id, SubmittedAssignment.timestamp)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .where(
            SubmittedAssignment.assignment_id == released.assignment_row,
            SubmittedNotebook.notebook_id == released.notebook_row,
            ~unfinished,
        )
    )
    groups = (learners[start : start + _AT_ONCE] for start in range(0, len(learners), _AT_ONCE))
    return {
        row.student_id: row.timestamp
        for group in groups
        for row in gradebook.db.execute(finished.where(SubmittedAssignment.student_id.in_(group)))
    }
