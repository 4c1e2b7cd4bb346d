"""A talk on a page: by keyboard and by hand, with what each line did beside it, and ways back."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from chromium import axe_violations
from loose_page import MODEL, as_entry
from playwright.sync_api import Browser, Locator, Page, expect

from alongside.conversations.talk_map import talk_map
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
            told = {"type": "outcome", "outcome": score_item(TALK, message["answer"]).as_dict(),
                    "map": talk_map(TALK.body, message["answer"]["path"])}
            self.page.evaluate("(told) => window.messageFromPython(told)", told)

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


def to_the_end(talk: Talk) -> None:
    """Push once, then hear until the talk is over."""
    talk.say("A line that would push.")
    for _ in range(7):
        talk.say("A line that would hear.")


def test_during_a_practice_talk_the_map_waits_closed_and_opens_at_the_end(page: Page, tmp_path: Path) -> None:
    talk = Talk(page, tmp_path, practice=True)
    expect(page.locator(".as-map")).to_have_count(0)
    talk.say("A line that would push.")
    expect(page.locator(".as-map")).not_to_have_attribute("open", "")
    for _ in range(7):
        talk.say("A line that would hear.")
    expect(page.locator(".as-map")).to_have_attribute("open", "")
    expect(page.locator(".as-map-number")).to_have_text([str(turn) for turn in range(1, 9)])
    assert page.locator("path.as-map-taken").count() == 8
    expect(page.locator(".as-map-place")).to_have_count(10)
    expect(page.locator(".as-meter p")).to_have_text(
        ["Trust rose from 2 to 5.", "Openness rose from 2 to 5.",
         "Sense of choice stayed at 2.", "Danger stayed at 2."])
    expect(page.locator(".as-map")).to_contain_text("You gave back more often than you asked: 7 to 0.")
    expect(page.locator(".as-map-steps li").first).to_have_text(
        "“A line that would push.” You gave advice unasked. Trust 2 to 1.")


def test_going_back_a_step_puts_the_map_of_the_shorter_path_closed(page: Page, tmp_path: Path) -> None:
    talk = Talk(page, tmp_path, practice=True)
    to_the_end(talk)
    talk.button("Go back one step").click()
    expect(page.locator(".as-map")).to_be_hidden()
    talk.say("A line that would wait.")
    expect(page.locator(".as-map")).to_be_visible()
    expect(page.locator(".as-map-steps li").last).to_contain_text("A line that would wait.")


def test_a_box_that_is_tapped_shows_its_words_and_where_lines_lead(page: Page, tmp_path: Path) -> None:
    to_the_end(Talk(page, tmp_path, practice=True))
    panel = page.locator(".as-map-panel")
    expect(panel).to_contain_text("Turn 1. You said: “A line that would push.”")
    page.locator("[data-place='turn-7']").click()
    expect(panel).to_contain_text("Dana says")
    expect(panel).to_contain_text("I am at turn-7.")
    expect(panel).to_contain_text("Turn 8. You said: “A line that would hear.”")
    expect(panel.locator("li")).to_contain_text(["→ leads to “Dana stays a while.”"] * 2)
    page.locator("[data-place='goes']").click()
    expect(panel).to_have_text("Another endingDana goes home.")


def test_the_map_is_one_tab_stop_and_arrow_keys_walk_its_boxes(page: Page, tmp_path: Path) -> None:
    to_the_end(Talk(page, tmp_path, practice=True))
    page.locator(".as-map summary").focus()
    page.keyboard.press("Tab")
    expect(page.locator("[data-place='turn-0']")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-place='turn-2']")).to_be_focused()
    expect(page.locator(".as-map-panel")).to_contain_text("I am at turn-2.")
    page.keyboard.press("ArrowUp")
    expect(page.locator("[data-place='turn-1']")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".as-map-panel")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-place='turn-1']")).to_be_focused()
    assert page.locator(".as-map-place[tabindex='0']").count() == 1
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.matches('.as-map-place')")
    page.locator("[data-place='turn-1']").focus()
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.matches('.as-map-end')")


def test_a_graded_talk_sends_and_shows_no_map(page: Page, tmp_path: Path) -> None:
    to_the_end(Talk(page, tmp_path, practice=False))
    assert page.locator(".as-map").count() == 0
    widget = Question(TALK.public(), ResponseStore(tmp_path / "graded.json", "talk"))
    sent: list[dict[str, Any]] = []
    widget.send = sent.append
    widget._receive(None, {"type": "check", "answer": {"path": ["hear"]}}, [])
    assert sent == [] and widget.outcome == {}
    public = json.dumps(TALK.public())
    assert "complex-reflection" not in public and "gave back" not in public


def test_in_practice_python_sends_the_map_of_a_path_and_none_of_a_malformed_answer(tmp_path: Path) -> None:
    widget = Question(TALK.public(), ResponseStore(tmp_path / "practice.json", "talk"), key=TALK)
    sent: list[dict[str, Any]] = []
    widget.send = sent.append
    for path in (["hear"], ["no-such-line"], []):
        widget._receive(None, {"type": "check", "answer": {"path": path}}, [])
    assert [message.get("map") for message in sent] == [talk_map(TALK.body, ["hear"]), None, None]
    assert "map" not in widget.outcome


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 760])
def test_axe_finds_nothing_in_the_map_and_the_page_does_not_scroll_sideways(
    page: Page, tmp_path: Path, width: int, dark: bool
) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    to_the_end(Talk(page, tmp_path, practice=True, dark=dark))
    assert axe_violations(page, "main") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = page.locator(".as-map-box").evaluate("(node) => [node.scrollWidth, node.clientWidth]")
    assert box[0] <= box[1], "this map fits its box"
    assert min(page.locator(".as-map-place").evaluate_all("all => all.map((one) => one.offsetHeight)")) >= 44
