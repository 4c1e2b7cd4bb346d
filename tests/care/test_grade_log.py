"""Every change of a grade is logged, whoever makes it and by whatever program; first automatic grades are not."""

from __future__ import annotations

import csv
import getpass
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import datetime
from itertools import pairwise

import pytest
from course_folder import CourseFolder
from graded import REPLY, graded, log_rows, mark, open_gradebook, sqlite_rows
from random_answers import random_answers
from sample_quiz import GOOD_ANSWERS, QUIZ_ID

from alongside.care.grade_changes import as_csv, as_lines, grade_changes
from alongside.grading.bulk import grade_group
from alongside.grading.grade_log import RULES, who


def _changes(course: CourseFolder, **only: str) -> list[tuple[str, ...]]:
    return [change.cells()[1:] for change in grade_changes(course.root, **only)]


@pytest.fixture(params=["a file", "a server"])
def any_course(request: pytest.FixtureRequest) -> CourseFolder:
    return request.getfixturevalue("course" if request.param == "a file" else "on_server")


def test_first_automatic_grades_are_not_changes(any_course: CourseFolder) -> None:
    for number in range(4):
        any_course.submit(f"learner-{number}", random_answers(number))
    grade_group(any_course.root, QUIZ_ID)
    assert _changes(any_course) == []


def test_marks_comments_and_extra_points_are_logged_with_their_author(any_course: CourseFolder) -> None:
    graded(any_course)
    mark(any_course, "learner-0", 1, "Read it again.")
    with open_gradebook(any_course) as gradebook:
        gradebook.find_grade("count-lines", QUIZ_ID, QUIZ_ID, "learner-1").extra_credit = 0.5
        gradebook.db.commit()
    me = getpass.getuser()
    assert set(_changes(any_course)) == {
        (me, "learner-0", QUIZ_ID, REPLY, "mark", "–", "2"),
        (me, "learner-0", QUIZ_ID, REPLY, "comment", "–", "Well heard."),
        (me, "learner-0", QUIZ_ID, REPLY, "mark", "2", "1"),
        (me, "learner-0", QUIZ_ID, REPLY, "comment", "Well heard.", "Read it again."),
        (me, "learner-1", QUIZ_ID, "count-lines", "extra credit", "–", "0.5"),
    }
    assert len(_changes(any_course, learner="learner-1")) == 1
    assert _changes(any_course, learner="learner") == _changes(any_course, quiz="another") == []


def test_a_changed_automatic_grade_is_logged_by_the_bulk_run_and_by_nbgrader(any_course: CourseFolder) -> None:
    any_course.submit("ada", GOOD_ANSWERS)
    grade_group(any_course.root, QUIZ_ID)
    any_course.submit("ada", {**GOOD_ANSWERS, "count-lines": {"number": 6}}, at="2026-11-23 10:00:00 UTC")
    grade_group(any_course.root, QUIZ_ID)
    any_course.submit("ada", GOOD_ANSWERS, at="2026-11-23 11:00:00 UTC")
    any_course.nbgrader("autograde", QUIZ_ID)
    grade_group(any_course.root, QUIZ_ID, force=True)
    account = getpass.getuser()
    assert _changes(any_course) == [
        (account, "ada", QUIZ_ID, "count-lines", "automatic", "1", "0.5"),
        (account, "ada", QUIZ_ID, "count-lines", "automatic", "0.5", "1"),
    ]


