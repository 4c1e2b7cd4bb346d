"""Scores a quiz on the spot for a learner without an instructor, with the scorer that instructors use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alongside.grading.grade import grade_answers
from alongside.grading.quiz_source import require_quiz
from alongside.grading.submission import read_answers
from alongside.items.mastery import mastery
from alongside.items.schema import Item


def _compare(item: Item) -> dict[str, Any]:
    """Return what a learner may hold a written reply against: nobody marks it here."""
    if not item.marked_by_person:
        return {}
    told = ("score", "anchor", "example")
    return {"rubric": [{name: level[name] for name in told} for level in item.body["rubric"]]}


def self_check(source_quiz_folder: Path, responses_path: Path) -> dict[str, Any]:
    """Return item id -> ``Outcome.as_dict()`` (a written reply with its ``rubric`` too), and ``total``.

    ``total`` has ``score`` and ``points`` (of what could be scored here), ``to_mark`` (written replies, which
    need a person), ``mastery`` (of the same) and ``odd`` (what could not be read, in plain words).

    Raises:
        UnreadableQuiz: when the quiz itself needs mending.
    """
    quiz = require_quiz(source_quiz_folder)
    responses, odd = read_answers(responses_path)
    graded = grade_answers(quiz, responses)
    checked: dict[str, Any] = {
        place: {**graded.outcomes[place].as_dict(), **_compare(item)} for place, item in graded.items.items()
    }
    scored = [item for item in quiz.items if not item.marked_by_person]
    checked["total"] = {
        "score": sum(graded.outcomes[item.id].score for item in scored),
        "points": sum(item.points for item in scored),
        "to_mark": sum(graded.outcomes[item.id].state == "to-mark" for item in quiz.items),
        "mastery": mastery(quiz.items, graded.outcomes).as_dict(),
        "odd": [*odd, *graded.odd],
    }
    return checked
