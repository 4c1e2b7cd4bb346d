"""The page of a second marker: by keyboard, without a server, and no script of a learner runs on it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chromium import axe_violations
from playwright.sync_api import Browser, Page, expect

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "grading"))

pytest.importorskip("nbgrader", reason="needs the teaching tools: pip install -e '.[teach]'")

from sample_quiz import QUIZ_ID, write_quiz

from alongside.grading.quiz_source import require_quiz
from alongside.grading.second_marks import read_second_marks
from alongside.grading.second_page import second_page
from alongside.grading.second_sample import Sample, WrittenReply

pytestmark = pytest.mark.browser
HOSTILE = "document.title='HOSTILE'"
REPLIES = (
    WrittenReply("a", "write-reply", "You came in anyway.\n\nWhat would help tonight?"),
    WrittenReply("b", "write-reply", f'<script>{HOSTILE}</script><img src=x onerror="{HOSTILE}">'),
    WrittenReply("c", "write-reply", f"</blockquote></fieldset></main><svg onload={HOSTILE}></svg>" + "x" * 400),
    WrittenReply("d", "write-summary", "\u202eYou slept badly.\u202c <a href='javascript:alert(1)'>here</a>"),
)
SAMPLE = Sample(QUIZ_ID, REPLIES)


@pytest.fixture
def place(tmp_path: Path) -> str:
    quiz = require_quiz(write_quiz(tmp_path / "source"))
    path = tmp_path / "Für Kim" / "second.html"
    path.parent.mkdir()
    path.write_text(second_page(quiz, SAMPLE), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser: Browser, place: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1200, "height": 900}, accept_downloads=True, offline=True)
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    opened.on("request", lambda request: request.url.startswith(("file:", "blob:")) or wrong.append(request.url))
    opened.goto(place)
    yield opened
    assert opened.title() == "Second marking: A sample quiz"
    context.close()
    assert wrong == []


def _save(page: Page, to: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save my marks").click()
    assert waiting.value.suggested_filename == f"second-marks-{QUIZ_ID}.json"
    waiting.value.save_as(to)
    return to


def test_marked_by_keyboard_saved_and_read_back(page: Page, tmp_path: Path) -> None:
    progress = page.locator("#progress")
    expect(progress).to_have_text("0 of 4 marked, 4 left")
    page.keyboard.press("Tab")
    for mark in (3, 0, 1):
        page.keyboard.press(str(mark))
        page.keyboard.press("Enter")
    expect(progress).to_have_text("3 of 4 marked, 1 left")
    page.keyboard.press("ArrowDown")  # as in any group of choices
    page.keyboard.press("2")
    page.keyboard.press("7")
    page.keyboard.press("Enter")
    expect(progress).to_have_text("All 4 are marked. Save your marks and send the file back.")
    expect(page.get_by_role("button", name="Save my marks")).to_be_focused()
    read = read_second_marks(_save(page, tmp_path / "marks.json"), len(REPLIES))
    assert (read.quiz_id, read.sample_id, read.odd) == (QUIZ_ID, SAMPLE.id, ())
    assert read.marks == {1: 3, 2: 0, 3: 1, 4: 2}


def test_what_is_saved_too_early_holds_the_marks_so_far_and_says_how_many_are_open(page: Page, tmp_path: Path) -> None:
    page.locator("#reply-2-1").check()
    saved = json.loads(_save(page, tmp_path / "marks.json").read_text(encoding="utf-8"))
    assert saved["marks"] == {"2": 1}
    expect(page.locator("#said")).to_have_text(f"Saved as second-marks-{QUIZ_ID}.json, with 3 still open.")


def test_marks_are_there_again_after_the_page_was_closed_until_one_begins_again(page: Page, place: str) -> None:
    page.locator("#reply-1-2").check()
    page.locator("#reply-4-0").check()
    page.wait_for_timeout(500)  # Chromium writes them down a moment later; nobody closes a page faster
    page.goto("about:blank")
    page.goto(place)
    expect(page.locator("#progress")).to_have_text("2 of 4 marked, 2 left")
    expect(page.locator("#reply-4-0")).to_be_checked()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Begin again").click()
    expect(page.locator("#progress")).to_have_text("0 of 4 marked, 4 left")
    page.reload()
    expect(page.locator("input:checked")).to_have_count(0)


@pytest.mark.parametrize("kept", ["junk", "null", "[]", '{"1": "<b>", "2": 9, "x": 1}'])
def test_whatever_the_browser_kept_the_page_opens(page: Page, kept: str) -> None:
    page.evaluate(f"localStorage.setItem('alongside-second-marks:{SAMPLE.id}', {json.dumps(kept)})")
    page.reload()
    expect(page.locator("#progress")).to_have_text("0 of 4 marked, 4 left")


def test_without_storage_it_works_and_says_what_to_do(browser: Browser, place: str) -> None:
    page = browser.new_page()
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); }")
    page.goto(place)
    page.locator("#reply-1-2").check()
    expect(page.locator("#progress")).to_have_text("1 of 4 marked, 3 left")
    expect(page.locator("#said")).to_contain_text("Save your marks before you leave")
    page.close()


def test_what_learners_wrote_is_words(page: Page) -> None:
    assert page.locator("main img, main svg, main a, main script, [onerror], [onload]").count() == 0
    assert page.locator("fieldset").count() == 4
    expect(page.locator("fieldset").nth(1).locator("blockquote")).to_contain_text("<script>")


def test_a_smuggled_script_would_be_refused(browser: Browser, tmp_path: Path) -> None:
    quiz = require_quiz(write_quiz(tmp_path / "source"))
    path = tmp_path / "second.html"
    smuggled = f"<script>{HOSTILE}</script><img src=x onerror={HOSTILE}><h1>"
    path.write_text(second_page(quiz, SAMPLE).replace("<h1>", smuggled), encoding="utf-8")
    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.goto(path.as_uri())
    assert page.title() == "Second marking: A sample quiz"
    assert sum("Content Security Policy" in text for text in refused) >= 2
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wide_and_narrow(page: Page, shot: Callable[[Page, str], None], scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.locator("#reply-1-2").check()
    assert axe_violations(page, "body") == []
    shot(page, f"second-{scheme}")
    page.set_viewport_size({"width": 360, "height": 740})
    assert axe_violations(page, "body") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert min(page.locator("button").evaluate_all("all => all.map((one) => one.offsetHeight)")) >= 44
    page.locator("fieldset").first.scroll_into_view_if_needed()
    shot(page, f"second-{scheme}-360")


def test_on_paper_the_bar_is_left_away_and_a_reply_stays_whole(page: Page, shot: Callable[[Page, str], None]) -> None:
    page.emulate_media(media="print")
    expect(page.locator(".as-bar")).to_be_hidden()
    assert page.locator("fieldset").first.evaluate("(one) => getComputedStyle(one).breakInside") == "avoid"
    shot(page, "second-print")
