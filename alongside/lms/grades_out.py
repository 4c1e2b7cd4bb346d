"""``alongside export-grades``: grades from nbgrader's gradebook to a file for Canvas, Moodle or a spreadsheet.

A grade that is not settled is never shown as 0: it stays open where somebody handed in nothing, and where replies still
wait to be marked.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.api import Gradebook

from alongside.grading.course_folders import Course, open_course
from alongside.grading.locking import course_lock, wait_for_busy_databases
from alongside.grading.quiz_source import read_yaml
from alongside.grading.submission import shown
from alongside.grading.summary import listed
from alongside.learner.disk import write_durably
from alongside.lms.grade_files import FORMATS, Column, Extra, Format
from alongside.lms.grades import LearnerGrades, learner_count, learners_grades, max_points
from alongside.lms.roster_file import ROSTER, read_roster_file
from alongside.lms.tables import UnreadableTable

_MANY = 20


class NothingToExport(ValueError):
    """There are no grades to write; the text says what to do first."""


@dataclass
class GradesOut:
    """What was written: the file, how many learners, and for each quiz what stands open in it."""

    path: Path
    learners: int = 0
    with_grades: int = 0
    to_mark: Counter[str] = field(default_factory=Counter)
    not_handed_in: Counter[str] = field(default_factory=Counter)
    left_out: list[str] = field(default_factory=list)
    unfound: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    so_far: bool = False
    advice: str = ""

    def text(self) -> str:
        """Return the report as lines."""
        lines = [f"Wrote {self.path}. Learners: {self.learners:,}; with grades: {self.with_grades:,}."]
        how = "the points so far stand there" if self.so_far else "left open, not 0"
        lines += listed(
            f"Learners with replies still to mark ({how}):",
            [f"{title}: {count:,}" for title, count in self.to_mark.items()],
        )
        lines += listed(
            "Learners who handed in nothing (left open, not 0):",
            [f"{title}: {count:,}" for title, count in self.not_handed_in.items()],
        )
        lines += listed("Left out, because the platform could not tell who they are:", _short(self.left_out))
        lines += listed("The platform may not find:", _short(self.unfound))
        lines += self.remarks
        return "\n".join([*lines, self.advice] if self.advice else lines)


def _short(lines: list[str]) -> list[str]:
    return lines if len(lines) <= _MANY else [*lines[:_MANY], f"and {len(lines) - _MANY} more"]


def export_grades(
    course_root: Path,
    quiz_ids: Sequence[str],
    format_name: str,
    out: Path | None = None,
    *,
    so_far: bool = False,
    say: Callable[[str], None] = print,
    progress: Callable[[int, int], None] | None = None,
) -> GradesOut:
    """Write the grades of all learners in the quizzes; the file is replaced whole.

    ``format_name`` is a key of ``FORMATS``; ``so_far`` gives unsettled grades as they are now. ``progress`` is told
    (done, all).

    Raises:
        NotACourse, NothingToExport: with what to do first.
        OSError: when the file could not be written; the one that was there is unchanged.
    """
    wait_for_busy_databases()
    course = open_course(course_root)
    form = FORMATS[format_name]
    report = GradesOut(out or course.teaching / f"grades-{format_name}.csv", so_far=so_far, advice=form.advice)
    text = io.StringIO(newline="")
    with course_lock(course.teaching, say), Gradebook(course.directory.db_url, course.directory.course_id) as gradebook:
        columns = _columns(course, gradebook, quiz_ids, report)
        extras = _extras(course, report)
        table = csv.writer(text, quoting=csv.QUOTE_ALL)
        table.writerows(form.heading(columns))
        learners = learners_grades(gradebook, [one.quiz_id for one in columns])
        for learner in _counted(learners, learner_count(gradebook), progress):
            extra = extras.get(learner.code.casefold(), {})
            if _is_taken(learner, extra, form, report):
                _count(learner, columns, report)
                table.writerow(form.line(learner, extra, columns, so_far))
    report.path.parent.mkdir(parents=True, exist_ok=True)
    write_durably(report.path, text.getvalue().encode(form.encoding))
    return report


def _columns(course: Course, gradebook: Gradebook, quiz_ids: Sequence[str], report: GradesOut) -> list[Column]:
    points = max_points(gradebook, quiz_ids)
    if not points:
        raise NothingToExport(
            f"The gradebook does not know {', '.join(map(shown, quiz_ids)) or 'any quiz'} yet. "
            "Grade first: alongside grade"
        )
    unknown = [quiz_id for quiz_id in quiz_ids if quiz_id not in points]
    if unknown:
        report.remarks.append(f"Not in the gradebook yet, so no column: {', '.join(map(shown, unknown))}.")
    titles = {quiz_id: _title(course, quiz_id) for quiz_id in quiz_ids if quiz_id in points}
    shared = Counter(titles.values())
    return [
        Column(quiz_id, title if shared[title] == 1 else f"{title} [{quiz_id}]", points[quiz_id])
        for quiz_id, title in titles.items()
    ]


def _title(course: Course, quiz_id: str) -> str:
    data, _ = read_yaml(course.source(quiz_id) / "quiz.yml", quiz_id)
    title = data.get("title") if isinstance(data, dict) else None
    return " ".join(title.split()) if isinstance(title, str) and title.strip() else quiz_id


def _extras(course: Course, report: GradesOut) -> dict[str, dict[str, str]]:
    """Return code in small letters -> the roster's row; the gradebook has the rest."""
    try:
        rows = read_roster_file(course.teaching / ROSTER).rows
    except UnreadableTable as reason:
        report.remarks.append(f"Logins and sections are missing: {reason}")
        return {}
    return {row["id"].casefold(): row for row in rows}


def _counted(
    learners: Iterator[LearnerGrades], total: int, progress: Callable[[int, int], None] | None
) -> Iterator[LearnerGrades]:
    for done, learner in enumerate(learners, 1):
        yield learner
        if progress:
            progress(done, total)


def _is_taken(learner: LearnerGrades, extra: Extra, form: Format, report: GradesOut) -> bool:
    if problem := form.refuses(learner, extra):
        report.left_out.append(f"{shown(learner.code)} {problem}")
        return False
    if problem := form.doubts(learner, extra):
        report.unfound.append(f"{shown(learner.code)} {problem}")
    return True


def _count(learner: LearnerGrades, columns: Sequence[Column], report: GradesOut) -> None:
    report.learners += 1
    report.with_grades += bool(learner.grades)
    for one in columns:
        grade = learner.grades.get(one.quiz_id)
        if grade is None:
            report.not_handed_in[one.title] += 1
        elif grade.to_mark:
            report.to_mark[one.title] += 1
