"""``alongside grade``: a whole group in one process, with the scorer, the cells and the rules of the
nbgrader path.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.preprocessors import AssignLatePenalties

from alongside.grading import autograded
from alongside.grading.cells import reply_cell
from alongside.grading.course_folders import Course, open_course
from alongside.grading.earlier import graded_earlier
from alongside.grading.grade import GradedSubmission, grade_taken, points_earned
from alongside.grading.gradebook_rows import GradeRows, NewGrades, Penalty
from alongside.grading.handed_in import settle_time
from alongside.grading.locking import course_lock, wait_for_busy_databases
from alongside.grading.notebook_text import NotebookWriter
from alongside.grading.quiz_source import Quiz
from alongside.grading.released import Released, find_released, graded_notebook
from alongside.grading.submission import take_submission
from alongside.grading.submitted import chosen, submitting_learners
from alongside.grading.summary import Summary

GROUP = 250
"""Learners a transaction: a break between two groups leaves whole learners, and memory does not grow with
the course.
"""
_WITHOUT_FILES = "the grades are in the gradebook, but the graded notebook could not be written; grade again. "


def _late_rule(course: Course) -> Penalty:
    """Return the course's rule for late work, from nbgrader's plugin."""
    step = AssignLatePenalties(config=course.config)
    step.init_plugin()
    return lambda learner_id, score, seconds: step.plugin_inst.late_submission_penalty(learner_id, score, seconds)


@dataclass(frozen=True)
class Ready:
    """One learner's grades for the gradebook, and the scored answers behind them."""

    grades: NewGrades
    graded: GradedSubmission


@dataclass
class _Run:
    """What one grading of one quiz needs at every learner."""

    course: Course
    quiz: Quiz
    released: Released
    writer: NotebookWriter
    summary: Summary

    def take(self, learner_id: str, earlier: Mapping[str, datetime | None]) -> Ready | None:
        """Read and score what a learner handed in; None where nothing has changed since the last grading."""
        folder = self.course.submitted / learner_id / self.quiz.id
        taken = take_submission(folder)
        when = settle_time(folder, taken)
        graded_before = autograded.is_from(self._folder(learner_id), taken)
        if graded_before and learner_id in earlier and earlier[learner_id] == when:
            return None
        graded = grade_taken(self.quiz, taken, folder)
        before = None if graded_before else autograded.replies_in(self._folder(learner_id), self.quiz.id)
        grades = NewGrades(
            learner_id=learner_id,
            when=when,
            scores={item_id: self._score(graded, item_id) for item_id in self.released.cells},
            changed=frozenset() if before is None else frozenset(self._changed(graded, before)),
        )
        return Ready(grades, graded)

    def _folder(self, learner_id: str) -> Path:
        return self.course.autograded / learner_id / self.quiz.id

    def _changed(self, graded: GradedSubmission, before: Mapping[str, str]) -> Iterator[str]:
        written = (item.id for item in self.quiz.items if item.marked_by_person and item.id in self.released.cells)
        return (item_id for item_id in written if before.get(item_id) != self._reply_source(graded, item_id))

    def _score(self, graded: GradedSubmission, item_id: str) -> float | None:
        outcome = graded.outcomes[item_id]
        return None if outcome.state == "to-mark" else points_earned(outcome, self.released.cells[item_id].points)

    def _reply_source(self, graded: GradedSubmission, item_id: str) -> str | None:
        outcome = graded.outcomes[item_id]
        if outcome.state != "to-mark":
            return None
        return str(reply_cell({"source": ""}, graded.items[item_id], outcome, graded.answers[item_id])["source"])

    def finish(self, graded: GradedSubmission) -> None:
        """Write a learner's graded notebook and count it; its grades are in the gradebook already."""
        text = self.writer.text(graded.outcomes, graded.answers)
        autograded.settle(self._folder(graded.learner_id), graded.submission, text)
        self.summary.graded += 1
        self.summary.to_mark += sum(outcome.state == "to-mark" for outcome in graded.outcomes.values())
        self.summary.note_odd(graded.learner_id, graded.odd)


def _groups(learners: Sequence[str]) -> Iterator[list[str]]:
    remaining = iter(learners)
    while group := list(islice(remaining, GROUP)):
        yield group


def grade_group(
    course_root: Path,
    quiz_id: str,
    *,
    learners: str = "*",
    force: bool = False,
    say: Callable[[str], None] = print,
    progress: Callable[[int, int], None] | None = None,
) -> Summary:
    """Grade everything handed in for a quiz that is new or has changed; ``force`` grades the rest again as
    well.

    ``learners`` is one learner code or a pattern; ``progress`` is told (done, all) after every group. Marks
    and comments that people gave stay. The gradebook and ``autograded/`` are left as nbgrader leaves them.
    A run that was stopped leaves whole learners behind; the next one goes on where it stopped.

    Raises:
        NotACourse, UnreadableQuiz, NotHandedOut: with what to do first.
    """
    gc.freeze()  # nbgrader's many modules need not be looked through again at every collection
    wait_for_busy_databases()
    course = open_course(course_root)
    with course_lock(course.teaching, say):
        quiz = course.quiz(quiz_id)
        found, passed_over = submitting_learners(course.submitted, quiz_id)
        wanted = chosen(found, learners)
        summary = Summary(quiz_id, passed_over=passed_over)
        with Gradebook(course.directory.db_url, course.directory.course_id) as gradebook:
            released = find_released(gradebook, quiz)
            run = _Run(course, quiz, released, NotebookWriter(quiz, graded_notebook(quiz, released)), summary)
            rows = GradeRows(gradebook, released, _late_rule(course))
            done = 0
            for group in _groups(wanted):
                _grade(run, rows, group, {} if force else graded_earlier(gradebook, released, group))
                done += len(group)
                if progress:
                    progress(done, len(wanted))
        summary.notes += [
            f"“{item_id}” was written after the quiz was handed out; it was not graded."
            for item_id in released.missing_from_gradebook(quiz)
        ]
    return summary


def _grade(run: _Run, rows: GradeRows, group: list[str], earlier: Mapping[str, datetime | None]) -> None:
    """Grade one group: all its rows at once, then its files.

    Whatever breaks in between, the next run sees by the files that these learners are not finished.
    """
    ready: list[Ready] = []
    for learner_id in group:
        with _named_if_it_fails(run.summary, learner_id):
            one = run.take(learner_id, earlier)
            if one is None:
                run.summary.unchanged += 1
            else:
                ready.append(one)
    rows.write([one.grades for one in ready])
    for one in ready:
        with _named_if_it_fails(run.summary, one.graded.learner_id, _WITHOUT_FILES):
            run.finish(one.graded)


@contextmanager
def _named_if_it_fails(summary: Summary, learner_id: str, words: str = "") -> Iterator[None]:
    """Name the learner whose files caused a failure and go on: the others are graded."""
    try:
        yield
    except Exception as reason:
        summary.failed[learner_id] = f"{words}{type(reason).__name__}: {reason}"
