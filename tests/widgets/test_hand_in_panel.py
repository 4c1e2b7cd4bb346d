import errno
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from alongside.learner.folder import quiz_store, read_settings
from alongside.learner.store import Change
from alongside.widgets import hand_in as panel_module
from alongside.widgets.hand_in import hand_in
from alongside.widgets.question import quiz_item


@pytest.fixture(autouse=True)
def no_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether nbgrader's exchange answers is another test's question."""
    monkeypatch.setattr(panel_module, "submit_to_exchange", lambda quiz, folder: False)


@pytest.fixture
def page(course: Path, as_page: Any) -> Any:
    quiz_store("small-quiz").save(Change("reflect-feeling", 1, {"choice": "heard"}, "tab:1"))
    return as_page(hand_in("small-quiz"))


def test_the_panel_knows_the_questions_and_offers_no_check_without_the_private_items(page: Any) -> None:
    assert page.state["items"] == ["reflect-feeling", "write-reply"]
    assert (page.state["can_check"], page.state["code"], page.state["receipt"]) == (False, "", {})


def test_a_hand_in_gives_a_receipt_and_the_zip_for_downloading(page: Any, course: Path) -> None:
    page.send({"type": "hand-in", "code": " A17 "})
    (message,) = page.messages
    made = course / "hand-in" / message["file"]
    assert message["type"] == "handed-in" and zipfile.is_zipfile(made)
    sent = [each for each in page.widget.comm.published if each["data"].get("method") == "custom"]
    assert [bytes(buffer) for buffer in sent[0]["buffers"]] == [made.read_bytes()]
    receipt = page.state["receipt"]
    assert (receipt["code"], receipt["answered"], receipt["file"]) == ("A17", 1, f"hand-in/{made.name}")
    assert read_settings()["learner_code"] == "A17"


def test_a_panel_opened_again_knows_the_code_and_the_last_hand_in(page: Any, as_page: Any) -> None:
    page.send({"type": "hand-in", "code": "A17"})
    again = as_page(hand_in("small-quiz"))
    assert again.state["code"] == "A17"
    assert again.state["receipt"]["at"] == page.state["receipt"]["at"]


@pytest.mark.parametrize("code", ["", "a b", "../x", 4.5, None, ["A17"]])
def test_a_bad_code_is_answered_in_words_and_hands_nothing_in(page: Any, course: Path, code: Any) -> None:
    page.send({"type": "hand-in", "code": code})
    (message,) = page.messages
    if message["type"] == "handed-in":
        pytest.fail(f"{code!r} was taken as a learner code")
    assert message["type"] == "bad-code" and "letters, digits" in message["reason"]
    assert page.state["receipt"] == {} and not (course / "hand-in").exists()


def test_on_a_full_disk_nothing_is_handed_in_and_the_page_says_why(
    page: Any, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    page.send({"type": "hand-in", "code": "A17"})
    (message,) = page.messages
    assert message["type"] == "not-handed-in" and "The disk is full" in message["reason"]
    assert page.state["receipt"] == {} and not list(course.glob("hand-in/*"))


def test_an_exchange_that_took_it_is_named_on_the_receipt(page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panel_module, "submit_to_exchange", lambda quiz, folder: True)
    page.send({"type": "hand-in", "code": "A17"})
    assert page.state["receipt"]["exchange"] is True


def test_a_check_is_not_answered_where_the_private_items_are_not(page: Any) -> None:
    page.send({"type": "check"})
    assert page.messages == []


QUIZ = """id: small-quiz
title: Small
module: M9
minutes: 5
intro: Two questions.
items: [reflect-feeling, write-reply]
"""
REFLECT = """id: reflect-feeling
version: 1
objective: M9.3
kind: choose-one
stem: Which line?
options:
  - {id: heard, text: You had enough., score: 1, feedback: This gives it back.}
  - {id: sleep, text: Sleep more., score: 0, feedback: This gives advice., misconception: advice-is-support}
"""
WRITE = """id: write-reply
version: 2
objective: M9.3
kind: reply
stem: What would you say?
rubric:
  - {score: 0, anchor: a0, example: e0}
  - {score: 1, anchor: a1, example: e1}
  - {score: 2, anchor: a2, example: e2}
  - {score: 3, anchor: a3, example: e3}
"""


@pytest.fixture
def clone(course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The private items lie on this machine, as in a clone."""
    folder = tmp_path / "source" / "small-quiz"
    (folder / "items").mkdir(parents=True)
    for name, text in (("quiz.yml", QUIZ), ("items/reflect-feeling.yml", REFLECT), ("items/write-reply.yml", WRITE)):
        (folder / name).write_text(text)
    monkeypatch.setenv("ALONGSIDE_SOURCE", str(folder.parent))
    monkeypatch.setenv("PYTHONPATH", str(Path(panel_module.__file__).parents[2]))
    return folder


def test_in_a_clone_check_my_answers_gives_every_question_its_feedback(clone: Path, page: Any, as_page: Any) -> None:
    question = as_page(quiz_item("small-quiz", "reflect-feeling"))
    assert page.state["can_check"] is True
    page.send({"type": "check"})
    (message,) = page.messages
    assert message["type"] == "checked", message
    outcomes = message["outcomes"]
    assert (outcomes["reflect-feeling"]["score"], outcomes["write-reply"]["state"]) == (1.0, "unanswered")
    assert question.state["outcome"]["notes"][0]["text"] == "This gives it back."


def test_before_the_check_nothing_private_has_reached_the_page(clone: Path, page: Any, as_page: Any) -> None:
    question = as_page(quiz_item("small-quiz", "reflect-feeling"))
    told = json.dumps([page.state, question.state])
    assert "Sleep more." in told and "This gives" not in told and "advice-is-support" not in told


def test_a_check_that_fails_says_that_the_answers_are_saved(clone: Path, page: Any) -> None:
    (clone / "items" / "write-reply.yml").write_text("id: [")
    page.send({"type": "check"})
    assert page.messages == [{"type": "not-checked", "reason": panel_module._NO_CHECK}]


def test_after_a_hand_in_questions_offer_their_other_form_and_both_count_once(
    page: Any, as_page: Any, course: Path
) -> None:
    question = as_page(quiz_item("small-quiz", "reflect-feeling"))
    assert question.state["handed_in"] is False
    page.send({"type": "hand-in", "code": "A17"})
    assert question.state["handed_in"] is True
    quiz_store("small-quiz").save(Change("reflect-again", 4, {"choice": "why"}, "tab:9"))
    page.send({"type": "hand-in", "code": "A17"})
    assert page.state["receipt"]["answered"] == 1
    assert as_page(quiz_item("small-quiz", "reflect-feeling")).state["handed_in"] is True


def test_a_damaged_quiz_file_does_not_stop_a_hand_in(page: Any, course: Path) -> None:
    (course / "small-quiz" / "quiz.json").write_text("{")
    page.send({"type": "hand-in", "code": "A17"})
    assert page.state["receipt"]["answered"] == 1
