"""What the gradebook already holds for one quiz: whom an earlier grading has finished with, and when they
handed in.
"""

from __future__ import annotations

from datetime import datetime

from nbgrader.api import Grade, Gradebook, GradeCell, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import select

from alongside.grading.released import Released


def graded_earlier(gradebook: Gradebook, released: Released) -> dict[str, datetime | None]:
    """Return learner code -> time of the hand-in that was graded; learners with an unfinished grading are
    left out.
    """
    unfinished = (
        select(Grade.notebook_id)
        .join(GradeCell, GradeCell.id == Grade.cell_id)
        .where(Grade.auto_score.is_(None), GradeCell.cell_type == "code")
    )
    rows = gradebook.db.execute(
        select(SubmittedAssignment.student_id, SubmittedAssignment.timestamp)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .where(SubmittedNotebook.notebook_id == released.notebook_row, SubmittedNotebook.id.not_in(unfinished))
    )
    return {row.student_id: row.timestamp for row in rows}
