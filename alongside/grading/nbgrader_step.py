"""Our steps in nbgrader's list of preprocessors; they stand where nbgrader would execute the notebook.

``RebuildNotebook`` throws away whatever it is given and starts from the quiz itself, ``ScoreAnswers`` puts
the scores of the answers file into it, ``SaveGrades`` hands them to the gradebook. nbgrader's own steps do
the rest.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades

from alongside.grading.cells import filled_cell
from alongside.grading.grade import GradedSubmission, grade_submission
from alongside.grading.quiz_source import Quiz, require_quiz
from alongside.grading.released import find_released, graded_notebook
from alongside.grading.review import needs_person

STEPS = [
    "alongside.grading.nbgrader_step.RebuildNotebook",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "alongside.grading.nbgrader_step.ScoreAnswers",
    "alongside.grading.nbgrader_step.SaveGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

_quizzes: dict[Path, tuple[tuple[Any, ...], Quiz]] = {}


def quiz_in(folder: Path) -> Quiz:
    """Return the quiz in a source folder, read again only after one of its files has changed.

    Raises:
        UnreadableQuiz: with what to mend.
    """
    files = [folder / "quiz.yml", *sorted((folder / "items").glob("*.yml"))]
    stamps = tuple(
        (file.name, found.st_mtime_ns, found.st_size) for file in files if file.is_file() and (found := file.stat())
    )
    if folder not in _quizzes or _quizzes[folder][0] != stamps:
        _quizzes[folder] = (stamps, require_quiz(folder))
    return _quizzes[folder][1]


class _Step(NbGraderPreprocessor):
    """A step that knows the course by way of the converter that it runs in."""

    def _course(self) -> CourseDirectory:
        return self.parent.parent.coursedir

    def _quiz(self, resources: ResourcesDict) -> Quiz:
        course = self._course()
        source = course.format_path(course.source_directory, ".", resources["nbgrader"]["assignment"])
        return quiz_in(Path(source).resolve())


class RebuildNotebook(_Step):
    """Replace whatever a learner handed in by the notebook that was handed out."""

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """Return a notebook in which nothing comes from ``nb``."""
        quiz = self._quiz(resources)
        with Gradebook(resources["nbgrader"]["db_url"], self._course().course_id) as gradebook:
            released = find_released(gradebook, quiz)
        for item_id in released.missing_from_gradebook(quiz):
            self.log.warning("“%s” was written after the quiz was handed out; it is not graded", item_id)
        return nbformat.from_dict(graded_notebook(quiz, released)), resources


class ScoreAnswers(_Step):
    """Put each item's score and feedback, or the written words, into the rebuilt notebook."""

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """Return the notebook with one explicit number for every scored cell."""
        quiz = self._quiz(resources)
        graded = self._graded(quiz, resources)
        filled = [filled_cell(cell, graded.items, graded.outcomes, graded.answers) for cell in nb.cells]
        nb.cells = [nbformat.from_dict(cell) for cell in filled]
        return nb, resources

    def _graded(self, quiz: Quiz, resources: ResourcesDict) -> GradedSubmission:
        ready = getattr(self.parent.parent, "graded", None)  # our converter has read it already
        if isinstance(ready, GradedSubmission):
            return ready
        course, names = self._course(), resources["nbgrader"]
        submitted = course.format_path(course.submitted_directory, names["student"], names["assignment"])
        return grade_submission(quiz, Path(submitted))


class SaveGrades(SaveAutoGrades):
    """nbgrader's step, except that a person's mark is queued again only where the answer has changed."""

    def _add_score(self, cell: NotebookNode, resources: ResourcesDict) -> None:
        grade_id = cell.metadata["nbgrader"]["grade_id"]
        grade = self.gradebook.find_grade(grade_id, self.notebook_id, self.assignment_id, self.student_id)
        score, _ = utils.determine_grade(cell, self.log)
        before = getattr(self.parent.parent, "replies_before", {})
        changed = score != grade.auto_score or (score is None and before.get(grade_id) != cell.source)
        grade.auto_score = score
        grade.needs_manual_grade = needs_person(
            auto_score=score,
            manual_score=grade.manual_score,
            flagged=bool(grade.needs_manual_grade),
            changed=changed,
        )
        self.gradebook.db.commit()
