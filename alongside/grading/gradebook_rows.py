"""Writes the grades of many learners into nbgrader's own tables, in few statements and one transaction.

The rows are the ones that nbgrader's API would write, one object at a time; its commands and formgrader
read them.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    Gradebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import Row, bindparam, insert, select, text, update

from alongside.grading.released import Released
from alongside.grading.review import needs_person

NO_RESPONSE = "No response."  # nbgrader's words for a reply that was left open
Penalty = Callable[[str, float, float], float | None]
"""(learner code, score, seconds late) -> points taken off, or None."""


@dataclass(frozen=True)
class NewGrades:
    """One learner's grades: item id -> score, None where a person has to mark; ``changed``: replies that
    differ.
    """

    learner_id: str
    when: datetime | None
    scores: Mapping[str, float | None]
    changed: frozenset[str]


@dataclass
class _Sheet:
    """The rows of one learner's submission as they are while being written."""

    submission_row: str
    notebook_row: str
    extension: timedelta | None
    earned: float = 0.0


def _new_id() -> str:
    """Return an id as nbgrader's are, 32 hexadecimal digits, that begins with the time.

    Ids that grow let the database append to its indexes; ids at random make it seek ever more as it grows.
    """
    return f"{time.time_ns():016x}{secrets.token_hex(8)}"


