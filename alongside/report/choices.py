"""What could be chosen in a question and what a learner chose, the same for every kind that has choices."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from alongside.items.reading import entries, is_number
from alongside.items.schema import Item
from alongside.report.document import short

LETTERS = 110


@dataclass(frozen=True)
class Offered:
    """One thing that can be chosen: what it is ``worth`` (fraction of the points) and the mix-up behind it, if any."""

    id: str
    words: str
    worth: float
    misconception: str


def _listed(body: Mapping[str, Any], field: str, words: str, worth: Callable[[Any], float]) -> dict[str, Offered]:
    return {
        one["id"]: Offered(one["id"], short(str(one[words]), LETTERS), worth(one), one.get("misconception", ""))
        for one in body[field]
    }


def _numbers(body: Mapping[str, Any]) -> dict[str, Offered]:
    unit = body["answer"]["unit"]
    right = Offered("right", f"{body['answer']['value']:g} {unit}", 1.0, "")
    near = [Offered(f"near-{number}", f"{one['value']:g} {unit}", float(one.get("score", 0)), one["misconception"])
            for number, one in enumerate(entries(body, "near"), 1)]
    return {one.id: one for one in (right, *near, Offered("other", "another number", 0.0, ""))}


def _pairs(body: Mapping[str, Any]) -> dict[str, Offered]:
    return {
        f"{prompt['id']}={partner['id']}": Offered(
            f"{prompt['id']}={partner['id']}", f"{short(prompt['text'], 60)} → {short(partner['text'], 45)}",
            float(prompt["partner"] == partner["id"]), "")
        for prompt in body["prompts"] for partner in body["partners"]
    }


_OFFERED: Mapping[str, Callable[[Mapping[str, Any]], dict[str, Offered]]] = {
    "choose-one": lambda body: _listed(body, "options", "text", lambda one: float(one["score"])),
    "choose-many": lambda body: _listed(body, "options", "text", lambda one: float(one["right"])),
    "locate": lambda body: _listed(body, "spots", "label", lambda one: float(one["score"])),
    "forecast": lambda body: _listed(body, "outcomes", "text", lambda one: float(one["happens"])),
    "match": _pairs,
    "number": _numbers,
}


def offered(item: Item) -> dict[str, Offered]:
    """Return everything that can be chosen, by its id; empty for kinds without choices."""
    return _OFFERED[item.kind](item.body) if item.kind in _OFFERED else {}


def _number_chosen(body: Mapping[str, Any], given: Any) -> str:
    if not is_number(given):
        return ""
    targets = [("right", body["answer"]), *((f"near-{at}", one) for at, one in enumerate(entries(body, "near"), 1))]
    within = (name for name, one in targets if abs(given - one["value"]) <= one.get("tolerance", 0) + 1e-9)
    return next(within, "other")


def _ids(item: Item, answer: Any) -> Iterator[str]:
    match item.kind:
        case "choose-one":
            yield answer.get("choice")
        case "choose-many":
            yield from answer.get("choices", ())
        case "locate":
            yield answer.get("spot")
        case "forecast":
            yield answer.get("outcome")
        case "match":
            yield from (f"{prompt}={partner}" for prompt, partner in answer.get("pairs", {}).items())
        case "number":
            yield _number_chosen(item.body, answer.get("number"))


def taken(item: Item, there: Mapping[str, Offered], answer: Any) -> tuple[Offered, ...]:
    """Return what a well-formed answer chose of what is ``there`` (see ``offered``)."""
    return tuple(there[name] for name in _ids(item, answer) if name in there) if there else ()
