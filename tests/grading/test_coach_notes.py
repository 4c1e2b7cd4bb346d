"""The coach's notes for the person who marks: escaped, after the mark, and in no file."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from course_folder import CourseFolder
from nbconvert.exporters import HTMLExporter
from sample_quiz import GOOD_ANSWERS, ITEMS, QUIZ_ID

from alongside.grading import coach_notes
from alongside.grading.bulk import grade_group
from alongside.grading.coach_notes import CoachNotes, notes_html
from alongside.grading.course_folders import open_course
from alongside.grading.feedback import write_feedback
from alongside.items.heard import heard_in
from alongside.items.schema import Item, parse_item
from alongside.widgets.coaching import heard_in as heard_by_the_page

REPLY = next(item for item in ITEMS if item["id"] == "write-reply")
TURN = {"text": "Did you sleep at all?", "heard": ["closed-question"]}
EXCHANGE = {
    "id": "talk-with-dana",
    "version": 1,
    "objective": "M9.3",
    "kind": "exchange",
    "stem": "Talk with Dana.",
    "person": {"id": "dana", "name": "Dana", "about": "29, draws"},
    "opening": "I am tired.",
    "start": {"trust": 2, "openness": 2, "choice": 2, "risk": 1},
    "turns": 2,
    "moves": {},
    "answers": [{"says": "Maybe."}, {"says": "I do not know."}],
    "closings": [{"says": "Dana goes."}],
    "rubric": REPLY["rubric"],
}
HOSTILE = "<script>alert(1)</script> Did you <img src=x onerror=alert(2)> sleep? \" onmouseover=\"x"


def _item(**changes: Any) -> Item:
    item, problems = parse_item({**REPLY, **changes}, "a file")
    assert item, problems
    return item


def _exchange() -> Item:
    item, problems = parse_item(EXCHANGE, "a file")
    assert item, problems
    return item


def test_each_sentence_gets_what_the_coach_saw_in_it() -> None:
    notes = notes_html(_item(), {"text": "You came anyway. Did you sleep?"})
    assert "<q>You came anyway.</q>" in notes
    assert "<q>Did you sleep?</q>" in notes
    assert notes.count("This looks like") + notes.count("This may be") == 2


def test_a_sentence_that_the_learner_sees_differently_is_told_first() -> None:
    answer = {"text": "Did you sleep?", "differs": [{"sentence": "Did you sleep?", "coach": "closed-question"}]}
    notes = notes_html(_item(), answer)
    assert notes.startswith(
        "<p><strong>The learner sees this differently from the coach:</strong></p><ul>"
        "<li><q>Did you sleep?</q> The coach had seen a closed question there.</li></ul>"
    )


def test_an_exchange_is_noted_turn_by_turn_against_what_the_partner_said(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    read = coach_notes.read_reply
    monkeypatch.setattr(coach_notes, "read_reply", lambda text, client: (heard.append(client), read(text, client))[1])
    notes = notes_html(_exchange(), {"turns": [TURN, TURN]})
    assert heard == ["I am tired.", "Maybe."]
    assert notes.index("Turn 1") < notes.index("Turn 2")
    assert "Turn 3" not in notes


@pytest.mark.parametrize("answer", [None, {}, {"text": ""}, {"text": 7}, [], {"turns": ["What?"]}])
def test_where_nothing_is_to_mark_there_are_no_notes(answer: Any) -> None:
    assert notes_html(_item(), answer) == ""
    assert notes_html(_exchange(), answer) == ""


def test_a_question_without_a_coach_gives_its_marker_no_notes() -> None:
    assert notes_html(_item(coach=False), {"text": "Did you sleep?"}) == ""


@pytest.mark.parametrize("differs", [7, "all", [None, 3, {"sentence": 4}, {"coach": "advice"}], {"sentence": "a"}])
def test_a_malformed_differing_is_passed_over(differs: Any) -> None:
    notes = notes_html(_item(), {"text": "Did you sleep?", "differs": differs})
    assert "differently" not in notes
    assert "<q>Did you sleep?</q>" in notes


def test_nothing_a_learner_wrote_is_markup_in_the_notes() -> None:
    answer = {"text": HOSTILE, "differs": [{"sentence": HOSTILE, "coach": HOSTILE}, {"sentence": "a", "coach": [1]}]}
    talk = {"turns": [{"text": HOSTILE, "heard": [HOSTILE]}], "differs": answer["differs"]}
    for notes in (notes_html(_item(), answer), notes_html(_exchange(), talk)):
        assert "&lt;script&gt;" in notes
        assert "<script" not in notes
        assert "<img" not in notes
        assert 'onmouseover="' not in notes


@pytest.mark.parametrize("stem", [REPLY["stem"], "“You,” she says.", "> One.\n> Two.\n\nNow?", "Plain"])
def test_the_marker_sees_what_the_learner_saw_the_coach_read(stem: str) -> None:
    for item in ({"stem": stem}, {"stem": stem, "heard": "What now?"}):
        assert heard_in(item) == heard_by_the_page(item)


# In formgrader


@pytest.fixture
def graded(course: CourseFolder) -> CourseFolder:
    course.submit("ada", {**GOOD_ANSWERS, "write-reply": {"text": HOSTILE}})
    grade_group(course.root, QUIZ_ID)
    return course


def _filter(course: CourseFolder) -> CoachNotes:
    return CoachNotes(config=open_course(course.root).config)


def test_the_notes_are_hidden_until_the_mark(graded: CourseFolder) -> None:
    section = _filter(graded)("write-reply", QUIZ_ID, "ada")
    assert '<div class="as-coach-notes" hidden>' in section
    assert "Notes by a program, not by a person." in section
    assert "after your mark" in section


@pytest.mark.parametrize("learner", ["nobody", "../../..", "a\0b"])
def test_a_learner_without_answers_has_no_notes(graded: CourseFolder, learner: str) -> None:
    assert _filter(graded)("write-reply", QUIZ_ID, learner) == ""


def test_whatever_goes_wrong_leaves_the_page_without_notes(
    graded: CourseFolder, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: str) -> None:
        raise ZeroDivisionError("a defect of the coach")

    monkeypatch.setattr(coach_notes, "read_reply", broken)
    notes = _filter(graded)
    notes.log = logging.getLogger("notes")
    assert notes("write-reply", QUIZ_ID, "ada") == ""
    assert "a defect of the coach" in caplog.text


def test_damaged_answers_beside_the_notebook_leave_the_page_without_notes(graded: CourseFolder) -> None:
    answers = graded.autograded / "ada" / QUIZ_ID / "responses.json"
    answers.chmod(0o644)
    answers.write_bytes(b"[" * 5000)
    assert _filter(graded)("write-reply", QUIZ_ID, "ada") == ""


def test_the_page_for_marking_has_the_notes_and_no_file_of_the_course_does(graded: CourseFolder) -> None:
    notebook = graded.autograded / "ada" / QUIZ_ID / f"{QUIZ_ID}.ipynb"
    exporter = HTMLExporter(template_name="formgrade", config=open_course(graded.root).config)
    names = {"assignment_id": QUIZ_ID, "notebook_id": QUIZ_ID, "submission_id": "x", "index": 0, "total": 1,
             "base_url": "", "student": "ada", "last_name": None, "first_name": None, "notebook_path": ""}  # fmt: skip
    page, _ = exporter.from_filename(str(notebook), resources=names)
    assert [page.count(f'data-as-item="{item}"') for item in ("write-reply", "write-summary")] == [1, 1]
    write_feedback(graded.root, QUIZ_ID)
    graded.nbgrader("generate_feedback", QUIZ_ID, "--force")
    for path in (graded.root / "my-teaching").rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"Notes by a program" not in content, path
            assert b"What made it think so" not in content, path
