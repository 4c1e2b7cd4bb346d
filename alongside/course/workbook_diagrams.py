"""What stands in the workbook for a live diagram: its charts and words at the lesson's settings, and its tables.

Everything comes from the diagram's own module of ``charts``; what only paper needs is in ``workbook_sheets``.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

from alongside.charts.describe import Sentence
from alongside.charts.paper import WIDTH, chart_of, drawn, svg_text
from alongside.charts.registry import chart_module
from alongside.course.workbook_sheets import Sheet
from alongside.course.workbook_text import blocks, line
from alongside.course.workbook_word_sheets import SHEETS

Data = dict[str, Any]
NOTE = "On a computer this picture moves."


def _with(module: Any, function: Callable[..., Any], settings: Mapping[str, Any]) -> Any:
    """Call ``function`` with those of the settings that it knows; how a page asks does not change a picture."""
    known = inspect.signature(function).parameters
    if any(one.kind is one.VAR_KEYWORD for one in known.values()):
        known = inspect.signature(getattr(module, f"{module.__name__.rpartition('.')[2]}_facts")).parameters
    return function(**{name: value for name, value in settings.items() if name in known})


def _guess(spec: Mapping[str, Any], settings: Mapping[str, Any]) -> Data | None:
    """Return the guess that comes before the picture, without its answers: the picture gives them."""
    asked = spec.get("prediction")
    if not asked or settings.get("predict") == "no":
        return None
    return {"question": line(asked["question"]), "choices": [line(option["text"]) for option in asked["options"]]}


def diagram_on_paper(name: str, settings: Mapping[str, Any], stem: str) -> tuple[Data, dict[str, str]]:
    """Return the figure block of a diagram at ``settings`` and its pictures (file name -> SVG).

    ``settings`` are those of the lesson's call; the others are the diagram's own defaults. ``stem`` begins the names of
    the files. Raises KeyError for an unknown diagram.
    """
    module, sheet = chart_module(name), SHEETS[name]
    chosen = {**sheet.defaults, **settings}
    spec = getattr(module, f"{name}_spec")()
    said: list[Sentence] = _with(module, getattr(module, f"{name}_words"), chosen) if sheet.words else []
    pictures, files = [], {}
    for number, (title, alt, figure) in enumerate(_drawings(name, module, spec, sheet, chosen), 1):
        file = f"{stem}-{number}.svg"
        files[file] = svg_text(figure)
        words = " ".join(one.text for one in said)
        pictures.append({"file": file, "title": title, "alt": f"{title}. {alt or words}", "width": WIDTH})
    return {
        "kind": "figure",
        "name": name,
        "title": module.TITLE,
        "settings": sheet.said(chosen),
        "guess": _guess(spec, settings),
        "texts": [{"title": title, "blocks": blocks(text)} for title, text in sheet.texts(chosen)],
        "pictures": pictures,
        "words": [{"text": one.text, "tone": one.tone} for one in said if one.id not in sheet.leave_out],
        "note": f"{module.NOTE} {NOTE if pictures else ''}".strip(),
        "tables": sheet.tables(chosen),
    }, files


def _drawings(
    name: str, module: Any, spec: Mapping[str, Any], sheet: Sheet, chosen: Mapping[str, Any]
) -> list[tuple[str, str, Any]]:
    """Return (title, what it shows, figure) of each chart, then of each picture that only paper has."""
    found = []
    charts = spec.get("charts", ())
    if charts:
        points = _with(module, getattr(module, f"{name}_points"), chosen)
        for data in charts.values() if isinstance(charts, Mapping) else charts:
            if points.get(data["id"]):
                found.append((data["title"], "", drawn(chart_of(data), points[data["id"]])))
    return [*found, *sheet.pictures(chosen)]
