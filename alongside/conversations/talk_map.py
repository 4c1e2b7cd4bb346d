"""The map of a practice talk: where a path went, where other lines lead, and what moved on the way.

It holds skills and states, which a graded talk keeps to itself: only practice may show it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from alongside.conversations.map_layout import Link, lay_out
from alongside.conversations.schema import STATE, shown_lines, ways
from alongside.conversations.walk import Step, moved, next_place, start_state, walk

QUESTIONS = ("open-question", "closed-question")
REFLECTIONS = ("simple-reflection", "complex-reflection", "summary")
SKILL_WORDS = {
    "open-question": "asked an open question",
    "closed-question": "asked a question with a short answer",
    "simple-reflection": "gave back the words",
    "complex-reflection": "gave back the meaning",
    "affirmation": "named a strength",
    "summary": "summed up what was said",
    "seeking-collaboration": "looked for a way together",
    "emphasizing-autonomy": "left the choice with them",
    "giving-information": "gave information",
    "persuading-with-permission": "asked before giving advice",
    "persuading": "gave advice unasked",
    "confronting": "argued against them",
    "passive": "let it rest",
    "acting": "did what was needed first",
}
STATE_WORDS = {"trust": "Trust", "openness": "Openness", "choice": "Sense of choice", "risk": "Danger"}
MOST_TITLE_WORDS, FEWEST_TITLE_WORDS, TITLE_LETTERS = 5, 2, 26


def _title(says: str) -> str:
    """Return the first two to five words of what is said, with an ellipsis where more follows."""
    words = re.sub(r"[*“”]", "", says).split()
    many = next((at for at in range(FEWEST_TITLE_WORDS, MOST_TITLE_WORDS + 1) if words[at - 1 : at]
                 and words[at - 1][-1] in ".?!"), min(MOST_TITLE_WORDS, len(words)))
    while many > FEWEST_TITLE_WORDS and len(" ".join(words[:many])) > TITLE_LETTERS:
        many -= 1
    start = " ".join(words[:many])
    return start if many == len(words) else start.rstrip(".,;:!–—") + "…"


def _titles(said: Mapping[str, str]) -> dict[str, str]:
    """Return a title for each place; where two begin alike, the later ones carry a number."""
    met: Counter[str] = Counter()
    titles = {}
    for place, words in said.items():
        title = _title(words)
        met[title] += 1
        titles[place] = title if met[title] == 1 else f"{title} ({met[title]})"
    return titles


def _places(body: Mapping[str, Any]) -> dict[str, str]:
    """Return every moment and ending, in the file's order, with what is said or told there."""
    moments = {str(moment["id"]): str(moment["says"]) for moment in body["moments"]}
    return moments | {str(ending["id"]): str(ending["text"]) for ending in body["endings"]}


def _links(body: Mapping[str, Any]) -> dict[Link, list[str]]:
    """Return the texts of the lines that may lead from one place to another."""
    found: dict[Link, list[str]] = {}
    for moment in body["moments"]:
        for line in shown_lines(moment):
            for place in dict.fromkeys(str(way["place"]) for way in ways(line)):
                found.setdefault((str(moment["id"]), place), []).append(str(line["text"]))
    return found


def _steps(body: Mapping[str, Any], steps: Sequence[Step]) -> list[dict[str, Any]]:
    """Return each turn: what was said, the state after it, and where the other lines would have led just then."""
    before, told = start_state(body), []
    for step in steps:
        told.append({
            "from": str(step.moment["id"]),
            "to": next_place(step.line, step.state),
            "said": str(step.line["text"]),
            "skill": SKILL_WORDS[step.line["skill"]],
            "state": dict(zip(STATE, step.state, strict=True)),
            "moved": _moved_words(before, step.state),
            "others": [
                {"text": str(line["text"]), "to": next_place(line, moved(before, line.get("moves", {})))}
                for line in shown_lines(step.moment) if line is not step.line
            ],
        })  # fmt: skip
        before = step.state
    return told


def _moved_words(before: Sequence[int], after: Sequence[int]) -> str:
    changes = [f"{STATE_WORDS[name].lower()} {was} to {now}"
               for name, was, now in zip(STATE, before, after, strict=True) if was != now]
    return (", ".join(changes) if changes else "nothing moved").capitalize() + "."


def _course_words(name: str, levels: Sequence[int]) -> str:
    """Return how one part of the state went, such as “Trust rose from 2 to 4.”"""
    word, first, last = STATE_WORDS[name], levels[0], levels[-1]
    if first != last:
        return f"{word} {'rose' if last > first else 'fell'} from {first} to {last}."
    return f"{word} stayed at {first}." if len(set(levels)) == 1 else f"{word} moved and came back to {first}."


def _balance(steps: Sequence[Step]) -> dict[str, Any]:
    """Return how often one gave back (reflected) and asked, and how the two compare, in words."""
    reflections = sum(step.line["skill"] in REFLECTIONS for step in steps)
    questions = sum(step.line["skill"] in QUESTIONS for step in steps)
    if not reflections and not questions:
        words = "You neither gave back what was said nor asked."
    elif reflections == questions:
        words = f"You gave back as often as you asked: {reflections} to {questions}."
    else:
        order = "more" if reflections > questions else "less"
        words = f"You gave back {order} often than you asked: {reflections} to {questions}."
    return {"reflections": reflections, "questions": questions, "words": words}


def talk_map(body: Mapping[str, Any], path: Sequence[str]) -> dict[str, Any]:
    """Return the map of a talk and of one path of line ids, as plain JSON values; the talk is sound.

    ``places`` stand in rows from the top, ``middle`` in widths of a box; ``links`` carry the lines that take them and
    the waypoints they pass. Raises LookupError where the path cannot be walked.
    """
    walked, said, links = walk(body, path), _places(body), _links(body)
    laid, titles = lay_out(list(said), list(links)), _titles(said)
    names = {one["id"]: str(one["name"]) for one in body["people"]}
    speakers, steps = {moment["id"]: names[moment["who"]] for moment in body["moments"]}, _steps(body, walked.steps)
    taken = {(step["from"], step["to"]): number for number, step in enumerate(steps, 1)}
    states = [start_state(body), *(step.state for step in walked.steps)]
    return {
        "places": [
            {"id": place, "title": titles[place], "words": words, "row": laid.rows[place],
             "middle": laid.middles[place], "who": speakers.get(place, "")}
            for place, words in said.items()
        ],
        "links": [
            {"from": start, "to": end, "lines": lines, "via": [list(spot) for spot in laid.via[start, end]],
             "step": taken.get((start, end), 0)}
            for (start, end), lines in links.items()
        ],
        "width": laid.width,
        "here": walked.place,
        "ended": walked.ended,
        "steps": steps,
        "meters": [
            {"id": name, "name": STATE_WORDS[name], "levels": [state[number] for state in states],
             "words": _course_words(name, [state[number] for state in states])}
            for number, name in enumerate(STATE)
        ],
        "balance": _balance(walked.steps),
    }  # fmt: skip
