"""The part on the page: answers messages in plain values, keeps nothing of a question in what a notebook saves."""

import json
from pathlib import Path
from typing import Any

import pytest
from writing_course import QUIZ

from alongside.authoring import page
from alongside.authoring.desk import Desk
from alongside.authoring.page import WriteAQuestion
from alongside.course.kit import kit_files
from alongside.course.open_notebook import WRITE_A_QUESTION
from alongside.course.tree import Tree
from alongside.course.workspace import course_files

PROJECT = Path(__file__).resolve().parents[2]
NOTEBOOK = PROJECT / WRITE_A_QUESTION.replace(".md", ".ipynb")


@pytest.fixture
def asked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sends the part a message and returns what it answers, as JSON would carry it."""
    monkeypatch.setitem(page._desks, desk.tree.root, desk)
    part = WriteAQuestion(desk.tree.root / "docs")
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(part, "send", lambda message: sent.append(json.loads(json.dumps(message))))

    def ask(**message: Any) -> dict[str, Any]:
        part._receive(part, {"view": "v", **message}, [])
        return sent[-1]

    ask.part = part  # type: ignore[attr-defined]
    ask.sent = sent  # type: ignore[attr-defined]
    return ask


def open_graded(asked: Any) -> str:
    text: str = asked(type="open", label=f"source/{QUIZ}/items/reflect-feeling.yml")["sheet"]["text"]
    asked(type="typed", number=1, text=text, quiz="")
    return text


def test_a_graded_question_is_in_no_trait_that_a_notebook_could_save(asked: Any) -> None:
    text = open_graded(asked)
    assert "Private" in text
    asked(type="try", answer={"choice": "heard"})
    part = asked.part
    kept = json.dumps({name: str(value) for name, value in part.get_state().items() if name not in ("_esm", "_css")})
    assert "Private" not in kept and "reflect-feeling" not in kept and "tired of being told" not in kept
    assert "Private" not in repr(part) and "Private" not in str(part._repr_mimebundle_())


def test_the_public_form_goes_to_the_preview_without_its_key(asked: Any) -> None:
    text = open_graded(asked)
    told = asked(type="typed", number=2, text=text, quiz="")
    assert told["number"] == 2 and told["state"] == "sound" and told["heading"] == "Question 1 of 2"
    assert "Private" not in json.dumps(told["item"])


def test_an_answer_is_scored_by_the_one_scorer_and_kept_nowhere(asked: Any, desk: Desk) -> None:
    open_graded(asked)
    before = sorted(desk.tree.root.rglob("*"))
    assert asked(type="try", answer={"choice": "heard"})["outcome"]["score"] == 1
    assert asked(type="try", answer={"choice": "sleep"})["outcome"]["notes"][0]["text"] == "Private: This gives advice."
    assert asked(type="try", answer=None)["outcome"]["state"] == "unanswered"
    assert asked(type="try", answer={"choice": ["x"]})["outcome"]["state"] == "invalid"
    assert sorted(desk.tree.root.rglob("*")) == before


def test_the_coach_and_the_practice_partner_answer_in_the_preview(asked: Any) -> None:
    text = asked(type="begin", kind="reply", quiz="", id="write-to-ada", objective="M9.1")["sheet"]["text"]
    asked(type="typed", number=1, text=text, quiz="")
    assert asked(type="coach", answer={"text": "You were worried what I'd think."})["comments"]["sentences"]
    text = asked(type="begin", kind="exchange", quiz="", id="write-to-remy", objective="M9.1")["sheet"]["text"]
    asked(type="typed", number=2, text=text, quiz="")
    said = asked(type="say", text="What would you like them to know?", turns=[])
    assert said["type"] == "answered" and said["turn"]["answer"]


def test_a_talk_comes_with_its_map(asked: Any, desk: Desk) -> None:
    text = asked(type="begin", kind="conversation", quiz="", id="talk-at-the-gate", objective="M9.1")["sheet"]["text"]
    asked(type="typed", number=1, text=text, quiz="")
    told = asked(type="try", answer={"path": ["both-parts", "what-would-help"]})
    assert told["outcome"]["state"] == "scored" and len(told["map"]["steps"]) == 2


@pytest.mark.parametrize(
    "message",
    [
        {"type": "typed", "text": None, "quiz": 7},
        {"type": "typed", "text": "id: [", "quiz": "no-such-quiz"},
        {"type": "open", "label": ["x"]},
        {"type": "begin", "kind": {}, "id": None},
        {"type": "save", "text": "x: 0x" + "f" * 20_000, "quiz": ""},
        {"type": "save", "text": "id: a", "quiz": "../.."},
        {"type": "say", "text": 3},
        {"type": "coach"},
    ],
)
def test_a_message_that_makes_no_sense_is_answered_in_words(asked: Any, message: dict[str, Any]) -> None:
    told = asked(**message)
    assert told["view"] == "v"
    assert told["type"] in ("refused", "typed", "coach")
    assert told["type"] != "refused" or told["words"]


def test_an_unknown_message_is_left_unanswered(asked: Any) -> None:
    asked(type="begin", kind="reply", quiz="", id="a-b", objective="")
    many = len(asked.sent)
    asked(type="run", code="1")
    assert len(asked.sent) == many


def test_a_huge_number_that_the_checks_accept_does_not_stop_the_page(asked: Any) -> None:
    text = asked(type="begin", kind="choose-one", quiz="", id="a-b", objective="M9.1")["sheet"]["text"]
    told = asked(type="typed", number=1, text=text.replace("version: 1", "version: 0x" + "f" * 9_000), quiz="")
    assert told["type"] == "refused" or told["state"] == "broken"


def test_the_notebook_is_handed_to_no_learner_and_holds_no_output() -> None:
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    (code,) = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert code["outputs"] == [] and code["metadata"]["tags"] == ["alongside"]
    assert "".join(code["source"]) == "from alongside.authoring import write_a_question\nwrite_a_question()"
    handed = [*course_files(PROJECT).values(), *kit_files(Tree.at(PROJECT))]
    assert [path for path in handed if path == NOTEBOOK or "authoring" in path.parts] == []
