"""Look back at one's own practice, skill by skill. Any honest answer earns the points: it is a review, no test."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from alongside.items.kinds.samples import Samples
from alongside.items.outcome import InvalidAnswer, Marked, Note
from alongside.items.reading import FieldProblem, answer_field, check_entries, is_text

FIELDS = frozenset({"skills", "levels", "ask", "after"})
MAX_CHARACTERS = 800


def check(body: Mapping[str, Any]) -> Iterator[FieldProblem]:
    """Yield (field, what is wrong and what to do)."""
    yield from check_entries(body, "skills", at_least=2, known={"id", "text"}, needed=("text",))
    yield from check_entries(body, "levels", at_least=2, known={"id", "text"}, needed=("text",))
    for name in ("ask", "after"):
        if not is_text(body.get(name)):
            yield name, "needs what to write about" if name == "ask" else "needs a word to close with"


def public(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the skills, the levels and what to write about."""
    return {"skills": body["skills"], "levels": body["levels"], "ask": body["ask"], "max_characters": MAX_CHARACTERS}


def mark(body: Mapping[str, Any], answer: Any) -> Marked:
    """Score ``{"levels": {skill: level}, "text": "..."}`` by how much was looked at, whatever was found."""
    levels = answer_field(answer, "levels", dict)
    text = answer.get("text", "")
    if not isinstance(text, str) or len(text) > 4 * MAX_CHARACTERS:
        raise InvalidAnswer("what was saved beside the skills is no text of this length")
    skills, known = {one["id"] for one in body["skills"]}, {one["id"] for one in body["levels"]}
    if not set(levels) <= skills or not all(isinstance(level, str) and level in known for level in levels.values()):
        raise InvalidAnswer("the saved review names a skill or a level that is not here")
    looked_at = len(levels) + bool(text.strip())
    return Marked(looked_at / (len(skills) + 1), (Note("", body["after"]),))


def samples(body: Mapping[str, Any]) -> Samples:
    """Return its own right, other and malformed answers."""
    level = body["levels"][0]["id"]
    whole = {one["id"]: level for one in body["skills"]}
    return Samples({"levels": whole, "text": "I asked three times in a row."}, {"levels": whole}, {"levels": {"x": 1}})
