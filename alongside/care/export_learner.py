"""``alongside export-learner``: one zip with everything that a course keeps about one learner, in plain words."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, Student

from alongside.care.answers_page import answers_page
from alongside.care.grade_changes import as_csv, changes_in, has_gradebook
from alongside.care.places import COPIES, new_place, open_plain, plain_files, stamp
from alongside.care.traces import Learner, find_learner, names_in, traces_of
from alongside.grading.export import plain_field
from alongside.grading.locking import course_lock, wait_for_busy_databases
from alongside.grading.safe_files import RefusedFile
from alongside.grading.submission import shown
from alongside.grading.summary import listed

GRADES = ("quiz", "handed in (UTC)", "points taken off for being late", "question", "points by the program",
          "points by a person", "extra points", "most points possible", "waits for a person", "comment")
_README = """What this course keeps about the learner code {code}
Made on {when} UTC.

  answers.html       Each question and your answer to it, in words. Under written answers: what the
                     coach, a small program, would notice. Those notes are made anew each time. They
                     are not kept, and they are not part of your grade.
  hand-ins/          What you handed in, as it came: your answers (responses.json) and the time.
  collected/         Every hand-in zip that was collected from you, the earlier ones too.
  graded/            The notebook as your instructor sees it, with scores.
  feedback/          The pages with feedback that were made for you.
  returned.zip       What was sent back to you.
  portfolio.html     A page for your instructor with your talks and written work.
  grades.csv         Your points, marks and comments, as a table. grades.json holds the same.
  grade-changes.csv  Who changed one of your grades, when, from what to what.
  person.json        Your name and addresses, as the roster and the gradebook have them.
  second-marking.csv Which of your written answers a second person was asked to mark. That page had no
                     names on it.
  log-lines.txt      Lines of log files that name your code.

A file that is missing here was never made. Not in this zip: backups of the course. They hold the same
data as they were on the day of the backup. Ask your instructor how long they are kept.

