"""Choose one reply out of several; a partly good one earns a part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from alongside.items.kinds.samples import Samples
from alongside.items.outcome import Marked, Note
from alongside.items.reading import FieldProblem, answer_field, check_entries, entries, id_and_text, is_number, known_id

FIELDS = frozenset({"options"})
_KNOWN = {"id", "text", "score", "feedback", "misconception"}


def check(body: Mapping[str, Any]) -> Iterator[FieldProblem]:
    """Yield (field, what is wrong and what to do)."""
    yield from check_entries(body, "options", at_least=2, known=_KNOWN, needed=("text", "feedback"))
    yield from check_scores(body, "options")


def check_scores(body: Mapping[str, Any], field: str) -> Iterator[FieldProblem]:
    """Yield problems of graded entries: one scores 1, the others 0 to 0.5 and name their misconception."""
    full = 0
    for number, entry in enumerate(entries(body, field), 1):
        score = entry.get("score")
        place = f"{field}[{number}]"
        if score is None or not is_number(score) or not (score == 1 or 0 <= score <= 0.5):
            yield f"{place}.score", "needs 1 for the best one, else a number from 0 to 0.5"
        elif score == 1:
            full += 1
        elif not entry.get("misconception"):
            yield f"{place}.misconception", "needs the name of the misunderstanding behind it"
    if full != 1:
        yield field, f"exactly one must have score 1; {full} have"


def public(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options as a learner sees them: id and text."""
    return {"options": id_and_text(body["options"])}


def mark(body: Mapping[str, Any], answer: Any) -> Marked:
    """Score ``{"choice": option id}``; raise InvalidAnswer when it has another form."""
    options = {entry["id"]: entry for entry in body["options"]}
    chosen = options[known_id(answer_field(answer, "choice", str), list(options))]
    return Marked(float(chosen["score"]), (Note(chosen["text"], chosen["feedback"]),))


def samples(body: Mapping[str, Any]) -> Samples:
    """Return its own right, other and malformed answers."""
    right = next(entry["id"] for entry in body["options"] if entry["score"] == 1)
    other = next(entry["id"] for entry in body["options"] if entry["score"] != 1)
    return Samples({"choice": right}, {"choice": other}, {"choice": "no-such-option"})
