"""No chart tells two things apart by colour alone; the palette's arithmetic agrees with Chromium's own simulation."""

import base64
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from diagram_hands import made, move_all, open_diagram, settle
from loose_page import show
from playwright.sync_api import Browser, Page

from alongside.charts.palette import palette
from alongside.charts.registry import DIAGRAMS

sys.path.insert(0, str(Path(__file__).parents[1] / "charts"))
from colour_vision import VISIONS, as_bytes, linear, seen

pytestmark = pytest.mark.browser
every = pytest.mark.parametrize("name", DIAGRAMS)
TELLING = ("line", "point", "band", "arrow")  # a bar stands in a row that has its name
ONLY_COLOUR = """() => [...document.querySelectorAll("#host svg.as-plot")].flatMap((plot) => {
  const drawn = [...plot.querySelectorAll("path[fill=none]")].map((one) => [one, getComputedStyle(one)])
    .filter(([one, style]) => style.stroke !== "none" && parseFloat(style.strokeWidth) >= 2)
    .map(([one, style]) => ({ colour: style.stroke, look: `${style.strokeDasharray} ${style.strokeWidth}` }));
  if (!plot.querySelector(".as-axis")) return [];
  const named = new Set([...plot.querySelectorAll("text")].map((one) => getComputedStyle(one).fill));
  return drawn.flatMap((one, at) => drawn.slice(at + 1)
    .filter((other) => other.colour !== one.colour && other.look === one.look)
    .filter((other) => !named.has(one.colour) || !named.has(other.colour))
    .map((other) => `${plot.querySelector("title").textContent}: ${one.colour} and ${other.colour}, ${one.look}`));
})"""
PIXELS = """async ([picture, places]) => {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  return places.map(([x, y]) => [...context.getImageData(x, y, 1, 1).data].slice(0, 3));
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page as wide as a lesson, at rest."""
    context = browser.new_context(viewport={"width": 1100, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def see_as(page: Page, vision: str) -> None:
    """Lets Chromium show the page as this vision sees it."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setEmulatedVisionDeficiency", {"type": vision})
    settle(page)


def pairs(spec: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Every two marks of one chart that could be taken for each other."""
    charts = spec.get("charts", [spec["chart"]] if "chart" in spec else [])
    for chart in charts.values() if isinstance(charts, dict) else charts:
        marks = [mark for mark in chart["marks"] if mark["kind"] in TELLING]
        yield from ((chart["id"], one, other) for at, one in enumerate(marks) for other in marks[at + 1 :])


@every
def test_two_colours_of_one_chart_differ_in_dash_marker_or_name(name: str) -> None:
    spec = made(name).spec

    def look(mark: dict[str, Any]) -> tuple[Any, ...]:
        stroke = spec["strokes"][mark["stroke"]]
        drawn = stroke["marker"] if mark["kind"] == "point" else (stroke["dash"], stroke["width"])
        return mark["kind"], mark["weight"], drawn, mark["label"]

    same = [f"{chart}: {one['id']} and {other['id']}" for chart, one, other in pairs(spec)
            if one["stroke"] != other["stroke"] and look(one) == look(other)]  # fmt: skip
    assert same == []


@every
@pytest.mark.parametrize("key", ["", "End"], ids=["start", "end"])
def test_lines_as_drawn_differ_in_dash_width_or_name(
    page: Page, shot: Callable[[Page, str], None], name: str, key: str
) -> None:
    show(page, made(name))
    open_diagram(page)
    if key:
        move_all(page, key)
    see_as(page, "achromatopsia")
    shot(page, f"{name}-without-colour-{key or 'start'}")
    assert page.evaluate(ONLY_COLOUR) == []


@pytest.mark.parametrize("vision", VISIONS)
def test_chromium_sees_the_palette_as_the_published_matrices_say(page: Page, vision: str) -> None:
    colours = [colour[scheme] for colour in palette()["tokens"].values() for scheme in ("light", "dark")]
    page.set_content("".join(
        f"<div style='position:absolute;left:{20 * at}px;top:0;width:20px;height:20px;background:{colour}'></div>"
        for at, colour in enumerate(colours)))  # fmt: skip
    see_as(page, vision)
    picture = base64.b64encode(page.screenshot()).decode()
    shown = page.evaluate(PIXELS, [picture, [[20 * at + 10, 10] for at in range(len(colours))]])
    for colour, pixel in zip(colours, shown, strict=True):
        ours = as_bytes(seen(linear(colour), vision))
        assert max(abs(a - b) for a, b in zip(ours, pixel, strict=True)) <= 3, (colour, ours, pixel)
