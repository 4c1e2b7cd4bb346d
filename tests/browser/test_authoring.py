"""An instructor writes a question in a real JupyterLab: types, sees it and what checks say, saves it, has it built."""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from chromium import axe_violations
from jupyter_process import JupyterServer
from page_opener import PageOpener
from playwright.sync_api import Locator, Page, expect

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "authoring"))

pytest.importorskip("nbgrader", reason="needs the teaching tools: pip install -e '.[teach]'")

from writing_course import small_course

from alongside.cli import main

pytestmark = pytest.mark.browser
NOTEBOOK = "docs/write_a_question.ipynb"
NOTHING = "✓ The checks find nothing to mend and nothing to look at"
Shot = Callable[[Page, str], None]
OpenDesk = Callable[..., Page]
FIRST_READING_MS = 30_000
"""The first text that is read waits for tools to load."""
_serial = itertools.count(1)


@pytest.fixture(scope="module")
def server(jupyter: Callable[..., JupyterServer], tmp_path_factory: pytest.TempPathFactory) -> JupyterServer:
    return jupyter(tmp_path_factory.mktemp("courses"))


@pytest.fixture
def course_server(server: JupyterServer) -> JupyterServer:
    return server


@pytest.fixture
def root(server: JupyterServer) -> Path:
    """A small course of its own for each test."""
    root = server.root / f"A course ü {next(_serial)}"
    root.mkdir()
    small_course(root)
    return root


@pytest.fixture
def open_desk(open_page: PageOpener, root: Path) -> Callable[..., Page]:
    """Opens the notebook in JupyterLab."""

    def opened(*, dark: bool = False) -> Page:
        return open_page(f"{root.name}/{NOTEBOOK}", "lab", width=1500, height=1100, dark=dark)

    return opened


def desk(page: Page) -> Locator:
    """The part, once the course has been read."""
    part = page.locator(".as-authoring")
    expect(part.get_by_label("Kind")).not_to_be_empty(timeout=60_000)
    return part


def begin(page: Page, item_id: str, kind: str = "choose-one", quiz: str = "") -> Locator:
    part = desk(page)
    part.get_by_label("Kind").select_option(kind)
    part.locator(".as-begin").first.get_by_label("Where it goes").select_option(quiz)
    part.get_by_label("Its name (id)").fill(item_id)
    part.get_by_role("button", name="Begin with an example").click()
    expect(count(part)).not_to_be_empty(timeout=FIRST_READING_MS)
    return part


def text_field(part: Locator) -> Locator:
    return part.get_by_label("The question as text")


def count(part: Locator) -> Locator:
    return part.locator(".as-comments-count")


def preview(part: Locator) -> Locator:
    return part.get_by_role("region", name="The question as learners will see it")


def change(part: Locator, old: str, new: str) -> None:
    """Selects a piece of the text and types over it, as a person does."""
    field = text_field(part)
    field.evaluate(
        """(field, old) => { const at = field.value.indexOf(old); if (at < 0) throw new Error(old);
           field.focus(); field.setSelectionRange(at, at + old.length); }""",
        old,
    )
    field.page.keyboard.insert_text(new)


