"""Learners meet a new question: one more in a quiz's list, one more cell in a lesson; nothing else changes."""

from pathlib import Path

import pytest
import yaml
from writing_course import QUIZ

from alongside.authoring.building import run_command
from alongside.authoring.desk import Desk
from alongside.authoring.placing import headings, lesson_with, quiz_with
from alongside.authoring.saving import NotSaved
from alongside.course.content import load_content

ROOT = Path(__file__).resolve().parents[2]
ID = "answer-first-visit"


@pytest.mark.parametrize("path", sorted(ROOT.glob("source/*/quiz.yml")), ids=lambda path: path.parent.name)
def test_each_quiz_of_the_course_takes_one_more_at_its_end(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    before, after = yaml.safe_load(text), yaml.safe_load(quiz_with(text, ID))
    assert after == {**before, "items": [*before["items"], ID]}
    assert len(quiz_with(text, ID).splitlines()) == len(text.splitlines()) + 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("items: [a, b]\nid: q\n", "items: [a, b, c]\nid: q\n"),
        ("items:\n- a  # the first\n- b  # the last", "items:\n- a  # the first\n- b  # the last\n- c"),
        ("items:\n    - a\n# then\nid: q\n", "items:\n    - a\n    - c\n# then\nid: q\n"),
    ],
)
def test_a_list_keeps_its_form_and_its_notes(text: str, wanted: str) -> None:
    assert quiz_with(text, "c") == wanted


@pytest.mark.parametrize("text", ["", "items:\n", "items: []\n", "items: a\n", "id: q\n", "items: [a\n", "- a\n"])
def test_a_list_that_cannot_be_added_to_safely_is_left_alone(text: str) -> None:
    with pytest.raises(NotSaved, match="by hand"):
        quiz_with(text, "c")


@pytest.mark.parametrize("path", sorted(ROOT.glob("lessons/0[139]_*.md")), ids=lambda path: path.stem)
def test_a_lesson_takes_one_more_question_under_any_heading_and_stays_the_same_otherwise(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for heading in headings(text):
        added = lesson_with(text, ID, heading)
        lines = added.splitlines()
        at = lines.index(f'question("{ID}")')
        assert [line for line in lines[:at] if line.startswith("## ")][-1] == f"## {heading}"
        assert [line for line in text.splitlines() if line.strip() and line not in lines] == []


def test_a_heading_that_is_gone_is_told(desk: Desk) -> None:
    with pytest.raises(NotSaved, match="no part"):
        lesson_with((desk.tree.root / "lessons/01_listening_first.md").read_text(encoding="utf-8"), ID, "Gone")


def test_a_practice_question_is_asked_where_its_author_says_and_the_course_can_be_built(desk: Desk) -> None:
    desk.begin("choose-one", "", ID, "M9.1")
    desk.save(desk.text, "")
    assert not desk.read(desk.text, "").placed
    assert "Lin listens" in desk.place("01_listening_first", "Lin listens")
    lines: list[str] = []
    assert run_command(desk.tree, "build", lines.append), lines
    assert any("notebooks/01_listening_first.ipynb" in line for line in lines)
    lines.clear()
    assert run_command(desk.tree, "check", lines.append), lines
    desk.course = load_content(desk.tree)
    assert desk.read(desk.text, "").placed
    assert desk.place("", "") == ""


def test_a_quizs_question_comes_last_and_its_key_stays_in_its_file(desk: Desk) -> None:
    desk.begin("choose-one", QUIZ, ID, "M9.1")
    desk.save(desk.text, QUIZ)
    assert desk.read(desk.text, QUIZ).heading == "Question 3 of 3"
    assert "last question" in desk.place("", "")
    lines: list[str] = []
    assert run_command(desk.tree, "build", lines.append), lines
    released = (desk.tree.root / f"assignments/{QUIZ}/quiz.json").read_text(encoding="utf-8")
    assert ID in released and "Both halves" not in released


def test_what_is_not_saved_is_not_put_into_the_course(desk: Desk) -> None:
    desk.begin("choose-one", "", ID, "M9.1")
    desk.read(desk.text, "")
    with pytest.raises(NotSaved, match="Save the question first"):
        desk.place("01_listening_first", "Lin listens")


def test_a_lesson_that_is_none_is_refused(desk: Desk) -> None:
    desk.begin("choose-one", "", ID, "M9.1")
    desk.save(desk.text, "")
    with pytest.raises(NotSaved, match="Choose the lesson"):
        desk.place("../start", "Lin listens")


def test_a_build_that_fails_says_why(desk: Desk) -> None:
    (desk.tree.root / "practice/broken.yml").write_text("id: broken\n", encoding="utf-8")
    lines: list[str] = []
    assert not run_command(desk.tree, "build", lines.append)
    assert any("practice/broken.yml: kind" in line for line in lines)
