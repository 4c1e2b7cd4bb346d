"""The receptor bench in Chromium: molecules that take places, the detour to dopamine, the same points as in Python."""

import random
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from diagram_hands import settle, words
from loose_page import show
from page_modules import in_page, largest_difference, load_modules
from playwright.sync_api import Browser, Page

from alongside.charts.describe import whole
from alongside.charts.receptor_bench import (
    ligands,
    receptor_bench_facts,
    receptor_bench_points,
    receptor_bench_spec,
    receptor_bench_words,
)
from alongside.models.parameters import parameters_of
from alongside.widgets.receptor_bench import receptor_bench

pytestmark = pytest.mark.browser
P = parameters_of("receptor")
TOP = P["highest_amount"]
CHART = 3
SVG = "{http://www.w3.org/2000/svg}"
MINUS, DOPAMINE = ".as-brake-signal", ".as-dopamine"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page as wide as a lesson."""
    made = browser.new_page(viewport={"width": 1100, "height": 1300}, accept_downloads=True)
    yield made
    made.close()


@pytest.fixture
def still(browser: Browser) -> Iterator[Page]:
    """A page of somebody who asked for less motion."""
    made = browser.new_page(viewport={"width": 1100, "height": 1300}, reduced_motion="reduce")
    yield made
    made.close()


def bench(page: Page, arriving: str = "full-agonist", amount: float = 1.0, naloxone: float = 0.0) -> None:
    """Show the bench without its question."""
    show(page, receptor_bench(arriving, amount, naloxone, predict="no"))


def move(page: Page, slider: str, *keys: str) -> None:
    page.get_by_label(slider).focus()
    for key in keys:
        page.keyboard.press(key)
    settle(page)


def places(page: Page, selector: str) -> list[str]:
    """Where the moving things are."""
    return page.eval_on_selector_all(selector, "(nodes) => nodes.map((n) => n.getAttribute('transform'))")


def bound(page: Page, colour: str) -> int:
    """How many receptors hold something of this color in the picture."""
    return page.locator(f".as-visitor.as-bound [fill='var(--as-{colour})']").count()


def counts(page: Page) -> list[int]:
    """The two counts written in the synapse: brake signals, dopamine."""
    written = page.text_content(".as-figure-2 svg > g:last-child") or ""
    return [int(found) for found in re.findall(r"(\d+) of 10", written)]


# ---- what arrives, and how much -------------------------------------------------------------------------------


def test_the_amount_slider_moves_words_point_and_receptors_by_keyboard(page: Page) -> None:
    bench(page, "full-agonist", 1)
    assert "holds 6 of 12 receptors" in words(page)
    before = places(page, f".as-figure-{CHART} g[transform]")
    move(page, "How much", "End")
    assert "holds 12 of 12 receptors" in words(page)
    assert "Breathing can stop." in words(page)
    assert places(page, f".as-figure-{CHART} g[transform]") != before
    assert bound(page, "agonist") == 12
    assert page.get_by_label("How much").get_attribute("aria-valuetext") == "a lot"


def test_what_arrives_is_chosen_with_arrow_keys(page: Page) -> None:
    bench(page, "full-agonist", 30)
    page.get_by_role("radio", name="A full agonist").focus()
    page.keyboard.press("ArrowDown")
    settle(page)
    assert page.get_by_role("radio", name="A partial agonist").is_checked()
    assert "cannot lift it past 56 %" in words(page)
    assert bound(page, "partial") == 12 and bound(page, "agonist") == 0
    page.keyboard.press("ArrowDown")
    settle(page)
    assert "passes on no message" in words(page)
    assert page.get_by_label("Naloxone as well").is_disabled()


def test_what_arrives_is_chosen_by_touch(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800}, has_touch=True)
    bench(page, "full-agonist", 30)
    page.get_by_text("A partial agonist").tap()
    settle(page)
    chosen, said = page.get_by_role("radio", name="A partial agonist").is_checked(), words(page)
    page.close()
    assert chosen and "The partial agonist holds 12 of 12" in said


def test_endorphin_has_a_short_slider(page: Page) -> None:
    bench(page, "endorphin", 30)
    slider = page.get_by_label("How much")
    assert slider.input_value() == slider.get_attribute("max")
    assert "Breathing is about as usual." in words(page)


# ---- molecules take places and let go -------------------------------------------------------------------------


def test_naloxone_takes_places_and_lets_go_again(page: Page) -> None:
    bench(page, "full-agonist", 10)
    assert "Breathing can stop." in words(page)
    assert (bound(page, "agonist"), bound(page, "antagonist")) == (11, 0)
    move(page, "Naloxone as well", "End")
    found = re.search(r"The full agonist holds (\d) of 12 receptors, naloxone holds (\d)", words(page))
    assert found and (bound(page, "agonist"), bound(page, "antagonist")) == (int(found[1]), int(found[2]))
    assert "Breathing can stop." not in words(page)
    assert "does not destroy the opioid" in words(page)
    move(page, "Naloxone as well", "Home")
    assert (bound(page, "agonist"), bound(page, "antagonist")) == (11, 0)
    assert "Breathing can stop." in words(page)


def test_the_picture_holds_what_the_words_say_wherever_the_sliders_are(still: Page) -> None:
    chance = random.Random(5)
    for one in ligands():
        bench(still, one["id"], 1)
        for _ in range(6):
            for slider in ("How much", "Naloxone as well"):
                if still.get_by_label(slider).is_enabled():
                    move(still, slider, "Home", *chance.choices(("PageUp", "ArrowRight"), k=chance.randint(0, 8)))
            found = [int(count) for count in re.findall(r"holds (\d+)", words(still))]
            by_naloxone = one["id"] != "antagonist" and "aloxone holds" in words(still)
            mine = bound(still, "muted" if one["id"] == "endorphin" else one["stroke"])
            assert mine + (bound(still, "antagonist") if by_naloxone else 0) == sum(found)


def test_molecules_change_places_but_never_their_number(page: Page) -> None:
    bench(page, "full-agonist", 2, 2)
    seen: set[tuple[int, int]] = set()
    held: set[str] = set()
    for _ in range(30):
        page.wait_for_timeout(100)
        seen.add((bound(page, "agonist"), bound(page, "antagonist")))
        held.add(str(page.eval_on_selector_all(".as-signal", "(all) => all.map((o) => o.matches('.as-bound'))")))
    assert seen == {(5, 5)}
    assert len(held) > 1


def test_the_movement_can_be_paused_by_keyboard_and_goes_on(page: Page) -> None:
    bench(page, "full-agonist", 2, 2)
    page.wait_for_timeout(300)
    pause = page.get_by_role("button", name="Pause the movement")
    pause.focus()
    page.keyboard.press("Enter")
    settle(page)
    resting = places(page, ".as-visitor, .as-figure-2 svg > g:nth-of-type(2) > g")
    page.wait_for_timeout(400)
    assert places(page, ".as-visitor, .as-figure-2 svg > g:nth-of-type(2) > g") == resting
    move(page, "How much", "End")
    assert "holds 11 of 12" in words(page) and bound(page, "agonist") == 11
    page.get_by_role("button", name="Play the movement").click()
    before = places(page, ".as-visitor")
    page.wait_for_timeout(400)
    assert places(page, ".as-visitor") != before


# ---- the detour to dopamine -----------------------------------------------------------------------------------


@pytest.mark.parametrize("arriving", [one["id"] for one in ligands()])
def test_at_rest_the_detour_shows_as_many_as_it_says(still: Page, arriving: str) -> None:
    bench(still, arriving, 1)
    assert still.get_by_role("button", name="Play the movement").is_visible()
    for key in ("Home", "PageUp", "End"):
        move(still, "How much", key)
        said = [int(found) for found in re.findall(r": (\d+) of 10", words(still))]
        assert counts(still) == said == [still.locator(MINUS).count(), still.locator(DOPAMINE).count()]


def test_the_counts_are_pythons(still: Page) -> None:
    for amount, naloxone in ((0.0, 0.0), (1.0, 0.0), (TOP, 0.0), (TOP, TOP)):
        bench(still, "full-agonist", amount, naloxone)
        facts = receptor_bench_facts("full-agonist", amount, naloxone)
        assert counts(still) == [whole(facts["brake_signals"]), whole(facts["dopamine"])]


def test_the_foot_comes_off_the_brake_first_and_dopamine_follows(page: Page) -> None:
    bench(page, "full-agonist", 0)
    page.wait_for_timeout(300)
    assert page.locator(MINUS).count() in (9, 10, 11)
    move(page, "How much", "End")
    assert counts(page) == [1, 9]
    assert page.locator(MINUS).count() > 5
    way = 1000 * P["signal_way_seconds"]
    page.wait_for_timeout(1.2 * way)
    assert page.locator(MINUS).count() <= 2
    page.wait_for_timeout(1.2 * way)
    assert page.locator(DOPAMINE).count() >= 7
    move(page, "Naloxone as well", "End")
    page.wait_for_timeout(1.2 * way)
    assert page.locator(MINUS).count() >= 4


def test_the_pictures_are_full_the_moment_the_bench_opens(page: Page) -> None:
    show(page, receptor_bench("full-agonist", 3, 1))
    page.wait_for_timeout(300)
    page.get_by_role("button", name="Look without a guess").click()
    settle(page)
    signals, dopamine = counts(page)
    assert abs(page.locator(MINUS).count() - signals) <= 1
    assert abs(page.locator(DOPAMINE).count() - dopamine) <= 1
    assert bound(page, "agonist") == int(re.findall(r"holds (\d+)", words(page))[0])


def test_frames_come_quickly_enough_to_read_as_movement(page: Page) -> None:
    bench(page, "full-agonist", 10, 10)
    page.wait_for_timeout(1000)
    took = page.evaluate("""() => new Promise((done) => {
      let [count, from] = [0, performance.now()];
      const frame = (now) => {
        count += 1;
        if (now - from < 2000) requestAnimationFrame(frame);
        else done((now - from) / count);
      };
      requestAnimationFrame(frame);
    })""")
    print(f"\nreceptor bench in motion: {1000 / took:.1f} frames a second")
    assert 1000 / took > 8


# ---- the same points and words as in Python, the pictures together ---------------------------------------------


def test_the_page_draws_the_points_that_python_gives(page: Page) -> None:
    chance, spec = random.Random(6), receptor_bench_spec()
    settings = []
    for _ in range(200):
        ligand = chance.choice(ligands())
        amount, naloxone = (chance.choice([0, chance.uniform(0.03, TOP)]) for _ in range(2))
        settings.append((ligand, amount, naloxone))
    load_modules(page, "receptor_bench")
    theirs = in_page(
        page,
        "([ligand, facts, spec]) => as.receptor_bench.benchPoints(spec, ligand, facts.amount, facts.naloxone)",
        [[one, receptor_bench_facts(one["id"], amount, beside), spec] for one, amount, beside in settings],
    )
    ours = [receptor_bench_points(one["id"], amount, beside)["effect"] for one, amount, beside in settings]
    assert [set(marks) for marks in theirs] == [set(marks) for marks in ours]
    difference = largest_difference(ours, theirs)
    print(f"\n{len(settings)} settings: {difference:.1e}")
    assert difference < 1e-9


def test_the_words_are_pythons_at_any_setting_of_the_cell(page: Page) -> None:
    for setting in (("full-agonist", 1, 0), ("partial-agonist", 10, 1), ("endorphin", 30, 1), ("antagonist", 5, 5)):
        bench(page, *setting)
        expected = [one.text for one in receptor_bench_words(*setting)]
        assert page.locator(".as-words .as-sentence > span:last-child").all_inner_texts() == expected


def test_the_saved_picture_is_at_rest_and_holds_all_three_drawings(page: Page, tmp_path: Path) -> None:
    bench(page, "full-agonist", 10, 2)
    page.wait_for_timeout(1500)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save as SVG").click()
    waiting.value.save_as(tmp_path / "bench.svg")
    drawing = ElementTree.parse(tmp_path / "bench.svg").getroot()
    assert len(drawing.findall(f"{SVG}svg")) == 3
    said = " ".join("".join(text.itertext()) for text in drawing.iter(f"{SVG}text"))
    for found in ("inside the nerve cell", "brake signals", "next cell", "partial agonist", "a foot off a brake"):
        assert found in said
    signals = whole(receptor_bench_facts("full-agonist", 10, 2)["brake_signals"])
    minuses = [one for one in drawing.iter(f"{SVG}path") if one.get("d") == "M-3,0H3"]
    assert len(minuses) == signals


def test_words_stand_beside_the_receptors_and_the_curve_beside_the_detour_where_there_is_room(page: Page) -> None:
    bench(page)
    boxes = {name: page.locator(f".as-{name}").bounding_box() for name in ("figure-1", "words", "figure-2", "figure-3")}
    first, beside, detour, curve = (boxes[name] or {} for name in ("figure-1", "words", "figure-2", "figure-3"))
    assert beside["x"] >= first["x"] + first["width"] and curve["x"] >= detour["x"] + detour["width"]
    assert detour["y"] == curve["y"] >= first["y"] + first["height"]


def test_on_a_telephone_the_pictures_follow_each_other(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    bench(page, "full-agonist", 2, 1)
    parts = [page.locator(f".as-{name}").bounding_box() or {} for name in ("figure-1", "words", "figure-2", "figure-3")]
    for before, after in pairwise(parts):
        assert after["y"] >= before["y"] + before["height"] + 12


@pytest.mark.parametrize("width", [320, 360, 620, 700, 1000, 1100])
def test_the_words_in_the_pictures_are_neither_cut_off_nor_on_each_other(still: Page, width: int) -> None:
    still.set_viewport_size({"width": width, "height": 800})
    for setting in (("full-agonist", 0, 0), ("partial-agonist", 30, 4), ("endorphin", 0.3, 0)):
        bench(still, *setting)
        assert still.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert still.evaluate("""() => [...document.querySelectorAll(".as-figure svg")].flatMap((drawing) => {
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
        })""") == []


def test_leaving_stops_the_movement(page: Page) -> None:
    bench(page, "full-agonist", 2, 2)
    page.wait_for_timeout(200)
    page.evaluate("window.leave()")
    settle(page)
    before = places(page, ".as-visitor")
    page.wait_for_timeout(300)
    assert places(page, ".as-visitor") == before
