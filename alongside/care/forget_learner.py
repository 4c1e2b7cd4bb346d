"""``alongside forget-learner``: deletes all that a course keeps about one learner, and says what it cannot reach.

It may be stopped at any point: the same command finds what is left.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.api import Comment, Grade, Gradebook, Student, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import create_engine, delete, inspect

from alongside.care.grade_changes import has_gradebook
from alongside.care.gradebook_copy import TABLES
from alongside.care.places import ROSTER, gradebook_file, plain_files
from alongside.care.second_marking import take_out_replies
from alongside.care.traces import Learner, Traces, find_learner, log_text, notebooks_of, submissions_of, traces_of
from alongside.grading.course_folders import Course
from alongside.grading.grade_log import GRADE_CHANGES
from alongside.grading.locking import BUSY_SECONDS, course_lock, wait_for_busy_databases
from alongside.grading.submission import shown
from alongside.grading.summary import listed
from alongside.learner.disk import write_durably

NEUTRAL = "[deleted learner]"
_OUT_OF_REACH = (
    "Not on this list, and yours to delete: backups that you copied elsewhere, zips that the learner sent you, mails, "
    "printed pages, and files that you gave to a second marker. The learner’s own folder is on the learner’s computer."
)


@dataclass
class Forgotten:
    """What was deleted, and what this command could not or would not touch."""

    code: str
    backups: list[Path] = field(default_factory=list)
    exchange: list[Path] = field(default_factory=list)
    mentions: list[str] = field(default_factory=list)

    def text(self) -> str:
        """Return the report as lines."""
        lines = [f"{shown(self.code)} was deleted from the files, the gradebook and its log of changes."]
        lines += listed("These were made earlier and may still hold this learner. Restoring one brings the learner "
                        "back. Delete them when you no longer need them:", [str(path) for path in self.backups])
        lines += listed("These lie in nbgrader’s exchange folder; whoever runs it deletes them:",
                        [str(path) for path in self.exchange])
        lines += listed("These files still hold the code or the words. Look at each one, make it anew or delete it (a "
                        "short code may stand there by chance):", self.mentions)
        return "\n".join([*lines, _OUT_OF_REACH])


def find_traces(course_root: Path, code: str, *, say: Callable[[str], None] = print) -> Traces:
    """Return what would be deleted.

    Raises:
        NotACourse, ScatteredData, NoSuchLearner: with what to do.
    """
    wait_for_busy_databases()
    learner = find_learner(course_root, code)
    with course_lock(learner.teaching, say):
        return traces_of(learner)


def forget_learner(course_root: Path, code: str, *, say: Callable[[str], None] = print) -> Forgotten:
    """Delete everything about the learner with exactly this code.

    Raises:
        NotACourse, ScatteredData, NoSuchLearner: with what to do; nothing was deleted.
        OSError: when a file cannot be deleted; the same command goes on from there.
    """
    wait_for_busy_databases()
    learner = find_learner(course_root, code)
    with course_lock(learner.teaching, say):
        traces_of(learner)
        words = learner.own_words()
        _delete_rows(learner)
        take_out_replies(learner.teaching, code)
        _neutral_logs(learner)
        roster = learner.roster()
        if roster.found:
            write_durably(learner.teaching / ROSTER, roster.others)
        for path in (*learner.files().values(), *learner.folders().values()):
            _delete(path)
        _overwrite_free_pages(learner.course)
        return Forgotten(code, learner.backups(), learner.in_exchange(), learner.mentions(words))


def _delete_rows(learner: Learner) -> None:
    """Delete the learner's rows in one transaction; last of all what the log says about that."""
    if not has_gradebook(learner.course):
        return
    code = learner.code
    with Gradebook(learner.course.directory.db_url, learner.course.directory.course_id) as gradebook:
        statements = [delete(table).where(table.notebook_id.in_(notebooks_of(code))) for table in (Grade, Comment)]
        statements.append(delete(SubmittedNotebook).where(SubmittedNotebook.assignment_id.in_(submissions_of(code))))
        statements.append(delete(SubmittedAssignment).where(SubmittedAssignment.student_id == code))
        statements.append(delete(Student).where(Student.id == code))
        if inspect(gradebook.engine).has_table(GRADE_CHANGES.name):
            statements.append(delete(GRADE_CHANGES).where(GRADE_CHANGES.c.learner == code))
        try:
            for statement in statements:
                gradebook.db.execute(statement.execution_options(synchronize_session=False))
            gradebook.db.commit()
        except BaseException:
            gradebook.db.rollback()
            raise


def _neutral_logs(learner: Learner) -> None:
    for path in learner.log_lines():
        text = learner.named.sub(NEUTRAL, log_text(path))
        write_durably(path, text.encode("utf-8", "surrogateescape"))


def _delete(path: Path) -> None:
    if path.is_symlink() or not path.is_dir():
        path.unlink()
        return
    for _, file in plain_files(path):
        file.chmod(0o600)  # graded files are read-only, and Windows does not delete those
    shutil.rmtree(path)


def _overwrite_free_pages(course: Course) -> None:
    """Let no deleted words stay in free pages of the gradebook."""
    file = gradebook_file(course)
    if file is None:
        engine = create_engine(course.directory.db_url, isolation_level="AUTOCOMMIT")
        present = set(inspect(engine).get_table_names())
        with engine.connect() as connection:
            connection.exec_driver_sql(f"VACUUM {', '.join(one.name for one in TABLES if one.name in present)}")
        engine.dispose()
    elif file.is_file():
        with closing(sqlite3.connect(file, isolation_level=None, timeout=BUSY_SECONDS)) as database:
            database.execute("VACUUM")
