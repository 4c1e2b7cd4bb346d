"""A gradebook on a real PostgreSQL server holds what one in a file holds, and nbgrader's own commands read it."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime

import pytest
from course_folder import CourseFolder, gradebook_rows
from nbgrader.api import Gradebook
from random_answers import random_answers
from sample_quiz import GOOD_ANSWERS, QUIZ_ID

from alongside.grading.bulk import grade_group
from alongside.grading.feedback import write_feedback
from alongside.grading.handing_out import hand_out

LEARNERS = 30


@pytest.fixture
def on_server(make_course: Callable[[str], CourseFolder], postgresql_url: str) -> CourseFolder:
    course = make_course("server")
    with (course.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(f"\nc.CourseDirectory.db_url = {postgresql_url!r}\n")
    hand_out(course.root, say=print)
    return course


def _submit_all(course: CourseFolder) -> None:
    for seed in range(LEARNERS):
        course.submit(f"learner-{seed:03}", random_answers(seed))


def test_the_server_holds_the_same_grades_as_a_file(
    on_server: CourseFolder, course: CourseFolder, postgresql_url: str
) -> None:
    for one in (on_server, course):
        _submit_all(one)
        assert grade_group(one.root, QUIZ_ID).graded == LEARNERS
    rows = gradebook_rows(on_server.root, postgresql_url)
    assert len(rows) == LEARNERS
    assert rows == gradebook_rows(course.root)
    assert grade_group(on_server.root, QUIZ_ID).unchanged == LEARNERS
    assert write_feedback(on_server.root, QUIZ_ID).written == LEARNERS


def test_late_work_and_a_persons_mark_are_kept_on_the_server(on_server: CourseFolder, postgresql_url: str) -> None:
    with Gradebook(postgresql_url, "alongside") as gradebook:
        gradebook.update_or_create_assignment(QUIZ_ID, duedate=datetime(2026, 11, 22, 12))
    on_server.submit("ada", GOOD_ANSWERS)
    grade_group(on_server.root, QUIZ_ID)
    with Gradebook(postgresql_url, "alongside") as gradebook:
        grade = gradebook.find_grade("write-reply", QUIZ_ID, QUIZ_ID, "ada")
        grade.manual_score, grade.needs_manual_grade = 2, False
        gradebook.db.commit()
    on_server.submit("ada", {**GOOD_ANSWERS, "count-lines": {"number": 6}}, at="2026-11-23 10:00:00 UTC")
    grade_group(on_server.root, QUIZ_ID)
    row = next(row for row in gradebook_rows(on_server.root, postgresql_url)["ada"][5] if row[0] == "write-reply")
    assert row == ("write-reply", None, 2.0, False, 3.0)


def test_stock_nbgrader_reads_and_grades_on_the_server(on_server: CourseFolder, postgresql_url: str) -> None:
    _submit_all(on_server)
    grade_group(on_server.root, QUIZ_ID)
    before = gradebook_rows(on_server.root, postgresql_url)
    on_server.nbgrader("autograde", QUIZ_ID, "--force")
    assert gradebook_rows(on_server.root, postgresql_url) == before
    on_server.nbgrader("export", "--to", "grades.csv")
    with (on_server.root / "grades.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == LEARNERS


def test_two_gradings_at_once_on_the_server_lose_nobody(on_server: CourseFolder, postgresql_url: str) -> None:
    _submit_all(on_server)
    command = [sys.executable, "-m", "alongside", "--root", str(on_server.root), "grade", QUIZ_ID, "--force"]
    both = [subprocess.Popen(command, env=on_server.environment) for _ in "ab"]
    assert [one.wait(timeout=200) for one in both] == [0, 0]
    assert len(gradebook_rows(on_server.root, postgresql_url)) == LEARNERS
