"""The kinds of question. A new kind is a new file here and one line in ``KINDS``.

Each kind says what it is with the same five names: ``FIELDS`` (its own fields in the YAML), ``check`` (what an author
got wrong), ``public`` (what a learner may see), ``mark`` (an answer's score and feedback) and ``samples`` (its own
right, not-right and malformed answers, so that every item can be tried out).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from alongside.items.kinds import (
    choose_many,
    choose_one,
    conversation,
    exchange,
    forecast,
    locate,
    match,
    number,
    order,
    reply,
    self_review,
)
from alongside.items.kinds.samples import Samples
from alongside.items.outcome import Marked
from alongside.items.reading import FieldProblem


class Kind(Protocol):
    """What every file in this folder offers."""

    FIELDS: frozenset[str]

    def check(self, body: Mapping[str, Any]) -> Iterator[FieldProblem]:
        """Yield (field, what an author got wrong and what to do)."""

    def public(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a learner may see before answering."""

    def mark(self, body: Mapping[str, Any], answer: Any) -> Marked:
        """Return an answer's score and feedback; raise InvalidAnswer when it has another form."""

    def samples(self, body: Mapping[str, Any]) -> Samples:
        """Return the question's own right, not-right and malformed answers."""


KINDS: dict[str, Kind] = {
    "choose-one": choose_one,
    "choose-many": choose_many,
    "order": order,
    "match": match,
    "locate": locate,
    "number": number,
    "forecast": forecast,
    "reply": reply,
    "conversation": conversation,
    "exchange": exchange,
    "self-review": self_review,
}


class Written(Kind, Protocol):
    """A kind that a person marks with a rubric: it also says what there is to read."""

    def written(self, body: Mapping[str, Any], answer: Any) -> str:
        """Return the learner's words as plain text; raise InvalidAnswer when the answer has another form."""


MARKED_BY_PERSON: dict[str, Written] = {"reply": reply, "exchange": exchange}
