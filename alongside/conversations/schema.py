"""What a conversation's file may hold: people, a start, moods, moments with lines one could say, endings.

Moments never lead back to an earlier one, so every talk ends; a way back after a poor line is a moment of its own.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

STATE = ("trust", "openness", "choice", "risk")
"""How far the other person trusts you, opens up, feels free to choose, and how near danger is: each from 0 to 5."""
LEAST, MOST = 0, 5
SKILLS = (
    "open-question", "closed-question", "simple-reflection", "complex-reflection", "affirmation", "summary",
    "seeking-collaboration", "emphasizing-autonomy", "giving-information", "persuading-with-permission",
    "persuading", "confronting", "passive", "acting",
)  # fmt: skip
"""MITI 4.2.1 names where it has one; “acting” is a required action, “passive” neither helps nor harms."""
FEWEST_TURNS, MOST_TURNS = 8, 15
MOST_NODES = 800
_LINE = {"id", "text", "skill", "moves", "answer", "comment", "score", "to", "required"}
_MOMENT = {"id", "scene", "who", "says", "lines", "second_chance"}
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")

FieldProblem = tuple[str, str]


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and _ID.match(value) is not None


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    return [entry for entry in value if isinstance(entry, Mapping)] if isinstance(value, list) else []


def _is_level(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and LEAST <= value <= MOST


def ways(line: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return where a line may lead: conditions and a place each; the first whose conditions hold is taken."""
    to = line.get("to")
    return [{"place": to}] if isinstance(to, str) else _mappings(to)


def _state_problems(value: Any, place: str, *, whole: bool) -> Iterator[FieldProblem]:
    if not isinstance(value, Mapping) or set(value) - set(STATE) or (whole and set(value) != set(STATE)):
        yield place, f"needs {'all' if whole else 'some'} of {', '.join(STATE)}"
    elif not all(_is_level(level) for level in value.values()):
        yield place, f"needs whole numbers from {LEAST} to {MOST}"


def _condition_problems(entry: Mapping[str, Any], place: str, known: set[str]) -> Iterator[FieldProblem]:
    for name in ("at_least", "at_most"):
        if name in entry:
            yield from _state_problems(entry[name], f"{place}.{name}", whole=False)
    for name in sorted(set(map(str, entry)) - {"at_least", "at_most", *known}):
        yield f"{place}.{name}", "is not a field here"


def _line_problems(line: Mapping[str, Any], place: str, places: set[str]) -> Iterator[FieldProblem]:
    if not _is_id(line.get("id")):
        yield f"{place}.id", "needs an id of lower-case letters, digits and hyphens"
    for name in ("text", "answer", "comment"):
        if not _is_text(line.get(name)):
            yield f"{place}.{name}", "needs a text"
    if line.get("skill") not in SKILLS:
        yield f"{place}.skill", f"must be one of {', '.join(SKILLS)}"
    moves = line.get("moves", {})
    if not isinstance(moves, Mapping) or set(moves) - set(STATE) or not all(
        isinstance(by, int) and not isinstance(by, bool) and -3 <= by <= 3 for by in moves.values()
    ):
        yield f"{place}.moves", f"needs whole numbers from -3 to 3 for some of {', '.join(STATE)}"
    score = line.get("score")
    if not isinstance(score, int | float) or isinstance(score, bool) or not 0 <= score <= 1:
        yield f"{place}.score", "needs a number from 0 to 1"
    if not isinstance(line.get("required", False), bool):
        yield f"{place}.required", "needs true or false"
    found = ways(line)
    if not found or any(not _is_text(way.get("place")) for way in found):
        yield f"{place}.to", "needs the id of a moment or an ending, or a list of ways that each name one as “place”"
    for number, way in enumerate(found, 1):
        yield from _condition_problems(way, f"{place}.to[{number}]", {"place"})
        if _is_text(way.get("place")) and way["place"] not in places:
            yield f"{place}.to", f"“{way['place']}” is no moment and no ending"
    if found and set(found[-1]) & {"at_least", "at_most"}:
        yield f"{place}.to", "the last way needs no conditions: it is taken when no other is"
    for name in sorted(set(map(str, line)) - _LINE):
        yield f"{place}.{name}", "is not a field of a line"


