"""Who has finished what: every state of a learner's quiz, and what is counted."""

from __future__ import annotations

from group import counted, people, quiz, rows, text, work
from item_examples import item

from alongside.report.finished import MOST_ROWS, Finished
from alongside.report.reading import Waiting

RIGHT, OTHER = {"choose-a-line": {"choice": "reflect"}}, {"choose-a-line": {"choice": "scold"}}
QUIZ = quiz(item("choose-one"), item("reply"))
SCORED = quiz(item("choose-one"), id="quiz-two", title="Quiz two")


def _line(told: str, learner: str) -> str:
    return next(line for line in told.splitlines() if line.startswith(f"{learner} |"))


def test_every_state_is_told_apart() -> None:
    part = Finished(people("ana", "ben", "chi", "dev", "eva"), [QUIZ, SCORED])
    part.add_waiting(Waiting("chi", SCORED, None))
    written = {"write-reply": {"text": "You had enough."}}
    told = text(counted(part, [
        work(QUIZ, "ana", RIGHT | written, {"write-reply": 3}),
        work(QUIZ, "ben", RIGHT | written),
        work(QUIZ, "dev", OTHER, newer=True),
        work(SCORED, "ana", RIGHT),
    ]))  # fmt: skip
    assert _line(told, "ana") == "ana | ✓ 100% | ✓ 100%"
    assert _line(told, "ben") == "ben | 25% +1 | –"
    assert _line(told, "chi") == "chi | – | in"
    assert _line(told, "dev") == "dev | 0% new | –"
    assert _line(told, "eva") == "eva | – | –"
    assert "4 of 5 learners have handed something in." in told
    assert "1 hand-in not graded yet." in told
    assert "1 written reply to mark in formgrader." in told
    assert "1 | Quiz one | 3 | 3 | 1 | 1" in told
    assert "2 | Quiz two | 2 | 1 | 0 | 1" in told


def test_a_quiz_of_written_work_alone_has_no_aim_to_reach() -> None:
    alone = quiz(item("reply"))
    told = text(counted(Finished(people("ana"), [alone]), [work(alone, "ana", {"write-reply": {"text": "Oh."}})]))
    assert "1 | Quiz one | 1 | 1 | 1 | –" in told


def test_an_empty_group_and_a_course_without_quizzes_say_so() -> None:
    assert "There is nobody here yet." in text(Finished(people(), [QUIZ]).section())
    assert "no quizzes yet" in text(Finished(people("ana"), []).section())


def test_a_long_list_is_in_the_table_file_alone() -> None:
    group = people(*(f"learner-{number}" for number in range(MOST_ROWS + 1)))
    section = counted(Finished(group, [SCORED]), [work(SCORED, "learner-7", RIGHT)])
    assert "would be too long for a page" in text(section)
    assert "learner-7" not in text(section)
    assert len(rows(section, "finished")) == MOST_ROWS + 1


def test_the_table_file_has_the_time_of_hand_in_only_with_names() -> None:
    works = [work(SCORED, "ana", RIGHT)]
    assert rows(counted(Finished(people("ana"), [SCORED]), works), "finished") == [
        ("ana", "quiz-two", "graded", 1.0, 0, "yes", "2026-11-02 09:00")]
    without = counted(Finished(people("ana", with_names=False), [SCORED]), works)
    assert rows(without, "finished") == [("ana", "quiz-two", "graded", 1.0, 0, "yes")]
