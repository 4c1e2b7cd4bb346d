"""A practice partner: answers what somebody writes by rules, from what was noticed in it. It is no person.

A partner's file lists what the person may answer. The first answer that has not been used, that is meant for something
noticed, and whose conditions hold, is said. What is noticed also moves trust, openness, sense of choice and danger.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alongside.conversations.schema import LEAST, MOST, STATE
from alongside.conversations.walk import State, moved, start_state

FEWEST_TURNS, MOST_TURNS = 2, 12
FieldProblem = tuple[str, str]


@dataclass(frozen=True)
class Played:
    """What the partner said to each turn, the state after the last one, and the closing once the talk is over."""

    said: tuple[str, ...]
    state: State
    closing: str = ""


def _holds(entry: Mapping[str, Any], state: State) -> bool:
    low, high = entry.get("at_least", {}), entry.get("at_most", {})
    return all(low.get(name, LEAST) <= level <= high.get(name, MOST)
               for name, level in zip(STATE, state, strict=True))


def _fits(entry: Mapping[str, Any], noticed: Sequence[str], state: State) -> bool:
    return (not entry.get("after") or bool(set(entry["after"]) & set(noticed))) and _holds(entry, state)


def play(body: Mapping[str, Any], heard: Sequence[Sequence[str]]) -> Played:
    """Return how the talk goes when these behaviors were noticed, turn by turn (ids, see ``coach.behaviors``).

    Only the first ``turns`` count. What one turn moves in the same direction counts once for each behavior.
    """
    state, said, used = start_state(body), [], set()
    for noticed in list(heard)[: int(body["turns"])]:
        for name in dict.fromkeys(noticed):
            state = moved(state, body["moves"].get(name, {}))
        number = next(at for at, entry in enumerate(body["answers"]) if at not in used and _fits(entry, noticed, state))
        used.add(number)
        said.append(str(body["answers"][number]["says"]))
    over = len(said) >= int(body["turns"])
    closing = next((str(end["says"]) for end in body["closings"] if _holds(end, state)), "") if over else ""
    return Played(tuple(said), state, closing)


def _condition_problems(entry: Mapping[str, Any], place: str, known: set[str]) -> Iterator[FieldProblem]:
    for name in ("at_least", "at_most"):
        levels = entry.get(name, {})
        if not isinstance(levels, Mapping) or set(levels) - set(STATE) or not all(
            isinstance(level, int) and LEAST <= level <= MOST for level in levels.values()
        ):
            yield f"{place}.{name}", f"needs whole numbers from {LEAST} to {MOST} for some of {', '.join(STATE)}"
    for name in sorted(set(map(str, entry)) - {"at_least", "at_most", "says", *known}):
        yield f"{place}.{name}", "is not a field here"
    if not isinstance(entry.get("says"), str) or not entry["says"].strip():
        yield f"{place}.says", "needs what the person says"


def _listed(body: Mapping[str, Any], field: str) -> list[Mapping[str, Any]]:
    value = body.get(field)
    return [entry for entry in value if isinstance(entry, Mapping)] if isinstance(value, list) else []


def partner_problems(body: Mapping[str, Any], behaviors: Sequence[str]) -> Iterator[FieldProblem]:
    """Yield (field, what is wrong); ``behaviors`` are the ids that may be noticed."""
    many = body.get("turns")
    if not isinstance(many, int) or isinstance(many, bool) or not FEWEST_TURNS <= many <= MOST_TURNS:
        yield "turns", f"needs a whole number from {FEWEST_TURNS} to {MOST_TURNS}"
        many = MOST_TURNS
    start, moves = body.get("start"), body.get("moves")
    if not isinstance(start, Mapping) or set(start) != set(STATE) or not all(
        isinstance(level, int) and LEAST <= level <= MOST for level in start.values()
    ):
        yield "start", f"needs all of {', '.join(STATE)}, whole numbers from {LEAST} to {MOST}"
    if not isinstance(moves, Mapping) or not all(
        name in behaviors and isinstance(by, Mapping) and not set(by) - set(STATE)
        and all(isinstance(step, int) and -2 <= step <= 2 for step in by.values()) for name, by in moves.items()
    ):
        yield "moves", "needs for each behavior whole numbers from -2 to 2; behaviors: " + ", ".join(behaviors)
    answers, closings = _listed(body, "answers"), _listed(body, "closings")
    for number, entry in enumerate(answers, 1):
        yield from _condition_problems(entry, f"answers[{number}]", {"after"})
        after = entry.get("after", [])
        if not isinstance(after, list) or set(map(str, after)) - set(behaviors):
            yield f"answers[{number}].after", "needs a list of behaviors: " + ", ".join(behaviors)
    always = sum(not set(entry) & {"after", "at_least", "at_most"} for entry in answers)
    if always < many:
        yield "answers", f"needs {many} answers without “after” and conditions, one a turn; it has {always}"
    for number, entry in enumerate(closings, 1):
        yield from _condition_problems(entry, f"closings[{number}]", set())
    if not closings or set(closings[-1]) & {"at_least", "at_most"}:
        yield "closings", "needs closings, the last one without conditions"
