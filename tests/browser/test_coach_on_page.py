"""The coach on a page: its notes under a reply, a practice partner, a look back, and care for whoever writes."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from chromium import axe_violations
from loose_page import MODEL, as_entry
from playwright.sync_api import Browser, Page, expect

from alongside.learner.store import ResponseStore
from alongside.widgets.line_coach import line_coach
from alongside.widgets.question import Question

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "items"))
from item_examples import item

STATE = ("item", "mode", "heading", "place", "saved", "outcome", "notice", "has_other_form", "handed_in")


class Live:
    """A widget on a loose page with the real Python behind it: what the page sends is answered by the widget."""

    def __init__(self, page: Page, widget: Any, state: dict[str, Any], dark: bool = False) -> None:
        self.page, self.widget, self.done = page, widget, 0
        widget.send = lambda message: page.evaluate("(told) => window.messageFromPython(told)", message)
        style = f"{widget._css} body {{ margin: 0; padding: 8px; background: var(--as-paper) }}"
        page.set_content(
            f"<!doctype html><html lang='en' data-as-theme='{'dark' if dark else 'light'}'><head><title>Coach</title>"
            f"<style>{style}</style></head><body><main><h1 class='as-hidden-words'>Coach</h1>"
            f"<div id='host'></div></main><script type='module'>{as_entry(widget._esm)}{MODEL % json.dumps(state)}"
            "</script></body></html>"
        )
        page.wait_for_selector("#host .as-part")

    def answer(self) -> None:
        """Let Python answer all that the page has sent and not been answered."""
        self.page.wait_for_timeout(50)
        sent = self.page.evaluate("window.sent.filter(([how]) => how === 'send').map(([, message]) => message)")
        for message in sent[self.done:]:
            self.widget._receive(self.widget, message, [])
        self.done = len(sent)


@pytest.fixture
def page(browser: Browser) -> Any:
    opened = browser.new_page(viewport={"width": 760, "height": 900})
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    opened.close()
    assert errors == []


def asked(page: Page, tmp_path: Path, kind: str, *, practice: bool = False, dark: bool = False, **changes: Any) -> Live:
    key = item(kind, **changes)
    widget = Question(key.public(), ResponseStore(tmp_path / "responses.json", "page"), key=key if practice else None)
    return Live(page, widget, {name: getattr(widget, name) for name in STATE}, dark)


def kept(tmp_path: Path, item_id: str) -> Any:
    attempts = json.loads((tmp_path / "responses.json").read_text(encoding="utf-8"))["items"][item_id]["attempts"]
    return attempts[-1]["answer"]


def reply(live: Live, text: str) -> None:
    live.page.get_by_label("In your own words:").fill(text)
    live.page.get_by_role("button", name="Ask the coach").click()
    live.answer()


def test_the_coach_says_what_is_there_first_then_one_next_step_and_how_far_to_trust_it(
    page: Page, tmp_path: Path
) -> None:
    reply(asked(page, tmp_path, "reply"), "What would help you tonight?")
    notes = page.get_by_role("region", name="What the coach noticed")
    expect(notes).to_contain_text("You asked in a way that leaves the answer to them.")
    expect(notes).to_contain_text("To try next:")
    expect(notes).to_contain_text("It does not grade.")
    notes.get_by_text("Sentence by sentence").click()
    expect(notes.get_by_text("What made it think so:")).to_be_visible()


def test_where_the_learner_sees_it_differently_that_is_kept_beside_the_reply(page: Page, tmp_path: Path) -> None:
    live = asked(page, tmp_path, "reply")
    reply(live, "What would help you tonight?")
    page.get_by_text("Sentence by sentence").click()
    differently = page.get_by_role("button", name="I see it differently")
    differently.click()
    live.answer()
    expect(differently).to_have_attribute("aria-pressed", "true")
    assert kept(tmp_path, "write-reply") == {
        "text": "What would help you tonight?",
        "differs": [{"sentence": "What would help you tonight?", "coach": "open-question"}],
    }
    differently.click()
    live.answer()
    assert kept(tmp_path, "write-reply") == {"text": "What would help you tonight?"}


def test_the_notes_go_when_the_words_change(page: Page, tmp_path: Path) -> None:
    live = asked(page, tmp_path, "reply")
    reply(live, "What would help you tonight?")
    page.get_by_label("In your own words:").fill("You should call them.")
    page.keyboard.press("Tab")
    expect(page.get_by_role("region", name="What the coach noticed")).to_have_count(0)


def test_with_nothing_written_the_coach_asks_for_a_sentence(page: Page, tmp_path: Path) -> None:
    asked(page, tmp_path, "reply")
    page.get_by_role("button", name="Ask the coach").click()
    expect(page.get_by_text("Write a sentence first, then ask.")).to_be_visible()


def test_a_test_of_what_one_can_do_alone_has_no_coach(page: Page, tmp_path: Path) -> None:
    asked(page, tmp_path, "reply", coach=False)
    expect(page.get_by_role("button", name="Ask the coach")).to_have_count(0)


def test_words_about_oneself_in_danger_bring_up_people_to_talk_to_and_closing_is_respected(
    page: Page, tmp_path: Path
) -> None:
    live = asked(page, tmp_path, "reply")
    reply(live, "Honestly I don't want to be here anymore.")
    care = page.get_by_role("region", name="If this is about you")
    expect(care).to_be_visible()
    expect(care).to_contain_text("call your local emergency number now")
    expect(care).to_contain_text("nobody has been told")
    care.get_by_role("button", name="Close").click()
    reply(live, "I want to die.")
    expect(care).to_be_hidden()
    assert "care" not in (tmp_path / "responses.json").read_text(encoding="utf-8")


def test_a_scene_in_which_somebody_else_says_it_raises_no_alarm(page: Page, tmp_path: Path) -> None:
    live = asked(page, tmp_path, "reply")
    reply(live, "It sounds like you don't want to be here anymore. Are you thinking of suicide?")
    expect(page.get_by_role("region", name="If this is about you")).to_be_hidden()


def say(live: Live, text: str) -> None:
    live.page.get_by_label("What do you say?").fill(text)
    live.page.get_by_role("button", name="Say this").click()
    live.answer()
    live.answer()


def test_a_practice_partner_answers_turn_by_turn_and_never_pretends_to_be_human(page: Page, tmp_path: Path) -> None:
    live = asked(page, tmp_path, "exchange")
    expect(page.get_by_text("It is not a person and not a chat model")).to_be_visible()
    say(live, "You're tired, and nobody asks.")
    expect(page.locator(".as-turn-them")).to_have_count(2)
    say(live, "What would help?")
    expect(page.locator(".as-turn-end")).to_contain_text("Dana")
    expect(page.get_by_role("button", name="Say this")).to_be_hidden()
    turns = kept(tmp_path, "write-with-dana")["turns"]
    assert [turn["text"] for turn in turns] == ["You're tired, and nobody asks.", "What would help?"]
    assert all(turn["heard"] and turn["answer"] for turn in turns)


def test_a_turn_can_be_taken_back(page: Page, tmp_path: Path) -> None:
    live = asked(page, tmp_path, "exchange")
    say(live, "What would help?")
    page.get_by_role("button", name="Take back the last turn").click()
    live.answer()
    expect(page.locator(".as-turn-you")).to_have_count(0)
    assert kept(tmp_path, "write-with-dana") == {"turns": []}


def test_the_coach_speaks_after_a_turn_in_practice_only(page: Page, tmp_path: Path) -> None:
    say(asked(page, tmp_path, "exchange"), "What would help?")
    expect(page.get_by_role("region", name="What the coach noticed")).to_have_count(0)
    say(asked(page, tmp_path, "exchange", practice=True, after="Compare."), "What would help?")
    expect(page.get_by_role("region", name="What the coach noticed")).to_be_visible()


def test_a_look_back_is_kept_level_by_level(page: Page, tmp_path: Path) -> None:
    live = asked(page, tmp_path, "self-review")
    page.get_by_label("I asked openly.").select_option("often")
    page.get_by_label("Which line would you like to have back?").fill("The third.")
    page.keyboard.press("Tab")
    live.answer()
    live.answer()
    assert kept(tmp_path, "look-back") == {"levels": {"asking": "often"}, "text": "The third."}


def coach_of_lines(page: Page, dark: bool = False) -> Live:
    widget = line_coach()
    return Live(page, widget, {"spec": widget.spec}, dark)


def test_the_line_coach_asks_for_a_guess_before_it_tells(page: Page) -> None:
    coach_of_lines(page)
    marks = page.get_by_role("list", name="What the coach reads")
    expect(marks).to_be_hidden()
    page.get_by_label("Your guess first").select_option("closed-question")
    expect(marks).to_be_visible()
    expect(page.get_by_role("status").first).to_contain_text("The coach sees")


def test_a_line_of_ones_own_is_read_while_one_types(page: Page) -> None:
    live = coach_of_lines(page)
    page.get_by_label("Change it, or write your own").fill("What would help you tonight?")
    page.get_by_label("Your guess first").select_option("open-question")
    page.wait_for_timeout(600)
    live.answer()
    expect(page.get_by_text("You and the coach both see an open question.")).to_be_visible()
    page.get_by_role("button", name="Start over").click()
    expect(page.get_by_role("list", name="What the coach reads")).to_be_hidden()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways_on_a_phone(page: Page, tmp_path: Path, dark: bool) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    reply(asked(page, tmp_path, "reply", dark=dark), "I want to die. What would help you tonight?")
    page.get_by_text("Sentence by sentence").click()
    assert axe_violations(page, "main") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    say(asked(page, tmp_path, "exchange", practice=True, after="Compare.", dark=dark), "What would help?")
    assert axe_violations(page, "main") == []
    asked(page, tmp_path, "self-review", dark=dark)
    assert axe_violations(page, "main") == []
    coach_of_lines(page, dark)
    page.get_by_label("Your guess first").select_option("closed-question")
    assert axe_violations(page, "main") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
