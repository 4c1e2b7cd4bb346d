"""Every learner's points in every quiz, as nbgrader counts them, read in one pass and few at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from nbgrader.api import Assignment, Grade, Gradebook, Student, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import Select, and_, case, func, or_, select

_AT_ONCE = 2_000
_OPEN = or_(Grade.needs_manual_grade, and_(Grade.auto_score.is_(None), Grade.manual_score.is_(None)))
"""A person has to look at it, or nobody and nothing has scored it yet."""


@dataclass(frozen=True)
class QuizGrade:
    """One learner's grade in one quiz: points with what being late cost taken off, and replies still to mark."""

    points: float
    late_points_off: float
    to_mark: int


@dataclass(frozen=True)
class LearnerGrades:
    """One learner as the gradebook knows them; ``grades`` holds the quizzes that were handed in and graded."""

    code: str
    first_name: str
    last_name: str
    email: str
    lms_user_id: str
    grades: dict[str, QuizGrade] = field(default_factory=dict)


def max_points(gradebook: Gradebook, quiz_ids: Sequence[str]) -> dict[str, float]:
    """Return quiz -> points that can be had, for the quizzes that the gradebook knows."""
    known = select(Assignment.name, Assignment.max_score).where(Assignment.name.in_(quiz_ids))
    return {row.name: float(row.max_score) for row in gradebook.db.execute(known)}


def learner_count(gradebook: Gradebook) -> int:
    """Return how many learners the gradebook knows."""
    return int(gradebook.db.execute(select(func.count()).select_from(Student)).scalar_one())


def _notebooks(quiz_ids: Sequence[str]) -> Select[tuple[str, str, float, float, int]]:
    """Return the query for the sum of every submitted notebook; a late penalty is kept for each of these."""
    return (
        select(
            SubmittedAssignment.student_id,
            Assignment.name,
            func.coalesce(func.sum(Grade.score), 0.0).label("score"),
            func.coalesce(func.max(SubmittedNotebook.late_submission_penalty), 0.0).label("late"),
            func.coalesce(func.sum(case((_OPEN, 1), else_=0)), 0).label("to_mark"),
        )
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .outerjoin(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .where(Assignment.name.in_(quiz_ids))
        .group_by(SubmittedAssignment.student_id, Assignment.name, SubmittedNotebook.id)
    )


def learners_grades(gradebook: Gradebook, quiz_ids: Sequence[str]) -> Iterator[LearnerGrades]:
    """Yield every learner of the gradebook by code, with their grades in the quizzes.

    A quiz has one notebook in this course; more would be summed, as nbgrader does.
    """
    sums = _notebooks(quiz_ids).subquery()
    rows = gradebook.db.execute(
        select(Student.__table__, sums.c.name, sums.c.score, sums.c.late, sums.c.to_mark)
        .outerjoin(sums, sums.c.student_id == Student.id)
        .order_by(Student.id)
        .execution_options(yield_per=_AT_ONCE)
    )
    for code, of_one in groupby(rows, attrgetter("id")):
        found: list[LearnerGrades] = []
        parts: dict[str, list[tuple[float, float, int]]] = {}
        for row in of_one:
            if not found:
                names = (row.first_name or "", row.last_name or "")
                found = [LearnerGrades(code, *names, row.email or "", row.lms_user_id or "")]
            if row.name is not None:
                parts.setdefault(row.name, []).append((float(row.score), float(row.late), int(row.to_mark)))
        for quiz_id, sheets in parts.items():
            score, late, to_mark = (sum(column) for column in zip(*sheets, strict=True))
            found[0].grades[quiz_id] = QuizGrade(max(0.0, score - late), late, int(to_mark))
        yield found[0]
