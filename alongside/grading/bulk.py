"""``alongside grade``: a whole group in one process, with the scorer, the cells and the rules of the
nbgrader path.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
from alongside.grading.grade import GradedSubmission, grade_submission, points_earned
from alongside.grading.gradebook_rows import GradeRows, NewGrades, Penalty
from alongside.grading.handed_in import settle_time
from alongside.grading.locking import course_lock, wait_for_busy_databases
from alongside.grading.notebook_text import NotebookWriter
from alongside.grading.quiz_source import Quiz
from alongside.grading.released import Released, find_released, graded_notebook
from alongside.grading.submitted import chosen, submitting_learners
from alongside.grading.summary import Summary

GROUP = 250
"""Learners a transaction: a break between two groups leaves whole learners, and memory does not grow with
the course.
"""


def _late_rule(course: Course) -> Penalty:
    """Return the course's rule for late work, from nbgrader's plugin."""
    step = AssignLatePenalties(config=course.config)
    step.init_plugin()
    return lambda learner_id, score, seconds: step.plugin_inst.late_submission_penalty(learner_id, score, seconds)


@dataclass
class _Run:
    """What one grading of one quiz needs at every learner."""

    course: Course
    quiz: Quiz
    released: Released
    writer: NotebookWriter
    summary: Summary

    def holds(self, graded: GradedSubmission) -> bool:
        """Return whether ``autograded/`` has a notebook that was made from these very answers."""
        return autograded.is_from(self.course.autograded / graded.learner_id / self.quiz.id, graded.submission)

    def new_grades(self, graded: GradedSubmission, when: datetime | None) -> NewGrades:
        """Write a learner's graded notebook and return the grades for the gradebook."""
        folder = self.course.autograded / graded.learner_id / self.quiz.id
        before = autograded.replies_in(folder, self.quiz.id)
        autograded.clear(folder)
        folder.mkdir(parents=True)
        autograded.write_beside_notebook(folder, graded.submission)
        text = self.writer.text(graded.outcomes, graded.answers)
        autograded.write_notebook(folder, self.quiz.id, text)
        changed = {
            item.id
            for item in self.quiz.items
            if item.marked_by_person
            and item.id in self.released.cells
            and before.get(item.id) != self._reply_source(graded, item.id)
        }
        return NewGrades(
            learner_id=graded.learner_id,
            when=when,
            scores={item_id: self._score(graded, item_id) for item_id in self.released.cells},
            changed=frozenset(changed),
        )

    def _score(self, graded: GradedSubmission, item_id: str) -> float | None:
        outcome = graded.outcomes[item_id]
        return None if outcome.state == "to-mark" else points_earned(outcome, self.released.cells[item_id].points)

    def _reply_source(self, graded: GradedSubmission, item_id: str) -> str | None:
        outcome = graded.outcomes[item_id]
        if outcome.state != "to-mark":
            return None
        return str(reply_cell({"source": ""}, graded.items[item_id], outcome, graded.answers[item_id])["source"])


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

    Raises:
        NotACourse, UnreadableQuiz, NotHandedOut: with what to do first.
    """
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
            earlier = {} if force else graded_earlier(gradebook, released)
            rows = GradeRows(gradebook, released, _late_rule(course))
            done = 0
            for group in _groups(wanted):
                _grade(run, rows, group, earlier)
                done += len(group)
                if progress:
                    progress(done, len(wanted))
        summary.notes += [
            f"“{item_id}” was written after the quiz was handed out; it was not graded."
            for item_id in released.missing_from_gradebook(quiz)
        ]
    return summary


def _grade(run: _Run, rows: GradeRows, group: list[str], earlier: dict[str, datetime | None]) -> None:
    """Grade one group: files first, then all its rows at once."""
    ready: list[tuple[NewGrades, GradedSubmission]] = []
    for learner_id in group:
        try:
            submitted = run.course.submitted / learner_id / run.quiz.id
            graded = grade_submission(run.quiz, submitted)
            when = settle_time(submitted, graded.submission)
            if learner_id in earlier and earlier[learner_id] == when and run.holds(graded):
                run.summary.unchanged += 1
            else:
                ready.append((run.new_grades(graded, when), graded))
        except Exception as reason:  # whatever one learner's files do, the others are graded
            run.summary.failed[learner_id] = f"{type(reason).__name__}: {reason}"
    rows.write([grades for grades, _ in ready])
    for _, graded in ready:
        run.summary.graded += 1
        run.summary.to_mark += sum(outcome.state == "to-mark" for outcome in graded.outcomes.values())
        run.summary.note_odd(graded.learner_id, graded.odd)
