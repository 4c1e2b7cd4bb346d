"""Both diagrams in a plain page in Chromium: keyboard, words, numbers, saving, layout, accessibility."""

import ast
import re
import statistics
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from loose_page import show
from playwright.sync_api import Browser, Page

from alongside.widgets.receptor_bench import receptor_bench
from alongside.widgets.tolerance_cycle import tolerance_cycle

pytestmark = pytest.mark.browser
FOCUSABLE = ":is(button, input, select, textarea, a, summary, [tabindex])"
BENCH = ("arriving", "amount", "naloxone")
CYCLE = ("days_of_use", "days_after")
DIAGRAMS: list[tuple[Callable[..., Any], tuple[str, ...]]] = [
    (receptor_bench, BENCH),
    (tolerance_cycle, CYCLE),
]
both = pytest.mark.parametrize(("made", "settings"), DIAGRAMS, ids=["receptor_bench", "tolerance_cycle"])


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page as wide as a lesson."""
    made = browser.new_page(viewport={"width": 1100, "height": 900}, accept_downloads=True)
    yield made
    made.close()


def words(page: Page) -> str:
    return page.inner_text(".as-words")


def settle(page: Page) -> None:
    """Waits for the frame after next: what was asked for is painted then."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def marker_places(page: Page, figure: int) -> list[str]:
    return page.eval_on_selector_all(
        f".as-figure-{figure} g[transform]", "(nodes) => nodes.map((n) => n.getAttribute('transform'))"
    )


def test_the_amount_slider_moves_words_point_and_receptors_by_keyboard(page: Page) -> None:
    show(page, receptor_bench("full-agonist", 1), BENCH)
    assert "holds 6 of 12 receptors" in words(page)
    before = marker_places(page, 2)
    page.get_by_label("How much").focus()
    page.keyboard.press("End")
    settle(page)
    assert "holds 12 of 12 receptors" in words(page)
    assert "Breathing can stop." in words(page)
    assert marker_places(page, 2) != before
    assert page.locator(".as-visitor.as-bound").count() == 12
    assert page.get_by_label("How much").get_attribute("aria-valuetext") == "a lot"


def test_what_arrives_is_chosen_with_arrow_keys(page: Page) -> None:
    show(page, receptor_bench("full-agonist", 30), BENCH)
    page.get_by_role("radio", name="A full agonist").focus()
    page.keyboard.press("ArrowDown")
    settle(page)
    assert page.get_by_role("radio", name="A partial agonist").is_checked()
    assert "cannot lift it past 56 %" in words(page)
    page.keyboard.press("ArrowDown")
    settle(page)
    assert "passes on no message" in words(page)
    assert page.get_by_label("Naloxone as well").is_disabled()


def test_naloxone_takes_places_and_breathing_comes_back(page: Page) -> None:
    show(page, receptor_bench("full-agonist", 10), BENCH)
    assert "Breathing can stop." in words(page)
    page.get_by_label("Naloxone as well").focus()
    page.keyboard.press("End")
    settle(page)
    assert re.search(r"The full agonist holds \d of 12 receptors, naloxone holds \d", words(page))
    assert "Breathing can stop." not in words(page)
    assert "does not destroy the opioid" in words(page)


def test_endorphin_has_a_short_slider(page: Page) -> None:
    show(page, receptor_bench("endorphin", 30), BENCH)
    slider = page.get_by_label("How much")
    assert slider.input_value() == slider.get_attribute("max")
    assert "Breathing is about as usual." in words(page)


def test_both_day_sliders_move_words_and_points_by_keyboard(page: Page) -> None:
    show(page, tolerance_cycle(14, 0), CYCLE)
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
    assert "2.0 times as much" in (page.text_content(".as-figure-1 svg") or "")


@both
def test_reset_returns_to_the_settings_of_the_cell(page: Page, made: Any, settings: tuple[str, ...]) -> None:
    show(page, made(), settings)
    first = words(page)
    page.locator("input[type=range]").first.focus()
    page.keyboard.press("End")
    settle(page)
    assert words(page) != first
    page.get_by_role("button", name="Reset").click()
    settle(page)
    assert words(page) == first


