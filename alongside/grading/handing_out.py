"""Makes quizzes known to the gradebook, as nbgrader's ``generate_assignment`` does when it hands one out.

``assignments/`` is part of a clone and a gradebook is not. Without this, a new instructor would have the released quiz
and a gradebook that has never heard of it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import NbGraderAPI

from alongside.grading.course_folders import Course, open_course
from alongside.grading.locking import course_lock, wait_for_busy_databases


class CannotHandOut(RuntimeError):
    """nbgrader could not take the quiz into the gradebook; the text holds what it said."""


def _is_known(course: Course, quiz_id: str) -> bool:
    with Gradebook(course.directory.db_url, course.directory.course_id) as gradebook:
        try:
            gradebook.find_notebook(quiz_id, quiz_id)
        except MissingEntry:
            return False
    return True


def hand_out(
    course_root: Path,
    *,
    say: Callable[[str], None] = print,
    progress: Callable[[int, int], None] | None = None,
) -> list[str]:
    """Take every quiz of the course that the gradebook does not know into it; return their ids.

    The released files in ``assignments/`` stay as they are: nbgrader writes its own into a scratch folder.
    ``progress`` is told (done, all) after every quiz.

    Raises:
        NotACourse: when ``course_root`` is not a course folder.
        CannotHandOut: when nbgrader refuses a quiz.
    """
    wait_for_busy_databases()
    course = open_course(course_root)
    source = Path(course.root, course.directory.source_directory)
    new: list[str] = []
    with course_lock(course.teaching, say):
        folders = sorted(path.parent for path in source.glob("*/quiz.yml"))
        for done, folder in enumerate(folders, 1):
            if not _is_known(course, folder.name):
                _register(course, folder.name)
                new.append(folder.name)
            if progress:
                progress(done, len(folders))
    return new


def _register(course: Course, quiz_id: str) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        config = deepcopy(course.config)
        config.CourseDirectory.release_directory = scratch
        result = NbGraderAPI(config=config).generate_assignment(quiz_id)
    if not result["success"]:
        raise CannotHandOut(f"nbgrader could not take “{quiz_id}” into the gradebook:\n{result['log'][-2000:]}")