If something is wrong or should go, tell your instructor. One command deletes all of it:
alongside forget-learner {code}
"""


@dataclass(frozen=True)
class Exported:
    """The zip that was written, and what could not be put into it."""

    path: Path
    left_out: list[str]
    graded: list[str]

    def text(self) -> str:
        """Return the report as lines."""
        lines = [f"Everything is in {self.path}. Look into it before you hand it over, and give it to nobody else."]
        if self.graded:
            lines.append("It holds scores and what the program said to each answer, also of quizzes whose feedback you "
                         f"may not have returned yet: {', '.join(self.graded)}.")
        return "\n".join(lines + listed("Left out:", self.left_out))


class AlreadyThere(ValueError):
    """A file is not written over."""


def export_learner(
    course_root: Path, code: str, to: Path | None = None, *, say: Callable[[str], None] = print
) -> Exported:
    """Write everything about the learner with exactly this code to the zip ``to``, else among the teaching data.

    Raises:
        NotACourse, ScatteredData, NoSuchLearner, AlreadyThere: with what to do.
    """
    wait_for_busy_databases()
    learner = find_learner(course_root, code)
    with course_lock(learner.teaching, say):
        traces_of(learner)
        target = _target(learner, to)
        left_out: list[str] = []
        descriptor, unfinished = tempfile.mkstemp(prefix=".", suffix=".unfinished", dir=target.parent)
        try:
            with os.fdopen(descriptor, "wb") as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
                for name, text in _texts(learner):
                    archive.writestr(name, text)
                _add_files(learner, archive, left_out)
            Path(unfinished).replace(target)
        finally:
            Path(unfinished).unlink(missing_ok=True)
    graded = learner.folders().get("graded")
    return Exported(target, left_out, sorted(names_in(graded)) if graded else [])


def _target(learner: Learner, to: Path | None) -> Path:
    if to is None:
        folder = learner.teaching / COPIES / learner.code
        folder.mkdir(parents=True, exist_ok=True)
        return new_place(folder, f"{stamp()}.zip")
    target = to.resolve()
    if os.path.lexists(target):
        raise AlreadyThere(f"{target} is there already. Choose another name.")
    if target.is_relative_to(learner.course.root) and not target.is_relative_to(learner.teaching):
        raise AlreadyThere(f"{target} lies in the course folder, where others may read it. Choose another place.")
    return target


def _table(head: tuple[str, ...], rows: list[tuple[Any, ...]]) -> str:
    text = io.StringIO()
    table = csv.writer(text, quoting=csv.QUOTE_ALL)
    table.writerow(head)
    table.writerows([plain_field(value) for value in row] for row in rows)
    return "\ufeff" + text.getvalue()


def _texts(learner: Learner) -> Iterator[tuple[str, str]]:
    """Yield name and text of each file that is made for the export."""
    yield "README.txt", _README.format(code=learner.code, when=f"{datetime.now(UTC):%Y-%m-%d %H:%M}")
    page = answers_page(learner)
    if page:
        yield "answers.html", page
    person: dict[str, Any] = {"code": learner.code}
    if learner.roster().found:
        person["roster"] = learner.roster().found
    if has_gradebook(learner.course):
        with Gradebook(learner.course.directory.db_url, learner.course.directory.course_id) as gradebook:
            student = gradebook.db.get(Student, learner.code)
            if student:
                names = ("first_name", "last_name", "email", "lms_user_id")
                person["gradebook"] = {name: getattr(student, name) for name in names}
                rows = list(_grades(student))
                yield "grades.csv", _table(GRADES, rows)
                as_dicts = [dict(zip(GRADES, row, strict=True)) for row in rows]
                yield "grades.json", json.dumps(as_dicts, ensure_ascii=False, indent=1, default=str)
            changes = list(changes_in(gradebook, learner=learner.code))
            if changes:
                yield "grade-changes.csv", "\ufeff" + "\r\n".join(as_csv(changes)) + "\r\n"
    yield "person.json", json.dumps(person, ensure_ascii=False, indent=1)
    drawn = [(one.key.name.removesuffix("-key.json"), one.item_id, one.number) for one in learner.drawn()]
    if drawn:
        yield "second-marking.csv", _table(("page", "question", "number on the page"), drawn)
    lines = [f"{path.name}: {line}" for path, found in learner.log_lines().items() for line in found]
    if lines:
        yield "log-lines.txt", "\n".join(lines).encode("utf-8", "replace").decode() + "\n"


def _grades(student: Student) -> Iterator[tuple[Any, ...]]:
    for submission in sorted(student.submissions, key=lambda one: one.assignment.name):
        for notebook in submission.notebooks:
            comments = {one.name: one.manual_comment or one.auto_comment for one in notebook.comments}
            for grade in sorted(notebook.grades, key=lambda one: one.name):
                yield (submission.assignment.name, submission.timestamp, notebook.late_submission_penalty, grade.name,
                       grade.auto_score, grade.manual_score, grade.extra_credit, grade.max_score,
                       "yes" if grade.needs_manual_grade else "no", comments.get(grade.name))


def _add_files(learner: Learner, archive: zipfile.ZipFile, left_out: list[str]) -> None:
    for what, folder in learner.folders().items():
        if what != COPIES:
            for name, path in plain_files(folder, left_out):
                _add(archive, f"{what}/{name}" if name else what, path, left_out)
    for what, path in learner.files().items():
        _add(archive, what, path, left_out)


def _add(archive: zipfile.ZipFile, name: str, path: Path, left_out: list[str]) -> None:
    try:
        stream = open_plain(path)
    except (FileNotFoundError, RefusedFile) as reason:
        left_out.append(f"{shown(name, 120)} {reason}")
        return
    with stream, archive.open(zipfile.ZipInfo(name, datetime.now(UTC).timetuple()[:6]), "w", force_zip64=True) as into:
        shutil.copyfileobj(stream, into)
