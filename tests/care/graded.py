"""What the tests of care do with a course: grade it, mark in it, and take its state as a value to compare."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from course_folder import CourseFolder, gradebook_rows
from nbgrader.api import Gradebook
from random_answers import random_answers
from sample_quiz import GOOD_ANSWERS, QUIZ_ID

from alongside.care.places import BACKUPS, COPIES, KEPT, RESTORING, plain_files
from alongside.grading.bulk import grade_group
from alongside.grading.course_folders import open_course

REPLY = "write-reply"


def open_gradebook(course: CourseFolder) -> Gradebook:
    return Gradebook(open_course(course.root).directory.db_url, "alongside")


def mark(course: CourseFolder, learner: str, points: float, words: str = "Well heard.", item: str = REPLY) -> None:
    """Do what formgrader does when somebody types a mark and a comment."""
    with open_gradebook(course) as gradebook:
        grade = gradebook.find_grade(item, QUIZ_ID, QUIZ_ID, learner)
        grade.manual_score, grade.needs_manual_grade = points, False
        gradebook.find_comment(item, QUIZ_ID, QUIZ_ID, learner).manual_comment = words
        gradebook.db.commit()


def graded(course: CourseFolder, learners: int = 5) -> CourseFolder:
    """Submit and grade some learners; the first one has a mark."""
    for number in range(learners):
        answers = {**random_answers(number), REPLY: GOOD_ANSWERS[REPLY]}
        course.submit(f"learner-{number}", answers)
    assert grade_group(course.root, QUIZ_ID, say=lambda line: None).graded == learners
    mark(course, "learner-0", 2)
    return course


def later(course: CourseFolder) -> CourseFolder:
    """Let something happen after a backup: one hands in again, one is new, a mark changes, a file goes."""
    course.submit("learner-1", random_answers(77), at="2026-11-23 10:00:00 UTC")
    course.submit("learner-new", GOOD_ANSWERS)
    grade_group(course.root, QUIZ_ID, say=lambda line: None)
    mark(course, "learner-0", 3, "Other words.")
    (course.folder_of("learner-0") / "timestamp.txt").unlink()
    return course


State = tuple[dict[str, bytes], dict[str, Any], list[tuple[Any, ...]]]


def state(course: CourseFolder) -> State:
    """Return all that a course holds about its learners: files, nbgrader's rows, the log of changes."""
    teaching = course.root / "my-teaching"
    ours = (BACKUPS, KEPT, RESTORING, COPIES, ".grading.lock", "gradebook.db", "restored-")
    files = {
        name: path.read_bytes() for name, path in plain_files(teaching) if not name.partition("/")[0].startswith(ours)
    }
    url = open_course(course.root).directory.db_url
    return files, gradebook_rows(course.root, url), log_rows(course)


def log_rows(course: CourseFolder) -> list[tuple[Any, ...]]:
    from alongside.care.grade_changes import grade_changes

    return [change.cells() for change in grade_changes(course.root)]


def sqlite_rows(file: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(file)) as database:
        return database.execute(query).fetchall()
