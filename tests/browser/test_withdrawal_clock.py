"""The withdrawal clock in a plain page: Python's numbers, points and words; the arrival by keyboard; quick sliders."""

import random
import re
from collections.abc import Iterator

import pytest
from diagram_hands import settle
from loose_page import show
from page_modules import in_page, largest_difference, load_modules
from playwright.sync_api import Browser, Page

from alongside.charts.withdrawal_clock import (
    ARRIVES,
    MOMENTS,
    withdrawal_clock_facts,
    withdrawal_clock_points,
    withdrawal_clock_spec,
    withdrawal_clock_words,
)
from alongside.models.withdrawal import DRUGS
from alongside.widgets.withdrawal_clock import withdrawal_clock

pytestmark = pytest.mark.browser
SETTINGS = ("drug", "beside", "days_of_use", "arrives", "moment")
LONGEST_STEP_MS = 12
SHOWN = """([drug, beside, days_of_use, arrives, moment]) => {
  window.shownAt ??= as.withdrawal_clock.clock(window.spec);
  const now = window.shownAt({ drug, beside, days_of_use, arrives, moment });
  const said = as.describe.sentences(window.spec.sentences, now.facts).map((one) => [one.id, one.text, one.tone]);
  const numbers = Object.fromEntries(Object.entries(now.facts).filter(([, value]) => typeof value === "number"));
  const { days: { labels, ...days }, arrival } = as.withdrawal_clock.clockPoints(window.spec, now);
  return { said, numbers, labels, points: { days, arrival } };
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page as wide as a lesson."""
    made = browser.new_page(viewport={"width": 1100, "height": 900})
    yield made
    made.close()


@pytest.fixture(scope="module")
def modules(browser: Browser) -> Iterator[Page]:
    """A blank page with the clock's modules and its spec."""
    made = browser.new_page()
    load_modules(made, "withdrawal_clock", "describe")
    made.evaluate("(spec) => { window.spec = spec; }", withdrawal_clock_spec())
    yield made
    made.close()


def test_numbers_points_and_words_are_pythons(modules: Page) -> None:
    chance = random.Random(5)
    inputs = [
        (chance.choice(DRUGS), chance.choice(["none", *DRUGS]), chance.randint(1, 30), chance.choice(ARRIVES),
         chance.choice(list(MOMENTS)))
        for _ in range(150)
    ]  # fmt: skip
    inputs += [(drug, "none", 1, arrives, moment) for drug in DRUGS for arrives in ARRIVES for moment in MOMENTS]
    theirs = in_page(modules, SHOWN, inputs)
    worst = 0.0
    for setting, page in zip(inputs, theirs, strict=True):
        facts, points = withdrawal_clock_facts(*setting), withdrawal_clock_points(*setting)
        assert [list(one) for one in withdrawal_clock_words(*setting)] == page["said"]
        assert points["days"].pop("labels") == page["labels"]
        numbers = {name: value for name, value in facts.items() if not isinstance(value, str)}
        assert numbers.keys() == page["numbers"].keys()
        worst = max(worst, largest_difference(numbers, page["numbers"]), largest_difference(points, page["points"]))
    print(f"\n{len(inputs)} settings: {worst:.1e}")
    assert worst < 1e-9


def test_a_step_of_a_slider_is_quick(modules: Page) -> None:
    took = modules.evaluate(
        f"""(drugs) => {{
          const shown = {SHOWN};
          const timed = (setting) => {{
            const start = performance.now();
            shown(setting);
            return performance.now() - start;
          }};
          for (let day = 1; day <= 30; day += 1) timed(["heroin", "methadone", day, "none", "early"]);
          const sketch = drugs.map((drug) => timed([drug, "none", 14, "naloxone", "later"]));
          const day = (use) => timed(["morphine", "oxycodone", use, "naloxone", "early"]);
          const days = Array.from({{ length: 30 }}, (_, index) => day(index + 1));
          const middle = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
          return [middle(sketch), middle(days)];
        }}""",
        list(DRUGS),
    )
    print(f"\na sketch {took[0]:.1f} ms, a day {took[1]:.1f} ms")
    assert took[0] < LONGEST_STEP_MS and took[1] < LONGEST_STEP_MS


