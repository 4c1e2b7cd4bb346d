"""nbgrader's ``autograde``, taught to grade answers files: the command and formgrader's button both run this.

It differs from nbgrader's in what it touches: it finds learners by looking at ``submitted/`` name by name,
copies nothing of theirs, opens no notebook of theirs, holds the course's lock, and goes on whatever one
learner's files do.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NoReturn

from nbformat.v4 import new_notebook
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde
from nbgrader.converters.base import BaseConverter, NbGraderException
from sqlalchemy.exc import OperationalError
from traitlets import List

from alongside.grading import autograded
from alongside.grading.earlier import graded_earlier
from alongside.grading.grade import GradedSubmission, grade_submission
from alongside.grading.handed_in import settle_time
from alongside.grading.locking import StillGrading, course_lock
from alongside.grading.nbgrader_step import STEPS, quiz_in
from alongside.grading.quiz_source import Quiz, UnreadableQuiz
from alongside.grading.released import NotHandedOut, find_released
from alongside.grading.submitted import chosen, submitting_learners
from alongside.grading.summary import Summary

_TRIES = 3
_WAIT_SECONDS = 600


class AnswersAutograde(Autograde):
    """Autograde for quizzes whose answers are data; configured by ``c.Autograde`` like nbgrader's own."""

    autograde_preprocessors = List(STEPS).tag(config=True)

    quiz: Quiz
    graded: GradedSubmission
    when: datetime | None
    summary: Summary
    replies_before: dict[str, str]
    _earlier: dict[str, datetime | None]

    def start(self) -> None:
        """Grade while no other grading runs in this course."""
        try:
            with course_lock(self._submitted().parent, self.log.warning, _WAIT_SECONDS):
                super().start()
        except StillGrading as reason:
            self._stop(str(reason))

    def _submitted(self) -> Path:
        return Path(self.coursedir.root, self.coursedir.submitted_directory)

    def _stop(self, message: str) -> NoReturn:
        self.log.error(message)
        raise NbGraderException(message)

    def init_notebooks(self) -> None:
        """List the submissions to grade, whatever their notebooks are like."""
        quiz_id = self.coursedir.assignment_id
        source = Path(self.coursedir.format_path(self.coursedir.source_directory, ".", quiz_id))
        found, passed_over = submitting_learners(self._submitted(), quiz_id)
        learners = chosen(found, self.coursedir.student_id)
        try:
            self.quiz = quiz_in(source.resolve())
            with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
                released = find_released(gradebook, self.quiz)
                self._earlier = graded_earlier(gradebook, released, learners)
        except (UnreadableQuiz, NotHandedOut) as reason:
            self._stop(str(reason))
        self.summary = Summary(quiz_id, passed_over=passed_over)
        folders = [self._format_source(quiz_id, learner) for learner in learners]
        self.assignments = {folder: [str(Path(folder, f"{quiz_id}.ipynb"))] for folder in folders}
        if not folders:
            self._stop(f"Nobody has handed in “{quiz_id}” yet (looked in {self.coursedir.submitted_directory}/).")

    def convert_notebooks(self) -> None:
        """Grade learner after learner; one that fails is named at the end and holds up nobody."""
        every = self.assignments
        for folder in sorted(every):
            self.assignments = {folder: every[folder]}
            learner_id = Path(folder).parent.name
            try:
                self._convert_patiently()
            except NbGraderException as reason:
                self.summary.failed[learner_id] = str(reason.__context__ or reason).partition("\n")[0]
        self.assignments = every
        say = self.log.warning if self.summary.odd or self.summary.passed_over else self.log.info
        say(self.summary.text())
        if self.summary.failed:
            raise NbGraderException(f"{len(self.summary.failed)} submissions could not be graded; see above.")

    def _convert_patiently(self) -> None:
        for attempt in range(1, _TRIES + 1):
            try:
                super().convert_notebooks()
                return
            except NbGraderException as reason:
                busy = isinstance(reason.__context__, OperationalError) and "locked" in str(reason.__context__)
                if not busy or attempt == _TRIES:
                    raise
                self.log.warning("The gradebook is in use by another program; waiting…")

    def init_destination(self, assignment_id: str, student_id: str) -> bool:
        """Read and score the answers; return whether they have to be graded, again or for the first time."""
        if student_id in self.coursedir.student_id_exclude.split(","):
            return False
        submitted = Path(self._format_source(assignment_id, student_id))
        self.graded = grade_submission(self.quiz, submitted)
        self.when = settle_time(submitted, self.graded.submission)
        folder = Path(self._format_dest(assignment_id, student_id))
        submission = self.graded.submission
        known = student_id in self._earlier
        same_time = known and self._earlier[student_id] == self.when
        if same_time and not self.force and autograded.is_from(folder, submission):
            self.log.info("Skipping %s: nothing has changed since the last grading", student_id)
            self.summary.unchanged += 1
            return False
        self.replies_before = autograded.replies_in(folder, assignment_id)
        autograded.clear(folder)
        return True

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Write down the submission; copy nothing from the learner's folder."""
        submission = self.graded.submission
        folder = Path(self._format_dest(assignment_id, student_id))
        folder.mkdir(parents=True, exist_ok=True)
        autograded.write_beside_notebook(folder, submission)
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            self._require_student(gradebook, student_id)
            gradebook.update_or_create_submission(assignment_id, student_id, timestamp=self.when)
        self.summary.note_odd(student_id, self.graded.odd)

    def _require_student(self, gradebook: Gradebook, student_id: str) -> None:
        if self.create_student:
            gradebook.update_or_create_student(student_id)
            return
        try:
            gradebook.find_student(student_id)
        except MissingEntry:
            self._stop(f"No learner with the code “{student_id}” is in the gradebook.")

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Write the graded notebook, made from the quiz; the file of that name in ``submitted/`` is not
        opened.
        """
        resources = self.init_single_notebook_resources(notebook_filename)
        self._sanitizing = False
        try:
            self._init_preprocessors()
            output, resources = self.exporter.from_notebook_node(new_notebook(), resources)
            BaseConverter.write_single_notebook(self, output, resources)
        finally:
            self._sanitizing = True
        self.summary.graded += 1
        self.summary.to_mark += sum(outcome.state == "to-mark" for outcome in self.graded.outcomes.values())
