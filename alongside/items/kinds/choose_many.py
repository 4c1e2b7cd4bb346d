"""Choose all that fit: the share of right ones found, less what was chosen beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from alongside.items.kinds.samples import Samples
from alongside.items.outcome import InvalidAnswer, Marked, Note
from alongside.items.reading import FieldProblem, answer_field, check_entries, entries, id_and_text, is_text, known_id

FIELDS = frozenset({"options"})
_KNOWN = {"id", "text", "right", "feedback", "if_missed", "misconception"}


def check(body: Mapping[str, Any]) -> Iterator[FieldProblem]:
    """Yield (field, what is wrong and what to do)."""
    yield from check_entries(body, "options", at_least=3, known=_KNOWN, needed=("text", "feedback"))
    rights = [entry.get("right") for entry in entries(body, "options")]
    if True not in rights or False not in rights:
        yield "options", "needs at least one with right: true and one with right: false"
    for number, entry in enumerate(entries(body, "options"), 1):
        if entry.get("right") is True and not is_text(entry.get("if_missed")):
            yield f"options[{number}].if_missed", "needs a text for learners who left this one out"
        elif entry.get("right") is False and not entry.get("misconception"):
            yield f"options[{number}].misconception", "needs the name of the misunderstanding behind it"
        elif not isinstance(entry.get("right"), bool):
            yield f"options[{number}].right", "needs true or false"


def public(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options as a learner sees them: id and text."""
    return {"options": id_and_text(body["options"])}


def mark(body: Mapping[str, Any], answer: Any) -> Marked:
    """Score ``{"choices": [option ids]}``; raise InvalidAnswer when it has another form."""
    options = {entry["id"]: entry for entry in body["options"]}
    chosen = [known_id(value, list(options)) for value in answer_field(answer, "choices", list)]
    if len(set(chosen)) != len(chosen):
        raise InvalidAnswer("the saved answer names a choice twice")
    right = [option_id for option_id, entry in options.items() if entry["right"]]
    hits = sum(option_id in right for option_id in chosen)
    notes = [Note(entry["text"], entry["feedback"]) for option_id, entry in options.items() if option_id in chosen]
    notes += [Note("", options[option_id]["if_missed"]) for option_id in right if option_id not in chosen]
    return Marked(max(0.0, (2 * hits - len(chosen)) / len(right)), tuple(notes))


def samples(body: Mapping[str, Any]) -> Samples:
    """Return its own right, other and malformed answers."""
    right = [entry["id"] for entry in body["options"] if entry["right"]]
    other = [entry["id"] for entry in body["options"] if not entry["right"]]
    return Samples({"choices": right}, {"choices": other}, {"choices": "all of them"})
