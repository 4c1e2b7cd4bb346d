"""Grading again, grading late work, and two gradings at once: what people marked stays and nobody is lost."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime

import pytest
from course_folder import CourseFolder, auto_scores, gradebook_rows
from nbgrader.api import Gradebook
from random_answers import random_answers
from sample_quiz import GOOD_ANSWERS, GOOD_SCORES, QUIZ_ID

from alongside.grading.bulk import grade_group
from alongside.grading.locking import WAITING, course_lock
from alongside.grading.released import NotHandedOut

Grade = Callable[[CourseFolder], None]
WAYS: dict[str, Grade] = {
    "alongside grade": lambda course: print(grade_group(course.root, QUIZ_ID).text()),
    "nbgrader autograde": lambda course: print(course.nbgrader("autograde", QUIZ_ID).stderr),
}


def _gradebook(course: CourseFolder) -> Gradebook:
    return Gradebook(f"sqlite:///{course.root / 'my-teaching' / 'gradebook.db'}", "alongside")


def _mark(course: CourseFolder, learner: str, item: str, points: float) -> None:
    with _gradebook(course) as gradebook:
        grade = gradebook.find_grade(item, QUIZ_ID, QUIZ_ID, learner)
        grade.manual_score, grade.needs_manual_grade = points, False
        gradebook.find_comment(item, QUIZ_ID, QUIZ_ID, learner).manual_comment = "Well heard."
        gradebook.db.commit()


def _row(course: CourseFolder, item: str) -> tuple[object, ...]:
    return next(row for row in gradebook_rows(course.root)["ada"][5] if row[0] == item)


@pytest.fixture(params=WAYS)
def grade(request: pytest.FixtureRequest) -> Grade:
    return WAYS[request.param]


def test_a_mark_stays_and_is_due_again_only_when_its_reply_has_changed(course: CourseFolder, grade: Grade) -> None:
    course.submit("ada", GOOD_ANSWERS)
    grade(course)
    _mark(course, "ada", "write-reply", 2)
    _mark(course, "ada", "write-summary", 3)
    changed = {**GOOD_ANSWERS, "write-summary": {"text": "Other words."}, "count-lines": {"number": 6}}
    course.submit("ada", changed, at="2026-11-23 10:00:00 UTC")
    grade(course)
    assert _row(course, "write-reply") == ("write-reply", None, 2.0, False, 3.0)
    assert _row(course, "write-summary") == ("write-summary", None, 3.0, True, 3.0)
    assert _row(course, "count-lines") == ("count-lines", 0.5, None, False, 1.0)
    assert ("write-reply", None, "Well heard.") in gradebook_rows(course.root)["ada"][6]


def test_what_has_not_changed_is_not_graded_again(course: CourseFolder, capsys: pytest.CaptureFixture[str]) -> None:
    course.submit("ada", GOOD_ANSWERS)
    course.submit("bo", GOOD_ANSWERS)
    assert grade_group(course.root, QUIZ_ID).graded == 2
    course.submit("bo", {}, at="2026-11-23 10:00:00 UTC")
    again = grade_group(course.root, QUIZ_ID)
    assert (again.graded, again.unchanged) == (1, 1)
    assert "Skipping ada" in course.nbgrader("autograde", QUIZ_ID).stderr
    assert grade_group(course.root, QUIZ_ID, force=True).graded == 2
    assert grade_group(course.root, QUIZ_ID, learners="ada", force=True).graded == 1


def test_a_lost_notebook_or_row_is_made_again(course: CourseFolder) -> None:
    course.submit("ada", GOOD_ANSWERS)
    grade_group(course.root, QUIZ_ID)
    (course.autograded / "ada" / QUIZ_ID / f"{QUIZ_ID}.ipynb").unlink()
    assert grade_group(course.root, QUIZ_ID).graded == 1
    with _gradebook(course) as gradebook:
        gradebook.remove_submission(QUIZ_ID, "ada")
    assert grade_group(course.root, QUIZ_ID).graded == 1


def test_late_work_costs_what_nbgraders_rule_says_both_ways(make_course: Callable[[str], CourseFolder]) -> None:
    found = []
    for name, grade in WAYS.items():
        course = make_course(name)
        with (course.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
            config.write("\nc.LateSubmissionPlugin.penalty_method = 'zero'\n")
        with _gradebook(course) as gradebook:
            gradebook.update_or_create_assignment(QUIZ_ID, duedate=datetime(2026, 11, 22, 12))
        course.submit("late", GOOD_ANSWERS)
        course.submit("on-time", GOOD_ANSWERS, at="2026-11-22 11:59:59 UTC")
        grade(course)
        found.append(gradebook_rows(course.root))
    assert found[0] == found[1]
    assert found[0]["late"][4] == sum(GOOD_SCORES.values())
    assert found[0]["on-time"][4] is None


def test_a_quiz_that_was_never_handed_out_is_refused_with_what_to_do(course: CourseFolder) -> None:
    (course.root / "my-teaching" / "gradebook.db").unlink()
    course.submit("ada", GOOD_ANSWERS)
    with pytest.raises(NotHandedOut, match="generate_assignment"):
        grade_group(course.root, QUIZ_ID)
    done = course.nbgrader("autograde", QUIZ_ID, check=False)
    assert done.returncode == 1
    assert "Hand it out first" in done.stderr


def test_an_item_taken_out_after_handing_out_stops_grading_before_anyone_is_graded(course: CourseFolder) -> None:
    course.submit("ada", GOOD_ANSWERS)
    quiz = course.quiz_folder / "quiz.yml"
    quiz.write_text(quiz.read_text(encoding="utf-8").replace("- count-lines\n", ""), encoding="utf-8")
    with pytest.raises(NotHandedOut, match="count-lines"):
        grade_group(course.root, QUIZ_ID)


def test_an_item_written_after_handing_out_is_not_graded_and_named(course: CourseFolder) -> None:
    course.submit("ada", GOOD_ANSWERS)
    items = course.quiz_folder / "items"
    text = (items / "count-lines.yml").read_text(encoding="utf-8")
    (items / "count-more.yml").write_text(text.replace("id: count-lines", "id: count-more"), encoding="utf-8")
    quiz = course.quiz_folder / "quiz.yml"
    text = quiz.read_text(encoding="utf-8")
    quiz.write_text(text.replace("- count-lines\n", "- count-lines\n- count-more\n"), encoding="utf-8")
    summary = grade_group(course.root, QUIZ_ID)
    assert "count-more" in summary.text()
    assert "count-more" not in auto_scores(gradebook_rows(course.root)["ada"])
    assert "count-more" in course.nbgrader("autograde", QUIZ_ID, "--force").stderr


def test_points_are_those_that_were_handed_out(course: CourseFolder) -> None:
    course.submit("ada", GOOD_ANSWERS)
    path = course.quiz_folder / "items" / "choose-questions.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("points: 2", "points: 20"), encoding="utf-8")
    grade_group(course.root, QUIZ_ID)
    assert auto_scores(gradebook_rows(course.root)["ada"])["choose-questions"] == 2


def test_a_second_grading_says_that_it_waits_and_then_goes_on(course: CourseFolder) -> None:
    course.submit("ada", GOOD_ANSWERS)
    said: list[str] = []
    with course_lock(course.root / "my-teaching", said.append):
        second = threading.Thread(target=grade_group, args=(course.root, QUIZ_ID), kwargs={"say": said.append})
        second.start()
        time.sleep(1)
        assert said == [WAITING]
        assert "ada" not in gradebook_rows(course.root)
    second.join(60)
    assert "ada" in gradebook_rows(course.root)


def test_four_gradings_at_once_lose_no_row(course: CourseFolder) -> None:
    learners = [f"learner-{seed:02}" for seed in range(30)]
    for seed, learner in enumerate(learners):
        course.submit(learner, random_answers(seed))
    code = "import sys; from pathlib import Path; from alongside.grading.bulk import grade_group; "
    code += f"print(grade_group(Path('.'), {QUIZ_ID!r}, force=True).graded)"
    commands = [[sys.executable, "-c", code]] * 3
    commands.append([sys.executable, "-m", "nbgrader", "autograde", QUIZ_ID, "--force"])
    running = [
        subprocess.Popen(
            command, cwd=course.root, env=course.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for command in commands
    ]
    for process in running:
        _, errors = process.communicate(timeout=280)
        assert process.returncode == 0, errors
    rows = gradebook_rows(course.root)
    assert sorted(rows) == learners
    assert all(len(row[5]) == 9 for row in rows.values())


def test_a_locked_gradebook_is_waited_for(course: CourseFolder) -> None:
    course.submit("ada", GOOD_ANSWERS)
    other = sqlite3.connect(course.root / "my-teaching" / "gradebook.db", check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    threading.Timer(7, other.rollback).start()  # longer than SQLite's own patience of 5 seconds
    began = time.monotonic()
    assert grade_group(course.root, QUIZ_ID).graded == 1
    assert time.monotonic() - began > 5
    other.close()


def test_one_learners_trouble_on_our_side_is_named_and_stops_nobody(
    course: CourseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alongside.grading import autograded

    for learner in ("ada", "bo", "cy"):
        course.submit(learner, GOOD_ANSWERS)
    settle = autograded.settle

    def full_disk_for_bo(folder, submission, notebook):  # type: ignore[no-untyped-def]
        if folder.parent.name == "bo":
            raise OSError(28, "No space left on device")
        settle(folder, submission, notebook)

    monkeypatch.setattr(autograded, "settle", full_disk_for_bo)
    summary = grade_group(course.root, QUIZ_ID)
    assert sorted(gradebook_rows(course.root)) == ["ada", "bo", "cy"]
    assert "No space left" in summary.failed["bo"]
    assert "grades are in the gradebook" in summary.failed["bo"]
    monkeypatch.undo()
    assert grade_group(course.root, QUIZ_ID).graded == 1
