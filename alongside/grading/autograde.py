"""nbgrader's ``autograde``, taught to grade answers files: the command and formgrader's button both run this.

It differs from nbgrader's in what it touches: it finds learners by looking at ``submitted/`` name by name, copies
nothing of theirs, opens no notebook of theirs, holds the course's lock, and goes on after whatever one learner's
files do.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde
from nbgrader.converters.base import BaseConverter, NbGraderException
from nbgrader.utils import parse_utc
from sqlalchemy.exc import OperationalError

from alongside.grading import autograded
from alongside.grading.grade import GradedSubmission, grade_submission
from alongside.grading.locking import StillGrading, course_lock
from alongside.grading.nbgrader_step import quiz_in
from alongside.grading.quiz_source import Quiz, UnreadableQuiz
from alongside.grading.released import NotHandedOut, find_released
from alongside.grading.submitted import chosen, submitting_learners
from alongside.grading.summary import Summary

_TRIES = 3
_WAIT_SECONDS = 600


def parse_timestamp(text: str) -> datetime | None:
    """Return a hand-in time in UTC without a zone, as nbgrader keeps it, or None where it cannot be read."""
    try:
        return parse_utc(text) if text else None
    except (ValueError, OverflowError):
        return None


class AnswersAutograde(Autograde):
    """Autograde for quizzes whose answers are data; configured by the section ``c.Autograde`` like nbgrader's."""

    quiz: Quiz
    graded: GradedSubmission
    summary: Summary

    def start(self) -> None:
        """Grade while no other grading runs in this course."""
        teaching = Path(self.coursedir.root, self.coursedir.submitted_directory).parent
        try:
            with course_lock(teaching, self.log.warning, _WAIT_SECONDS):
                super().start()
        except StillGrading as reason:
            self._stop(str(reason))

    def _stop(self, message: str) -> None:
        self.log.error(message)
        raise NbGraderException(message)

    def init_notebooks(self) -> None:
        """List the submissions to grade, whatever their notebooks are like, and check that the quiz can be graded."""
        quiz_id = self.coursedir.assignment_id
        try:
            self.quiz = quiz_in(Path(self.coursedir.format_path(self.coursedir.source_directory, ".", quiz_id)).resolve())
            with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
                find_released(gradebook, self.quiz)
        except (UnreadableQuiz, NotHandedOut) as reason:
            self._stop(str(reason))
        submitted = Path(self.coursedir.root, self.coursedir.submitted_directory)
        learners, passed_over = submitting_learners(submitted, quiz_id)
        self.summary = Summary(quiz_id, passed_over=passed_over)
        self.assignments, self.replies_before = {}, {}
        for learner_id in chosen(learners, self.coursedir.student_id):
            folder = self._format_source(quiz_id, learner_id)
            self.assignments[folder] = [os.path.join(folder, f"{quiz_id}.ipynb")]
        if not self.assignments:
            self._stop(f"Nobody has handed in “{quiz_id}” yet (looked in {self.coursedir.submitted_directory}/).")
