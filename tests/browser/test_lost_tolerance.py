"""Lost tolerance in a plain page: the same numbers and words as Python, days that run, and published bars."""

import random
from collections.abc import Iterator

import pytest
from loose_page import show
from page_modules import in_page, load_modules
from plain_data import furthest
from playwright.sync_api import Browser, Page

from alongside.charts.describe import sentences
from alongside.charts.lost_tolerance import lost_tolerance_facts, lost_tolerance_points, lost_tolerance_spec
from alongside.widgets.lost_tolerance import lost_tolerance

pytestmark = pytest.mark.browser
EVERY_SETTING = [(use, without) for use in range(7, 31) for without in range(61)]


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
    load_modules(made, "lost_tolerance", "describe")
    made.evaluate("(spec) => { window.spec = spec; }", lost_tolerance_spec())
    yield made
    made.close()


def words(page: Page) -> str:
    return page.inner_text(".as-words")


def day(page: Page) -> int:
    return int(page.get_by_label("Days without").input_value())


def test_facts_and_words_are_pythons_at_every_setting(modules: Page) -> None:
    theirs = in_page(
        modules,
        """(use) => {
          const rows = as.lost_tolerance.courseFacts(use, spec.parameters);
          return Array.from({ length: 61 }, (_, without) => as.lost_tolerance.lostFacts(rows, without))
            .map((facts) => [facts, as.describe.sentences(spec.sentences, facts).map((one) => one.text)]);
        }""",
        list(range(7, 31)),
    )
    ours = [lost_tolerance_facts(*one) for one in EVERY_SETTING]
    facts, said = zip(*(one for of_use in theirs for one in of_use), strict=True)
    difference = furthest(ours, facts)
    print(f"\n{len(EVERY_SETTING)} settings: {difference:.1e}")
    assert difference < 1e-9
    templates = lost_tolerance_spec()["sentences"]
    assert [[one.text for one in sentences(templates, each)] for each in ours] == list(said)


def test_the_points_drawn_are_pythons(modules: Page) -> None:
    settings = [(7, 0), (7, 60), (30, 0), (30, 60), *random.Random(5).sample(EVERY_SETTING, 30)]
    theirs = in_page(
        modules,
        """([use, without]) =>
          as.lost_tolerance.lostPoints(spec, as.lost_tolerance.courseFacts(use, spec.parameters), without)""",
        settings,
    )
    difference = furthest([lost_tolerance_points(*setting) for setting in settings], theirs)
    print(f"\n{len(settings)} settings: {difference:.1e}")
    assert difference < 1e-9


def test_the_slider_moves_words_and_the_gap_by_keyboard(page: Page) -> None:
    show(page, lost_tolerance(predict="no"))
    assert "meets a body that is used to it" in words(page)
    slider = page.get_by_label("Days without")
    slider.focus()
    for _ in range(14):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.as-figure-1 svg').textContent.includes('like 1.8 times')")
    assert slider.get_attribute("aria-valuetext") == "14 days without"
    assert "the usual amount acts like 1.8 times as much" in words(page)
    assert "lost most of its tolerance: breathing can stop" in words(page)


def test_the_days_wait_run_when_asked_and_can_be_paused(page: Page) -> None:
    show(page, lost_tolerance(predict="no"))
    page.wait_for_timeout(300)
    assert day(page) == 0
    page.get_by_role("button", name="Play the days").click()
    page.wait_for_function("() => Number(document.querySelectorAll('input[type=range]')[1].value) >= 3")
    page.get_by_role("button", name="Pause the days").click()
    stopped = day(page)
    assert 3 <= stopped < 60
    page.wait_for_timeout(300)
    assert day(page) == stopped
    assert f"{stopped} days without" in words(page)


def test_the_days_rest_at_the_end_and_start_again_from_there(page: Page) -> None:
    show(page, lost_tolerance(days_without=58, predict="no"))
    page.get_by_role("button", name="Play the days").click()
    page.wait_for_function("() => Number(document.querySelectorAll('input[type=range]')[1].value) === 60")
    play = page.get_by_role("button", name="Play the days")
    play.wait_for()
    play.click()
    page.wait_for_function("() => Number(document.querySelectorAll('input[type=range]')[1].value) < 30")


def test_a_hand_on_the_slider_or_reset_ends_the_running(page: Page) -> None:
    show(page, lost_tolerance(days_without=7, predict="no"))
    page.get_by_role("button", name="Play the days").click()
    page.get_by_label("Days without").focus()
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Play the days").wait_for()
    page.get_by_role("button", name="Play the days").click()
    page.get_by_role("button", name="Reset").click()
    page.wait_for_timeout(200)
    assert day(page) == 7


def test_a_bar_is_as_long_as_its_figure_and_carries_its_words(page: Page) -> None:
    show(page, lost_tolerance(predict="no"))
    widths = page.eval_on_selector_all(
        ".as-figure-3 rect", "(all) => all.map((one) => Number(one.getAttribute('width')))"
    )
    assert [round(one / widths[-1], 2) for one in widths] == [8.4, 7.5, 4.0, 3.1, 1]
    text = page.text_content(".as-figure-5 svg") or ""
    assert "129 (89 to 186)" in text and "other residents" in text


def test_the_table_names_every_comparison(page: Page) -> None:
    show(page, lost_tolerance(days_without=14, predict="no"))
    page.get_by_role("button", name="Show the numbers").click()
    table = page.inner_text(".as-table")
    for one in ("1.8 times", "weeks 3 to 12 of the same group", "weeks 5 to 12", "other residents", "129 (89 to 186)"):
        assert one in table


def test_the_picture_waits_for_a_guess_and_a_wrong_one_is_met_kindly(page: Page) -> None:
    show(page, lost_tolerance())
    assert not page.locator(".as-layout").is_visible()
    page.get_by_role("radio", name="Less than on the last day").check()
    page.get_by_role("button", name="Show me").click()
    assert "What the body was used to falls as well" in page.inner_text(".as-guessed")
    assert day(page) == 0
