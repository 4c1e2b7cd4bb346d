"""JupyterLab's own shortcuts never reach a learner's page; as a web page it answers the keyboard naturally."""

import pytest
from page_opener import PageOpener
from playwright.sync_api import Locator, Page, expect
from test_opening import ASK, ASK_MORE, LESSON, VIEWS, WritePage, panel

CODE = pytest.mark.parametrize("code_shown", [False, True], ids=["learner", "code"])


def cell_count(page: Page) -> int:
    return int(page.evaluate("() => jupyterapp.shell.currentWidget.content.widgets.length"))


def text(page: Page) -> Locator:
    return panel(page).get_by_role("paragraph").filter(has_text="The body keeps its balance")


def active_cell(page: Page) -> int:
    return int(page.evaluate("() => jupyterapp.shell.currentWidget.content.activeCellIndex"))


@VIEWS
@CODE
def test_keys_on_a_focused_choice_change_the_choice_and_never_the_cells(
    open_page: PageOpener, write_page: WritePage, view: str, code_shown: bool
) -> None:
    page = open_page(write_page(LESSON, ASK, "## Next", ASK_MORE), view)
    if code_shown:
        panel(page).get_by_role("button", name="Show the code").click()
    choices = panel(page).get_by_role("radio")
    choices.first.check()
    cells, active = cell_count(page), active_cell(page)
    page.keyboard.press("ArrowDown")
    expect(choices.nth(1)).to_be_checked()
    expect(choices.nth(1)).to_be_focused()
    for key in "ddxabmyrzjk":
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    expect(choices.nth(2)).to_be_focused()
    assert (cell_count(page), active_cell(page)) == (cells, active)


@VIEWS
def test_notebook_shortcuts_do_nothing_on_the_page_itself(
    open_page: PageOpener, write_page: WritePage, view: str
) -> None:
    page = open_page(write_page(LESSON, ASK, "## Next", ASK_MORE), view)
    panel(page).get_by_role("heading", name="Next").click()
    cells, active = cell_count(page), active_cell(page)
    for key in "ddxabmyr":
        page.keyboard.press(key)
    for key in ("Enter", "ArrowUp", "ArrowDown", "Shift+Enter", "Control+Enter", "Control+s"):
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert (cell_count(page), active_cell(page)) == (cells, active)
    assert page.locator(".jp-Dialog").count() == 0
    expect(panel(page).locator(".jp-MarkdownCell.jp-mod-rendered")).to_have_count(2)
    assert panel(page).locator(".jp-InputArea-editor:visible").count() == 0


@VIEWS
def test_a_double_click_does_not_open_the_text_for_editing(
    open_page: PageOpener, write_page: WritePage, view: str
) -> None:
    page = open_page(write_page(LESSON, ASK), view)
    text(page).dblclick()
    page.wait_for_timeout(300)
    assert panel(page).locator(".jp-InputArea-editor:visible").count() == 0
    panel(page).get_by_role("button", name="Show the code").click()
    text(page).dblclick()
    expect(panel(page).locator(".jp-MarkdownCell .jp-InputArea-editor")).to_be_visible()


def test_with_the_code_shown_the_shortcuts_are_jupyters_again(open_page: PageOpener, write_page: WritePage) -> None:
    page = open_page(write_page(LESSON, ASK, "## Next"), "lab")
    panel(page).get_by_role("heading", name="Next").click()
    page.keyboard.press("d")
    panel(page).get_by_role("button", name="Show the code").click()
    panel(page).get_by_role("heading", name="Next").click()
    cells = cell_count(page)
    page.keyboard.press("d")
    page.keyboard.press("d")
    page.wait_for_timeout(300)
    assert cell_count(page) == cells - 1


@VIEWS
def test_the_page_scrolls_like_a_web_page(open_page: PageOpener, write_page: WritePage, view: str) -> None:
    page = open_page(write_page(LESSON, *["Some words.\n\n" * 30] * 3, ASK), view)
    text(page).click()
    position = "() => document.querySelector('.jp-WindowedPanel-outer').scrollTop"
    places = [page.evaluate(position)]
    for key in ("ArrowDown", "Space", "PageDown", "End"):
        page.keyboard.press(key)
        page.wait_for_timeout(600)
        places.append(page.evaluate(position))
    assert places == sorted(set(places))
    page.keyboard.press("Home")
    page.wait_for_timeout(600)
    assert page.evaluate(position) == 0


@VIEWS
def test_tab_goes_to_the_text_and_then_from_control_to_control(
    open_page: PageOpener, write_page: WritePage, view: str
) -> None:
    page = open_page(write_page(LESSON, ASK, "## Next", ASK_MORE), view)
    panel(page).get_by_role("button", name="Show the code").focus()
    stops = []
    for _ in range(4):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("() => document.activeElement.dataset.asFocus ?? document.activeElement.localName"))
    assert stops == ["div", "a", "choice-why-less-effectlisten", "choice-what-helpslisten"]