@both
def test_moving_a_slider_sends_nothing_to_the_kernel(
    page: Page, made: Any, settings: tuple[str, ...]
) -> None:
    show(page, made(), settings)
    page.locator("input[type=range]").last.focus()
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    settle(page)
    assert page.evaluate("window.sent") == []


def test_a_setting_changed_from_python_is_followed(page: Page) -> None:
    show(page, tolerance_cycle(14, 0), CYCLE)
    page.evaluate("window.fromPython('days_after', 20)")
    settle(page)
    assert "20 days without" in words(page)


@both
def test_pictures_have_a_name_and_a_description_that_follows(
    page: Page, made: Any, settings: tuple[str, ...]
) -> None:
    show(page, made(), settings)
    page.locator("input[type=range]").first.focus()
    page.keyboard.press("End")
    settle(page)
    shown = " ".join(
        page.eval_on_selector_all(
            ".as-words p > span:last-child", "(all) => all.map((one) => one.textContent)"
        )
    )
    for picture in page.locator("svg[role=img]").all():
        title, described = picture.get_attribute("aria-labelledby"), picture.get_attribute("aria-describedby")
        assert page.text_content(f"#{title}")
        assert page.text_content(f"#{described}") == shown


@both
def test_a_screen_reader_hears_the_words_once_after_the_last_change(
    page: Page, made: Any, settings: tuple[str, ...]
) -> None:
    show(page, made(), settings)
    live = page.locator("p[role=status]")
    page.evaluate("""() => {
      window.heard = [];
      const live = document.querySelector("p[role=status]");
      new MutationObserver(() => window.heard.push(live.textContent)).observe(live, { childList: true });
    }""")
    page.locator("input[type=range]").first.focus()
    for _ in range(8):
        page.keyboard.press("ArrowLeft")
    settle(page)
    assert live.text_content() == ""
    page.wait_for_function("() => window.heard.length > 0")
    page.wait_for_timeout(200)
    assert len(page.evaluate("window.heard")) == 1


@both
def test_the_numbers_and_the_call_are_shown_on_request(
    page: Page, made: Any, settings: tuple[str, ...]
) -> None:
    show(page, made(), settings)
    numbers = page.get_by_role("button", name="Show the numbers")
    numbers.click()
    assert numbers.get_attribute("aria-expanded") == "true"
    assert page.locator(".as-table tbody tr").count() >= 6
    before = page.inner_text(".as-table")
    page.locator("input[type=range]").first.focus()
    page.keyboard.press("End")
    settle(page)
    assert page.inner_text(".as-table") != before
    page.get_by_role("button", name="Copy settings").click()
    call = page.locator(".as-call").input_value()
    line = ast.parse(call, mode="eval").body
    assert isinstance(line, ast.Call) and ast.unparse(line.func) == made.__name__
    pasted = made(**{one.arg: ast.literal_eval(one.value) for one in line.keywords if one.arg})
    assert {one.arg for one in line.keywords} == set(settings)
    assert getattr(pasted, settings[0]) in (30, "full-agonist")


@both
def test_the_picture_is_saved_with_its_words_as_svg_and_png(
    page: Page, made: Any, settings: tuple[str, ...], tmp_path: Path
) -> None:
    show(page, made(), settings)
    first_word = words(page).split(".")[0][:30]
    for kind in ("SVG", "PNG"):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=f"Save as {kind}").click()
        target = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(target)
        assert target.name == f"{made.__name__.replace('_', '-')}.{kind.lower()}"
    text = (tmp_path / f"{made.__name__.replace('_', '-')}.svg").read_text(encoding="utf-8")
    assert first_word in text
    assert "var(--" not in text.replace('fill="var(--', "").replace('stroke="var(--', "")
    assert (tmp_path / f"{made.__name__.replace('_', '-')}.png").read_bytes().startswith(b"\x89PNG")


