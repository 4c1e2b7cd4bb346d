"""Item analysis in the report: which answers go into it, the warning, and what is to mend first."""

from __future__ import annotations

import random
from dataclasses import replace

from group import counted, quiz, rows, text, work
from item_examples import item

from alongside.items.schema import Item
from alongside.report.items import Items


def _one(item_id: str, **changes: object) -> Item:
    return replace(item("choose-one"), id=item_id, **changes)  # type: ignore[arg-type]


QUIZ = quiz(*(_one(f"item-{number}") for number in range(1, 6)), item("reply"))


def _answers(skills: list[bool]) -> dict[str, dict[str, str]]:
    return {f"item-{number}": {"choice": "reflect" if right else "scold"} for number, right in enumerate(skills, 1)}


def _group(learners: int, upside_down: bool = False) -> list[list[bool]]:
    chance = random.Random(5)
    group = []
    for _ in range(learners):
        skill = chance.random()
        row = [chance.random() < skill for _ in range(5)]
        group.append([not row[0], *row[1:]] if upside_down else row)
    return group


def _section(group: list[list[bool]]) -> str:
    return text(counted(Items(), [work(QUIZ, f"l{n}", _answers(row)) for n, row in enumerate(group)]))


def test_below_a_hundred_learners_a_warning_stands_beside_and_above_it_does_not() -> None:
    assert "at most 99 learners a quiz. With fewer than 100 they jump about" in _section(_group(99))
    assert "jump about" not in _section(_group(100))


def test_an_item_that_runs_against_the_rest_is_first_and_told_at_the_top() -> None:
    told = _section(_group(200, upside_down=True))
    assert told.startswith("1 question worth a look, “item-1” before all.")
    assert "Runs against the other questions" in told
    assert "No question stands out" in _section(_group(200))


def test_the_whole_is_kr20_when_all_points_are_whole() -> None:
    group = _group(120)
    section = counted(Items(), [work(QUIZ, f"l{n}", _answers(row)) for n, row in enumerate(group)])
    (row,) = rows(section, "quizzes")
    assert row[:4] == ("quiz-one", 120, 120, "KR-20")
    assert row[5] < row[4] < row[6]


def test_who_answered_nothing_and_what_a_person_marks_are_not_in_it() -> None:
    works = [work(QUIZ, "ana", _answers([True] * 5) | {"write-reply": {"text": "Oh."}}), work(QUIZ, "ben", {})]
    listed = rows(counted(Items(), works), "items")
    assert [row[1] for row in listed] == [f"item-{number}" for number in range(1, 6)]
    assert {row[4:6] for row in listed} == {(1, 0)}


def test_choices_are_counted_with_their_mix_up_and_a_twin_apart() -> None:
    twin = _one("item-1-again", twin_of="item-1")
    with_twin = quiz(*QUIZ.items, twins={"item-1": twin})
    again = {"item-1": {"choice": "scold"}, "item-1-again": {"choice": "advise"}}
    section = counted(Items(), [work(with_twin, "ana", _answers([False] * 5)), work(with_twin, "ben", again)])
    found = {(row[1], row[2]): row[5:7] for row in rows(section, "choices")}
    assert found["item-1", "scold"] == ("private-blame", 1)
    assert found["item-1-again", "advise"] == ("private-advice", 1)
    assert found["item-1", "advise"] == ("private-advice", 0)
    assert "item-1-again | Have you tried sleeping? | private advice | 1 | 100%" in text(section)


def test_a_forecast_that_surprises_those_who_know_more_is_not_named_for_mending() -> None:
    forecast = item("forecast")
    happens = {one["happens"]: one["id"] for one in forecast.body["outcomes"]}
    asked = quiz(*QUIZ.items[:5], forecast)
    works = [
        work(asked, f"l{n}", _answers(row) | {
            forecast.id: {"outcome": happens[sum(row) < 3], "confidence_percent": 100}})
        for n, row in enumerate(_group(150))
    ]  # fmt: skip
    section = counted(Items(), works)
    assert next(row for row in rows(section, "items") if row[1] == forecast.id)[7] < -0.3
    assert "No question stands out" in text(section)


def test_one_learner_and_nobody_give_a_sensible_section() -> None:
    assert "No scored answers have been graded yet." in text(Items().section())
    told = _section([[True] * 5])
    assert "at most 1 learner a quiz" in told
    assert "no figure" in told
