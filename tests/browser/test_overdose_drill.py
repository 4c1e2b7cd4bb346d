"""The overdose drill in Chromium: whole scenes by keyboard, the same words as Python, a clock that can be paused."""

import random
import re
from collections.abc import Iterator

import pytest
from loose_page import show
from playwright.sync_api import Browser, Page

from alongside.charts.drill_course import after, offered, start
from alongside.charts.overdose_drill import drill_words, overdose_drill_spec
from alongside.widgets.assets import esm
from alongside.widgets.overdose_drill import overdose_drill

pytestmark = pytest.mark.browser
STRAIGHT = ("Shout, shake", "Call your local", "Give naloxone", "Breathe for them", "other nostril", "Onto the side",
            "Stay, and say")  # fmt: skip
WAYS = {
    "bus-stop": ("go to him", *STRAIGHT, "Say what you saw"),
    "at-home": ("Call the others", *STRAIGHT, "Onto the back", "Say what you saw"),
}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page as wide as a lesson."""
    made = browser.new_page(viewport={"width": 1100, "height": 900})
    yield made
    made.close()


def words(page: Page) -> str:
    return page.inner_text(".as-words")


def press(page: Page, name: str) -> None:
    """Choose an option with the keyboard."""
    page.get_by_role("button", name=name).focus()
    page.keyboard.press("Enter")


@pytest.mark.parametrize("scene", WAYS)
def test_a_scene_goes_from_finding_to_handover_by_keyboard(page: Page, scene: str) -> None:
    show(page, overdose_drill(scene, predict="no"))
    pictures = set()
    for step in WAYS[scene]:
        pictures.add(page.inner_html(".as-figure-1 svg"))
        press(page, step)
        assert page.evaluate("document.activeElement.className") == "as-drill-head"
    counted = len(WAYS[scene]) + 1
    assert f"Critical actions done: {counted} of {counted}." in words(page)
    assert "Every choice you made helped." in words(page)
    assert page.locator(".as-drill-record li").count() == counted
    assert len(pictures) >= 5
    page.get_by_role("button", name="Go through it again").click()
    assert "Moment 1 of" in page.inner_text(".as-drill-head")
    assert page.evaluate("window.sent") == []


def test_what_does_not_help_says_why_and_leads_back(page: Page) -> None:
    show(page, overdose_drill(predict="no"))
    press(page, "go to him")
    press(page, "Get them under a cold shower")
    assert "This is an old story that many have heard." in words(page)
    assert "(To be confirmed by a clinician.)" in words(page)
    assert page.get_by_role("button", name="Get them under a cold shower").is_disabled()
    assert "Moment 2 of 7" in page.inner_text(".as-drill-head")
    press(page, "Shout, shake")
    assert "Moment 3 of 7" in page.inner_text(".as-drill-head")


def test_random_walks_tell_the_same_as_python(page: Page) -> None:
    page.set_content("<!doctype html><title>drill</title>")
    script = esm("overdose_drill").rsplit("export default ", 1)[0]
    exposed = "window.as = { ...module_drill_course, ...module_drill_words };"
    page.add_script_tag(content=f"(() => {{ {script} {exposed} }})();")
    chance, walks, ours = random.Random(8), [], []
    for index in range(60):
        scene, run, way, told = ("bus-stop", "at-home")[index % 2], start(), [], []
        while options := [one for one in offered(scene, run) if one["id"] not in [option for _, option in run.tried]]:
            option, thinking = chance.choice(options)["id"], chance.randint(0, 40)
            way.append([option, thinking])
            run = after(scene, run, option, thinking)
            told.append([[list(one) for one in drill_words(scene, run)], run.clock, [list(one) for one in run.done]])
        walks.append([scene, way])
        ours.append(told)
    theirs = page.evaluate(
        """([walks, spec]) => walks.map(([scene, way]) => {
          let run = as.START;
          return way.map(([option, thinking]) => {
            run = as.after(spec.drill, scene, run, option, thinking);
            return [as.drillWords(spec, scene, run).map((one) => [one.id, one.text, one.tone]), run.clock, run.done];
          });
        })""",
        [walks, overdose_drill_spec()],
    )
    assert theirs == ours


def seconds(page: Page) -> int:
    found = re.search(r"(\d+) min (\d+) s", page.inner_text(".as-drill-clock"))
    assert found
    return 60 * int(found[1]) + int(found[2])


def test_the_clock_runs_only_when_asked_and_stands_still_when_paused(page: Page) -> None:
    page.clock.install()
    show(page, overdose_drill(predict="no"))
    assert page.locator(".as-drill-clock").is_hidden()
    page.get_by_role("radio", name="With a clock").check()
    page.clock.run_for(5000)
    assert seconds(page) == 0
    assert page.get_by_role("button", name="go to him").is_disabled()
    page.get_by_role("button", name="Start the clock").click()
    page.clock.run_for(5000)
    assert seconds(page) == 5
    page.get_by_role("button", name="Pause the clock").click()
    page.clock.run_for(5000)
    assert seconds(page) == 5
    page.get_by_role("button", name="Go on").click()
    press(page, "go to him")
    assert seconds(page) == 20
    page.get_by_role("radio", name="Take your time").check()
    assert page.locator(".as-drill-clock").is_hidden()
    assert "Moment 1 of 7" in page.inner_text(".as-drill-head")


def test_only_published_delays_can_be_chosen_and_each_keeps_its_caution(page: Page) -> None:
    show(page, overdose_drill(predict="no"))
    delay = page.get_by_label("Minutes until the first spray")
    told = []
    delay.focus()
    page.keyboard.press("Home")
    for _ in range(6):
        told.append(re.search(r"after (.+?): .* (\d+) of 100\. Without", page.inner_text(".as-drill-delay-words")))
        assert "no odds for a real person" in page.inner_text(".as-drill-delay-words")
        page.keyboard.press("ArrowRight")
    assert [one.groups() for one in told if one] == [
        ("half a minute", "19"), ("1 minute", "21"), ("3 minutes", "39"), ("5 minutes", "50"), ("10 minutes", "52"),
        ("10 minutes", "52"),
    ]  # fmt: skip


def test_reset_begins_anew_with_the_settings_of_the_cell(page: Page) -> None:
    show(page, overdose_drill("at-home", delay=0.5, predict="no"))
    press(page, "Call the others")
    page.get_by_label("Minutes until the first spray").fill("4")
    page.get_by_role("button", name="Reset").click()
    assert "Moment 1 of 8" in page.inner_text(".as-drill-head")
    assert page.get_by_label("Minutes until the first spray").input_value() == "0"
    page.get_by_role("button", name="Copy settings").click()
    assert page.input_value(".as-call") == 'overdose_drill(scene="at-home", timed="no", delay=0.5)'
