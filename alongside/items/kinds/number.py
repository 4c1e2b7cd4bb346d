"""Give a number; answers that mean a known misunderstanding are answered as such."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from alongside.items.kinds.samples import Samples
from alongside.items.outcome import InvalidAnswer, Marked, Note
from alongside.items.reading import FieldProblem, entries, is_id, is_number, is_text, unknown_fields

FIELDS = frozenset({"answer", "feedback", "near"})
_NEAR = {"value", "tolerance", "score", "feedback", "misconception"}


def _check_value(place: str, value: Mapping[str, Any]) -> Iterator[FieldProblem]:
    if not is_number(value.get("value")):
        yield f"{place}.value", "needs a number"
    if not is_number(value.get("tolerance", 0)) or value.get("tolerance", 0) < 0:
        yield f"{place}.tolerance", "needs a number, 0 or more"


def check(body: Mapping[str, Any]) -> Iterator[FieldProblem]:
    """Yield (field, what is wrong and what to do)."""
    answer, feedback = body.get("answer"), body.get("feedback")
    if not isinstance(answer, Mapping):
        yield "answer", "needs {value: ..., tolerance: ..., unit: ..., decimals: ...}"
    else:
        yield from _check_value("answer", answer)
        if not is_text(answer.get("unit")):
            yield "answer.unit", "needs a unit in words, such as “lines” or “days”"
        if answer.get("decimals", 0) not in range(7):
            yield "answer.decimals", "needs a whole number from 0 to 6"
        yield from unknown_fields(answer, {"value", "tolerance", "unit", "decimals"}, "answer")
    if not isinstance(feedback, Mapping) or not all(is_text(feedback.get(key)) for key in ("right", "otherwise")):
        yield "feedback", "needs {right: ..., otherwise: ...}"
    yield from unknown_fields(feedback, {"right", "otherwise"}, "feedback")
    if "near" in body and (not isinstance(body["near"], list) or len(entries(body, "near")) < len(body["near"])):
        yield "near", "must be a list of mappings such as {value: ..., feedback: ..., misconception: ...}"
    for number, near in enumerate(entries(body, "near"), 1):
        yield from unknown_fields(near, _NEAR, f"near[{number}]")
        yield from _check_value(f"near[{number}]", near)
        if not is_text(near.get("feedback")) or not is_id(near.get("misconception")):
            yield f"near[{number}]", "needs feedback and the name of the misunderstanding behind it"
        if not is_number(near.get("score", 0)) or not 0 <= near.get("score", 0) <= 0.5:
            yield f"near[{number}].score", "needs a number from 0 to 0.5"


def public(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the unit and the number of decimals asked for."""
    return {"unit": body["answer"]["unit"], "decimals": int(body["answer"].get("decimals", 0))}


def _within(given: float, target: Mapping[str, Any]) -> bool:
    return bool(abs(given - target["value"]) <= target.get("tolerance", 0) + 1e-9)


def mark(body: Mapping[str, Any], answer: Any) -> Marked:
    """Score ``{"number": x}``; raise InvalidAnswer when x is not a finite number."""
    given = answer.get("number") if isinstance(answer, Mapping) else None
    if given is None or not is_number(given):
        raise InvalidAnswer("the saved answer is not a number")
    chosen = f"{given:g} {body['answer']['unit']}"
    if _within(given, body["answer"]):
        return Marked(1.0, (Note(chosen, body["feedback"]["right"]),))
    for near in entries(body, "near"):
        if _within(given, near):
            return Marked(float(near.get("score", 0)), (Note(chosen, near["feedback"]),))
    return Marked(0.0, (Note(chosen, body["feedback"]["otherwise"]),))


def samples(body: Mapping[str, Any]) -> Samples:
    """Return its own right, other and malformed answers."""
    right = body["answer"]["value"]
    other = right + 1000 + body["answer"].get("tolerance", 0)
    return Samples({"number": right}, {"number": other}, {"number": "four"})
