"""Walks a conversation: what a path of lines leads to, and every place that some path reaches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from alongside.conversations.schema import FEWEST_TURNS, LEAST, MOST, MOST_NODES, MOST_TURNS, STATE, by_id, ways

State = tuple[int, ...]
"""trust, openness, choice, risk."""
MISSED_ACTION_FRACTION = 0.4
"""The most that a talk earns in which a required action was left out."""


@dataclass(frozen=True)
class Step:
    """One turn: where one stood, the line that was said, and the state after it."""

    moment: Mapping[str, Any]
    line: Mapping[str, Any]
    state: State


@dataclass(frozen=True)
class Walked:
    """A path through a talk: its steps, and the moment or ending where it stands now."""

    steps: tuple[Step, ...]
    place: str
    state: State
    ended: bool


def start_state(body: Mapping[str, Any]) -> State:
    """Return the state in which the talk begins."""
    return tuple(int(body["start"][name]) for name in STATE)


def moved(state: State, moves: Mapping[str, int]) -> State:
    """Return the state after a line; each part stays from 0 to 5."""
    return tuple(
        min(MOST, max(LEAST, level + int(moves.get(name, 0)))) for name, level in zip(STATE, state, strict=True)
    )


def holds(entry: Mapping[str, Any], state: State) -> bool:
    """Return whether the conditions of a way or a mood hold in this state."""
    levels = dict(zip(STATE, state, strict=True))
    return all(levels[name] >= level for name, level in entry.get("at_least", {}).items()) and all(
        levels[name] <= level for name, level in entry.get("at_most", {}).items()
    )


def mood(body: Mapping[str, Any], state: State) -> str:
    """Return how the other person is, in words."""
    return next(str(one["words"]) for one in body["moods"] if holds(one, state))


def next_place(line: Mapping[str, Any], state: State) -> str:
    """Return the moment or ending to which a line leads in the state after it."""
    return next(str(way["place"]) for way in ways(line) if holds(way, state))


def walk(body: Mapping[str, Any], path: Sequence[str]) -> Walked:
    """Follow the ids of lines; raise LookupError where one cannot be said there, or the talk is over."""
    moments = by_id(body["moments"])
    place, state, steps = str(body["moments"][0]["id"]), start_state(body), []
    for line_id in path:
        if place not in moments:
            raise LookupError("the talk is over before the path is")
        line = by_id(moments[place]["lines"]).get(line_id)
        if line is None:
            raise LookupError(f"“{line_id}” cannot be said at “{place}”")
        state = moved(state, line.get("moves", {}))
        steps.append(Step(moments[place], line, state))
        place = next_place(line, state)
    return Walked(tuple(steps), place, state, place not in moments)


def outcome_fraction(state: State) -> float:
    """Return how the other person fares at the end, from 0 to 1: trust, openness, choice, and no danger."""
    trust, openness, choice, risk = state
    return (trust + openness + choice + (MOST - risk)) / (4 * MOST)


def score_fraction(walked: Walked) -> float:
    """Return the mean of what the lines earn; a talk in which a required action was left out earns little."""
    if not walked.steps:
        return 0.0
    mean = sum(float(step.line["score"]) for step in walked.steps) / len(walked.steps)
    return min(mean, MISSED_ACTION_FRACTION) if missed_actions(walked) else mean


def missed_actions(walked: Walked) -> list[Step]:
    """Return the turns in which an action was required and another line was said."""
    return [step for step in walked.steps
            if any(line.get("required") for line in step.moment["lines"]) and not step.line.get("required")]


@dataclass(frozen=True)
class Node:
    """A place in a state: what it shows, and for each line where it leads (the index of a node)."""

    place: str
    mood: str
    to: Mapping[str, int]


def graph(body: Mapping[str, Any]) -> list[Node]:
    """Return every place-in-a-state that some path reaches, the opening first: all that a page needs to know.

    Raises ValueError where there are more than ``MOST_NODES``.
    """
    moments = by_id(body["moments"])
    opening = (str(body["moments"][0]["id"]), start_state(body))
    index: dict[tuple[str, State], int] = {opening: 0}
    found, links = [opening], []
    for place, state in found:
        to = {}
        for line in moments[place]["lines"] if place in moments else ():
            after = moved(state, line.get("moves", {}))
            spot = (next_place(line, after), after)
            if spot not in index:
                index[spot] = len(found)
                found.append(spot)
                if len(found) > MOST_NODES:
                    raise ValueError(f"has more than {MOST_NODES} moments-in-a-state; let fewer lines move less")
            to[str(line["id"])] = index[spot]
        links.append(to)
    return [Node(place, mood(body, state), to) for (place, state), to in zip(found, links, strict=True)]


def _goes_round(body: Mapping[str, Any]) -> str | None:
    """Return a moment from which some way leads back to it, None where there is none."""
    moments = by_id(body["moments"])
    done: set[str] = set()

    def visit(place: str, opened: tuple[str, ...]) -> str | None:
        if place in opened:
            return place
        if place in done or place not in moments:
            return None
        for line in moments[place]["lines"]:
            for way in ways(line):
                if found := visit(str(way["place"]), (*opened, place)):
                    return found
        done.add(place)
        return None

    return visit(str(body["moments"][0]["id"]), ())


def turns(nodes: Sequence[Node]) -> tuple[int, int]:
    """Return the fewest and the most turns of any path to an ending."""

    @cache
    def both(at: int) -> tuple[int, int]:
        if not nodes[at].to:
            return 0, 0
        after = [both(target) for target in nodes[at].to.values()]
        return 1 + min(low for low, _ in after), 1 + max(high for _, high in after)

    return both(0)


def talk_problems(body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is off in the talk as a whole; the file itself is sound."""
    if place := _goes_round(body):
        yield "moments", f"a way leads back to “{place}”; a way back after a poor line is a moment of its own"
        return
    try:
        nodes = graph(body)
    except ValueError as reason:
        yield "moments", str(reason)
        return
    reached = {node.place for node in nodes}
    for one in (*body["moments"], *body["endings"]):
        if one["id"] not in reached:
            yield "moments", f"no path reaches “{one['id']}”"
    fewest, most = turns(nodes)
    if fewest < FEWEST_TURNS or most > MOST_TURNS:
        yield "moments", f"paths have {fewest} to {most} turns; {FEWEST_TURNS} to {MOST_TURNS} are wanted"
    if len({node.place for node in nodes if not node.to}) < 2:
        yield "endings", "all paths end alike; endings differ in what the person says and does"
