"""Reads a course's gradebook and answers quiz by quiz, learner by learner, and hands each to those who count.

Only one quiz is in memory at a time, and of it only what the counting keeps. Answers are data: nothing is run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry

from alongside.grading.course_folders import Course
from alongside.grading.grade import Graded, grade_answers
from alongside.grading.handed_in import parse_timestamp
from alongside.grading.marks import Mark, Sheet, sheets
from alongside.grading.quiz_source import Quiz
from alongside.grading.released import GradedCell, Released
from alongside.grading.safe_files import RefusedFile, kind_of, read_bytes
from alongside.grading.submission import RESPONSES, TIMESTAMP, read_answers
from alongside.grading.submitted import submitting_learners
from alongside.items.outcome import Outcome
from alongside.items.schema import Item
from alongside.learner.responses import Responses
from alongside.report.choices import Offered, offered, taken
from alongside.report.document import Section

_TIME_BYTES = 200
Choices = Mapping[str, Mapping[str, Offered]]
"""Item id -> what can be chosen there."""


@dataclass(frozen=True)
class Asked:
    """One question as one learner met it: its place in the quiz, the form answered, the answer, what it chose (where
    there are choices) and what came of it.
    """

    place: Item
    form: Item
    outcome: Outcome
    answer: Any
    chosen: tuple[Offered, ...]
    mark: Mark


@dataclass(frozen=True)
class Work:
    """One learner's graded quiz; ``newer`` when something was handed in after it was graded."""

    learner_id: str
    quiz: Quiz
    sheet: Sheet
    asked: tuple[Asked, ...]
    newer: bool

    @property
    def when(self) -> datetime | None:
        """When it was handed in (UTC)."""
        return self.sheet.when


@dataclass(frozen=True)
class Waiting:
    """A quiz that was handed in and has not been graded."""

    learner_id: str
    quiz: Quiz
    when: datetime | None


class Counting:
    """One part of the report while it counts; it says at the end what it found."""

    def add(self, work: Work) -> None:
        """Count one learner's graded quiz."""
        raise NotImplementedError

    def add_waiting(self, waiting: Waiting) -> None:
        """Count a quiz that is handed in and not graded; most parts have no use for it."""

    def end_quiz(self, quiz: Quiz) -> None:
        """Work out what needs all of a quiz, and let go of the rest; most parts need no such thing."""

    def section(self) -> Section:
        """Return what was found."""
        raise NotImplementedError


@dataclass
class Odd:
    """What was left out on the way and why: ``notes``, and how many files could not be read."""

    notes: list[str] = field(default_factory=list)
    unreadable: int = 0


def order_of(quiz: Quiz) -> tuple[int, str]:
    """Return where a quiz stands in the course: by its module's number; the last ones have none."""
    number = quiz.module.removeprefix("M")
    return (int(number) if number.isdigit() else 10**6, quiz.id)


def known_to_gradebook(gradebook: Gradebook, quiz: Quiz, odd: Odd) -> Released | None:
    """Return the graded cells of a quiz that its source still has, None where it was never handed out."""
    try:
        notebook = gradebook.find_notebook(quiz.id, quiz.id)
    except MissingEntry:
        return None
    cells = {cell.name: GradedCell(cell.id, float(cell.max_score)) for cell in notebook.grade_cells}
    gone = sorted(set(cells) - {item.id for item in quiz.items})
    if gone:
        odd.notes.append(f"{quiz.id}: {', '.join(gone)} was handed out and is no longer in source/. Its marks are left "
                         "out.")
    return Released(notebook.assignment_id, notebook.id, cells, {}, {}, {})


def handed_in(course: Course, quiz: Quiz, odd: Odd) -> dict[str, datetime | None]:
    """Return learner code -> hand-in time of everything that lies in ``submitted/`` for a quiz."""
    learners, passed_over = submitting_learners(course.submitted, quiz.id)
    odd.unreadable += len(passed_over)
    return {learner: _time(course.submitted / learner / quiz.id / TIMESTAMP) for learner in learners}


def _time(path: Path) -> datetime | None:
    try:
        return parse_timestamp(read_bytes(path, _TIME_BYTES).decode("ascii").strip())
    except (OSError, RefusedFile, UnicodeDecodeError):
        return None


def _answers(course: Course, learner_id: str, quiz: Quiz, odd: Odd) -> Responses:
    """Return the answers that were graded; where grading left none behind, those that were handed in."""
    for place in (course.autograded, course.submitted):
        folder = place / learner_id / quiz.id
        if kind_of(folder.parent) == kind_of(folder) == "folder" and kind_of(folder / RESPONSES) != "missing":
            responses, remarks = read_answers(folder / RESPONSES)
            odd.unreadable += bool(remarks)
            return responses
    return Responses()


def choices_of(quiz: Quiz) -> Choices:
    """Return what can be chosen in each item of a quiz and in its twins."""
    return {item.id: offered(item) for item in (*quiz.items, *quiz.twins.values())}


def work_of(quiz: Quiz, choices: Choices, sheet: Sheet, responses: Responses, *, newer: bool = False) -> Work:
    """Return one learner's marks and answers laid together, for the questions that the gradebook has marks of."""
    graded = grade_answers(quiz, responses)
    return Work(sheet.learner_id, quiz, sheet, tuple(_asked(quiz, choices, graded, sheet.marks)), newer)


def _asked(quiz: Quiz, choices: Choices, graded: Graded, marks: Mapping[str, Mark]) -> Iterator[Asked]:
    for item in quiz.items:
        if item.id in marks:
            form, outcome, answer = graded.items[item.id], graded.outcomes[item.id], graded.answers.get(item.id)
            chosen = taken(form, choices[form.id], answer) if outcome.state == "scored" else ()
            yield Asked(item, form, outcome, answer, chosen, marks[item.id])


def works(
    course: Course, gradebook: Gradebook, quiz: Quiz, submitted: Mapping[str, datetime | None], odd: Odd
) -> Iterator[Work | Waiting]:
    """Yield what each learner handed in for a quiz: first what is graded, then what waits for grading.

    ``submitted``: see ``handed_in``.
    """
    released = known_to_gradebook(gradebook, quiz, odd)
    choices = choices_of(quiz)
    left = set(submitted)
    for sheet in sheets(gradebook, released) if released else ():
        left.discard(sheet.learner_id)
        later = submitted.get(sheet.learner_id)
        newer = later is not None and later != sheet.when
        yield work_of(quiz, choices, sheet, _answers(course, sheet.learner_id, quiz, odd), newer=newer)
    for learner in sorted(left):
        yield Waiting(learner, quiz, submitted[learner])