class GradeRows:
    """Writes groups of grades for one quiz; ``penalty`` is the course's rule for late work."""

    def __init__(self, gradebook: Gradebook, released: Released, penalty: Penalty) -> None:
        """``released`` says which rows the quiz has in the gradebook."""
        self._db = gradebook.db
        self._released = released
        self._penalty = penalty
        due = select(Assignment.duedate).where(Assignment.id == released.assignment_row)
        self._due: datetime | None = self._db.execute(due).scalar()
        self._db.rollback()

    def write(self, group: Sequence[NewGrades]) -> None:
        """Write the grades of a group; all of them are in the gradebook afterwards, or none."""
        try:
            if self._db.get_bind().dialect.name == "sqlite":
                self._db.execute(text("BEGIN IMMEDIATE"))  # waits here for others, not half-way through
            sheets = self._sheets(group)
            self._write_grades(group, sheets)
            self._write_comments(group, sheets)
            self._write_penalties(group, sheets)
            self._db.commit()
        except BaseException:
            self._db.rollback()
            raise

    def _run(self, statement: Any, rows: list[dict[str, Any]]) -> None:
        if rows:
            self._db.execute(statement, rows)

    def _sheets(self, group: Sequence[NewGrades]) -> dict[str, _Sheet]:
        """Return every learner's sheet; make the rows of those who have none."""
        codes = [grades.learner_id for grades in group]
        known = set(self._db.execute(select(Student.id).where(Student.id.in_(codes))).scalars())
        self._run(insert(Student.__table__), [{"id": code} for code in codes if code not in known])
        found = self._db.execute(
            select(
                SubmittedAssignment.student_id,
                SubmittedAssignment.id,
                SubmittedAssignment.extension,
                SubmittedNotebook.id.label("notebook"),
            )
            .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .where(
                SubmittedAssignment.assignment_id == self._released.assignment_row,
                SubmittedNotebook.notebook_id == self._released.notebook_row,
                SubmittedAssignment.student_id.in_(codes),
            )
        )
        sheets = {row.student_id: _Sheet(row.id, row.notebook, row.extension) for row in found}
        times = [
            {"row": sheets[grades.learner_id].submission_row, "when": grades.when}
            for grades in group
            if grades.learner_id in sheets
        ]
        table = SubmittedAssignment.__table__
        self._run(update(table).where(table.c.id == bindparam("row")).values(timestamp=bindparam("when")), times)
        new = [grades for grades in group if grades.learner_id not in sheets]
        sheets |= {grades.learner_id: _Sheet(_new_id(), _new_id(), None) for grades in new}
        self._insert_sheets(new, sheets)
        return sheets

    def _insert_sheets(self, new: Sequence[NewGrades], sheets: Mapping[str, _Sheet]) -> None:
        self._run(
            insert(SubmittedAssignment.__table__),
            [
                {
                    "id": sheets[grades.learner_id].submission_row,
                    "assignment_id": self._released.assignment_row,
                    "student_id": grades.learner_id,
                    "timestamp": grades.when,
                }
                for grades in new
            ],
        )
        self._run(
            insert(SubmittedNotebook.__table__),
            [
                {
                    "id": sheets[grades.learner_id].notebook_row,
                    "notebook_id": self._released.notebook_row,
                    "assignment_id": sheets[grades.learner_id].submission_row,
                    "flagged": False,
                }
                for grades in new
            ],
        )

    def _existing(
        self, table: Any, cell_rows: Collection[str], sheets: Mapping[str, _Sheet]
    ) -> dict[tuple[str, str], Row[Any]]:
        notebook_rows = [sheet.notebook_row for sheet in sheets.values()]
        rows = self._db.execute(
            select(table).where(table.c.cell_id.in_(cell_rows), table.c.notebook_id.in_(notebook_rows))
        )
        return {(row.notebook_id, row.cell_id): row for row in rows}

    def _write_grades(self, group: Sequence[NewGrades], sheets: Mapping[str, _Sheet]) -> None:
        table = Grade.__table__
        existing = self._existing(table, [cell.row_id for cell in self._released.cells.values()], sheets)
        new, changes = [], []
        for grades in group:
            sheet = sheets[grades.learner_id]
            for item_id, cell in self._released.cells.items():
                score = grades.scores[item_id]
                row = existing.get((sheet.notebook_row, cell.row_id))
                if row is None:
                    sheet.earned += score or 0.0
                    new.append(
                        {
                            "id": _new_id(),
                            "notebook_id": sheet.notebook_row,
                            "cell_id": cell.row_id,
                            "auto_score": score,
                            "needs_manual_grade": score is None,
                        }
                    )
                    continue
                marked = score if row.manual_score is None else row.manual_score
                sheet.earned += (marked or 0.0) + (row.extra_credit or 0.0)
                due = needs_person(
                    auto_score=score,
                    manual_score=row.manual_score,
                    flagged=row.needs_manual_grade,
                    changed=score != row.auto_score or item_id in grades.changed,
                )
                if (score, due) != (row.auto_score, row.needs_manual_grade):
                    changes.append({"row": row.id, "score": score, "due": due})
        self._run(insert(table), new)
        self._run(
            update(table)
            .where(table.c.id == bindparam("row"))
            .values(auto_score=bindparam("score"), needs_manual_grade=bindparam("due")),
            changes,
        )

    def _write_comments(self, group: Sequence[NewGrades], sheets: Mapping[str, _Sheet]) -> None:
        table = Comment.__table__
        existing = self._existing(table, self._released.comment_rows.values(), sheets)
        new, changes = [], []
        for grades in group:
            notebook_row = sheets[grades.learner_id].notebook_row
            for item_id, cell_row in self._released.comment_rows.items():
                words = None if grades.scores[item_id] is None else NO_RESPONSE
                row = existing.get((notebook_row, cell_row))
                if row is None:
                    new.append(
                        {
                            "id": _new_id(),
                            "notebook_id": notebook_row,
                            "cell_id": cell_row,
                            "auto_comment": words,
                        }
                    )
                elif row.auto_comment != words:
                    changes.append({"row": row.id, "words": words})
        self._run(insert(table), new)
        self._run(
            update(table).where(table.c.id == bindparam("row")).values(auto_comment=bindparam("words")),
            changes,
        )

    def _write_penalties(self, group: Sequence[NewGrades], sheets: Mapping[str, _Sheet]) -> None:
        if self._due is None:
            return
        rows = [
            {
                "row": sheets[grades.learner_id].notebook_row,
                "points": self._points_off(grades, sheets[grades.learner_id]),
            }
            for grades in group
        ]
        table = SubmittedNotebook.__table__
        self._run(
            update(table).where(table.c.id == bindparam("row")).values(late_submission_penalty=bindparam("points")),
            rows,
        )

    def _points_off(self, grades: NewGrades, sheet: _Sheet) -> float | None:
        due = self._due + (sheet.extension or timedelta()) if self._due else None
        if due is None or grades.when is None or grades.when <= due:
            return None
        points = self._penalty(grades.learner_id, sheet.earned, (grades.when - due).total_seconds())
        return None if points is None else min(max(points, 0.0), sheet.earned)
