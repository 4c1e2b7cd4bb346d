"""The naloxone race in Chromium: the same runs as in Python, quick enough for a moving slider, keys and play."""

import json
import random
import statistics
from collections.abc import Iterator
from typing import Any

import pytest
from loose_page import show
from playwright.sync_api import Browser, Page

from alongside.charts.naloxone_race import (
    AMOUNTS,
    ARRIVES,
    GROUPS,
    OPIOIDS,
    naloxone_race_facts,
    naloxone_race_points,
    naloxone_race_spec,
    naloxone_race_words,
)
from alongside.widgets.assets import esm
from alongside.widgets.naloxone_race import naloxone_race

pytestmark = pytest.mark.browser
RUNS = 24
BUDGET_MS = 12
EXPOSED = ("naloxone_runs", "describe")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page as wide as a lesson."""
    made = browser.new_page(viewport={"width": 1100, "height": 900})
    yield made
    made.close()


@pytest.fixture
def modules(page: Page) -> Page:
    """A blank page with the race's modules on ``window.as`` and its spec on ``window.spec``."""
    page.set_content("<!doctype html><title>race</title>")
    script = esm("naloxone_race").rsplit("export default ", 1)[0]
    exposed = ", ".join(f"{one}: module_{one}" for one in EXPOSED)
    page.add_script_tag(content=f"(() => {{ {script} window.as = {{ {exposed} }}; }})();")
    page.evaluate("(spec) => { window.spec = spec; window.run = as.naloxone_runs.runs(spec); }", naloxone_race_spec())
    return page


def settings_by_chance(chance: random.Random) -> dict[str, Any]:
    return {
        "opioid": chance.choice(OPIOIDS)["id"],
        "amount": chance.choice(AMOUNTS)[0],
        "arrives": chance.choice(ARRIVES)["id"],
        "tolerance": chance.choice(list(GROUPS)),
        "spray": chance.choice(["none", chance.randint(0, 30), chance.randint(0, 30), chance.randint(0, 30)]),
        "second_after": chance.choice(["none", chance.randint(2, 90)]),
        "minute": chance.randint(0, 120),
    }


def flat(value: Any) -> list[float]:
    if isinstance(value, dict):
        return [number for key in sorted(value) for number in flat(value[key])]
    if isinstance(value, list | tuple):
        return [number for one in value for number in flat(one)]
    return [] if value is None or isinstance(value, str) else [float(value)]


def test_runs_crossings_and_words_are_those_of_python(modules: Page) -> None:
    chance = random.Random(7)
    chosen = [settings_by_chance(chance) for _ in range(RUNS)]
    theirs = modules.evaluate(
        """(all) => all.map((settings) => {
          const done = run(settings);
          const facts = as.naloxone_runs.raceFacts(spec, settings, done);
          const words = as.describe.sentences(spec.sentences, facts).map((one) => [one.id, one.text, one.tone]);
          return [facts, as.naloxone_runs.racePoints(spec, facts, done), words];
        })""",
        chosen,
    )
    largest = 0.0
    for one, (facts, points, words) in zip(chosen, theirs, strict=True):
        ours = json.loads(json.dumps([naloxone_race_facts(**one), naloxone_race_points(**one)]))
        pairs = zip(flat(ours), flat([facts, points]), strict=True)
        largest = max([largest, *(abs(a - b) / max(1, abs(a)) for a, b in pairs)])
        assert [list(said) for said in naloxone_race_words(**one)] == words, one
    crossed = [facts for facts, _, _ in theirs if facts["recovers"] > 0 or facts["slows_again"] > 0]
    print(f"\n{RUNS} runs, {len(crossed)} with crossings after a spray: {largest:.1e}")
    assert len(crossed) >= 5
    assert largest < 1e-9


