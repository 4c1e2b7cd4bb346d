"""What the gradebook says about one quiz: every learner's scores, a person's marks and comments, what is
due.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from nbgrader.api import BaseCell, Comment, Grade, Gradebook, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import func, select

from alongside.grading.released import Released

_AT_ONCE = 500


@dataclass(frozen=True)
class Mark:
    """One item's score for one learner; ``given`` is what a person gave without extra points (None: nobody has);
    ``due`` while a person has yet to look at it.
    """

    score: float
    given: float | None
    due: bool
    comment: str = ""

    @property
    def by_person(self) -> bool:
        """Whether a person gave it."""
        return self.given is not None


@dataclass
class Sheet:
    """One learner's marks: item id -> mark, when it was handed in (UTC), and points taken off for being
    late.
    """

    learner_id: str
    when: datetime | None
    points_off: float
    marks: dict[str, Mark] = field(default_factory=dict)

    @property
    def total(self) -> float:
        """Points so far, less what being late cost."""
        return max(0.0, sum(mark.score for mark in self.marks.values()) - self.points_off)

    @property
    def due(self) -> int:
        """How many items still wait for a person."""
        return sum(mark.due for mark in self.marks.values())


def sheet_count(gradebook: Gradebook, released: Released) -> int:
    """Return how many learners ``sheets`` yields."""
    of_quiz = SubmittedNotebook.notebook_id == released.notebook_row
    return int(gradebook.db.execute(select(func.count()).select_from(SubmittedNotebook).where(of_quiz)).scalar_one())


def sheets(gradebook: Gradebook, released: Released) -> Iterator[Sheet]:
    """Yield the marks of every learner who has been graded, by the alphabet of their codes, few at a time."""
    page = (
        select(
            SubmittedAssignment.student_id,
            SubmittedAssignment.timestamp,
            SubmittedNotebook.late_submission_penalty,
            SubmittedNotebook.id,
        )
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .where(
            SubmittedAssignment.assignment_id == released.assignment_row,
            SubmittedNotebook.notebook_id == released.notebook_row,
        )
        .order_by(SubmittedAssignment.student_id)
        .limit(_AT_ONCE)
    )
    found = gradebook.db.execute(page).all()
    while found:
        group = {row.id: Sheet(row.student_id, row.timestamp, row.late_submission_penalty or 0.0) for row in found}
        _fill(gradebook, released, group)
        yield from group.values()
        found = gradebook.db.execute(page.where(SubmittedAssignment.student_id > found[-1].student_id)).all()


def _fill(gradebook: Gradebook, released: Released, group: dict[str, Sheet]) -> None:
    graded_rows = [cell.row_id for cell in released.cells.values()]
    comment_rows = released.comment_rows.values()
    words = select(BaseCell.name, Comment.notebook_id, Comment.manual_comment).join(
        BaseCell, BaseCell.id == Comment.cell_id
    )
    comments = {
        (row.notebook_id, row.name): row.manual_comment
        for row in gradebook.db.execute(
            words.where(Comment.cell_id.in_(comment_rows), Comment.notebook_id.in_(group))
        )
    }
    grades = select(
        BaseCell.name,
        Grade.notebook_id,
        Grade.auto_score,
        Grade.manual_score,
        Grade.extra_credit,
        Grade.needs_manual_grade,
    ).join(BaseCell, BaseCell.id == Grade.cell_id)
    for row in gradebook.db.execute(grades.where(Grade.cell_id.in_(graded_rows), Grade.notebook_id.in_(group))):
        score = (row.auto_score if row.manual_score is None else row.manual_score) or 0.0
        group[row.notebook_id].marks[row.name] = Mark(
            score=score + (row.extra_credit or 0.0),
            given=row.manual_score,
            due=bool(row.needs_manual_grade),
            comment=comments.get((row.notebook_id, row.name)) or "",
        )
