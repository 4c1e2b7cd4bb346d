"""The graded quiz as a trainee meets it: every kind by keyboard alone, hand in, a look at one's answers, phones."""

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jupyter_process import JupyterServer
from learner_course import (
    PROJECT,
    QUIZ,
    QUIZ_PAGE,
    answer_on_disk,
    card,
    first_of,
    lay_course,
    public_items,
    wait_saved,
)
from page_opener import PageOpener
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
KINDS = ("choose-one", "choose-many", "order", "match", "locate", "number", "forecast", "reply")


@pytest.fixture(scope="module")
def shared_server(jupyter: Callable[..., JupyterServer], tmp_path_factory: pytest.TempPathFactory) -> JupyterServer:
    folder = lay_course(tmp_path_factory.mktemp("quiz") / "my-course")
    return jupyter(folder, ALONGSIDE_COURSE=str(folder), ALONGSIDE_SOURCE=str(PROJECT / "source"))


@pytest.fixture
def course_server(shared_server: JupyterServer) -> Iterator[JupyterServer]:
    yield shared_server
    (shared_server.root / QUIZ / "responses.json").unlink(missing_ok=True)


def focus_first(page: Page, item_id: str) -> None:
    card(page, item_id).locator("input, button, select, textarea").first.focus()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def type_answer(page: Page, item: dict[str, Any]) -> Any:
    """Answers the question that has the focus with keys alone; returns the answer that should be on disk."""
    match item["kind"]:
        case "choose-one":
            press(page, "Space", "ArrowDown")
            return {"choice": item["options"][1]["id"]}
        case "choose-many":
            press(page, "Space", "Tab", "Space")
            return {"choices": [option["id"] for option in item["options"][:2]]}
        case "order":
            press(page, "Tab", "Enter")  # the first step's second arrow: down
            ids = [step["id"] for step in item["steps"]]
            return {"order": [ids[1], ids[0], *ids[2:]]}
        case "match":
            press(page, "ArrowDown")
            return {"pairs": {item["prompts"][0]["id"]: item["partners"][0]["id"]}}
        case "locate":
            press(page, "Space", "ArrowDown")
            return {"spot": item["spots"][1]["id"]}
        case "number":
            page.keyboard.type("2,5")
            press(page, "Enter")
            return {"number": 2.5}
        case "forecast":
            press(page, "Space", "Tab", "ArrowRight")
            return {"outcome": item["outcomes"][0]["id"], "confidence_percent": 80}
        case "conversation":
            press(page, "Enter")  # the first line one could say
            return {"path": [item["moments"][item["graph"][0]["place"]]["lines"][0]["id"]]}
        case _:
            page.keyboard.type("dd You sound tired of it. What would help?")
            press(page, "Tab")
            return {"text": "dd You sound tired of it. What would help?"}


@pytest.mark.parametrize("view", ["notebook", "lab"])
def test_every_kind_is_answered_by_keyboard_alone_and_no_cell_is_moved_or_deleted(
    view: str, open_page: PageOpener, course_server: JupyterServer
) -> None:
    page = open_page(QUIZ_PAGE, view)
    cells = page.locator(".jp-Cell").count()
    for kind in KINDS:
        item = first_of(course_server.root, kind)
        focus_first(page, item["id"])
        wanted = type_answer(page, item)
        wait_saved(page, item["id"])
        assert answer_on_disk(course_server.root, item["id"]) == wanted, kind
        press(page, "d", "d")
        assert page.locator(".jp-Cell").count() == cells, f"dd in a {kind} question deleted a cell"


def test_arrow_keys_change_the_choice_and_the_focus_stays_in_the_question(
    open_page: PageOpener, course_server: JupyterServer
) -> None:
    item = first_of(course_server.root, "choose-one")
    page = open_page(QUIZ_PAGE, "lab")
    focus_first(page, item["id"])
    press(page, "Space", "ArrowDown", "ArrowDown")
    assert card(page, item["id"]).locator("input").nth(2).is_checked()
    assert page.evaluate("(id) => document.activeElement.closest('[data-item]')?.dataset.item === id", item["id"])


def test_moving_a_step_keeps_the_focus_on_it_and_says_where_it_is(
    open_page: PageOpener, course_server: JupyterServer
) -> None:
    item = first_of(course_server.root, "order")
    page = open_page(QUIZ_PAGE)
    place = card(page, item["id"])
    name = f"Move down: {item['steps'][0]['text']}"
    place.get_by_role("button", name=name, exact=True).press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == name
    assert f"now step 2 of {len(item['steps'])}" in place.locator("[aria-live].as-hidden-words").inner_text()