def test_naloxone_arrives_by_keyboard_and_its_words_stand_under_its_picture(page: Page) -> None:
    show(page, withdrawal_clock("fentanyl_illicit", "methadone", predict="no"), SETTINGS)
    later = page.get_by_label("later, when withdrawal has clearly begun")
    assert later.is_disabled()
    assert "Choose what arrives" in page.inner_text(".as-figure-3")
    page.get_by_label("nothing", exact=True).focus()
    page.keyboard.press("ArrowRight")
    settle(page)
    assert page.get_by_label("naloxone", exact=True).is_checked() and later.is_enabled()
    assert "Early: naloxone takes the receptors" in page.inner_text(".as-figure-3")
    assert "Naloxone wears off" in page.inner_text(".as-figure-3 .as-tone-danger")
    page.get_by_label("early, before withdrawal has begun").focus()
    page.keyboard.press("ArrowDown")
    settle(page)
    assert later.is_checked() and "Later: much of" in page.inner_text(".as-figure-3")


@pytest.mark.parametrize("moment", MOMENTS)
def test_no_hour_stands_anywhere_in_the_sketch_of_what_arrives(page: Page, moment: str) -> None:
    """Words, axis, controls, numbers and permalink: nobody can read a waiting time for buprenorphine."""
    show(page, withdrawal_clock("fentanyl_illicit", "none", 14, "buprenorphine", moment, predict="no"), SETTINGS)
    figure = page.locator(".as-figure-3")
    assert figure.locator("input[type=range]").count() == 0
    assert not re.search(r"\d", " ".join(figure.locator("svg.as-plot .as-plot-text").all_text_contents()))
    assert not re.search(r"\d+ (hours|days)|hour \d", figure.inner_text())
    page.get_by_role("button", name="numbers").click()
    rows = [row for row in page.locator("table tr").all_inner_texts() if "buprenorphine" in row]
    assert len(rows) == 3 and not any(re.search(r"hour|\bday", row) for row in rows)


def test_the_same_opioid_is_not_compared_with_itself(page: Page) -> None:
    show(page, withdrawal_clock(predict="no"), SETTINGS)
    page.get_by_label("Opioid", exact=True).select_option("methadone")
    settle(page)
    assert page.get_by_label("Compare with").input_value() == "none"
    assert page.locator(".as-words p").count() == 4
    page.get_by_label("Compare with").select_option("heroin")
    settle(page)
    assert "Heroin, used for as many days, comes sooner" in page.inner_text(".as-words")


@pytest.mark.parametrize("drug", ["morphine", "methadone"])
def test_every_published_window_is_a_bar_on_the_scale_of_the_chart(page: Page, drug: str) -> None:
    show(page, withdrawal_clock(drug, predict="no"), SETTINGS)
    windows = withdrawal_clock_spec()["windows"][drug]
    picture = page.locator(".as-figure-2 svg")
    assert picture.locator("rect").count() == len(windows)
    text = " ".join(picture.locator("text").all_text_contents())
    assert all(one["words"] in text for one in windows)
    bars = picture.locator("rect").evaluate_all("(all) => all.map((one) => Number(one.getAttribute('x')))")
    first_day = page.locator(".as-figure-1 .as-axis").evaluate_all(
        "(all) => all.map((one) => [Number(one.getAttribute('x1')), Number(one.getAttribute('x2'))])"
    )
    left, right = first_day[0]
    for bar, one in zip(bars, windows, strict=True):
        assert abs(bar - (left + one["hours"][0] / 24 / 14 * (right - left))) < 0.5
