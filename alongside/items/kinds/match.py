"""Match each prompt with its partner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from alongside.items.kinds.samples import Samples
from alongside.items.outcome import Marked, Note
from alongside.items.reading import FieldProblem, answer_field, check_entries, entries, id_and_text, known_id

FIELDS = frozenset({"prompts", "partners"})


def check(body: Mapping[str, Any]) -> Iterator[FieldProblem]:
    """Yield (field, what is wrong and what to do)."""
    known = {"id", "text", "partner", "feedback"}
    yield from check_entries(body, "prompts", at_least=2, known=known, needed=("text", "partner", "feedback"))
    yield from check_entries(body, "partners", at_least=2, known={"id", "text"}, needed=("text",))
    partners = [entry.get("id") for entry in entries(body, "partners")]
    for number, entry in enumerate(entries(body, "prompts"), 1):
        if entry.get("partner") not in partners:
            yield f"prompts[{number}].partner", f"“{entry.get('partner')}” is not the id of a partner"


def public(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return prompts and partners; partners by the alphabet, so that their places tell nothing."""
    partners = sorted(body["partners"], key=lambda entry: str(entry["text"]).casefold())
    return {"prompts": id_and_text(body["prompts"]), "partners": id_and_text(partners)}


def mark(body: Mapping[str, Any], answer: Any) -> Marked:
    """Score ``{"pairs": {prompt id: partner id}}``: the share of prompts with their partner."""
    prompts = {entry["id"]: entry for entry in body["prompts"]}
    partners = {entry["id"]: entry["text"] for entry in body["partners"]}
    pairs = {known_id(key, list(prompts)): known_id(value, list(partners))
             for key, value in answer_field(answer, "pairs", dict).items()}
    hits = sum(pairs.get(prompt_id) == entry["partner"] for prompt_id, entry in prompts.items())
    notes = []
    for prompt_id, entry in prompts.items():
        given = partners.get(pairs.get(prompt_id, ""), "left open")
        if pairs.get(prompt_id) != entry["partner"] or hits == len(prompts):
            notes.append(Note(f"{entry['text']} – {given}", entry["feedback"]))
    return Marked(hits / len(prompts), tuple(notes))


def samples(body: Mapping[str, Any]) -> Samples:
    """Return its own right, other and malformed answers."""
    right = {entry["id"]: entry["partner"] for entry in body["prompts"]}
    first = body["prompts"][0]
    elsewhere = next(entry["id"] for entry in body["partners"] if entry["id"] != first["partner"])
    return Samples({"pairs": right}, {"pairs": {**right, first["id"]: elsewhere}}, {"pairs": {"nobody": "nothing"}})
