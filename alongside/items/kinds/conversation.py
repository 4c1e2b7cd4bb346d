"""A talk with somebody: at each moment one of three or four lines; the path is the answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from alongside.conversations.schema import by_id, check_conversation, shown_lines
from alongside.conversations.talk_map import QUESTIONS, REFLECTIONS
from alongside.conversations.walk import (
    Step,
    Walked,
    graph,
    late_actions,
    missed_actions,
    score_fraction,
    talk_problems,
    turns_left,
    walk,
)
from alongside.items.kinds.samples import Samples
from alongside.items.outcome import InvalidAnswer, Marked, Note
from alongside.items.reading import FieldProblem, answer_field

FIELDS = frozenset({"people", "start", "moods", "moments", "endings"})
MOST_LINES = 40
_MISSED = "Here something had to be done first, before any other line. Have a look at this moment again. "
_LATE = "Here something had to be done first. You did it a little later, and that counts. "
_UNFINISHED = "The talk is not over yet. You can go on where you stopped."


def check(body: Mapping[str, Any]) -> Iterator[FieldProblem]:
    """Yield (field, what is wrong and what to do)."""
    of_fields = list(check_conversation(body))
    yield from of_fields
    if not of_fields:
        yield from talk_problems(body)


def public(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a page needs to hold the talk: people, words, and where each line leads; no skill, score or comment.

    ``graph`` lists places in a state: ``place``, ``mood`` and ``to``, line id -> index in the list; it begins at 0.
    """
    return {
        "people": [{name: one[name] for name in ("id", "name", "about")} for one in body["people"]],
        "moments": {
            str(moment["id"]): {
                "scene": moment.get("scene", ""),
                "who": moment["who"],
                "says": moment["says"],
                "lines": [{name: line[name] for name in ("id", "text", "answer")} for line in shown_lines(moment)],
            }
            for moment in body["moments"]
        },
        "endings": {str(ending["id"]): ending["text"] for ending in body["endings"]},
        "graph": [{"place": node.place, "mood": node.mood, "to": dict(node.to)} for node in graph(body)],
    }


def _walked(body: Mapping[str, Any], answer: Any) -> Walked:
    path = answer_field(answer, "path", list)
    if not path or len(path) > MOST_LINES or not all(isinstance(line, str) for line in path):
        raise InvalidAnswer("the saved path is no list of lines")
    try:
        return walk(body, path)
    except LookupError as reason:
        raise InvalidAnswer(f"the saved path cannot be walked: {reason}") from reason


def _what_a_line_did(step: Step, remark: str) -> Note:
    left = [line for line in shown_lines(step.moment) if line is not step.line]
    others = " ".join(f"“{line['text']}” {line['comment']}" for line in left)
    return Note(str(step.line["text"]), f"{remark}{step.line['comment']} **What else could have been said:** {others}")


def _balance(walked: Walked) -> Note:
    """Return how often one reflected and how often one asked: one of the few counts that trainers watch."""
    skills = [step.line["skill"] for step in walked.steps]
    asked = sum(skill in QUESTIONS for skill in skills)
    given_back = sum(skill in REFLECTIONS for skill in skills)
    return Note("", f"In this talk you gave back what was said {given_back} times and asked {asked} times. "
                    "A good rule of thumb is to give back at least as often as you ask.")


def mark(body: Mapping[str, Any], answer: Any) -> Marked:
    """Score ``{"path": [line ids]}`` line by line; an unfinished talk earns for the turns it has."""
    walked = _walked(body, answer)
    missed, late = missed_actions(walked), late_actions(walked)
    notes = [_what_a_line_did(step, _MISSED if step in missed else _LATE if step in late else "")
             for step in walked.steps]
    if walked.ended:
        return Marked(score_fraction(walked), (*notes, _balance(walked)))
    share = len(walked.steps) / (len(walked.steps) + turns_left(body, walked.place))
    return Marked(score_fraction(walked) * share, (*notes, Note("", _UNFINISHED)))


def _path(body: Mapping[str, Any], best: bool) -> list[str]:
    """Return the path on which each line is the best there (or the poorest)."""
    path: list[str] = []
    while not (walked := walk(body, path)).ended:
        lines = by_id(body["moments"])[walked.place]["lines"]
        choose = max if best else min
        path.append(str(choose(lines, key=lambda line: (bool(line.get("required")), float(line["score"])))["id"]))
    return path


def samples(body: Mapping[str, Any]) -> Samples:
    """Return its own right, other and malformed answers."""
    return Samples({"path": _path(body, True)}, {"path": _path(body, False)}, {"path": ["no-such-line"]})