def test_what_is_typed_is_shown_and_commented_then_saved_and_built(
    open_desk: OpenDesk, root: Path, shot: Shot, capsys: pytest.CaptureFixture[str]
) -> None:
    page = open_desk()
    part = begin(page, "answer-first-visit")
    expect(count(part)).to_have_text(NOTHING)
    expect(preview(part).get_by_role("radio")).to_have_count(3)
    shot(page, "authoring-light")

    change(part, "Ray has come", "Kim has come")
    expect(preview(part)).to_contain_text("Kim has come to the group")
    change(part, "feedback: \"Both halves of it", "feedbck: \"Both halves of it")
    expect(count(part)).to_have_text("2 things to mend")
    expect(part.locator(".as-comment").filter(has_text="options[2].feedback")).to_contain_text("Needs a text.")
    expect(preview(part)).to_contain_text("as it last could be read")
    expect(preview(part)).to_contain_text("Kim has come to the group")
    shot(page, "authoring-to-mend")
    part.get_by_role("button", name="Line 23").first.click()
    expect(text_field(part)).to_be_focused()
    change(part, "feedbck", "feedback")
    expect(count(part)).to_have_text(NOTHING)
    expect(preview(part)).not_to_contain_text("as it last could be read")

    preview(part).get_by_role("radio").nth(1).check()
    preview(part).get_by_role("button", name="See what this does").click()
    expect(preview(part)).to_contain_text("Both halves of it")
    expect(preview(part)).to_contain_text("This answer earns 1 of 1 point.")
    change(part, "Both halves of it", "Both parts of it")
    expect(preview(part)).to_contain_text("Both parts of it")
    assert "Saved" not in preview(part).inner_text()

    part.get_by_role("button", name="Save", exact=True).click()
    expect(part.locator(".as-keep")).to_contain_text("✓ Saved in practice/answer-first-visit.yml")
    saved = (root / "practice" / "answer-first-visit.yml").read_text(encoding="utf-8")
    assert saved == text_field(part).input_value()
    assert "# What learners read first." in saved and "Both parts of it" in saved

    part.get_by_role("button", name="Put it into the course").click()
    expect(part.locator(".as-course")).to_contain_text("✓ It is in the course.", timeout=90_000)
    expect(part.get_by_role("button", name="Put it into the course")).to_be_in_viewport()
    shot(page, "authoring-in-the-course")
    assert 'question("answer-first-visit")' in (root / "lessons/01_listening_first.md").read_text(encoding="utf-8")
    assert "answer-first-visit" in json.loads((root / "alongside/data/practice.json").read_text(encoding="utf-8"))
    assert main(["--root", str(root), "check"]) == 0
    assert "0 to mend" in capsys.readouterr().out


