"""Grades as CSV that a spreadsheet opens as what it is: every field quoted, no field a formula."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import ExportPlugin

COLUMNS = (
    "assignment",
    "duedate",
    "timestamp",
    "student_id",
    "last_name",
    "first_name",
    "email",
    "raw_score",
    "late_submission_penalty",
    "score",
    "max_score",
    "needs_marking",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def plain_field(value: Any) -> str:
    """Return a value as text that no spreadsheet computes: what begins like a formula gets an apostrophe
    first.
    """
    if value is None:
        return ""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{value:g}" if isinstance(value, float) else str(value)
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text


class SafeCsvExport(ExportPlugin):
    """nbgrader's export of grades with its columns, quoted, and one more: whether replies still wait to be
    marked.
    """

    def export(self, gradebook: Gradebook) -> None:
        """Write one line for each learner and quiz."""
        target = Path(self.to or "grades.csv")
        self.log.info("Exporting grades to %s", target)
        learners = {str(name) for name in self.student}
        quizzes = {str(name) for name in self.assignment}
        with target.open("w", encoding="utf-8-sig", newline="") as stream:
            table = csv.writer(stream, quoting=csv.QUOTE_ALL)
            table.writerow(COLUMNS)
            for assignment in gradebook.assignments:
                for student in gradebook.students:
                    if (not quizzes or assignment.name in quizzes) and (not learners or student.id in learners):
                        table.writerow([plain_field(value) for value in _row(gradebook, assignment, student)])


def _row(gradebook: Gradebook, assignment: Any, student: Any) -> list[Any]:
    known = [student.id, student.last_name, student.first_name, student.email]
    try:
        submission = gradebook.find_submission(assignment.name, student.id)
    except MissingEntry:
        return [assignment.name, assignment.duedate, "", *known, 0.0, 0.0, 0.0, assignment.max_score, ""]
    penalty = submission.late_submission_penalty
    return [
        assignment.name,
        assignment.duedate,
        submission.timestamp,
        *known,
        submission.score,
        penalty,
        max(0.0, submission.score - penalty),
        assignment.max_score,
        "yes" if submission.needs_manual_grade else "no",
    ]
