"""Who may need a word: noticed kindly, by the alphabet, and only where it stands out from the group."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from group import DAY, counted, people, quiz, text, work
from item_examples import item

from alongside.report.a_word import AWord
from alongside.report.people import People

FIRST = quiz(item("choose-one"), id="first", title="First")
SECOND = quiz(item("choose-one"), id="second", title="Second")
ANSWER = {"choose-a-line": {"choice": "reflect"}}
LATE = DAY + timedelta(days=30)


def _told(group: People, *works: object, quizzes: tuple[object, ...] = (FIRST, SECOND)) -> str:
    return text(counted(AWord(group, quizzes), works))  # type: ignore[arg-type]


def test_who_has_gone_quiet_while_most_went_on_is_named_with_the_day() -> None:
    works = [work(FIRST, code, ANSWER) for code in ("ana", "ben", "chi")]
    works += [work(SECOND, code, ANSWER, when=LATE) for code in ("ben", "chi")]
    told = _told(people("ana", "ben", "chi", "dev"), *works)
    assert "ana | Has not handed in since 2026-11-02." in told
    assert "dev | Has not handed anything in yet." in told
    assert "ben |" not in told


def test_where_everybody_goes_their_own_pace_or_is_through_nobody_is_called_quiet() -> None:
    spread = [work(FIRST, code, ANSWER, when=DAY + timedelta(days=days))
              for code, days in (("ana", 0), ("ben", 40), ("chi", 80))]
    assert "since" not in _told(people("ana", "ben", "chi"), *spread)
    through = [work(FIRST, "ana", ANSWER), *(work(FIRST, code, ANSWER, when=LATE) for code in ("ben", "chi"))]
    assert "since" not in _told(people("ana", "ben", "chi"), *through, quizzes=(FIRST,))


def test_before_the_group_has_begun_nobody_is_late() -> None:
    assert "Nobody stands out" in _told(people("ana", "ben", "chi", "dev"), work(FIRST, "ana", ANSWER))
    assert "Nobody stands out" in text(AWord(people(), []).section())


def test_much_left_open_is_told_once_for_many_quizzes_and_an_empty_hand_in_kindly() -> None:
    items = [replace(item("choose-one"), id=f"item-{n}") for n in range(9)]
    quizzes = [quiz(*items, id=f"quiz-{n}", title=f"Quiz {n}") for n in range(4)]
    some = {f"item-{n}": {"choice": "reflect"} for n in range(3)}
    told = _told(people("ana", "ben"), *(work(one, "ana", some) for one in quizzes), work(quizzes[0], "ben", {}),
                 quizzes=tuple(quizzes))
    assert "ana | Left many questions open in 4 quizzes, the last one with 6 of 9 in “Quiz 3”." in told
    assert "ben | “Quiz 0” came in without an answer. Did saving work?" in told


def test_an_open_step_that_can_save_a_life_is_named_without_blame() -> None:
    critical = quiz(replace(item("choose-one"), critical=True), title="Overdose response")
    told = _told(people("ana", "ben"), work(critical, "ana", {"choose-a-line": {"choice": "scold"}}),
                 work(critical, "ben", ANSWER), quizzes=(critical,))
    assert "ana | 1 step that can save a life is still open in “Overdose response”." in told
    assert "ben |" not in told


def test_it_stands_by_the_alphabet_of_what_people_are_called_and_is_private() -> None:
    empty = [work(FIRST, code, {}) for code in ("x1", "x2")]
    part = AWord(People({"x2": "Abel (x2)", "x1": "Zoe (x1)"}, True), [FIRST])
    section = counted(part, empty)
    assert section.private
    assert text(section).index("Abel") < text(section).index("Zoe")
