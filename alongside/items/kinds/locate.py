"""Point at a place in a picture, by hand or from a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree

from alongside.items.kinds.choose_one import check_scores
from alongside.items.kinds.samples import Samples
from alongside.items.outcome import Marked, Note
from alongside.items.reading import (
    FieldProblem,
    answer_field,
    check_entries,
    entries,
    is_number,
    is_text,
    known_id,
    unknown_fields,
)

FIELDS = frozenset({"picture", "spots"})
_KNOWN = {"id", "label", "x", "y", "r", "score", "feedback", "misconception"}
_PICTURE = ("alt", "svg")
_ELEMENTS = {"svg", "g", "title", "desc", "path", "line", "polyline", "polygon", "circle", "ellipse", "rect", "text",
             "tspan"}
_ATTRIBUTES = re.compile(r"(viewBox|d|points|[xy][12]?|c[xy]|r[xy]?|dx|dy|width|height|transform|class|text-anchor"
                         r"|stroke-dasharray|role)\Z")


def check_svg(text: Any) -> Iterator[str]:
    """Yield what keeps a drawing from being shown: it may hold plain shapes and words, nothing that acts or fetches."""
    if not is_text(text):
        yield "needs the drawing as SVG text"
        return
    if "<!" in text or "<?" in text:
        yield "may not hold declarations or comments"
        return
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError) as error:
        yield f"is not well-formed SVG: {error}"
        return
    if root.tag != "svg" or "viewBox" not in root.attrib:
        yield "must be one <svg viewBox='...'> without a namespace"
    for node in root.iter():
        if node.tag not in _ELEMENTS:
            yield f"may not hold <{node.tag}>"
        for name in node.attrib:
            if not _ATTRIBUTES.match(name):
                yield f"<{node.tag}> may not have the attribute “{name}”; colours come from classes"


def check(body: Mapping[str, Any]) -> Iterator[FieldProblem]:
    """Yield (field, what is wrong and what to do)."""
    picture = body.get("picture")
    if not isinstance(picture, Mapping) or not is_text(picture.get("alt")):
        yield "picture.alt", "needs the picture in words"
    yield from unknown_fields(picture, set(_PICTURE), "picture")
    for message in check_svg(picture.get("svg") if isinstance(picture, Mapping) else None):
        yield "picture.svg", message
    yield from check_entries(body, "spots", at_least=2, known=_KNOWN, needed=("label", "feedback"))
    for number, spot in enumerate(entries(body, "spots"), 1):
        if not all(is_number(spot.get(name)) for name in ("x", "y", "r")):
            yield f"spots[{number}]", "needs numbers x, y and r in the drawing's own units"
    yield from check_scores(body, "spots")


def public(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the picture and its spots: id, label and place."""
    shown = ("id", "label", "x", "y", "r")
    return {"picture": {name: body["picture"][name] for name in _PICTURE},
            "spots": [{name: spot[name] for name in shown} for spot in body["spots"]]}


def mark(body: Mapping[str, Any], answer: Any) -> Marked:
    """Score ``{"spot": spot id}``; raise InvalidAnswer when it has another form."""
    spots = {spot["id"]: spot for spot in body["spots"]}
    chosen = spots[known_id(answer_field(answer, "spot", str), list(spots))]
    return Marked(float(chosen["score"]), (Note(chosen["label"], chosen["feedback"]),))


def samples(body: Mapping[str, Any]) -> Samples:
    """Return its own right, other and malformed answers."""
    right = next(spot["id"] for spot in body["spots"] if spot["score"] == 1)
    other = next(spot["id"] for spot in body["spots"] if spot["score"] != 1)
    return Samples({"spot": right}, {"spot": other}, {"spot": [120, 40]})
