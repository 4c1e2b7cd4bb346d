"""Write a reply in one's own words. A person marks it with the rubric; nothing here scores it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from alongside.items.kinds.samples import Samples
from alongside.items.outcome import InvalidAnswer, Marked, Note
from alongside.items.reading import FieldProblem, answer_field, is_number, is_text
from alongside.items.rubric import rubric_problems

FIELDS = frozenset({"rubric", "after", "max_characters", "heard", "coach"})
MAX_CHARACTERS = 1200


def check(body: Mapping[str, Any]) -> Iterator[FieldProblem]:
    """Yield (field, what is wrong and what to do)."""
    if "rubric" not in body and not is_text(body.get("after")):
        yield "rubric", "a quiz needs a rubric; a practice item needs “after”, to compare with"
    yield from rubric_problems(body)
    limit = body.get("max_characters", MAX_CHARACTERS)
    if not is_number(limit) or not 50 <= limit <= 5000:
        yield "max_characters", "needs a number from 50 to 5000"
    if "heard" in body and not is_text(body["heard"]):
        yield "heard", "needs what the other person has just said, or leave it out"
    if not isinstance(body.get("coach", True), bool):
        yield "coach", "needs true or false; a test of what somebody can do alone has no coach"


def public(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return how long a reply may be, what the person said to whom one replies, and whether the coach reads it."""
    return {
        "max_characters": int(body.get("max_characters", MAX_CHARACTERS)),
        "heard": body.get("heard", ""),
        "coach": body.get("coach", True),
    }


def written(body: Mapping[str, Any], answer: Any) -> str:
    """Return the text of ``{"text": "..."}``; raise InvalidAnswer when there is none of that form."""
    text: str = answer_field(answer, "text", str)
    return text


def mark(body: Mapping[str, Any], answer: Any) -> Marked:
    """Hand the text on to a person: no score; for a practice item the comparison that belongs to it."""
    text = written(body, answer)
    if len(text) > 4 * int(body.get("max_characters", MAX_CHARACTERS)):
        raise InvalidAnswer("the saved reply is far longer than this question allows")
    after = body.get("after")
    return Marked(None, (Note("", after),) if after else ())


def samples(body: Mapping[str, Any]) -> Samples:
    """Return its own right, other and malformed answers."""
    return Samples({"text": "It sounds like you have had enough of being told."}, {"text": ""}, {"text": 7})
