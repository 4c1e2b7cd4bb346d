"""Careful reading of values that come from outside: an author's YAML or a learner's JSON."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from alongside.items.outcome import InvalidAnswer

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
FieldProblem = tuple[str, str]


def is_text(value: Any) -> bool:
    """Return True for a string with something in it."""
    return isinstance(value, str) and bool(value.strip())


def is_number(value: Any) -> bool:
    """Return True for a finite int or float that a float can hold; True and False are not numbers here."""
    try:
        return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
    except OverflowError:
        return False


def is_id(value: Any) -> bool:
    """Return True for lower-case letters, digits and hyphens, such as “advice-is-support”."""
    return isinstance(value, str) and ID.match(value) is not None


def unknown_fields(value: Any, known: set[str], place: str) -> Iterator[FieldProblem]:
    """Yield the fields of a mapping that are not ``known``: a misspelt one would silently have no effect."""
    for name in sorted(set(map(str, value)) - known) if isinstance(value, Mapping) else ():
        yield f"{place}.{name}", f"is not a field here; known are {', '.join(sorted(known))}"


def entries(body: Mapping[str, Any], field: str) -> list[Mapping[str, Any]]:
    """Return the mappings listed in ``body[field]``; anything else in the list is left out (and reported by checks)."""
    value = body.get(field)
    return [entry for entry in value if isinstance(entry, Mapping)] if isinstance(value, list) else []


def id_and_text(listed: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return what a learner may see of each entry: its id and its text; scores and feedback stay behind."""
    return [{"id": entry["id"], "text": entry["text"]} for entry in listed]


def check_entries(
    body: Mapping[str, Any], field: str, *, at_least: int, known: set[str], needed: Sequence[str]
) -> Iterator[FieldProblem]:
    """Yield what is wrong with a list of mappings that each have an ``id`` and the ``needed`` texts."""
    value = body.get(field)
    if not isinstance(value, list) or len(value) < at_least:
        yield field, f"needs a list of at least {at_least} entries"
        return
    seen: set[str] = set()
    for number, entry in enumerate(value, 1):
        place = f"{field}[{number}]"
        if not isinstance(entry, Mapping):
            yield place, "must be a mapping such as {id: ..., text: ...}"
            continue
        entry_id = entry.get("id")
        if not isinstance(entry_id, str) or not is_id(entry_id):
            yield f"{place}.id", "needs an id of lower-case letters, digits and hyphens"
        elif entry_id in seen:
            yield f"{place}.id", f"“{entry_id}” stands here twice"
        else:
            seen.add(entry_id)
        for name in needed:
            if not is_text(entry.get(name)):
                yield f"{place}.{name}", "needs a text"
        if "misconception" in entry and not is_id(entry["misconception"]):
            yield f"{place}.misconception", "needs a name of lower-case letters, digits and hyphens"
        yield from unknown_fields(entry, known, place)


def answer_field(answer: Any, field: str, kind: type) -> Any:
    """Return ``answer[field]`` when it has the asked type.

    Raises:
        InvalidAnswer: when the answer is no mapping, or the field is missing or of another type.
    """
    if not isinstance(answer, Mapping) or not isinstance(answer.get(field), kind):
        raise InvalidAnswer(f"the saved answer has no “{field}” of the expected form")
    return answer[field]


def known_id(value: Any, ids: Sequence[str]) -> str:
    """Return ``value`` when it is one of ``ids``; raise InvalidAnswer otherwise."""
    if not isinstance(value, str) or value not in ids:
        raise InvalidAnswer("the saved answer names a choice that this question does not have")
    return value
