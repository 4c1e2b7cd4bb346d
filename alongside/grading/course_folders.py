"""Where a course keeps its teaching data, as ``nbgrader_config.py`` says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.apps.baseapp import NbGrader
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import chdir

from alongside.grading.nbgrader_step import quiz_in
from alongside.grading.quiz_source import Quiz

CONFIG = "nbgrader_config.py"


class NotACourse(ValueError):
    """The folder is not a course folder; the text says what is missing."""


@dataclass(frozen=True)
class Course:
    """One course on this machine: nbgrader's settings and the folders that follow from them."""

    directory: CourseDirectory
    config: Any

    @property
    def root(self) -> Path:
        """The folder of ``nbgrader_config.py``."""
        return Path(self.directory.root)

    @property
    def submitted(self) -> Path:
        """Where collected submissions lie: ``<learner>/<quiz>/``."""
        return Path(self.root, self.directory.submitted_directory)

    @property
    def autograded(self) -> Path:
        """Where graded notebooks lie."""
        return Path(self.root, self.directory.autograded_directory)

    @property
    def feedback(self) -> Path:
        """Where feedback lies."""
        return Path(self.root, self.directory.feedback_directory)

    @property
    def teaching(self) -> Path:
        """The folder that holds all of these, and the lock."""
        return self.submitted.parent

    def source(self, quiz_id: str) -> Path:
        """Return the source folder of a quiz."""
        return Path(self.directory.format_path(self.directory.source_directory, ".", quiz_id)).resolve()

    def quiz(self, quiz_id: str) -> Quiz:
        """Return a quiz with its keys; raise UnreadableQuiz with what to mend."""
        return quiz_in(self.source(quiz_id))


def open_course(root: Path) -> Course:
    """Read the settings of the course in ``root`` as nbgrader's own commands do.

    Raises:
        NotACourse: when there is no ``nbgrader_config.py``.
    """
    root = root.resolve()
    if not (root / CONFIG).is_file():
        raise NotACourse(f"There is no {CONFIG} in {root}. Run this in the course folder.")
    app = NbGrader()
    app.raise_config_file_errors = True  # a half-read configuration would look in the wrong folders
    with chdir(str(root)):
        app.load_config_file()
    return Course(CourseDirectory(config=app.config), app.config)
