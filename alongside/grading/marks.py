"""What the gradebook says about one quiz: every learner's scores, a person's marks and comments, what is
due.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from nbgrader.api import BaseCell, Comment, Grade, Gradebook, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import select

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


def sheets(gradebook: Gradebook, released: Released) -> Iterator[Sheet]:
    """Yield the marks of every learner who has been graded, by the alphabet of their codes."""
    found = gradebook.db.execute(
        select(
            SubmittedAssignment.student_id,
            SubmittedAssignment.timestamp,
            SubmittedNotebook.late_submission_penalty,
            SubmittedNotebook.id,
        )
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .where(SubmittedNotebook.notebook_id == released.notebook_row)
        .order_by(SubmittedAssignment.student_id)
    ).all()
    for start in range(0, len(found), _AT_ONCE):
        group = {
            row.id: Sheet(row.student_id, row.timestamp, row.late_submission_penalty or 0.0)
            for row in found[start : start + _AT_ONCE]
        }
        _fill(gradebook, group)
        yield from group.values()


def _fill(gradebook: Gradebook, group: dict[str, Sheet]) -> None:
    words = select(BaseCell.name, Comment.notebook_id, Comment.manual_comment).join(
        BaseCell, BaseCell.id == Comment.cell_id
    )
    comments = {
        (row.notebook_id, row.name): row.manual_comment
        for row in gradebook.db.execute(words.where(Comment.notebook_id.in_(group)))
    }
    grades = select(
        BaseCell.name,
        Grade.notebook_id,
        Grade.auto_score,
        Grade.manual_score,
        Grade.extra_credit,
        Grade.needs_manual_grade,
    ).join(BaseCell, BaseCell.id == Grade.cell_id)
    for row in gradebook.db.execute(grades.where(Grade.notebook_id.in_(group))):
        score = (row.auto_score if row.manual_score is None else row.manual_score) or 0.0
        group[row.notebook_id].marks[row.name] = Mark(
            score=score + (row.extra_credit or 0.0),
            given=row.manual_score,
            due=bool(row.needs_manual_grade),
            comment=comments.get((row.notebook_id, row.name)) or "",
        )