def test_a_quizs_question_is_shown_as_in_the_quiz_and_its_key_stays_out_of_the_notebook(
    open_desk: OpenDesk, root: Path, shot: Shot
) -> None:
    before = (root / NOTEBOOK).read_bytes()
    page = open_desk()
    part = desk(page)
    part.get_by_label("From").select_option("small-quiz")
    part.get_by_label("Question", exact=True).select_option("source/small-quiz/items/reflect-feeling.yml")
    part.get_by_role("button", name="Open", exact=True).click()
    expect(preview(part)).to_contain_text("Question 1 of 2")
    expect(preview(part).get_by_role("button", name="See what this does")).to_have_count(0)
    preview(part).get_by_role("radio").first.check()
    preview(part).get_by_role("button", name="See the reasons and the score").click()
    expect(preview(part)).to_contain_text("Private: This gives advice.")
    expect(preview(part)).to_contain_text("This answer earns 0 of 1 point.")
    change(part, "score: 0\n", "score: 0.5\n")
    expect(preview(part)).to_contain_text("This answer earns 0.5 of 1 point.")
    expect(part.locator(".as-comment").filter(has_text="Write “version: 2”")).to_have_count(1)
    expect(part.locator(".as-comment").filter(has_text="rationale")).to_have_count(1)
    shot(page, "authoring-quiz")

    page.get_by_role("button", name="Show the code").click()
    page.keyboard.press("Escape")
    page.evaluate("jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_function("!jupyterapp.shell.currentWidget.context.model.dirty")
    kept = (root / NOTEBOOK).read_text(encoding="utf-8")
    assert "Private" not in kept and "reflect-feeling" not in kept and "Have you tried" not in kept
    state = page.evaluate("JSON.stringify(jupyterapp.shell.currentWidget.context.model.getMetadata('widgets') ?? {})")
    assert "Private" not in state
    assert before != b""


def test_a_file_that_somebody_else_changed_is_not_overwritten(open_desk: OpenDesk, root: Path, shot: Shot) -> None:
    page = open_desk()
    part = desk(page)
    part.get_by_role("button", name="Open", exact=True).click()
    expect(preview(part)).to_contain_text("I am tired of being told")
    path = root / "practice" / "choose-a-line.yml"
    theirs = path.read_text(encoding="utf-8").replace("sleeping more", "sleeping less")
    path.write_text(theirs, encoding="utf-8")
    change(part, "I am tired", "I am so tired")
    part.get_by_role("button", name="Save", exact=True).click()
    expect(part.locator(".as-keep")).to_contain_text("was changed on disk after you opened it here")
    expect(part.locator(".as-keep .as-lines")).to_contain_text("sleeping less")
    shot(page, "authoring-changed-on-disk")
    assert path.read_text(encoding="utf-8") == theirs
    part.get_by_role("button", name="Keep as a draft").click()
    expect(part.locator(".as-keep")).to_contain_text("my-teaching/drafts/choose-a-line.yml")
    assert "so tired" in (root / "my-teaching/drafts/choose-a-line.yml").read_text(encoding="utf-8")


def test_text_that_cannot_be_read_is_answered_by_line_and_column_and_kept_only_as_a_draft(
    open_desk: OpenDesk, root: Path
) -> None:
    page = open_desk()
    part = begin(page, "answer-second-visit")
    change(part, "kind: choose-one", "kind: \"choose-one")
    expect(part.locator(".as-comment")).to_contain_text("Line 4, column 7")
    expect(part.locator(".as-comment")).to_contain_text("A quotation mark that opens here is closed only in line 9.")
    expect(preview(part)).to_contain_text("as it last could be read")
    part.get_by_role("button", name="Save", exact=True).click()
    expect(part.locator(".as-keep")).to_contain_text("Not saved: One thing has to be mended first.")
    assert not (root / "practice" / "answer-second-visit.yml").exists()
    part.get_by_role("button", name="Keep as a draft").click()
    expect(part.locator(".as-keep")).to_contain_text("✓ Kept as a draft")
    page.reload()
    part = desk(page)
    expect(text_field(part)).to_have_value((root / "my-teaching/drafts/answer-second-visit.yml").read_text("utf-8"))


def test_by_keyboard_alone_and_no_key_reaches_the_notebook(open_desk: OpenDesk) -> None:
    page = open_desk()
    part = begin(page, "answer-third-visit")
    cells = page.evaluate("jupyterapp.shell.currentWidget.content.widgets.length")
    field = text_field(part)
    field.focus()
    page.keyboard.press("Control+End")
    for key in ("Enter", "d", "d", "ArrowUp", "a", "b"):
        page.keyboard.press(key)
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("- x")
    assert field.input_value().endswith("\n  - x")
    page.keyboard.press("Shift+Tab")
    assert field.input_value().endswith("\n- x")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(part.get_by_role("button", name="Save", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    expect(part.get_by_role("button", name="Keep as a draft")).to_be_focused()
    for key in "ddxab":
        page.keyboard.press(key)
    assert page.evaluate("jupyterapp.shell.currentWidget.content.widgets.length") == cells
    unguarded = part.evaluate(
        """part => [...part.querySelectorAll('a, button, input, select, textarea, summary, [tabindex]')]
           .filter(one => one.dataset.lmSuppressShortcuts !== 'true').map(one => one.outerHTML.slice(0, 120))"""
    )
    assert unguarded == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_is_accessible_in_light_and_dark_and_fits_a_phone(open_desk: OpenDesk, shot: Shot, dark: bool) -> None:
    page = open_desk(dark=dark)
    part = begin(page, "answer-fourth-visit")
    assert axe_violations(page, ".as-authoring") == []
    change(part, "misconception: reassurance-is-listening", "misconception: ")
    expect(part.locator(".as-comment")).to_have_count(2)
    preview(part).get_by_role("radio").first.check()
    part.locator("summary").first.click()
    assert axe_violations(page, ".as-authoring") == []
    shot(page, f"authoring-{'dark' if dark else 'light'}-open")
    page.set_viewport_size({"width": 360, "height": 800})
    page.evaluate("jupyterapp.shell.collapseLeft()")
    expect(preview(part)).to_be_visible()
    boxes = [text_field(part).bounding_box(), preview(part).bounding_box()]
    assert boxes[0] and boxes[1] and boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"]
    wide = part.evaluate("part => part.scrollWidth - part.clientWidth")
    assert wide <= 0
    assert axe_violations(page, ".as-authoring") == []
    part.locator("summary").first.scroll_into_view_if_needed()
    shot(page, f"authoring-{'dark' if dark else 'light'}-phone")
    text_field(part).scroll_into_view_if_needed()
    shot(page, f"authoring-{'dark' if dark else 'light'}-phone-text")
    preview(part).scroll_into_view_if_needed()
    shot(page, f"authoring-{'dark' if dark else 'light'}-phone-preview")