def _moment_problems(
    moment: Mapping[str, Any], place: str, people: set[str], places: set[str]
) -> Iterator[FieldProblem]:
    if not _is_text(moment.get("says")):
        yield f"{place}.says", "needs what the other person says"
    if not _is_id(moment.get("id")):
        yield f"{place}.id", "needs an id of lower-case letters, digits and hyphens"
    if not isinstance(moment.get("who"), str) or moment["who"] not in people:
        yield f"{place}.who", f"must be one of {', '.join(sorted(people))}"
    lines = _mappings(moment.get("lines"))
    if not 3 <= len(lines) <= 4:
        yield f"{place}.lines", "needs three or four things one could say"
    ids = [line.get("id") for line in lines]
    if len(set(map(str, ids))) != len(ids):
        yield f"{place}.lines", "has an id twice"
    for number, line in enumerate(lines, 1):
        yield from _line_problems(line, f"{place}.lines[{number}]", places)
    for name in sorted(set(map(str, moment)) - _MOMENT):
        yield f"{place}.{name}", "is not a field of a moment"


def _second_chance_problems(moments: Sequence[Mapping[str, Any]]) -> Iterator[FieldProblem]:
    asks_for_action = {moment.get("id") for moment in moments
                       if any(line.get("required") for line in _mappings(moment.get("lines")))}
    for number, moment in enumerate(moments, 1):
        if "second_chance" in moment and not {moment["second_chance"], moment.get("id")} <= asks_for_action:
            yield f"moments[{number}] ({moment.get('id')}).second_chance", \
                "names the moment whose required action it mends; both have a required line"


def check_conversation(body: Mapping[str, Any]) -> Iterator[FieldProblem]:
    """Yield (field, what is wrong and what to do); what the whole talk does is ``walk.talk_problems``'s question."""
    people = _mappings(body.get("people"))
    if not people or not all(_is_id(one.get("id")) and _is_text(one.get("name")) and _is_text(one.get("about"))
                             for one in people):
        yield "people", "needs who one talks with: id, name and about"
    yield from _state_problems(body.get("start"), "start", whole=True)
    moods = _mappings(body.get("moods"))
    if not moods or not all(_is_text(mood.get("words")) for mood in moods) or set(moods[-1]) != {"words"}:
        yield "moods", "needs moods in words, the last one without conditions"
    for number, mood in enumerate(moods, 1):
        yield from _condition_problems(mood, f"moods[{number}]", {"words"})
    moments, endings = _mappings(body.get("moments")), _mappings(body.get("endings"))
    if not endings or not all(_is_id(end.get("id")) and _is_text(end.get("text")) for end in endings):
        yield "endings", "needs id and text each"
    ids = [str(one.get("id")) for one in (*moments, *endings)]
    for one in sorted({name for name in ids if ids.count(name) > 1}):
        yield "moments", f"“{one}” stands twice"
    if not moments:
        yield "moments", "needs the moments of the talk, the first one first"
    names = {str(one.get("id")) for one in people}
    for number, moment in enumerate(moments, 1):
        yield from _moment_problems(moment, f"moments[{number}] ({moment.get('id')})", names, set(ids))
    yield from _second_chance_problems(moments)


def by_id(listed: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Return entries by their ids."""
    return {str(entry["id"]): entry for entry in listed}


def shown_lines(moment: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return a moment's lines in the order in which they are shown: always the same, and no author's habit tells."""
    def shuffled(line: Mapping[str, Any]) -> bytes:
        return hashlib.sha256(f"{moment['id']}/{line['id']}".encode()).digest()

    return sorted(moment["lines"], key=shuffled)
