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
LATE_ACTION_FRACTION = 0.7
"""The most that a talk earns in which a required action came late, at the second chance."""


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


Bounds = tuple[State, State]


def _bounded(entries: Sequence[Mapping[str, Any]], name: str) -> list[tuple[Bounds, str]]:
    """Return ways or moods as the lowest and the highest state in which each holds, and its ``name``."""
    return [
        (
            (
                tuple(entry.get("at_least", {}).get(part, LEAST) for part in STATE),
                tuple(entry.get("at_most", {}).get(part, MOST) for part in STATE),
            ),
            str(entry[name]),
        )
        for entry in entries
    ]


def _first_within(bounded: Sequence[tuple[Bounds, str]], state: State) -> str:
    a, b, c, d = state
    for ((a0, b0, c0, d0), (a1, b1, c1, d1)), found in bounded:
        if a0 <= a <= a1 and b0 <= b <= b1 and c0 <= c <= c1 and d0 <= d <= d1:
            return found
    raise LookupError("the last way and the last mood have no conditions")


def mood(body: Mapping[str, Any], state: State) -> str:
    """Return how the other person is, in words."""
    return _first_within(_bounded(body["moods"], "words"), state)


def next_place(line: Mapping[str, Any], state: State) -> str:
    """Return the moment or ending to which a line leads in the state after it."""
    return _first_within(_bounded(ways(line), "place"), state)


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
    """Return the mean of what the lines earn; less where a required action came late, little where it was left out."""
    if not walked.steps:
        return 0.0
    mean = sum(float(step.line["score"]) for step in walked.steps) / len(walked.steps)
    if missed_actions(walked):
        return min(mean, MISSED_ACTION_FRACTION)
    return min(mean, LATE_ACTION_FRACTION) if late_actions(walked) else mean


def _without_action(walked: Walked) -> list[Step]:
    return [step for step in walked.steps
            if any(line.get("required") for line in step.moment["lines"]) and not step.line.get("required")]


def late_actions(walked: Walked) -> list[Step]:
    """Return the turns in which a required action was left out that a second chance made good."""
    mended = {step.moment["second_chance"] for step in walked.steps
              if "second_chance" in step.moment and step.line.get("required")}
    return [step for step in _without_action(walked) if step.moment["id"] in mended]


def missed_actions(walked: Walked) -> list[Step]:
    """Return the turns in which an action was required, another line was said, and no second chance made it good."""
    late = late_actions(walked)
    return [step for step in _without_action(walked) if step not in late]


@dataclass(frozen=True)
class Node:
    """A place in a state: what it shows, and for each line where it leads (the index of a node)."""

    place: str
    mood: str
    to: Mapping[str, int]


def graph(body: Mapping[str, Any]) -> list[Node]:
    """Return every place-in-a-state that some path reaches, the opening first: all that a page needs to know.

    Two states in which everything goes on alike are one node, so that a page stays small. The moments never lead back.
    Raises ValueError where there are more than ``MOST_NODES`` all the same.
    """
    lines = {
        str(moment["id"]): [
            (
                str(line["id"]),
                tuple(int(line.get("moves", {}).get(name, 0)) for name in STATE),
                _bounded(ways(line), "place"),
            )
            for line in moment["lines"]
        ]
        for moment in body["moments"]
    }
    moods = _bounded(body["moods"], "words")
    classes: dict[tuple[Any, ...], int] = {}
    nodes: list[Node] = []

    @cache
    def class_of(place: str, state: State) -> int:
        to = {}
        for line_id, moves, led in lines.get(place, ()):
            after = tuple([min(MOST, max(LEAST, level + by)) for level, by in zip(state, moves, strict=True)])
            to[line_id] = class_of(_first_within(led, after), after)
        words = _first_within(moods, state)
        key = (place, words, *to.items())
        if key not in classes:
            classes[key] = len(nodes)
            nodes.append(Node(place, words, to))
        return classes[key]

    last = class_of(str(body["moments"][0]["id"]), start_state(body))
    if len(nodes) > MOST_NODES:
        raise ValueError(f"has {len(nodes)} moments-in-a-state, more than {MOST_NODES}; use fewer moods and conditions")
    # The opening is made after all that it leads to, so counting from the end puts it first.
    return [Node(node.place, node.mood, {line: last - at for line, at in node.to.items()}) for node in reversed(nodes)]


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


def turns_left(body: Mapping[str, Any], place: str) -> int:
    """Return the fewest turns from a moment to any ending."""
    moments = by_id(body["moments"])

    @cache
    def fewest(at: str) -> int:
        if at not in moments:
            return 0
        return 1 + min(fewest(str(way["place"])) for line in moments[at]["lines"] for way in ways(line))

    return fewest(place)


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
