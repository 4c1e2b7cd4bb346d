from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from course_folder import responses
from hypothesis import given, settings
from hypothesis import strategies as some
from sample_quiz import GOOD_ANSWERS, GOOD_SCORES, ITEMS, write_quiz

from alongside.grading.grade import grade_answers, points_earned
from alongside.grading.quiz_source import Quiz, require_quiz
from alongside.grading.self_check import self_check
from alongside.grading.submission import read_submission
from alongside.items.outcome import Outcome
from alongside.learner.responses import Responses, parse_responses


@pytest.fixture(scope="module")
def quiz(tmp_path_factory: pytest.TempPathFactory) -> Quiz:
    return require_quiz(write_quiz(tmp_path_factory.mktemp("grade") / "source"))


_values = some.recursive(
    some.none()
    | some.booleans()
    | some.integers(-(10**12), 10**12)
    | some.floats(allow_nan=False)
    | some.text(max_size=20)
    | some.sampled_from(["name-it", "what", "pause", "ask", "offer", "p1", "open", "turn-2", "tells-more"]),
    lambda inner: (
        some.lists(inner, max_size=4)
        | some.dictionaries(
            some.sampled_from(
                [
                    "choice",
                    "choices",
                    "order",
                    "pairs",
                    "spot",
                    "number",
                    "outcome",
                    "text",
                    "p1",
                    "p2",
                    "confidence_percent",
                ]
            )
            | some.text(max_size=8),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@settings(max_examples=300)
@given(answers=some.dictionaries(some.sampled_from([item["id"] for item in ITEMS]) | some.text(max_size=9), _values))
def test_whatever_was_answered_every_item_gets_one_finite_number(quiz: Quiz, answers: dict[str, object]) -> None:
    held = Responses(
        items={
            item_id: {"item_version": 1, "attempts": [{"answer": answer, "revision": 1}]}
            for item_id, answer in answers.items()
        }
    )
    graded = grade_answers(quiz, held)
    assert set(graded.outcomes) == {item.id for item in quiz.items}
    for item in quiz.items:
        score = points_earned(graded.outcomes[item.id], item.points)
        assert math.isfinite(score)
        assert 0 <= score <= item.points


@pytest.mark.parametrize("fraction", [math.nan, math.inf, -math.inf, -0.5, 1.0000001, None])
def test_a_score_is_never_outside_its_bounds(fraction: float | None) -> None:
    assert 0 <= points_earned(Outcome("x", "scored", fraction, 2), 2) <= 2


def test_nothing_answered_is_zero_everywhere_and_full_answers_are_full(quiz: Quiz) -> None:
    empty = grade_answers(quiz, Responses())
    assert all(outcome.score == 0 and outcome.state == "unanswered" for outcome in empty.outcomes.values())
    full = grade_answers(quiz, parse_responses(json.dumps(responses(GOOD_ANSWERS)).encode()))
    assert {item: full.outcomes[item].score for item in GOOD_SCORES} == GOOD_SCORES
    assert full.odd == ()


def test_the_last_attempt_counts(quiz: Quiz) -> None:
    held = responses(GOOD_ANSWERS)
    held["items"]["reflect-feeling"]["attempts"].append({"revision": 99, "answer": {"choice": "cheer-up"}})
    graded = grade_answers(quiz, parse_responses(json.dumps(held).encode()))
    assert graded.outcomes["reflect-feeling"].score == 0


def test_reading_a_submission_changes_nothing_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "ada" / "quiz"
    folder.mkdir(parents=True)
    (folder / "responses.json").write_text(json.dumps(responses(GOOD_ANSWERS)), encoding="utf-8")
    (folder / "timestamp.txt").write_text("nonsense", encoding="ascii")
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    found = read_submission(folder, {})
    assert found.responses.answers() == GOOD_ANSWERS
    assert before == {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}


ANEW = {"reflect-feeling": {"choice": "fix-it"}, "reflect-feeling-again": {"choice": "too-heavy"}}


@pytest.mark.parametrize(
    ("answers", "form", "score_fraction"),
    [
        (ANEW, "reflect-feeling-again", 1),
        (dict(reversed(ANEW.items())), "", 0.25),
        ({**ANEW, "reflect-feeling-again": {"choice": None}}, "", 0.25),
        ({**ANEW, "reflect-feeling-again": {"choice": "name-it"}}, "reflect-feeling-again", 0),
        ({"reflect-feeling-again": {"choice": "ask-why"}}, "reflect-feeling-again", 0),
    ],
    ids=["twin last", "first form last", "twin left open", "twin malformed", "twin alone"],
)
def test_the_form_that_was_answered_last_counts(
    tmp_path: Path, answers: dict[str, Any], form: str, score_fraction: float
) -> None:
    quiz = require_quiz(write_quiz(tmp_path / "source"))
    graded = grade_answers(quiz, parse_responses(json.dumps(responses(answers)).encode()))
    outcome = graded.outcomes["reflect-feeling"]
    assert (outcome.item_id, outcome.form, outcome.score_fraction) == ("reflect-feeling", form, score_fraction)
    assert graded.items["reflect-feeling"].id == (form or "reflect-feeling")
    assert set(graded.outcomes) == {item["id"] for item in ITEMS}
    assert not [words for words in graded.odd if "unknown" in words]


def test_the_self_check_gives_outcomes_a_total_and_the_rubric_to_compare_with(tmp_path: Path) -> None:
    folder = write_quiz(tmp_path / "source")
    own = tmp_path / "responses.json"
    own.write_text(json.dumps(responses(GOOD_ANSWERS)), encoding="utf-8")
    checked = self_check(folder, own)
    assert list(checked) == [*(item["id"] for item in ITEMS), "total"]
    assert checked["total"] == {"score": 8, "points": 8, "to_mark": 2, "odd": [], "mastery": {
        "fraction": 1.0, "critical_left": [], "reached": True, "sentence": "You have reached the aim of this quiz."}}
    assert checked["reflect-feeling"]["fit"] == "full"
    assert [level["score"] for level in checked["write-reply"]["rubric"]] == [0, 1, 2, 3]
    json.dumps(checked)


def test_the_self_check_of_nothing_is_all_open(tmp_path: Path) -> None:
    checked = self_check(write_quiz(tmp_path / "source"), tmp_path / "missing.json")
    assert checked["total"]["score"] == 0
    assert "nothing was answered" in checked["total"]["odd"][0]
