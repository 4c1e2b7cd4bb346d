"""A conversation on paper: numbered moments, lettered lines, and arrows to where each line leads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import ascii_lowercase
from typing import Any

from alongside.conversations.schema import by_id, shown_lines, ways
from alongside.course.workbook_text import line


def _arrow(said: Mapping[str, Any], numbers: Mapping[str, str]) -> str:
    """Return where a line leads; where that depends on how the talk went, the readers decide by how it felt."""
    places = list(dict.fromkeys(numbers[way["place"]] for way in ways(said)))
    return f"→ {' or, if it feels less open, '.join(places)}"


def talk_on_paper(body: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the parts of a talk in order: what the other person says, what one could say, the endings."""
    names = {key: str(one["name"]) for key, one in by_id(body["people"]).items()}
    numbers = {str(moment["id"]): str(number) for number, moment in enumerate(body["moments"], 1)}
    numbers |= {str(ending["id"]): f"E{number}" for number, ending in enumerate(body["endings"], 1)}
    for moment in body["moments"]:
        who = names[moment["who"]]
        scene = f"{moment['scene'].strip()} " if moment.get("scene") else ""
        yield {"mark": numbers[moment["id"]], "pieces": line(f"{scene}**{who}:** {moment['says'].strip()}")}
        for letter, said in zip(ascii_lowercase, shown_lines(moment), strict=False):
            text = f"({letter}) {said['text'].strip()} **{who}:** {said['answer'].strip()} {_arrow(said, numbers)}"
            yield {"mark": "", "pieces": line(text)}
    for ending in body["endings"]:
        yield {"mark": numbers[ending["id"]], "pieces": line(ending["text"].strip())}
