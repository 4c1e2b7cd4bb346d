"""What every diagram must be, whatever it shows: reachable, readable, movable, printable, saved."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from diagram_hands import (
    LOOK,
    SHOWN,
    call_line,
    controls,
    made,
    move_all,
    numbers_in,
    open_diagram,
    opens_at_once,
    press,
    said_in,
    settle,
    table,
    words,
)
from loose_page import show
from playwright.sync_api import Browser, Page

from alongside.charts.registry import DIAGRAMS

pytestmark = pytest.mark.browser
every = pytest.mark.parametrize("name", DIAGRAMS)
SVG = "{http://www.w3.org/2000/svg}"
TOUCHED = "#host :is(button, input, select, textarea, a[href], summary)"
TOO_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("#host *")]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => `${one.tagName} ${one.getAttribute("class")} ${one.textContent.slice(0, 40)}`)"""
TOO_SMALL = """(all) => all.filter((one) => one.checkVisibility())
  .map((one) => (/radio|checkbox/.test(one.type) ? one.closest("label") ?? one : one))
  .map((one) => [one.textContent || one.outerHTML.slice(0, 90), one.getBoundingClientRect().height])
  .filter(([, height]) => height < 43.9)"""
STOPS = """(all) => {
  const open = all.filter((one) => one.checkVisibility() && !one.disabled && one.tabIndex >= 0);
  open.forEach((one, index) => { one.dataset.stop = one.type === "radio" ? one.name : `stop-${index}`; });
  return [...new Set(open.map((one) => one.dataset.stop))];
}"""
WHERE = """() => {
  const now = document.activeElement;
  const ringed = (one) => { const style = getComputedStyle(one);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2; };
  const around = [now, now.closest("label"), now.parentElement].filter(Boolean);
  return [now.dataset.stop ?? null, around.some(ringed), now.outerHTML.slice(0, 80)];
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page as wide as a lesson, at rest, so that nothing changes by itself."""
    context = browser.new_context(viewport={"width": 1100, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A narrow page that is touched."""
    context = browser.new_context(viewport={"width": 360, "height": 800}, has_touch=True, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def opened(page: Page, name: str, call: str = "", dark: bool = False) -> None:
    """Shows a diagram and opens it."""
    show(page, made(name, call), dark=dark)
    open_diagram(page)
    assert page.locator(".as-layout").is_visible()


@every
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1100])
def test_axe_has_no_objection(page: Page, axe: Callable[..., list[str]], name: str, dark: bool, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    show(page, made(name), dark=dark)
    assert axe(page, "#host") == []
    open_diagram(page)
    press(page, "Show the numbers")
    assert axe(page, "#host") == []
    press(page, "Copy settings")
    assert axe(page, "#host") == []


@every
def test_a_phone_needs_no_sideways_scrolling(phone: Page, name: str) -> None:
    show(phone, made(name))
    assert phone.evaluate(TOO_WIDE) == []
    open_diagram(phone)
    for key in ("Home", "End"):
        move_all(phone, key)
        assert phone.evaluate(TOO_WIDE) == []
    for tool in ("Show the numbers", "Copy settings"):
        press(phone, tool)
        assert phone.evaluate(TOO_WIDE) == []


@every
def test_everything_that_is_touched_is_at_least_44_px_high(phone: Page, name: str) -> None:
    for act in (lambda: show(phone, made(name)), lambda: open_diagram(phone), lambda: press(phone, "Copy settings")):
        act()
        small = phone.eval_on_selector_all(TOUCHED, TOO_SMALL)
        assert small == []


@every
def test_tab_reaches_every_control_and_shows_where_it_is(page: Page, name: str) -> None:
    show(page, made(name))
    for act in (lambda: None, lambda: open_diagram(page)):
        act()
        wanted, reached, unseen = set(page.eval_on_selector_all(f"{TOUCHED}, #host [tabindex='0']", STOPS)), set(), []
        page.evaluate("document.activeElement.blur(); document.body.tabIndex = -1; document.body.focus()")
        for _ in range(len(wanted) + 3):
            page.keyboard.press("Tab")
            stop, seen, what = page.evaluate(WHERE)
            if stop:
                reached.add(stop)
                unseen += [] if seen else [what]
        assert wanted - reached == set()
        assert unseen == []


@every
def test_reset_returns_to_the_start(page: Page, name: str) -> None:
    opened(page, name)
    start = (controls(page), table(page), words(page))
    move_all(page)
    assert (controls(page), table(page), words(page)) != start
    press(page, "Reset")
    open_diagram(page)
    assert (controls(page), table(page), words(page)) == start


@every
def test_the_line_of_the_settings_opens_what_is_shown(page: Page, name: str) -> None:
    opened(page, name)
    start = call_line(page)
    assert start.startswith(f"{name}(")
    move_all(page)
    line, shown = call_line(page), words(page)
    assert line != start
    show(page, made(name, opens_at_once(line)))
    assert (call_line(page), words(page)) == (line, shown)


@every
def test_the_numbers_are_a_table(page: Page, name: str) -> None:
    opened(page, name)
    button = page.get_by_role("button", name="Show the numbers")
    assert button.get_attribute("aria-expanded") == "false"
    button.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    shown = page.locator(f"{SHOWN} .as-table")
    assert shown.locator("caption").inner_text()
    rows = shown.locator("tbody tr").all()
    assert len(rows) >= 3
    assert all(row.locator("th").inner_text() and row.locator("td").first.inner_text() for row in rows)


@every
@pytest.mark.parametrize("key", ["", "Home", "End"], ids=["start", "home", "end"])
def test_the_words_hold_no_number_of_their_own(page: Page, name: str, key: str) -> None:
    opened(page, name)
    if key:
        move_all(page, key)
    said = page.eval_on_selector_all("#host [aria-valuetext]", "(all) => all.map((one) => one.ariaValueText).join(' ')")
    known = [table(page), page.inner_text(".as-controls"), said, said_in(made(name).spec)]
    assert numbers_in(words(page)) - numbers_in(" ".join(known)) == set()


@every
def test_it_is_saved_as_a_sound_svg_and_png(page: Page, name: str, tmp_path: Path) -> None:
    opened(page, name)
    saved = {}
    for kind in ("SVG", "PNG"):
        with page.expect_download() as waiting:
            press(page, f"Save as {kind}")
        saved[kind] = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(saved[kind])
        assert saved[kind].name == f"{name.replace('_', '-')}.{kind.lower()}"
    drawing = ElementTree.fromstring(saved["SVG"].read_text(encoding="utf-8"))
    assert drawing.tag == f"{SVG}svg"
    assert float(drawing.attrib["width"]) > 200 and float(drawing.attrib["height"]) > 200
    assert len(list(drawing.iter(f"{SVG}text"))) > 3
    picture = saved["PNG"].read_bytes()
    assert picture.startswith(b"\x89PNG\r\n\x1a\n") and picture.endswith(b"IEND\xaeB`\x82") and len(picture) > 10_000


@every
def test_it_waits_for_a_guess_and_opens_by_keyboard(page: Page, name: str) -> None:
    show(page, made(name))
    asked = page.locator(".as-guesses").count()
    answer = page.locator("#host .as-layout" if asked else "#host .as-figure-2")
    assert not answer.is_visible()
    if asked:
        page.locator(".as-guesses input").first.focus()
        page.keyboard.press("ArrowDown")
        assert not answer.is_visible()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        reply = page.locator(".as-guessed")
        assert "You thought:" in reply.inner_text()
        assert page.evaluate("document.activeElement.classList.contains('as-guessed')")
    else:
        page.get_by_role("button", name=LOOK).focus()
        page.keyboard.press("Enter")
    settle(page)
    assert answer.is_visible()
    show(page, made(name, opens_at_once(f"{name}()")))
    assert answer.is_visible() and not page.get_by_role("button", name=LOOK).is_visible()


@every
@pytest.mark.parametrize("opens", [True, False], ids=["opened", "still waiting"])
def test_paper_holds_the_picture_and_the_words_and_no_controls(page: Page, name: str, opens: bool) -> None:
    show(page, made(name))
    if opens:
        open_diagram(page)
    page.emulate_media(media="print", reduced_motion="reduce")
    assert len(words(page)) > 40
    assert all(one.is_visible() for one in page.locator("#host .as-layout .as-sentence").all())
    assert page.locator(".as-figure-1").is_visible() and page.locator(".as-note").is_visible()
    assert page.locator("#host :is(input[type=range], .as-button, .as-quiet):visible").count() == 0
    ground = page.evaluate("getComputedStyle(document.querySelector('#host .as-card')).backgroundColor")
    assert ground == "rgb(253, 252, 249)"


@every
def test_nothing_moves_for_those_who_want_less_motion(page: Page, name: str) -> None:
    opened(page, name)
    page.wait_for_timeout(300)
    before = page.screenshot(full_page=True)
    page.wait_for_timeout(500)
    assert page.screenshot(full_page=True) == before


@every
def test_no_message_goes_to_the_kernel(page: Page, name: str) -> None:
    opened(page, name)
    move_all(page)
    press(page, "Reset")
    assert page.evaluate("window.sent") == []


@every
def test_text_of_twice_the_size_still_fits(page: Page, name: str) -> None:
    page.set_viewport_size({"width": 720, "height": 900})
    opened(page, name)
    page.add_style_tag(content=".as-part { font-size: 34px !important; }")
    settle(page)
    assert page.evaluate(TOO_WIDE) == []
