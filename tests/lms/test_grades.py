"""Grades read in one pass are the ones that nbgrader itself counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from course_folder import CourseFolder
from nbgrader.api import Gradebook
from random_answers import random_answers
from sample_quiz import GOOD_ANSWERS, QUIZ_ID

from alongside.grading.bulk import grade_group
from alongside.grading.handing_out import hand_out
from alongside.lms.grades import QuizGrade, learner_count, learners_grades, max_points


def url_of(course: CourseFolder) -> str:
    return f"sqlite:///{course.root / 'my-teaching' / 'gradebook.db'}"


@pytest.fixture
def on_server(make_course: Callable[[str], CourseFolder], postgresql_url: str) -> CourseFolder:
    course = make_course("server")
    with (course.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(f"\nc.CourseDirectory.db_url = {postgresql_url!r}\n")
    hand_out(course.root, say=print)
    return course


def _graded(course: CourseFolder, db_url: str) -> None:
    """Grade a few learners; some late, some marked by a person, one with extra points, one who handed in nothing."""
    with Gradebook(db_url, "alongside") as gradebook:
        gradebook.update_or_create_assignment(QUIZ_ID, duedate=datetime(2026, 11, 22, 12))
        gradebook.add_student("Zoe", first_name="Zoe")
        gradebook.add_student("absent")
    for seed in range(12):
        course.submit(f"learner-{seed:02}", random_answers(seed))
    course.submit("Ada", GOOD_ANSWERS, at="2026-11-22 10:00:00 UTC")
    grade_group(course.root, QUIZ_ID)
    with Gradebook(db_url, "alongside") as gradebook:
        for seed in range(6):
            for grade in gradebook.find_submission_notebook(QUIZ_ID, QUIZ_ID, f"learner-{seed:02}").grades:
                if grade.needs_manual_grade:
                    grade.manual_score, grade.needs_manual_grade, grade.extra_credit = 1.5, False, 0.25
        for seed in (1, 2, 7):
            sheet = gradebook.find_submission_notebook(QUIZ_ID, QUIZ_ID, f"learner-{seed:02}")
            sheet.late_submission_penalty = 1.25 if seed != 2 else 1000.0
        gradebook.db.commit()


def _as_nbgrader(db_url: str) -> dict[str, tuple[float, float, bool]]:
    with Gradebook(db_url, "alongside") as gradebook:
        return {
            one.student_id: (
                max(0.0, one.score - one.late_submission_penalty), one.late_submission_penalty, one.needs_manual_grade
            )
            for one in gradebook.assignment_submissions(QUIZ_ID)
        }  # fmt: skip


@pytest.mark.parametrize("where", ["file", "server"])
def test_points_penalties_and_replies_to_mark_are_nbgraders(where: str, request: pytest.FixtureRequest) -> None:
    course: CourseFolder = request.getfixturevalue("course" if where == "file" else "on_server")
    db_url = url_of(course) if where == "file" else request.getfixturevalue("postgresql_url")
    _graded(course, db_url)
    expected = _as_nbgrader(db_url)
    with Gradebook(db_url, "alongside") as gradebook:
        found = {one.code: one for one in learners_grades(gradebook, [QUIZ_ID])}
        assert learner_count(gradebook) == len(found) == 15
        assert max_points(gradebook, [QUIZ_ID, "none"]) == {QUIZ_ID: course.quiz.points}
    assert found["absent"].grades == found["Zoe"].grades == {}
    assert found["Zoe"].first_name == "Zoe"
    assert set(expected) == {code for code, one in found.items() if one.grades}
    for code, (points, late, to_mark) in expected.items():
        grade = found[code].grades[QUIZ_ID]
        assert grade.points == pytest.approx(points, abs=1e-9)
        assert grade.late_points_off == pytest.approx(late)
        assert bool(grade.to_mark) == to_mark
    assert {bool(one.to_mark) for learner in found.values() for one in learner.grades.values()} == {True, False}
    assert found["learner-02"].grades[QUIZ_ID].points == 0


def test_a_question_that_nothing_has_scored_yet_counts_as_open(course: CourseFolder) -> None:
    course.submit("ada", {})
    grade_group(course.root, QUIZ_ID)
    with Gradebook(url_of(course), "alongside") as gradebook:
        assert next(learners_grades(gradebook, [QUIZ_ID])).grades[QUIZ_ID] == QuizGrade(0.0, 0.0, 0)
        gradebook.find_grade("count-lines", QUIZ_ID, QUIZ_ID, "ada").auto_score = None
        gradebook.db.commit()
        assert next(learners_grades(gradebook, [QUIZ_ID])).grades[QUIZ_ID].to_mark == 1


def test_a_gradebook_without_the_quiz_has_no_grades(course: CourseFolder) -> None:
    with Gradebook(url_of(course), "alongside") as gradebook:
        assert max_points(gradebook, ["none"]) == {}
        assert list(learners_grades(gradebook, [QUIZ_ID])) == []
