"""The tolerance cycle in a plain page: the same numbers and words as Python, three sliders, what they move."""

import random
from collections.abc import Iterator

import pytest
from loose_page import show
from page_modules import in_page, load_modules
from plain_data import furthest
from playwright.sync_api import Browser, Page

from alongside.charts.describe import sentences
from alongside.charts.tolerance_cycle import (
    AMOUNTS,
    tolerance_cycle_facts,
    tolerance_cycle_points,
    tolerance_cycle_spec,
)
from alongside.widgets.tolerance_cycle import tolerance_cycle

pytestmark = pytest.mark.browser
STEPS = [amount for amount, _ in AMOUNTS]
EVERY_DAY = [(use, after, STEPS[(use + after) % len(STEPS)]) for use in range(1, 31) for after in range(31)]
EVERY_AMOUNT = [(use, after, amount) for use, after in ((1, 0), (30, 0), (30, 9), (14, 30)) for amount in STEPS]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page as wide as a lesson."""
    made = browser.new_page(viewport={"width": 1100, "height": 900})
    yield made
    made.close()


@pytest.fixture(scope="module")
def modules(browser: Browser) -> Iterator[Page]:
    """A blank page with the diagram's modules and its spec."""
    made = browser.new_page()
    load_modules(made, "tolerance_cycle", "describe")
    made.evaluate("(spec) => { window.spec = spec; }", tolerance_cycle_spec())
    yield made
    made.close()


def words(page: Page) -> str:
    return page.inner_text(".as-words")


def settle(page: Page) -> None:
    """Waits for the frame after next: what was asked for is painted then."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def marker_places(page: Page, figure: int) -> list[str]:
    places: list[str] = page.eval_on_selector_all(
        f".as-figure-{figure} g[transform]", "(nodes) => nodes.map((n) => n.getAttribute('transform'))"
    )
    return places


def test_facts_and_words_are_pythons_on_every_day_and_at_every_amount(modules: Page) -> None:
    settings = EVERY_DAY + EVERY_AMOUNT
    theirs = in_page(
        modules,
        """([days_of_use, days_after, amount]) => {
          const { facts } = as.tolerance_cycle.cycleShown(spec, { days_of_use, days_after, amount });
          return [as.describe.sentences(spec.sentences, facts).map((one) => [one.id, one.text, one.tone]), facts];
        }""",
        settings,
    )
    ours, templates = [tolerance_cycle_facts(*one) for one in settings], tolerance_cycle_spec()["sentences"]
    difference = furthest(ours, [facts for _, facts in theirs])
    print(f"\n{len(settings)} settings: {difference:.1e}")
    assert difference < 1e-9
    assert [[list(one) for one in sentences(templates, facts)] for facts in ours] == [said for said, _ in theirs]


def test_the_points_drawn_are_pythons(modules: Page) -> None:
    chance = random.Random(7)
    settings = [*EVERY_AMOUNT, *chance.sample(EVERY_DAY, 40)]
    theirs = in_page(
        modules,
        """([days_of_use, days_after, amount]) =>
          as.tolerance_cycle.cycleShown(spec, { days_of_use, days_after, amount }).data""",
        settings,
    )
    difference = max(
        furthest(tolerance_cycle_points(*setting), one) for setting, one in zip(settings, theirs, strict=True)
    )
    print(f"\n{len(settings)} settings: {difference:.1e}")
    assert difference < 1e-9


def test_both_day_sliders_move_words_and_points_by_keyboard(page: Page) -> None:
    show(page, tolerance_cycle(14, 0, predict="no"))
    before = [marker_places(page, 1), marker_places(page, 2)]
    page.get_by_label("Days of daily use").focus()
    page.keyboard.press("End")
    page.get_by_label("Days since the last use").focus()
    for _ in range(14):
        page.keyboard.press("ArrowRight")
    settle(page)
    assert "After 30 days of daily use and 14 days without" in words(page)
    assert "lost most of its tolerance: breathing can stop" in words(page)
    assert page.locator(".as-tone-danger .as-sign").count() == 1
    assert [marker_places(page, 1), marker_places(page, 2)] != before
    assert "2.1 times as much" in (page.text_content(".as-figure-1 svg") or "")


def test_the_amount_slider_moves_the_points_of_the_first_chart_only_and_is_read_out_in_words(page: Page) -> None:
    show(page, tolerance_cycle(30, 14, predict="no"))
    slider = page.get_by_label("Amount taken now")
    assert slider.get_attribute("aria-valuetext") == "the usual amount"
    first, second = marker_places(page, 1), marker_places(page, 2)
    slider.focus()
    page.keyboard.press("Home")
    settle(page)
    assert slider.get_attribute("aria-valuetext") == "a quarter of the usual amount"
    assert "A quarter of the usual amount now does more than it did on the day of the last use." in words(page)
    assert "It is no promise" in words(page)
    assert marker_places(page, 1) != first and marker_places(page, 2) == second
    page.keyboard.press("End")
    settle(page)
    assert "Four times the usual amount now meets a body that has lost most of its tolerance" in words(page)


def test_the_line_for_a_lesson_opens_the_same_picture(page: Page) -> None:
    show(page, tolerance_cycle(30, 9, 1.5, predict="no"))
    page.get_by_role("button", name="Copy settings").click()
    assert page.locator(".as-call").input_value().startswith("tolerance_cycle(days_of_use=30, days_after=9, amount=1.5")


def test_the_picture_waits_for_a_guess_and_a_wrong_one_is_met_kindly(page: Page) -> None:
    show(page, tolerance_cycle(30))
    assert not page.locator(".as-layout").is_visible()
    page.get_by_role("radio", name="Tolerance as well").check()
    page.get_by_role("button", name="Show me").click()
    assert page.locator(".as-layout").is_visible()
    assert "In this model they are two" in page.inner_text(".as-guessed")
