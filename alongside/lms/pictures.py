"""The drawing of a point-at-it item as a file of its own, with its colors set in it."""

from __future__ import annotations

from collections.abc import Mapping
from string import ascii_uppercase
from typing import Any
from xml.etree import ElementTree

from alongside.charts.palette import palette
from alongside.items.schema import Item
from alongside.lms.markup import add, number

SVG_TYPE = "image/svg+xml"
_RING, _LETTER_BESIDE = 13, 18
"""A place is a ring with its letter beside it, so that nothing of the drawing is hidden; in the drawing's own units."""


def picture_name(item: Item) -> str:
    """Return the file name of an item's picture."""
    return f"{item.id}.svg"


def view_box(item: Item) -> tuple[float, float, float, float]:
    """Return left, top, width and height of the drawing, in its own units."""
    box = ElementTree.fromstring(item.body["picture"]["svg"]).attrib["viewBox"]
    left, top, width, height = (float(part) for part in box.replace(",", " ").split())
    return left, top, width, height


def letter(item: Item, spot: Mapping[str, Any]) -> str:
    """Return the letter that stands at a place in the picture."""
    return ascii_uppercase[[one["id"] for one in item.body["spots"]].index(spot["id"])]


def _style() -> str:
    token = {name: color["light"] for name, color in palette()["tokens"].items()}
    rules = {
        "path,line,polyline": f"fill:none;stroke:{token['ink']};stroke-width:2",
        ".line": f"stroke:{token['accent']};stroke-width:2.5",
        ".axis": f"stroke:{token['line']};stroke-width:1.5",
        ".soft": f"stroke:{token['line']};stroke-width:1",
        "path.accent,line.accent,polyline.accent": f"stroke:{token['accent']};stroke-width:3",
        "path.muted,line.muted,polyline.muted": f"stroke:{token['muted']};stroke-width:2;stroke-dasharray:6 5",
        "rect.line": "fill:none",
        "circle.accent,ellipse.accent,rect.accent,polygon.accent": f"fill:{token['accent']}",
        "circle.muted,ellipse.muted,rect.muted,polygon.muted": f"fill:{token['muted']}",
        "circle.soft,ellipse.soft,rect.soft,polygon.soft": f"fill:{token['soft']};stroke:none",
        "text": f"font-family:sans-serif;font-size:15px;fill:{token['ink']}",
        "text.muted": f"fill:{token['muted']}",
        "text.accent": f"fill:{token['accent']}",
        "circle.spot": f"fill:none;stroke:{token['ink']};stroke-width:1.5",
        "text.spot": "font-weight:bold;text-anchor:middle;stroke:#ffffff;stroke-width:4;paint-order:stroke",
    }
    return "".join(f"{where}{{{look}}}" for where, look in rules.items())


def picture(item: Item) -> bytes:
    """Return the drawing as an SVG file on white, a ring and a letter at each place that can be chosen."""
    svg = ElementTree.fromstring(item.body["picture"]["svg"])
    left, top, width, height = view_box(item)
    svg.attrib.update(xmlns="http://www.w3.org/2000/svg", width=number(width), height=number(height))
    style = ElementTree.Element("style")
    style.text = _style()
    paper = ElementTree.Element("rect", {"x": number(left), "y": number(top), "width": number(width),
                                         "height": number(height), "fill": "#ffffff"})
    svg.insert(0, style)
    svg.insert(1, paper)
    for spot in item.body["spots"]:
        x, y = spot["x"], spot["y"]
        beside = _LETTER_BESIDE if x + 2 * _LETTER_BESIDE < left + width else -_LETTER_BESIDE
        add(svg, "circle", class_="spot", cx=number(x), cy=number(y), r=number(_RING))
        add(svg, "text", letter(item, spot), class_="spot", x=number(x + beside), y=number(y - 7))
    made: bytes = ElementTree.tostring(svg, encoding="utf-8", xml_declaration=True)
    return made
