"""A written exchange with a practice partner: some turns in one's own words; a person marks it as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from alongside.coach.behaviors import NAMES
from alongside.conversations.partner import MOST_TURNS, partner_problems, play
from alongside.items.kinds.samples import Samples
from alongside.items.outcome import InvalidAnswer, Marked, Note
from alongside.items.reading import FieldProblem, answer_field, is_id, is_text
from alongside.items.rubric import rubric_problems

FIELDS = frozenset({"person", "opening", "start", "turns", "moves", "answers", "closings", "rubric", "after"})
MAX_CHARACTERS = 600
"""Of one turn: two or three sentences."""
_PARTNER = ("person", "opening", "start", "turns", "moves", "answers", "closings")


def check(body: Mapping[str, Any]) -> Iterator[FieldProblem]:
    """Yield (field, what is wrong and what to do)."""
    person = body.get("person")
    if not isinstance(person, Mapping) or set(person) != {"id", "name", "about"} or not is_id(person["id"]) \
            or not is_text(person["name"]) or not is_text(person["about"]):
        yield "person", "needs id, name and about"
    if not is_text(body.get("opening")):
        yield "opening", "needs what the person says first"
    if "rubric" not in body and not is_text(body.get("after")):
        yield "rubric", "a quiz needs a rubric; a practice item needs “after”, to compare with"
    yield from rubric_problems(body)
    yield from partner_problems(body, NAMES)


def public(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the partner with all its rules: they say how a person may answer and hold no score."""
    return {**{name: body[name] for name in _PARTNER}, "max_characters": MAX_CHARACTERS}


def _turns(body: Mapping[str, Any], answer: Any) -> list[tuple[str, list[str]]]:
    turns = answer_field(answer, "turns", list)
    if len(turns) > MOST_TURNS:
        raise InvalidAnswer("the saved talk has more turns than any talk here")
    read = []
    for turn in turns:
        text, heard = (turn.get("text"), turn.get("heard")) if isinstance(turn, Mapping) else (None, None)
        if not isinstance(text, str) or not isinstance(heard, list) or not all(isinstance(one, str) for one in heard):
            raise InvalidAnswer("a saved turn has no text, or not what was noticed in it")
        if len(text) > 4 * MAX_CHARACTERS:
            raise InvalidAnswer("a saved turn is far longer than this question allows")
        read.append((text, heard))
    return read[: int(body["turns"])]


def written(body: Mapping[str, Any], answer: Any) -> str:
    """Return the whole talk as text, the partner's part made anew from its rules."""
    turns = _turns(body, answer)
    played = play(body, [heard for _, heard in turns])
    name = body["person"]["name"]
    lines = [f"{name}: {body['opening']}"]
    for (text, _), says in zip(turns, played.said, strict=True):
        lines += [f"You: {text}", f"{name}: {says}"]
    return "\n\n".join([*lines, played.closing] if played.closing else lines)


def mark(body: Mapping[str, Any], answer: Any) -> Marked:
    """Hand the talk on to a person: no score; for a practice item the comparison that belongs to it."""
    if not _turns(body, answer):
        raise InvalidAnswer("the saved talk has no turn")
    after = body.get("after")
    return Marked(None, (Note("", after),) if after else ())


def samples(body: Mapping[str, Any]) -> Samples:
    """Return its own right, other and malformed answers."""
    turn = {"text": "What would help tonight?", "heard": ["open-question"]}
    return Samples({"turns": [turn] * int(body["turns"])}, {"turns": []}, {"turns": ["What?"]})
