"""One page a learner for the instructor."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from course_folder import CourseFolder
from sample_quiz import GOOD_ANSWERS, QUIZ_ID

from alongside.grading.bulk import grade_group
from alongside.grading.grade import grade_answers
from alongside.grading.marks import Mark, Sheet
from alongside.grading.portfolio import Part, portfolio_page, write_portfolios
from alongside.grading.quiz_source import Quiz
from alongside.learner.responses import Responses

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "items"))
from item_examples import item

KINDS = ("conversation", "exchange", "self-review", "reply", "choose-one")
ANSWERS: dict[str, dict[str, Any]] = {
    "talk-at-the-door": {"path": ["hear"] * 8},
    "write-with-dana": {"turns": [{"text": "<script>alert(1)</script> What helps?", "heard": ["open-question"]}]},
    "look-back": {"levels": {"asking": "often"}, "text": "The third line."},
    "write-reply": {"text": "You have had enough of being told."},
}


def page(**marks: Mark) -> str:
    quiz = Quiz("capstone", "Four talks", "end", 75, "Intro.", tuple(item(kind) for kind in KINDS))
    responses = Responses(items={
        item_id: {
            "item_version": 1,
            "attempts": [{"revision": 1, "at": "", "token": "", "draft": False, "answer": one}],
        }
        for item_id, one in ANSWERS.items()
    })
    waiting = {one.id: Mark(0.0, given=None, due=one.marked_by_person) for one in quiz.items}
    sheet = Sheet("A17", datetime(2026, 11, 23, tzinfo=UTC), 0.0, {**waiting, **marks})
    return portfolio_page("A17", [Part(quiz, grade_answers(quiz, responses), sheet)])


def test_talks_written_work_and_the_look_back_stand_there_in_full() -> None:
    shown = page()
    assert shown.count("<td>A line that would hear.</td>") == 8
    assert "complex-reflection 8." in shown
    assert "Dana: I am tired of being told." in shown and "You have had enough of being told." in shown
    assert "<td>I asked openly.</td><td>often</td>" in shown and "The third line." in shown
    assert "<td>I gave back.</td><td>–</td>" in shown


def test_what_waits_for_a_person_and_what_a_person_gave_are_told() -> None:
    given = page(**{"write-reply": Mark(2.0, given=2.0, due=False, comment="Read it aloud once.")})
    assert "Marked 2 by a person." in given and "Read it aloud once." in given
    assert "Waiting for a person." in given
    assert "1 waiting for a person" in given


def test_a_learners_words_are_never_markup_and_the_page_runs_no_script() -> None:
    shown = page()
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert "default-src 'none'" in shown


@pytest.fixture
def graded(course: CourseFolder) -> CourseFolder:
    course.submit("ada", GOOD_ANSWERS)
    course.submit("bob", {})
    grade_group(course.root, QUIZ_ID)
    return course


def test_everybody_who_was_graded_has_a_page_among_the_teaching_data(graded: CourseFolder) -> None:
    written = write_portfolios(graded.root, [QUIZ_ID])
    assert [path.relative_to(graded.root).as_posix() for path in written] == [
        "my-teaching/portfolio/ada.html", "my-teaching/portfolio/bob.html"]
    assert "Learner ada" in written[0].read_text(encoding="utf-8")


def test_one_learner_can_be_asked_for(graded: CourseFolder) -> None:
    assert [path.stem for path in write_portfolios(graded.root, [QUIZ_ID], learners="bob")] == ["bob"]
