"""A talk on a page: by keyboard and by hand, with what each line did beside it, and ways back."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from chromium import axe_violations
from loose_page import MODEL, as_entry
from playwright.sync_api import Browser, Locator, Page, expect

from alongside.items.score import score_item
from alongside.learner.store import ResponseStore
from alongside.widgets.question import Question

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "items"))
from item_examples import item

TALK = item("conversation")
STATE = ("item", "mode", "heading", "place", "saved", "outcome", "notice", "has_other_form", "handed_in")


class Talk:
    """A talk on a loose page, with Python's part played by the real scorer."""

    def __init__(self, page: Page, tmp_path: Path, practice: bool, dark: bool = False) -> None:
        self.page = page
        store = ResponseStore(tmp_path / "responses.json", "talk")
        widget = Question(TALK.public(), store, key=TALK if practice else None)
        state = {name: getattr(widget, name) for name in STATE}
        style = f"{widget._css} body {{ margin: 0; padding: 8px; background: var(--as-paper) }}"
        page.set_content(
            f"<!doctype html><html lang='en' data-as-theme='{'dark' if dark else 'light'}'><head><title>Talk</title>"
            f"<style>{style}</style></head><body><main><h1 class='as-hidden-words'>Talk</h1>"
            f"<div id='host'></div></main><script type='module'>{as_entry(widget._esm)}{MODEL % json.dumps(state)}"
            "</script></body></html>"
        )
        page.wait_for_selector(".as-conversation")

    def sent(self, kind: str) -> list[dict[str, Any]]:
        """Messages of this kind that the page sent, oldest first."""
        all_sent = self.page.evaluate("window.sent.filter(([how]) => how === 'send').map(([, message]) => message)")
        return [message for message in all_sent if message["type"] == kind]

    def say(self, words: str) -> None:
        """Choose a line, and let Python answer what the page asked."""
        before = len(self.sent("check"))
        self.page.get_by_role("button", name=words).click()
        for message in self.sent("check")[before:]:
            outcome = score_item(TALK, message["answer"]).as_dict()
            self.page.evaluate("(outcome) => window.messageFromPython({ type: 'outcome', outcome })", outcome)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name)


@pytest.fixture
def page(browser: Browser) -> Any:
    opened = browser.new_page(viewport={"width": 760, "height": 900})
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    opened.close()
    assert errors == []


def test_a_talk_goes_on_where_a_line_leads_and_the_path_is_the_answer(page: Page, tmp_path: Path) -> None:
    talk = Talk(page, tmp_path, practice=False)
    for _ in range(8):
        talk.say("A line that would hear.")
    assert talk.sent("answer")[0]["answer"] == {"path": ["hear"]}
    expect(page.locator(".as-turn-end")).to_have_text("Dana stays a while.")
    assert page.locator(".as-says button").count() == 0
    assert page.locator(".as-turn-note").count() == 0, "a graded talk says nothing of its lines"
    assert talk.sent("check") == []


def test_in_practice_each_line_is_answered_at_once_and_the_end_counts(page: Page, tmp_path: Path) -> None:
    talk = Talk(page, tmp_path, practice=True)
    talk.say("A line that would push.")
    note = page.locator(".as-turn-note")
    expect(note).to_have_count(1)
    expect(note.locator("p")).to_contain_text("private push")
    expect(note.locator("p")).to_contain_text("What else could have been said:")
    for _ in range(7):
        talk.say("A line that would hear.")
    expect(note).to_have_count(8)
    expect(page.locator(".as-told")).to_contain_text("gave back what was said 7 times")


def test_one_can_go_back_a_step_and_begin_again(page: Page, tmp_path: Path) -> None:
    talk = Talk(page, tmp_path, practice=True)
    expect(talk.button("Go back one step")).to_be_disabled()
    talk.say("A line that would push.")
    talk.say("A line that would wait.")
    talk.button("Go back one step").click()
    expect(page.locator(".as-turn-you")).to_have_count(1)
    talk.button("Begin again").click()
    expect(page.locator(".as-turn-you")).to_have_count(0)
    expect(page.locator(".as-turn-them")).to_have_text(["DanaI am at turn-0."])


def test_the_mood_is_told_in_words_and_changes(page: Page, tmp_path: Path) -> None:
    talk = Talk(page, tmp_path, practice=False)
    expect(page.locator(".as-mood")).to_have_text("Dana: guarded")
    talk.say("A line that would hear.")
    talk.say("A line that would hear.")
    expect(page.locator(".as-mood")).to_have_text("Dana: at ease")


def test_after_a_line_the_focus_waits_before_the_next_choices(page: Page, tmp_path: Path) -> None:
    Talk(page, tmp_path, practice=False)
    page.locator(".as-says button").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("What do you say?")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".as-says button").first).to_be_focused()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways_on_a_phone(page: Page, tmp_path: Path, dark: bool) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    talk = Talk(page, tmp_path, practice=True, dark=dark)
    for words in ("push", "hear", "wait"):
        talk.say(f"A line that would {words}.")
    assert axe_violations(page, "main") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert min(page.locator(".as-says button").evaluate_all("all => all.map((one) => one.offsetHeight)")) >= 44
