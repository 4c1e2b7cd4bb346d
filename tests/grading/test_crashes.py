"""Grading that is stopped or killed in the middle: nothing that was graded or marked is lost, the next run goes on."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
from pathlib import Path

import pytest
from course_folder import CourseFolder, Row, gradebook_rows
from nbgrader.api import Gradebook
from random_answers import random_answers
from sample_quiz import GOOD_ANSWERS, ITEMS, QUIZ_ID

from alongside.cli import main
from alongside.grading import bulk
from alongside.grading.bulk import grade_group

LEARNERS = 60
ROUNDS = 50
REPLY = "write-reply"


def _database(course: CourseFolder) -> Path:
    return course.root / "my-teaching" / "gradebook.db"


def _grade_and_be_killed(course: CourseFolder, after_seconds: float) -> bool:
    """Grade in a process of its own; return whether SIGKILL came before it had finished."""
    child = os.fork()
    if child == 0:
        try:
            grade_group(course.root, QUIZ_ID, say=lambda line: None)
        finally:
            os._exit(0)
    time.sleep(after_seconds)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _mark_everybody(course: CourseFolder) -> None:
    with Gradebook(f"sqlite:///{_database(course)}", "alongside") as gradebook:
        for submission in gradebook.assignment_submissions(QUIZ_ID):
            grade = gradebook.find_grade(REPLY, QUIZ_ID, QUIZ_ID, submission.student_id)
            grade.manual_score, grade.needs_manual_grade = 2, False
        gradebook.db.commit()


def _reply_row(row: Row) -> Row:
    return next(tuple(grade) for grade in row[5] if grade[0] == REPLY)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a process as Linux and macOS do")
def test_fifty_kills_at_random_points_lose_no_grade_and_no_mark(
    course: CourseFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bulk, "GROUP", 7)
    chance = random.Random(20261123)
    codes = [f"learner-{number:03}" for number in range(LEARNERS)]
    for code in codes:
        course.submit(code, GOOD_ANSWERS)
    begun = time.perf_counter()
    grade_group(course.root, QUIZ_ID)
    whole_seconds = time.perf_counter() - begun
    _mark_everybody(course)
    kills, replies_changed = 0, set()
    for number in range(ROUNDS):
        for code in chance.sample(codes, 20):
            answers = {**random_answers(chance.randrange(1000)), REPLY: GOOD_ANSWERS[REPLY]}
            if chance.random() < 0.3:
                answers[REPLY] = {"text": f"Other words, number {number}."}
                replies_changed.add(code)
            elif code in replies_changed:
                answers[REPLY] = {"text": "Other words once more."}
            course.submit(code, answers, at=f"2026-11-23 10:{number:02}:00 UTC")
        kills += _grade_and_be_killed(course, chance.uniform(0, whole_seconds))
        with sqlite3.connect(_database(course)) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = gradebook_rows(course.root)
        assert set(rows) == set(codes)
        assert all(len(row[5]) == len(ITEMS) for row in rows.values())
        assert all(_reply_row(row)[2] == 2 for row in rows.values()), "a person's mark is gone"
    assert kills >= ROUNDS / 3, f"only {kills} of {ROUNDS} kills came in time"
    grade_group(course.root, QUIZ_ID)
    assert grade_group(course.root, QUIZ_ID).unchanged == LEARNERS
    after = gradebook_rows(course.root)
    due = {code for code, row in after.items() if _reply_row(row)[3]}
    assert due == replies_changed
    _database(course).unlink()
    course.hand_out()
    grade_group(course.root, QUIZ_ID, force=True)
    scores = {code: [grade[:2] for grade in row[5]] for code, row in after.items()}
    assert scores == {code: [grade[:2] for grade in row[5]] for code, row in gradebook_rows(course.root).items()}
    with capsys.disabled():
        print(f"\n{kills} of {ROUNDS} gradings were killed before their end; no grade and no mark was lost")


def test_a_stopped_grading_goes_on_where_it_stopped(course: CourseFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "GROUP", 5)
    for number in range(20):
        course.submit(f"learner-{number:03}", random_answers(number))

    def stop_after_two_groups(done: int, total: int) -> None:
        if done == 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        grade_group(course.root, QUIZ_ID, progress=stop_after_two_groups)
    assert len(gradebook_rows(course.root)) == 10
    again = grade_group(course.root, QUIZ_ID)
    assert (again.unchanged, again.graded) == (10, 10)


def test_ctrl_c_is_answered_in_one_sentence(
    course: CourseFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("alongside.grading.bulk.grade_group", interrupted)
    assert main(["--root", str(course.root), "grade", QUIZ_ID]) == 130
    assert "goes on from there" in capsys.readouterr().err
