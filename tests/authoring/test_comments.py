"""What is said of a question while it is written: by field and line, what to mend apart from what to look at."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from writing_course import QUIZ

from alongside.authoring import item_hints
from alongside.authoring.desk import Desk
from alongside.authoring.sheet import Comment, Reading


def begun(desk: Desk, *changes: tuple[str, str], kind: str = "choose-one", quiz: str = "") -> Reading:
    """Reads the example of a kind after these changes to its text."""
    desk.begin(kind, quiz, "answer-first-visit", "M9.1")
    text = desk.text
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return desk.read(text, quiz)


def said(reading: Reading, field: str) -> list[Comment]:
    return [one for one in reading.comments if one.field == field]


def only(reading: Reading, field: str) -> Comment:
    (found,) = said(reading, field)
    return found


def test_a_missing_field_is_named_with_what_it_needs(desk: Desk) -> None:
    reading = begun(desk, ("stem: |", "stam: |"))
    assert reading.state == "unclear" and reading.item == {}
    assert only(reading, "stem") == Comment("stem", "Needs the question.")
    assert only(reading, "stam").line == 6


@pytest.mark.parametrize(
    ("old", "new", "field", "words"),
    [
        ("version: 1", "version: one", "version", "whole number"),
        ("objective: M9.1", "objective: listening", "objective", "M9.3"),
        ("score: 1\n", "score: 0.5\n", "options", "exactly one"),
        ("misconception: persuading-helps\n", "misconception: Persuading helps\n", "options[3].misconception", "name"),
        ("kind: choose-one", "kind: choose", "kind", "must be one of"),
    ],
)
def test_each_field_is_commented_by_its_own_check(desk: Desk, old: str, new: str, field: str, words: str) -> None:
    reading = begun(desk, (old, new))
    assert any(words in one.words.lower() or words in one.words for one in said(reading, field)), reading.comments
    assert not any(one.hint for one in said(reading, field))


def test_a_shaming_word_is_found_with_the_line_it_stands_in(desk: Desk) -> None:
    reading = begun(desk, ("This is friendly, and", "This is how one talks to addicts, and"))
    found = only(reading, "text")
    assert "“addicts” shames" in found.words and not found.hint
    assert "addicts" in desk.text.splitlines()[found.line - 1]


def test_a_fact_without_a_claim_and_a_claim_that_does_not_exist_are_told(desk: Desk) -> None:
    fact = ("This is friendly, and", "In 40% of talks this is said, and")
    assert "40%" in only(begun(desk, fact), "claims").words
    assert begun(desk, fact, ("claims: []", "claims: [hearing-opens]")).errors == []
    assert "evidence/claims.yml" in only(begun(desk, ("claims: []", "claims: [no-such]")), "claims").words


def test_a_question_that_asks_for_what_does_not_fit_is_told(desk: Desk) -> None:
    assert "ask for what does" in only(begun(desk, ("Which reply shows", "Which reply does not show")), "stem").words


def test_an_id_that_another_question_has_is_told(desk: Desk) -> None:
    reading = begun(desk, ("id: answer-first-visit", "id: reflect-feeling"))
    assert f"source/{QUIZ}/items/reflect-feeling.yml" in only(reading, "id").words


def test_a_quiz_asks_for_a_reason_behind_parts_and_for_a_rubric(desk: Desk) -> None:
    choose = begun(desk, ("rationale: >-", "better_not: >-"), quiz=QUIZ)
    assert said(choose, "better_not")
    desk.begin("choose-one", QUIZ, "answer-first-visit", "M9.1")
    data = yaml.safe_load(desk.text)
    del data["rationale"]
    assert only(desk.read(yaml.safe_dump(data), QUIZ), "rationale")
    desk.begin("reply", QUIZ, "answer-first-visit", "M9.1")
    data = yaml.safe_load(desk.text)
    del data["rubric"]
    assert "rubric" in only(desk.read(yaml.safe_dump(data), QUIZ), "rubric").words
    assert desk.read(yaml.safe_dump(data), "").errors == []


def test_a_twin_has_to_fit_its_first_form(desk: Desk) -> None:
    twin = ("claims: []", "claims: []\ntwin_of: reflect-feeling")
    assert "same" not in str(begun(desk, twin, quiz=QUIZ).errors)
    assert "objective" in only(begun(desk, twin, quiz=QUIZ), "twin_of").words
    assert begun(desk, twin, ("objective: M9.1", "objective: M9.3"), quiz=QUIZ).errors == []
    nobody = ("claims: []", "claims: []\ntwin_of: no-such")
    assert "quiz.yml" in only(begun(desk, nobody, quiz=QUIZ), "twin_of").words
    assert only(begun(desk, twin), "twin_of").hint


def test_a_talk_in_which_pushing_pays_is_told(desk: Desk) -> None:
    reading = begun(desk, ("moves: {choice: -1}", "moves: {trust: 3}"), kind="conversation")
    assert any("should fare" in one.words for one in said(reading, "moves"))


# ---- hints ----


def hints(reading: Reading, field: str) -> Iterator[str]:
    return (one.words for one in said(reading, field) if one.hint)


def test_an_unknown_objective_is_a_hint_with_those_there_are(desk: Desk) -> None:
    assert "M9.1" in next(hints(begun(desk, ("objective: M9.1", "objective: M9.7")), "objective"))
    assert "known are M9.1" in next(hints(begun(desk, ("objective: M9.1", "objective: M3.2")), "objective"))
    elsewhere = begun(desk, ("objective: M9.1", "objective: M3.2"), quiz=QUIZ)
    assert any("this quiz is about M9" in words for words in hints(elsewhere, "objective"))


def test_a_best_choice_that_stands_out_is_a_hint(desk: Desk) -> None:
    best = "and you still walked in.”\"\n    score: 1"
    long = (best, "and you walked in, which may often be hard, is it not?”\"\n    score: 1")
    words = next(hints(begun(desk, long), "options[2].text"))
    assert "is the longest" in words and "is the only one that asks a question" in words
    assert "of the course's 2 choose-one questions" in words


def test_a_long_sentence_is_a_hint_where_it_stands(desk: Desk) -> None:
    long = ("He can say yes, no, or more.", "He " + "and he " * 20 + "can say yes.")
    reading = begun(desk, long)
    assert "two short ones" in next(hints(reading, "options[2].feedback"))
    assert reading.errors == []


def test_hard_words_are_a_hint_where_the_tool_is_installed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(item_hints, "reading_grade", lambda text: 11.2)
    assert "grade 11" in next(hints(begun(desk), "stem"))
    monkeypatch.setattr(item_hints, "reading_grade", lambda text: None)
    assert list(hints(begun(desk), "stem")) == []


def test_hard_words_have_a_higher_grade_and_few_words_none() -> None:
    pytest.importorskip("textstat")
    plain = item_hints.reading_grade("He sat on the step. She sat by him. They said no word. " * 6)
    hard = item_hints.reading_grade("Institutional considerations necessitate multidisciplinary documentation. " * 12)
    assert plain is not None and hard is not None and plain < 3 < 12 < hard
    assert item_hints.reading_grade("Too few.") is None


def opened(desk: Desk, label: str, change: Any) -> Reading:
    desk.open(label)
    data = yaml.safe_load(desk.text)
    change(data)
    return desk.read(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "")


LABELS = ["practice/choose-a-line.yml", f"source/{QUIZ}/items/reflect-feeling.yml"]


@pytest.mark.parametrize("label", LABELS)
def test_another_key_of_a_question_that_learners_have_asks_for_a_new_version(desk: Desk, label: str) -> None:
    def other_score(data: dict[str, Any]) -> None:
        data["options"][0]["score"] = 0.25

    def with_version(data: dict[str, Any]) -> None:
        other_score(data)
        data["version"] = 2

    assert "“version: 2”" in next(hints(opened(desk, label, other_score), "version"))
    assert list(hints(opened(desk, label, with_version), "version")) == []


@pytest.mark.parametrize("label", LABELS)
def test_better_wording_asks_for_no_new_version(desk: Desk, label: str) -> None:
    def wording(data: dict[str, Any]) -> None:
        data["stem"] = "Dana says: “I have been told enough.” Which line gives that back?"
        data["options"][0] |= {"text": "Would more sleep help?", "feedback": "Advice.", "misconception": "advice-helps"}

    assert list(hints(opened(desk, label, wording), "version")) == []


def test_the_version_is_asked_for_until_it_is_raised_also_after_saving(desk: Desk) -> None:
    label = "practice/choose-a-line.yml"

    def other_score(data: dict[str, Any]) -> None:
        data["options"][0]["score"] = 0.25

    opened(desk, label, other_score)
    desk.save(desk.text, "")
    desk.open(label)
    assert list(hints(desk.read(desk.text, ""), "version"))


def test_a_question_that_learners_do_not_have_yet_needs_no_new_version(desk: Desk) -> None:
    desk.begin("choose-one", "", "answer-first-visit", "M9.1")
    desk.save(desk.text, "")
    desk.open("practice/answer-first-visit.yml")
    assert list(hints(desk.read(desk.text.replace("score: 0.25", "score: 0.5"), ""), "version")) == []


def test_another_id_is_told_to_make_another_question(desk: Desk) -> None:
    def other_id(data: dict[str, Any]) -> None:
        data["id"] = "choose-another-line"

    assert "ids are for good" in next(hints(opened(desk, "practice/choose-a-line.yml", other_id), "id"))