@pytest.mark.parametrize("view", ["notebook", "lab"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_the_quiz(
    view: str, dark: bool, open_page: PageOpener, axe: Callable[[Page, str], list[str]],
    shot: Callable[[Page, str], None],
) -> None:
    page = open_page(QUIZ_PAGE, view, dark=dark)
    shot(page, f"quiz-{view}-{'dark' if dark else 'light'}")
    assert axe(page, ".jp-Notebook") == []


@pytest.mark.parametrize("width", [360, 640], ids=["phone", "200-percent-zoom"])
def test_a_narrow_page_never_scrolls_sideways(
    width: int, open_page: PageOpener, shot: Callable[[Page, str], None]
) -> None:
    page = open_page(QUIZ_PAGE, width=width, height=740, touch=True)
    shot(page, f"quiz-{width}")
    too_wide = page.evaluate(
        """() => [...document.querySelectorAll('.as-part')].filter(node =>
             node.scrollWidth > node.clientWidth + 1 || node.getBoundingClientRect().right > innerWidth + 1)
             .map(node => node.outerHTML.slice(0, 120))""")
    assert too_wide == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_targets_are_large_enough_for_a_thumb(open_page: PageOpener) -> None:
    page = open_page(QUIZ_PAGE, width=360, height=740, touch=True)
    small = page.evaluate(
        """() => [...document.querySelectorAll('.as-part button, .as-option, .as-part select, .as-help-button')]
             .filter(node => node.offsetParent && node.getBoundingClientRect().height < 43.5)
             .map(node => `${node.className} ${node.getBoundingClientRect().height}`)""")
    assert small == []


def test_a_place_in_the_picture_can_be_touched(open_page: PageOpener, course_server: JupyterServer) -> None:
    item = first_of(course_server.root, "locate")
    page = open_page(QUIZ_PAGE, touch=True)
    card(page, item["id"]).locator(".as-spot").nth(2).tap()
    wait_saved(page, item["id"])
    assert answer_on_disk(course_server.root, item["id"]) == {"spot": item["spots"][2]["id"]}


def test_hand_in_writes_a_zip_with_a_receipt_and_every_answer(
    open_page: PageOpener, course_server: JupyterServer
) -> None:
    item = first_of(course_server.root, "choose-one")
    page = open_page(QUIZ_PAGE)
    card(page, item["id"]).locator("input").nth(1).check()
    panel = page.locator(".as-hand-in")
    panel.locator("input").fill("A-17")
    panel.get_by_role("button", name="Hand in").click()
    panel.get_by_text("Handed in").wait_for()
    (made,) = (course_server.root / "hand-in").glob(f"{QUIZ}--A-17--*.zip")
    with zipfile.ZipFile(made) as archive:
        receipt = json.loads(archive.read("receipt.json"))
        responses = json.loads(archive.read("responses.json"))
    assert receipt["code"] == "A-17" and receipt["answered"] == 1
    assert responses["items"][item["id"]]["attempts"][-1]["answer"] == {"choice": item["options"][1]["id"]}
    with page.expect_download() as download:
        panel.get_by_text("Save a copy to send").click()
    assert Path(download.value.path()).read_bytes() == made.read_bytes()


def test_a_code_that_no_roster_could_hold_is_answered_plainly(
    open_page: PageOpener, course_server: JupyterServer
) -> None:
    page = open_page(QUIZ_PAGE)
    panel = page.locator(".as-hand-in")
    panel.locator("input").fill("=cmd, *")
    before = list((course_server.root / "hand-in").glob("*.zip"))
    panel.get_by_role("button", name="Hand in").click()
    panel.get_by_text("letters, digits").wait_for()
    assert list((course_server.root / "hand-in").glob("*.zip")) == before


def test_check_my_answers_shows_the_reasons_under_each_question(
    open_page: PageOpener, course_server: JupyterServer, shot: Callable[[Page, str], None]
) -> None:
    item = first_of(course_server.root, "choose-one")
    page = open_page(QUIZ_PAGE)
    card(page, item["id"]).locator("input").nth(1).check()
    page.get_by_role("button", name="Check my answers").click()
    page.locator(".as-hand-in .as-told strong", has_text="points").wait_for()
    told = card(page, item["id"]).locator(".as-feedback")
    told.scroll_into_view_if_needed()
    shot(page, "quiz-checked")
    assert item["options"][1]["text"].replace("**", "") in told.inner_text()
    assert page.locator(".as-feedback").count() == len(public_items(course_server.root))
    assert "wrong" not in told.inner_text().lower()
    expect(page.locator(".as-hand-in .as-told")).to_contain_text("The aim is 80% of the points")


def test_a_second_try_turns_to_another_form_and_the_latest_answer_counts(
    open_page: PageOpener, course_server: JupyterServer, shot: Callable[[Page, str], None]
) -> None:
    item = next(one for one in public_items(course_server.root) if "twin" in one and one["kind"] == "choose-one")
    page = open_page(QUIZ_PAGE)
    first, again = card(page, item["id"]), card(page, item["twin"]["id"])
    another = page.get_by_role("button", name="Try another form of this question")
    expect(another).to_have_count(0)
    first.locator("input").first.check()
    page.get_by_role("button", name="Check my answers").click()
    first.locator(".as-feedback").wait_for()
    first.get_by_role("button", name="Try another form of this question").click()
    expect(again.locator(".as-stem")).to_be_focused()
    assert again.locator("input:checked").count() == 0
    expect(first).to_have_count(0)
    again.locator("input").nth(1).check()
    expect(again.locator(".as-status")).to_have_text("✓ Saved")
    shot(page, "quiz-second-form")
    page.get_by_role("button", name="Check my answers").click()
    told = again.locator(".as-feedback")
    expect(told).to_contain_text(item["twin"]["options"][1]["text"][:20])
    page.reload()
    open_page.wait_ready(page)
    expect(again.locator("input").nth(1)).to_be_checked()
