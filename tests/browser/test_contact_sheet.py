"""All diagrams in one picture, three times: ``ALONGSIDE_SHOTS=docs python3 start.py test -k contact_sheet``."""

import base64
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from diagram_hands import made, opens_at_once
from loose_page import show
from playwright.sync_api import Browser, Page

from alongside.charts.palette import palette
from alongside.charts.registry import DIAGRAMS

pytestmark = pytest.mark.browser
MOST_BYTES = 600_000
SETTLED_MS = 700
COLUMNS = 5


class Sheet(NamedTuple):
    """How wide and tall the page of a diagram is, and how wide it stands on the sheet."""

    name: str
    width: int
    height: int
    dark: bool
    cell: int


SHEETS = (
    Sheet("light", 1000, 1000, False, 310),
    Sheet("dark", 1000, 1000, True, 310),
    Sheet("phone", 360, 720, False, 220),
)


def picture_of(browser: Browser, name: str, sheet: Sheet) -> str:
    """One diagram, opened, as a PNG in base64."""
    touch = sheet.width < 500
    context = browser.new_context(
        viewport={"width": sheet.width, "height": sheet.height}, reduced_motion="reduce",
        has_touch=touch, color_scheme="dark" if sheet.dark else "light",
    )  # fmt: skip
    page = context.new_page()
    show(page, made(name, opens_at_once(f"{name}()")), dark=sheet.dark)
    if touch:
        page.locator(".as-figure-1").evaluate("(one) => window.scrollTo(0, one.offsetTop - 20)")
    page.wait_for_timeout(SETTLED_MS)
    picture = page.screenshot()
    context.close()
    return base64.b64encode(picture).decode()


@pytest.fixture
def grid(browser: Browser) -> Iterator[Page]:
    """The page on which the pictures are put together."""
    page = browser.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("sheet", SHEETS, ids=[sheet.name for sheet in SHEETS])
def test_all_diagrams_stand_on_one_sheet(
    browser: Browser, grid: Page, shot: Callable[[Page, str], None], sheet: Sheet
) -> None:
    paper = palette()["tokens"]["paper"]["dark" if sheet.dark else "light"]
    line = palette()["tokens"]["line"]["dark" if sheet.dark else "light"]
    cells = "".join(
        f"<img alt='{name}' src='data:image/png;base64,{picture_of(browser, name, sheet)}'>" for name in DIAGRAMS
    )
    rows = -(-len(DIAGRAMS) // COLUMNS)
    tall = round(sheet.cell * sheet.height / sheet.width)
    grid.set_viewport_size(
        {"width": COLUMNS * (sheet.cell + 12) + 12, "height": rows * (tall + 12) + 12}
    )
    grid.set_content(
        f"<style>body {{ margin: 12px; background: {paper}; display: grid; gap: 12px;"
        f" grid-template-columns: repeat({COLUMNS}, {sheet.cell}px); }}"
        f" img {{ width: {sheet.cell}px; outline: 1px solid {line}; }}</style>{cells}"
    )
    grid.wait_for_function("[...document.images].every((one) => one.complete && one.naturalWidth)")
    assert grid.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert grid.locator("img").count() == len(DIAGRAMS)
    assert len(grid.screenshot()) <= MOST_BYTES
    shot(grid, f"diagrams-{sheet.name}")
