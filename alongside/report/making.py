"""``alongside report``: reads everything once, lets each part count, and writes page, tables and PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from nbgrader.api import Assignment, Gradebook
from sqlalchemy import select

from alongside.grading.course_folders import Course, open_course
from alongside.grading.locking import course_lock, wait_for_busy_databases
from alongside.grading.quiz_source import Quiz, UnreadableQuiz
from alongside.grading.second_marker import ReadableByLearners, private_folder
from alongside.learner.disk import write_durably
from alongside.report import markers
from alongside.report.a_word import AWord
from alongside.report.calibration import Calibration
from alongside.report.csv_files import write_sheets
from alongside.report.document import Points, Report, Section, counted
from alongside.report.finished import Finished
from alongside.report.items import Items
from alongside.report.objectives import Objectives, objective_names
from alongside.report.page import page
from alongside.report.pdf import NotSet, pdf
from alongside.report.people import ROSTER, People, find_people
from alongside.report.reading import Counting, Odd, Waiting, handed_in, order_of, works
from alongside.report.talks import Talks
from alongside.report.written import Written

FOLDER, FOLDER_NO_NAMES = "report", "report-no-names"
PAGE, PRINT = "report.html", "report.pdf"
TABLES = ("finished", "objectives", "mix-ups", "items", "quizzes", "choices", "forecasts", "written", "talks",
          "markers", "a-word")
"""Every table that a report may have; an older one goes before a new report is written."""
Told = Callable[[int, int], None]


@dataclass(frozen=True)
class WrittenReport:
    """What was written, and what the instructor should know about it."""

    page: Path
    files: tuple[Path, ...]
    notes: tuple[str, ...]


def _out_of_reach(course: Course, folder: Path) -> Path:
    folder = folder.resolve()
    if folder.is_relative_to(course.root) and not folder.is_relative_to(course.teaching.resolve()):
        raise ReadableByLearners(
            f"{folder} lies in the course folder, where learners may read it. Choose a folder outside of it, or leave "
            f"--out away: the report then lies in {course.teaching.name}/{FOLDER}."
        )
    return folder


def _readable(course: Course, quiz_ids: Sequence[str], odd: Odd) -> list[Quiz]:
    quizzes = []
    for quiz_id in quiz_ids:
        try:
            quizzes.append(course.quiz(quiz_id))
        except UnreadableQuiz as reason:
            odd.notes.append(f"{reason} It is left out here.")
    if quiz_ids and not quizzes:
        raise UnreadableQuiz("\n".join(odd.notes))
    return sorted(quizzes, key=order_of)


def _forgotten(gradebook: Gradebook, course: Course, odd: Odd) -> None:
    """Note what the gradebook holds and the course no longer has."""
    for name in gradebook.db.execute(select(Assignment.name).order_by(Assignment.name)).scalars():
        if not (course.source(name) / "quiz.yml").is_file():
            odd.notes.append(f"The gradebook holds “{name}”, and source/ has no such quiz. It is left out.")


def _read(
    course: Course, quizzes: Sequence[Quiz], with_names: bool, odd: Odd, told: Told
) -> tuple[People, list[Section]]:
    """Return who is in the group, and what every part of the report has to say."""
    submitted = {quiz.id: handed_in(course, quiz, odd) for quiz in quizzes}
    with Gradebook(course.directory.db_url, course.directory.course_id) as gradebook:
        _forgotten(gradebook, course, odd)
        codes = set().union(*submitted.values())
        people = find_people(gradebook, course.teaching / ROSTER, codes, odd.notes, with_names=with_names)
        names = objective_names(course.root / "lessons")
        parts: list[Counting] = [
            Finished(people, quizzes), Objectives(names), Items(), Calibration(), Written(), Talks()
        ]  # fmt: skip
        a_word: list[Counting] = [AWord(people, quizzes)] if with_names else []
        for number, quiz in enumerate(quizzes):
            for done, work in enumerate(works(course, gradebook, quiz, submitted[quiz.id], odd), 1):
                for part in (*parts, *a_word):
                    if isinstance(work, Waiting):
                        part.add_waiting(work)
                    else:
                        part.add(work)
                told(number * len(people) + done, len(quizzes) * len(people))
            for part in parts:
                part.end_quiz(quiz)
    results = markers.kept_results(private_folder(course), {quiz.id for quiz in quizzes}, odd.notes)
    told_by = [*(part.section() for part in parts), markers.section(results), *(part.section() for part in a_word)]
    return people, told_by


def _oddities(odd: Odd) -> list[Section]:
    notes = list(odd.notes)
    if odd.unreadable:
        notes.append(f"{counted(odd.unreadable, 'hand-in')} could not be read in full. “alongside grade --force” says "
                     "which.")
    return [Section("odd", "What was left out", (Points(tuple(notes)),))] if notes else []


def _about(people: People, quizzes: Sequence[Quiz], today: date) -> str:
    names = "" if people.with_names else (
        " Names and codes are replaced by labels that are dealt out by chance. In a small group somebody may still be "
        "known by what they did, so think before you pass it on.")
    of = quizzes[0].title if len(quizzes) == 1 else counted(len(quizzes), "quiz", "quizzes")
    return f"{counted(len(people), 'learner')}, {of}. Made on {today:%Y-%m-%d}.{names}"


def write_report(
    course_root: Path,
    quiz_ids: Sequence[str],
    out: Path | None = None,
    *,
    with_names: bool = True,
    paper: str = "a4",
    today: date | None = None,
    say: Callable[[str], None] = print,
    progress: Told = lambda _done, _all: None,
) -> WrittenReport:
    """Write ``report.html``, its tables as CSV and ``report.pdf`` to ``out`` or to the teaching folder.

    What cannot be read is left out and named in the report. ``progress`` is told (done, all) as learners are read.

    Raises:
        NotACourse, ReadableByLearners: with what to do.
        UnreadableQuiz: when none of the quizzes can be read; one alone is left out and named.
    """
    wait_for_busy_databases()
    course = open_course(course_root)
    folder = _out_of_reach(course, out) if out else course.teaching / (FOLDER if with_names else FOLDER_NO_NAMES)
    odd = Odd()
    quizzes = _readable(course, quiz_ids, odd)
    with course_lock(course.teaching, say):
        people, sections = _read(course, quizzes, with_names, odd, progress)
    day = today or datetime.now(UTC).date()
    report = Report("Our group", _about(people, quizzes, day), (*sections, *_oddities(odd)))
    return _write(folder, report, paper, odd)


def _write(folder: Path, report: Report, paper: str, odd: Odd) -> WrittenReport:
    folder.mkdir(parents=True, exist_ok=True)
    for name in (PAGE, PRINT, *(f"{table}.csv" for table in TABLES)):
        with suppress(FileNotFoundError):
            (folder / name).unlink()  # an older report may hold names, or tables that this one has not
    write_durably(folder / PAGE, page(report).encode("utf-8", "replace"))
    files = [folder / PAGE, *write_sheets(folder, (sheet for one in report.sections for sheet in one.sheets))]
    notes = list(odd.notes)
    try:
        write_durably(folder / PRINT, pdf(report, paper))
        files.append(folder / PRINT)
    except NotSet as reason:
        notes.append(f"{reason} The page prints too.")
    return WrittenReport(folder / PAGE, tuple(files), tuple(notes))
