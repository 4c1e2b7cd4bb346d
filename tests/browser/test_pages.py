"""What every page has: help for the learner's country, words and sources in place, practice with feedback at once."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from jupyter_process import JupyterServer
from learner_course import PROJECT, QUIZ_PAGE, lay_course
from page_opener import PageOpener
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
A_LESSON = "lessons/02_opioid_system.ipynb"
LESSONS = sorted(f"lessons/{path.name}" for path in (PROJECT / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="module")
def shared_server(jupyter: Callable[..., JupyterServer], tmp_path_factory: pytest.TempPathFactory) -> JupyterServer:
    folder = lay_course(tmp_path_factory.mktemp("pages") / "my-course")
    return jupyter(folder, ALONGSIDE_COURSE=str(folder))


@pytest.fixture
def course_server(shared_server: JupyterServer) -> Iterator[JupyterServer]:
    yield shared_server
    (shared_server.root / "settings.json").unlink(missing_ok=True)


def _other_view(path: str) -> Any:
    """A lesson in the dark or in JupyterLab: two of them each time, the others with the slow tests."""
    return pytest.param(path, marks=() if path in LESSONS[1:3] else pytest.mark.long)


@pytest.mark.parametrize("path", LESSONS)
def test_axe_finds_nothing_in_a_lesson(
    path: str, open_page: PageOpener, axe: Callable[[Page, str], list[str]], shot: Callable[[Page, str], None]
) -> None:
    page = open_page(path)
    shot(page, f"{path[8:10]}-notebook-light")
    assert axe(page, ".jp-NotebookPanel") == []


@pytest.mark.parametrize("path", map(_other_view, LESSONS))
@pytest.mark.parametrize(("view", "dark"), [("notebook", True), ("lab", False)])
def test_axe_finds_nothing_in_another_view_of_a_lesson(
    path: str, view: str, dark: bool, open_page: PageOpener, axe: Callable[[Page, str], list[str]],
    shot: Callable[[Page, str], None],
) -> None:
    page = open_page(path, view, dark=dark)
    shot(page, f"{path[8:10]}-{view}-{'dark' if dark else 'light'}")
    assert axe(page, ".jp-NotebookPanel") == []


@pytest.mark.parametrize("path", LESSONS)
def test_a_lesson_fits_a_phone(path: str, open_page: PageOpener, shot: Callable[[Page, str], None]) -> None:
    page = open_page(path, width=360, height=740, touch=True)
    shot(page, f"{path[8:10]}-phone")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    too_wide = page.evaluate(
        """() => [...document.querySelectorAll('.as-part, .jp-RenderedHTMLCommon')]
             .filter(node => node.offsetParent && node.getBoundingClientRect().right > innerWidth + 1)
             .map(node => node.outerHTML.slice(0, 120))""")
    assert too_wide == []


def test_no_code_no_traceback_and_no_blank_cell_is_seen(open_page: PageOpener) -> None:
    for path in [*LESSONS, QUIZ_PAGE]:
        page = open_page(path)
        seen = page.locator(".jp-Notebook").inner_text()
        assert "from alongside import" not in seen and "Traceback" not in seen
        blank = page.evaluate(
            """() => [...document.querySelectorAll('.jp-CodeCell')].filter(cell => cell.offsetHeight
                 && !cell.querySelector('.jp-OutputArea-output')?.innerText.trim()).length""")
        assert blank == 0, path


def test_help_names_no_number_until_a_country_is_chosen_then_that_country_everywhere(
    open_page: PageOpener, course_server: JupyterServer, shot: Callable[[Page, str], None]
) -> None:
    page = open_page(A_LESSON)
    page.get_by_role("button", name="Need help now?").click()
    help_box = page.locator(".as-help-box")
    shot(page, "help-unknown")
    assert "local emergency number" in help_box.inner_text()
    assert not any(character.isdigit() for character in help_box.inner_text())
    help_box.locator("select").select_option("uk")
    help_box.get_by_text("Samaritans").wait_for()
    shot(page, "help-uk")
    assert "999" in help_box.inner_text() and "911" not in help_box.inner_text() and "988" not in help_box.inner_text()
    assert "last reviewed 2026-" in help_box.inner_text()
    page.wait_for_function("() => !document.querySelector('.as-ask')")
    page.keyboard.press("Escape")
    assert not help_box.is_visible()
    settings = course_server.root / "settings.json"
    page.wait_for_timeout(500)
    assert json.loads(settings.read_text())["country"] == "uk"
    other = open_page(QUIZ_PAGE)
    assert other.locator(".as-ask").count() == 0
    other.get_by_role("button", name="Need help now?").click()
    assert "999" in other.locator(".as-help-box").inner_text()


@pytest.mark.parametrize("view", ["notebook", "lab"])
def test_help_stands_in_the_same_place_on_every_page(view: str, open_page: PageOpener) -> None:
    places = set()
    for path in [*LESSONS, QUIZ_PAGE]:
        page = open_page(path, view)
        box = page.locator(".as-help-button").bounding_box()
        assert box
        places.add((round(box["x"]), round(box["y"])))
        page.context.close()
        open_page.contexts.remove(page.context)
    assert len(places) == 1


def test_a_word_opens_where_it_stands_and_the_focus_comes_back(open_page: PageOpener) -> None:
    page = open_page(A_LESSON)
    word = page.locator('a[href$="#word-receptor"]').first
    word.focus()
    page.keyboard.press("Enter")
    note = page.locator(".as-pop")
    assert "receptor" in note.inner_text().lower()
    page.keyboard.press("Escape")
    assert not note.is_visible()
    assert page.evaluate("document.activeElement.getAttribute('href')").endswith("#word-receptor")


def test_a_source_opens_where_it_is_cited(open_page: PageOpener) -> None:
    page = open_page(A_LESSON)
    page.locator('a[href$="#source-1"]').first.click()
    assert "Source 1" in page.locator(".as-pop").inner_text()


def test_practice_answers_at_once_and_a_prediction_is_kept(open_page: PageOpener, course_server: JupyterServer) -> None:
    page = open_page(A_LESSON)
    question = page.locator(".as-kind-choose-one").first
    question.locator("input").nth(1).check()
    question.get_by_role("button", name="See what this does").click()
    question.locator(".as-feedback").wait_for()
    prediction = page.locator(".as-kind-reply").first
    prediction.locator("textarea").fill("The effect will level off.")
    prediction.get_by_role("button", name="Keep this and compare").click()
    prediction.locator(".as-feedback").wait_for()
    prediction.locator(".as-status", has_text="Saved").wait_for()
    kept = json.loads((course_server.root / "progress" / "opioid-system.json").read_text())
    answers = [entry["attempts"][-1]["answer"] for entry in kept["items"].values()]
    assert {"text": "The effect will level off."} in answers


def test_the_way_on_leads_to_the_next_page(open_page: PageOpener) -> None:
    page = open_page(LESSONS[0])
    page.locator(".as-way-on").click()
    page.wait_for_url("**/helpful-replies-before.ipynb**")
    page.get_by_role("heading", name="Helpful replies, set one").wait_for()
    page.locator(".as-way-on").click()
    page.wait_for_url("**/01_role_words_safety.ipynb**")
    page.get_by_role("heading", name="Your role, your words, and safety").wait_for()