@both
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1100])
def test_axe_has_no_objection(
    page: Page, axe: Any, made: Any, settings: tuple[str, ...], dark: bool, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    show(page, made(), settings, dark=dark)
    page.get_by_role("button", name="Show the numbers").click()
    assert axe(page, "#host") == []
    page.get_by_role("button", name="Copy settings").click()
    assert axe(page, "#host") == []


@both
@pytest.mark.parametrize("width", [320, 360, 640, 1100])
def test_nothing_is_cut_off_or_lies_on_other_words(
    page: Page, made: Any, settings: tuple[str, ...], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for place in ("Home", "End", "middle"):
        show(page, made(), settings)
        for slider in page.locator("input[type=range]").all():
            slider.focus()
            page.keyboard.press("End" if place == "End" else "Home")
            for _ in range(9 if place == "middle" else 0):
                page.keyboard.press("ArrowRight")
        settle(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert (
            page.evaluate("""() => [...document.querySelectorAll(".as-figure svg")].flatMap((drawing) => {
          const frame = drawing.getBoundingClientRect();
          const boxOf = (one) => one.getBoundingClientRect();
          const texts = [...drawing.querySelectorAll("text")].map((one) => [one.textContent, boxOf(one)]);
          const inside = (box) => box.left > frame.left - 2 && box.right < frame.right + 2
            && box.top > frame.top - 2 && box.bottom < frame.bottom + 2;
          const meet = (a, b) => a.left < b.right - 3 && b.left < a.right - 3
            && a.top < b.bottom - 6 && b.top < a.bottom - 6;
          const cut = texts.filter(([, box]) => !inside(box)).map(([text]) => `cut off: ${text}`);
          const over = texts.flatMap(([text, box], at) => texts.slice(at + 1)
            .filter(([, other]) => meet(box, other)).map(([other]) => `${text} on ${other}`));
          return [...cut, ...over];
        })""")
            == []
        )


@both
def test_every_focusable_keeps_jupyters_shortcuts_away_and_is_large_enough(
    page: Page, made: Any, settings: tuple[str, ...]
) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    show(page, made(), settings)
    page.get_by_role("button", name="Copy settings").click()
    assert page.locator(f"#host {FOCUSABLE}:not([data-lm-suppress-shortcuts=true])").count() == 0
    heights = page.eval_on_selector_all(
        "#host button, #host input[type=range], #host .as-choice",
        "(all) => all.map((one) => one.getBoundingClientRect().height)",
    )
    assert min(heights) >= 44


def test_words_stand_beside_the_picture_where_there_is_room_and_below_it_where_there_is_not(
    page: Page,
) -> None:
    show(page, receptor_bench(), BENCH)
    picture, beside = page.locator(".as-figure-1").bounding_box(), page.locator(".as-words").bounding_box()
    assert picture and beside and beside["x"] >= picture["x"] + picture["width"]
    page.set_viewport_size({"width": 700, "height": 900})
    settle(page)
    picture, beside = page.locator(".as-figure-1").bounding_box(), page.locator(".as-words").bounding_box()
    assert picture and beside and beside["y"] >= picture["y"] + picture["height"]


def test_reduced_motion_shows_receptors_at_once(browser: Browser) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    show(page, receptor_bench(), BENCH)
    durations = page.eval_on_selector_all(
        ".as-visitor", "(all) => all.map((one) => getComputedStyle(one).transitionDuration)"
    )
    context.close()
    assert durations and all(
        float(one.removesuffix("s")) == 0 for text in durations for one in text.split(", ")
    )


@both
def test_leaving_stops_what_was_started(page: Page, made: Any, settings: tuple[str, ...]) -> None:
    show(page, made(), settings)
    page.evaluate("window.leave()")
    before = words(page)
    page.evaluate(f"window.fromPython('{settings[-1]}', 5)")
    settle(page)
    assert words(page) == before


@both
def test_a_slider_step_is_painted_quickly(page: Page, made: Any, settings: tuple[str, ...]) -> None:
    show(page, made(), settings)
    times = page.evaluate("""async () => {
      const slider = document.querySelectorAll("input[type=range]")[0];
      const times = [];
      for (let step = 0; step < 60; step += 1) {
        slider.value = Number(slider.min) + ((step * 7) % (slider.max - slider.min));
        const from = performance.now();
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        await new Promise((done) => requestAnimationFrame(() => { const channel = new MessageChannel();
          channel.port1.onmessage = done; channel.port2.postMessage(0); }));
        times.push(performance.now() - from);
      }
      return times.slice(5);
    }""")
    times.sort()
    p50, p95 = statistics.median(times), times[int(len(times) * 0.95)]
    print(f"\n{made.__name__}: step to paint p50 {p50:.1f} ms, p95 {p95:.1f} ms")
    assert statistics.median(times) < 100
