"""``alongside grade-log``: reads the gradebook's log of who changed which grade."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nbgrader.api import Gradebook
from sqlalchemy import inspect, select

from alongside.care.places import gradebook_file
from alongside.grading.course_folders import Course, open_course
from alongside.grading.export import plain_field
from alongside.grading.grade_log import GRADE_CHANGES

NOBODY = "not known"
HEAD = ("when (UTC)", "who", "learner", "quiz", "question", "what", "before", "after")
_AT_ONCE = 1000


@dataclass(frozen=True)
class GradeChange:
    """One change: when (UTC), by which account, of whose grade, and what it was and is; None for no value."""

    when: datetime
    who: str | None
    learner: str
    quiz: str
    item: str | None
    what: str
    old: str | None
    new: str | None

    def cells(self) -> tuple[str, ...]:
        """Return it as words, in the order of ``HEAD``."""
        return (f"{self.when:%Y-%m-%d %H:%M:%S}", self.who or NOBODY, self.learner or "", self.quiz or "",
                self.item or "(whole quiz)", self.what, self._value(self.old), self._value(self.new))

    def _value(self, text: str | None) -> str:
        if text is None:
            return "–"
        return text if self.what == "comment" else f"{float(text):g}"


def changes_in(gradebook: Gradebook, *, learner: str | None = None, quiz: str | None = None) -> Iterator[GradeChange]:
    """Yield the changes in an open gradebook, the oldest first; none where it has no log yet."""
    if not inspect(gradebook.engine).has_table(GRADE_CHANGES.name):
        return
    columns = GRADE_CHANGES.c
    query = select(GRADE_CHANGES).order_by(columns.changed_at, columns.id)
    if learner is not None:
        query = query.where(columns.learner == learner)
    if quiz is not None:
        query = query.where(columns.quiz == quiz)
    for row in gradebook.db.execute(query.execution_options(yield_per=_AT_ONCE)):
        yield GradeChange(row.changed_at, row.changed_by, row.learner, row.quiz, row.item, row.what, row.old, row.new)


def has_gradebook(course: Course) -> bool:
    """Return whether there is a gradebook to open; opening one that is not there would make it."""
    file = gradebook_file(course)
    return file is None or file.is_file()


def grade_changes(course_root: Path, *, learner: str | None = None, quiz: str | None = None) -> list[GradeChange]:
    """Return the changes of grades in a course, the oldest first.

    Raises:
        NotACourse: when ``course_root`` is not a course folder.
    """
    course = open_course(course_root)
    if not has_gradebook(course):
        return []
    with Gradebook(course.directory.db_url, course.directory.course_id) as gradebook:
        return list(changes_in(gradebook, learner=learner, quiz=quiz))


def as_lines(changes: Iterable[GradeChange]) -> Iterator[str]:
    """Yield a sentence for each change, and one where there is none."""
    nothing = True
    for change in changes:
        nothing = False
        when, who, learner, quiz, item, what, old, new = change.cells()
        shown = (old, new) if what != "comment" else (repr(old), repr(new))
        yield f"{when}  {who}  {learner}  {quiz}  {item}  {what}: {shown[0]} → {shown[1]}"
    if nothing:
        yield "No grade was changed."


def as_csv(changes: Iterable[GradeChange]) -> Iterator[str]:
    """Yield the lines of a table; a cell that a spreadsheet would take for a formula is written as text."""
    for cells in (HEAD, *(change.cells() for change in changes)):
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow([plain_field(cell) for cell in cells])
        yield line.getvalue()
