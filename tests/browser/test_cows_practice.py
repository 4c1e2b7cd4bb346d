"""The practice panel in a plain page: it adds up as Python does, compares, and keeps nothing."""

import random
from collections.abc import Iterator

import pytest
from diagram_hands import press, settle
from loose_page import show
from page_modules import in_page, load_modules
from playwright.sync_api import Browser, Page

from alongside.charts.cows_practice import cows_practice_facts, cows_practice_spec, cows_practice_words
from alongside.charts.cows_vignettes import VIGNETTES
from alongside.models.cows import cows_items
from alongside.widgets.cows_practice import cows_practice

pytestmark = pytest.mark.browser
SHOWN = """([vignette, points, compared]) => {
  const facts = as.cows_practice.cowsFacts(spec, spec.vignettes.find((one) => one.id === vignette), points, compared);
  return [facts, as.describe.sentences(spec.sentences, facts).map((one) => [one.id, one.text, one.tone])];
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page as wide as a lesson."""
    made = browser.new_page(viewport={"width": 1100, "height": 900})
    yield made
    made.close()


@pytest.fixture(scope="module")
def modules(browser: Browser) -> Iterator[Page]:
    """A blank page with the panel's modules and its spec."""
    made = browser.new_page()
    load_modules(made, "cows_practice", "describe")
    made.evaluate("(spec) => { window.spec = spec; }", cows_practice_spec())
    yield made
    made.close()


def score(page: Page, points: dict[str, int]) -> None:
    for item, given in points.items():
        page.locator(f".as-sign-fields[data-item={item}] input[value='{given}']").check()


def key_of(vignette: str) -> dict[str, int]:
    return {item: points for item, (points, _) in next(one for one in VIGNETTES if one.id == vignette).key.items()}


def test_totals_bands_and_words_are_pythons(modules: Page) -> None:
    chance = random.Random(6)
    inputs = []
    for _ in range(400):
        chosen = [(item["id"], chance.choice(item["options"])[0]) for item in cows_items()]
        given = dict(chance.sample(chosen, chance.randint(0, 11)))
        inputs.append([chance.choice(VIGNETTES).id, given, chance.random() < 0.5])
    theirs = in_page(modules, SHOWN, inputs)
    assert [[cows_practice_facts(*one), [list(said) for said in cows_practice_words(*one)]] for one in inputs] == theirs


@pytest.mark.parametrize("vignette", [one.id for one in VIGNETTES])
def test_scoring_as_the_key_does_gives_the_keys_band(page: Page, vignette: str) -> None:
    show(page, cows_practice(vignette, predict="no"))
    score(page, key_of(vignette))
    total = sum(key_of(vignette).values())
    assert f"{total} of 48" in page.inner_text(".as-running strong")
    assert "When all eleven signs are scored" in page.inner_text(".as-figure-3")
    page.get_by_role("button", name="Compare with our key").click()
    shown = page.inner_text(".as-figure-3")
    assert "Your band is the same." in shown and "to be confirmed by a clinician" in shown
    assert "handover in plain words" in shown and "differs" not in shown
    assert page.locator(".as-key tbody tr").count() == 11
    assert f"our key: {total}" in (page.text_content(".as-figure-1 svg") or "")


def test_compare_names_what_is_open_and_goes_there(page: Page) -> None:
    show(page, cows_practice("rosa", predict="no"))
    score(page, {item: points for item, points in key_of("rosa").items() if item not in ("pupils", "gut")})
    page.get_by_role("button", name="Compare with our key").press("Enter")
    assert "Still open: Pupils; Stomach and gut." in page.inner_text(".as-cows-form")
    assert page.evaluate("document.activeElement.closest('.as-sign-fields').dataset.item") == "pupils"
    page.keyboard.press("Space")
    score(page, {"gut": 5})
    assert "Still open" not in page.inner_text(".as-cows-form")
    page.get_by_role("button", name="Compare with our key").press("Enter")
    assert page.evaluate("document.activeElement.innerText").startswith("Our key has 8: mild.")
    differing = page.locator(".as-key tr:has-text('differs') th").all_inner_texts()
    assert differing == ["Stomach and gut in the last half hour"]


def test_the_running_total_stays_in_sight_and_the_story_can_be_read_again(page: Page) -> None:
    show(page, cows_practice("walt", predict="no"))
    page.locator("[data-item=tremor]").scroll_into_view_if_needed()
    page.locator("[data-item=gooseflesh] input").first.focus()
    box = page.locator(".as-running").bounding_box()
    assert box and 0 <= box["y"] < 300
    page.get_by_text("Read the story again").click()
    assert page.locator(".as-story-again").get_by_text("Drops stand on his forehead").is_visible()


def test_another_person_or_reset_starts_afresh_and_nothing_is_sent(page: Page) -> None:
    show(page, cows_practice("dana", predict="no"))
    score(page, {"pulse": 2, "gut": 2})
    page.get_by_label("Sam", exact=True).check()
    settle(page)
    assert page.locator(".as-sign-fields input:checked").count() == 0
    assert "ran for the bus" in page.inner_text(".as-story")
    score(page, {"pulse": 4})
    press(page, "Reset")
    assert "comes straight from her night shift" in page.inner_text(".as-story")
    assert page.locator(".as-sign-fields input:checked").count() == 0
    assert page.evaluate("window.sent") == []