def test_a_slider_step_computes_in_time_and_minute_now_costs_next_to_nothing(modules: Page) -> None:
    """The fastest of thirty counts: what the page itself needs, whatever else keeps the machine busy."""
    times = modules.evaluate(
        """() => {
          const settings = { opioid: "fentanyl", amount: 4, arrives: "keeps-arriving", tolerance: "no", spray: 5,
            second_after: 3, minute: 30 };
          const timed = (change) => Array.from({ length: 40 }, (_, at) => {
            const asked = { ...settings, ...change(at) };
            const from = performance.now();
            const done = run(asked);
            const facts = as.naloxone_runs.raceFacts(spec, asked, done);
            as.naloxone_runs.racePoints(spec, facts, done);
            return performance.now() - from;
          }).slice(10);
          return { spray: timed((at) => ({ spray: at % 30 })), minute: timed((at) => ({ minute: at })),
            amount: timed((at) => ({ amount: spec.amounts[at % 5][0] })) };
        }"""
    )
    fastest = {name: min(found) for name, found in times.items()}
    middle = {name: f"{statistics.median(found):.1f}" for name, found in times.items()}
    print(f"\nms, fastest {fastest}, median {middle}")
    assert max(fastest["spray"], fastest["amount"]) < BUDGET_MS
    assert fastest["minute"] < 1


def words(page: Page) -> str:
    return page.inner_text(".as-words")


def settle(page: Page) -> None:
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def test_sprays_and_the_minute_move_by_keyboard(page: Page) -> None:
    show(page, naloxone_race(predict="no"))
    assert "slows again about 70 minutes after the spray" in words(page)
    page.get_by_label("First spray of naloxone").focus()
    page.keyboard.press("End")
    settle(page)
    assert "Nobody gives naloxone" in words(page)
    assert page.get_by_label("Second spray").is_disabled()
    page.keyboard.press("Home")
    settle(page)
    page.get_by_label("Second spray").focus()
    page.keyboard.press("End")
    settle(page)
    assert page.get_by_label("Second spray").get_attribute("aria-valuetext") == "minute 90, 90 minutes after the first"
    page.get_by_label("Minute now").focus()
    page.keyboard.press("End")
    settle(page)
    assert "Minute 120: " in words(page)
    assert page.evaluate("window.sent") == []


def test_receptors_in_the_picture_follow_the_minute(page: Page) -> None:
    show(page, naloxone_race(minute=5, predict="no"))
    held = "(nodes) => nodes.map((one) => one.dataset.held).sort().join()"
    before = page.eval_on_selector_all("[data-held]", held)
    page.get_by_label("Minute now").fill("30")
    settle(page)
    after = page.eval_on_selector_all("[data-held]", held)
    assert "antagonist" in after
    assert before != after
    assert page.locator("[data-held]").count() == 12


def test_play_runs_through_two_hours_can_be_paused_and_starts_at_rest(page: Page) -> None:
    show(page, naloxone_race(minute=0, predict="no"))
    minute = page.get_by_label("Minute now")
    page.wait_for_timeout(300)
    assert minute.input_value() == "0"
    page.get_by_role("button", name="Play the two hours").click()
    page.wait_for_timeout(1200)
    page.get_by_role("button", name="Pause the two hours").click()
    reached = int(minute.input_value())
    assert 1 <= reached <= 60
    page.wait_for_timeout(300)
    assert int(minute.input_value()) == reached


def test_its_line_for_a_lesson_opens_it_as_it_stands(page: Page) -> None:
    show(page, naloxone_race("carfentanil", 0.5, "at-once", "yes", "none", "none", 60, "no"))
    page.get_by_role("button", name="Copy settings").click()
    line = page.input_value(".as-call")
    assert line == ('naloxone_race(opioid="carfentanil", amount=0.5, arrives="at-once", tolerance="yes", spray="none", '
                    'second_after="none", minute=60)')  # fmt: skip
    assert eval(line, {"naloxone_race": naloxone_race}).minute == 60
