"""Writes feedback: one page a learner and quiz, where nbgrader's own feedback would lie."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.api import Gradebook

from alongside.grading.course_folders import Course, open_course
from alongside.grading.feedback_page import feedback_page
from alongside.grading.grade import grade_answers, points_earned
from alongside.grading.locking import course_lock, wait_for_busy_databases
from alongside.grading.marks import Sheet, sheet_count, sheets
from alongside.grading.quiz_source import Quiz
from alongside.grading.released import find_released
from alongside.grading.submission import RESPONSES, SECRET, TIMESTAMP, read_answers, shown
from alongside.grading.submitted import chosen
from alongside.grading.summary import listed


@dataclass
class FeedbackReport:
    """How many pages were written, for whom replies still wait, and whose quiz has changed since the
    grading.
    """

    written: int = 0
    waiting: list[str] = field(default_factory=list)
    outdated: list[str] = field(default_factory=list)
    without_grading: list[str] = field(default_factory=list)

    def text(self) -> str:
        """Return the report as lines."""
        lines = [f"{self.written} feedback pages written."]
        if self.waiting:
            lines.append(f"{len(self.waiting)} of them say that replies still wait to be marked.")
        lines += listed(
            "The quiz has changed since these were graded; grade them again (--force):",
            [shown(learner) for learner in self.outdated],
        )
        lines += listed(
            "In the gradebook, but without a graded notebook; grade them first:",
            [shown(learner) for learner in self.without_grading],
        )
        return "\n".join(lines)


def write_feedback(
    course_root: Path,
    quiz_id: str,
    *,
    learners: str = "*",
    say: Callable[[str], None] = print,
    progress: Callable[[int, int], None] | None = None,
) -> FeedbackReport:
    """Write ``feedback/<learner>/<quiz>/<quiz>.html`` for everybody who has been graded.

    ``progress`` is told (done, all) after every learner.

    Raises:
        NotACourse, UnreadableQuiz, NotHandedOut: with what to do first.
    """
    wait_for_busy_databases()
    course = open_course(course_root)
    quiz = course.quiz(quiz_id)
    report = FeedbackReport()
    with (
        course_lock(course.teaching, say),
        Gradebook(course.directory.db_url, course.directory.course_id) as gradebook,
    ):
        released = find_released(gradebook, quiz)
        total = sheet_count(gradebook, released)
        for done, sheet in enumerate(sheets(gradebook, released), 1):
            if chosen([sheet.learner_id], learners):
                _write(course, quiz, sheet, report)
            if progress:
                progress(done, total)
    return report


def _write(course: Course, quiz: Quiz, sheet: Sheet, report: FeedbackReport) -> None:
    graded_folder = course.autograded / sheet.learner_id / quiz.id
    if not (graded_folder / f"{quiz.id}.ipynb").is_file():
        report.without_grading.append(sheet.learner_id)
        return
    responses, _ = read_answers(graded_folder / RESPONSES)  # the copy that grading made
    graded = grade_answers(quiz, responses)
    folder = course.feedback / sheet.learner_id / quiz.id
    folder.mkdir(parents=True, exist_ok=True)
    page = feedback_page(quiz, graded, sheet)
    _replace(folder / f"{quiz.id}.html", page.encode())
    for name in (TIMESTAMP, SECRET):  # nbgrader's release of feedback looks for both
        if (graded_folder / name).is_file():
            (folder / name).unlink(missing_ok=True)
            shutil.copyfile(graded_folder / name, folder / name)
    report.written += 1
    if sheet.due:
        report.waiting.append(sheet.learner_id)
    scored = [item for item in quiz.items if not item.marked_by_person and item.id in sheet.marks]
    if any(
        not sheet.marks[item.id].by_person
        and abs(sheet.marks[item.id].score - points_earned(graded.outcomes[item.id], item.points)) > 1e-6
        for item in scored
    ):
        report.outdated.append(sheet.learner_id)


def _replace(path: Path, content: bytes) -> None:
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(content)
    new.replace(path)
