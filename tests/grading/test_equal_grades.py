"""The same answers get the same grades from ``alongside grade``, from nbgrader's command, and in the self-check."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from course_folder import CourseFolder, auto_scores, gradebook_rows, responses
from random_answers import random_answers
from sample_quiz import ITEMS, QUIZ_ID

from alongside.grading.bulk import grade_group
from alongside.grading.self_check import self_check

LEARNERS = 40


@pytest.fixture
def both(make_course: Callable[[str], CourseFolder]) -> tuple[CourseFolder, CourseFolder]:
    ours, theirs = make_course("ours"), make_course("theirs")
    for course in (ours, theirs):
        for seed in range(LEARNERS):
            course.submit(f"learner-{seed:03}", random_answers(seed))
    return ours, theirs


def test_random_answers_of_every_kind_get_equal_grades_both_ways(both: tuple[CourseFolder, CourseFolder]) -> None:
    ours, theirs = both
    summary = grade_group(ours.root, QUIZ_ID)
    theirs.nbgrader("autograde", QUIZ_ID)
    rows = gradebook_rows(ours.root)
    assert len(rows) == LEARNERS
    assert rows == gradebook_rows(theirs.root)
    assert summary.to_mark == sum(score is None for row in rows.values() for score in auto_scores(row).values())
    for seed in range(LEARNERS):
        own = ours.autograded / f"learner-{seed:03}" / QUIZ_ID / f"{QUIZ_ID}.ipynb"
        assert own.read_bytes() == theirs.autograded.joinpath(*own.parts[-3:]).read_bytes()


def test_the_self_check_agrees_with_the_grades(course: CourseFolder) -> None:
    for seed in range(LEARNERS):
        course.submit(f"learner-{seed:03}", random_answers(seed))
    grade_group(course.root, QUIZ_ID)
    rows = gradebook_rows(course.root)
    for seed in range(LEARNERS):
        learner = f"learner-{seed:03}"
        path = course.root / "own.json"
        path.write_text(json.dumps(responses(random_answers(seed))), encoding="utf-8")
        checked = self_check(course.quiz_folder, path)
        scores = auto_scores(rows[learner])
        for item in ITEMS:
            if item["kind"] != "reply":
                assert scores[item["id"]] == pytest.approx(checked[item["id"]]["score"], abs=1e-5)
        scored = [scores[item["id"]] or 0.0 for item in ITEMS if item["kind"] != "reply"]
        assert checked["total"]["score"] == pytest.approx(sum(scored), abs=1e-4)
