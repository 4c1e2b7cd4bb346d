"""Say which of two things will happen, and how sure you are.

Scored with the quadratic (Brier) rule, which is proper: on average it pays best to say how sure one really is.
Source: Brier GW 1950, Monthly Weather Review 78:1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from alongside.items.kinds.samples import Samples
from alongside.items.outcome import InvalidAnswer, Marked, Note
from alongside.items.reading import FieldProblem, answer_field, check_entries, entries, id_and_text, is_number, known_id

FIELDS = frozenset({"outcomes"})
_KNOWN = {"id", "text", "happens", "feedback", "misconception"}


def check(body: Mapping[str, Any]) -> Iterator[FieldProblem]:
    """Yield (field, what is wrong and what to do)."""
    yield from check_entries(body, "outcomes", at_least=2, known=_KNOWN, needed=("text", "feedback"))
    if sorted(str(entry.get("happens")) for entry in entries(body, "outcomes")) != ["False", "True"]:
        yield "outcomes", "needs exactly two, one with happens: true and one with happens: false"


def public(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the two outcomes as a learner sees them."""
    return {"outcomes": id_and_text(body["outcomes"])}


def _calibration(confidence_percent: float, hit: bool) -> str:
    if hit:
        return "It paid to be sure here." if confidence_percent >= 80 else "You could have trusted this a little more."
    if confidence_percent >= 80:
        return "You were very sure. When the answer surprises us, it helps to ask what we took for granted."
    return "You left room for doubt, and that keeps most of the score."


def mark(body: Mapping[str, Any], answer: Any) -> Marked:
    """Score ``{"outcome": id, "confidence_percent": 50..100}``."""
    outcomes = {entry["id"]: entry for entry in body["outcomes"]}
    chosen = outcomes[known_id(answer_field(answer, "outcome", str), list(outcomes))]
    confidence = answer.get("confidence_percent")
    if not is_number(confidence) or not 50 <= confidence <= 100:
        raise InvalidAnswer("the saved confidence is not a number from 50 to 100")
    hit = bool(chosen["happens"])
    words = f"{chosen['text']} ({confidence:g} % sure)"
    score = 1 - (confidence / 100 - hit) ** 2
    return Marked(score, (Note(words, f"{chosen['feedback']} {_calibration(confidence, hit)}"),))


def samples(body: Mapping[str, Any]) -> Samples:
    """Return its own right, other and malformed answers."""
    right = next(entry["id"] for entry in body["outcomes"] if entry["happens"])
    other = next(entry["id"] for entry in body["outcomes"] if not entry["happens"])
    return Samples({"outcome": right, "confidence_percent": 100}, {"outcome": other, "confidence_percent": 90},
                   {"outcome": right, "confidence_percent": 140})