def test_points_off_for_late_work_are_logged(any_course: CourseFolder) -> None:
    with open_gradebook(any_course) as gradebook:
        gradebook.update_or_create_assignment(QUIZ_ID, duedate=datetime(2026, 11, 22, 12))
    with (any_course.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write('\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    any_course.submit("ada", GOOD_ANSWERS, at="2026-11-23 10:00:00 UTC")
    grade_group(any_course.root, QUIZ_ID)
    found = [one for one in _changes(any_course) if one[4] == "penalty"]
    assert [(one[1], one[3], one[5]) for one in found] == [("ada", "(whole quiz)", "–")]
    assert float(found[0][6]) > 0


def test_removing_a_submission_through_nbgrader_is_logged(any_course: CourseFolder) -> None:
    graded(any_course, 2)
    with open_gradebook(any_course) as gradebook:
        gradebook.remove_submission(QUIZ_ID, "learner-0")
    removed = [one for one in _changes(any_course) if one[4] == "removed"]
    assert {one[1] for one in removed} == {"learner-0"}
    assert (REPLY, "2", "–") in {(one[3], one[5], one[6]) for one in removed}


def test_nbgraders_own_commands_go_on_as_before(any_course: CourseFolder) -> None:
    graded(any_course)
    any_course.nbgrader("export", "--to", "grades.csv")
    with (any_course.root / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 5
    any_course.nbgrader("db", "student", "add", "someone")
    any_course.nbgrader("db", "student", "remove", "learner-1", "--force")


def test_a_hub_account_is_the_author(course: CourseFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    graded(course)
    monkeypatch.setenv("JUPYTERHUB_USER", "priya'); DROP TABLE grade; --")
    mark(course, "learner-1", 1)
    assert {change[0] for change in _changes(course, learner="learner-1")} == {"priya'); DROP TABLE grade; --"}


def test_without_an_account_there_is_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise OSError("no such account")

    monkeypatch.delenv("JUPYTERHUB_USER", raising=False)
    monkeypatch.setattr(getpass, "getuser", nobody)
    assert who() == ""


def test_another_program_is_logged_without_a_name_and_never_refused(course: CourseFolder) -> None:
    graded(course)
    with closing(sqlite3.connect(course.root / "my-teaching" / "gradebook.db")) as database:
        database.execute("UPDATE grade SET manual_score = 3 WHERE manual_score = 2")
        database.commit()
    assert _changes(course)[-1] == ("not known", "learner-0", QUIZ_ID, REPLY, "mark", "2", "3")


def test_a_change_that_is_rolled_back_is_not_logged(any_course: CourseFolder) -> None:
    graded(any_course)
    before = log_rows(any_course)
    with open_gradebook(any_course) as gradebook:
        gradebook.find_grade(REPLY, QUIZ_ID, QUIZ_ID, "learner-1").manual_score = 3
        gradebook.db.flush()
        gradebook.db.rollback()
    assert log_rows(any_course) == before


def test_a_gradebook_from_before_and_one_whose_triggers_were_lost_get_their_log(course: CourseFolder) -> None:
    graded(course)
    file = course.root / "my-teaching" / "gradebook.db"
    with closing(sqlite3.connect(file)) as database:
        for rule in RULES:
            database.execute(f"DROP TRIGGER {rule.name}")
    mark(course, "learner-1", 3)
    assert len(sqlite_rows(file, "SELECT 1 FROM sqlite_master WHERE type = 'trigger'")) == len(RULES)
    assert ("mark", "–", "3") in {change[4:] for change in _changes(course, learner="learner-1")}
    with closing(sqlite3.connect(file)) as database:
        database.execute("DROP TABLE grade_changes")
        for rule in RULES:
            database.execute(f"DROP TRIGGER IF EXISTS {rule.name}")
    mark(course, "learner-2", 3)
    assert len(_changes(course)) == 2


def test_a_gradebook_that_cannot_be_written_can_still_be_read(course: CourseFolder) -> None:
    file = course.root / "my-teaching" / "gradebook.db"
    with closing(sqlite3.connect(file)) as database:
        database.execute("DROP TRIGGER grade_changes_mark_update")
    from sqlalchemy import create_engine, text

    engine = create_engine(f"sqlite:///file:{file.as_posix()}?mode=ro&uri=true")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM grade")).scalar() == 0
    engine.dispose()


def test_two_programs_at_once_log_all_their_changes(any_course: CourseFolder) -> None:
    graded(any_course, 4)
    before = len(log_rows(any_course))
    code = (
        "import sys, os; from pathlib import Path; from alongside.grading.course_folders import open_course; "
        "from nbgrader.api import Gradebook\n"
        "course = open_course(Path('.')); learner = sys.argv[1]\n"
        "os.environ['JUPYTERHUB_USER'] = 'marker-of-' + learner\n"
        "with Gradebook(course.directory.db_url, 'alongside') as gradebook:\n"
        "    for number in range(25):\n"
        f"        gradebook.find_grade({REPLY!r}, {QUIZ_ID!r}, {QUIZ_ID!r}, learner).manual_score = number % 2 + 0.5\n"
        "        gradebook.db.commit()\n"
    )
    learners = ["learner-1", "learner-2", "learner-3"]
    running = [
        subprocess.Popen([sys.executable, "-c", code, one], cwd=any_course.root, env=any_course.environment)
        for one in learners
    ]
    assert [one.wait(timeout=200) for one in running] == [0, 0, 0]
    found = _changes(any_course)[before:]
    assert len(found) == 75
    assert all(change[0] == f"marker-of-{change[1]}" for change in found)
    for learner in learners:
        own = [change[5:] for change in found if change[1] == learner]
        assert all(old[1] == new[0] for old, new in pairwise(own))


def test_two_threads_that_open_an_old_gradebook_make_one_log(on_server: CourseFolder) -> None:
    with open_gradebook(on_server) as gradebook, gradebook.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE grade_changes")
        for rule in RULES:
            connection.exec_driver_sql(f"DROP TRIGGER {rule.name} ON {rule.table}")
    threads = [threading.Thread(target=lambda: open_gradebook(on_server).close()) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    on_server.submit("ada", GOOD_ANSWERS)
    grade_group(on_server.root, QUIZ_ID)
    mark(on_server, "ada", 3)
    assert len(_changes(on_server)) == 2


def test_the_lines_and_the_table_say_the_same_and_no_cell_is_a_formula(course: CourseFolder) -> None:
    assert list(as_lines(grade_changes(course.root))) == ["No grade was changed."]
    graded(course)
    mark(course, "learner-0", 1, "=HYPERLINK(1)")
    lines = list(as_lines(grade_changes(course.root)))
    assert len(lines) == 4
    assert lines[0].endswith(f"learner-0  {QUIZ_ID}  {REPLY}  mark: – → 2")
    rows = list(csv.reader(as_csv(grade_changes(course.root))))
    assert [row[5] for row in rows] == ["what", "mark", "comment", "mark", "comment"]
    assert rows[-1][-1] == "'=HYPERLINK(1)"


def test_a_course_without_a_gradebook_has_no_changes_and_gets_none(course: CourseFolder) -> None:
    file = course.root / "my-teaching" / "gradebook.db"
    file.unlink()
    assert grade_changes(course.root) == []
    assert not file.exists()
