"""Put steps in order: full score for an accepted order, a part for the pairs that stand right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from alongside.items.kinds.samples import Samples
from alongside.items.outcome import InvalidAnswer, Marked, Note
from alongside.items.reading import FieldProblem, answer_field, check_entries, entries, known_id

FIELDS = frozenset({"steps", "show", "accepted"})
_KNOWN = {"id", "text", "feedback"}


def _ids(body: Mapping[str, Any]) -> list[str]:
    return [str(entry.get("id")) for entry in entries(body, "steps")]


def _is_order(value: Any, ids: Sequence[str]) -> bool:
    """Return True for a list that holds each of ``ids`` once."""
    return isinstance(value, list) and all(isinstance(each, str) for each in value) and sorted(value) == sorted(ids)


def check(body: Mapping[str, Any]) -> Iterator[FieldProblem]:
    """Yield (field, what is wrong and what to do)."""
    yield from check_entries(body, "steps", at_least=3, known=_KNOWN, needed=("text", "feedback"))
    ids = _ids(body)
    accepted = body.get("accepted", [])
    if not isinstance(accepted, list):
        yield "accepted", "must be a list of orders, each a list of all step ids"
        accepted = []
    show = body.get("show")
    if not _is_order(show, ids):
        yield "show", "must list each step's id once: the order in which a learner meets them"
    elif show in [ids, *accepted]:
        yield "show", "must differ from a right order, or the question answers itself"
    for number, other in enumerate(accepted, 1):
        if not _is_order(other, ids):
            yield f"accepted[{number}]", "must list each step's id once"


def public(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the steps in the order of ``show``, without why they stand where."""
    texts = {entry["id"]: entry["text"] for entry in body["steps"]}
    return {"steps": [{"id": step_id, "text": texts[step_id]} for step_id in body["show"]]}


def _pairs_kept(given: Sequence[str], wanted: Sequence[str]) -> float:
    place = {step_id: index for index, step_id in enumerate(given)}
    pairs = list(combinations(wanted, 2))
    return sum(place[first] < place[second] for first, second in pairs) / len(pairs)


def mark(body: Mapping[str, Any], answer: Any) -> Marked:
    """Score ``{"order": [step ids]}``: 1 for all pairs right, 0 at half of them (chance)."""
    ids = _ids(body)
    given = [known_id(value, ids) for value in answer_field(answer, "order", list)]
    if sorted(given) != sorted(ids):
        raise InvalidAnswer("the saved order leaves a step out or has one twice")
    wanted = max([ids, *body.get("accepted", [])], key=lambda order: _pairs_kept(given, order))
    steps = {entry["id"]: entry for entry in body["steps"]}
    moved = [step_id for step_id, best in zip(given, wanted, strict=True) if step_id != best] or wanted
    notes = tuple(Note(steps[step_id]["text"], steps[step_id]["feedback"]) for step_id in wanted if step_id in moved)
    return Marked(max(0.0, 2 * _pairs_kept(given, wanted) - 1), notes)


def samples(body: Mapping[str, Any]) -> Samples:
    """Return its own right, other and malformed answers."""
    ids = _ids(body)
    return Samples({"order": ids}, {"order": list(body["show"])}, {"order": ids[:-1]})
