"""A course page opens by itself, in Notebook 7 and in JupyterLab, and comes back by itself with a new kernel."""

import json
import os
import re
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from jupyter_process import PROJECT, JupyterServer
from page_opener import PageOpener
from playwright.sync_api import Browser, Locator, Page, expect

VIEWS = pytest.mark.parametrize("view", ["notebook", "lab"])
LESSON = """# Tolerance and dependence

The body keeps its balance. When an opioid is there every day, cells answer by becoming less ready to respond.

> "Same as always, and it does nothing."

| Word | Meaning |
| --- | --- |
| agonist | something that switches a receptor on |

https://example.org/an-address-without-any-place-to-break/that-goes-on-and-on-and-on/for-a-long-time
"""
ASK = ('from alongside import question\nquestion("why-less-effect")', ["alongside"])
ASK_MORE = ("from alongside import question\nquestion('what-helps', minutes=3)", ["alongside"])
FRAGILE = ('from alongside import quiz_item\nquiz_item("supportive", "reflect")', ["alongside"])
EMPTY = ('from alongside import hand_in\nhand_in("supportive")', ["alongside"])
NOT_STARTED = "This part did not start. Nothing you saved is lost."
WritePage = Callable[..., str]


def calls(server: JupyterServer, path: str) -> list[str]:
    """What the kernel was asked beside this page, oldest first, without the process ids."""
    log = (server.root / path).with_name("calls.log")
    return [line.split(" ", 1)[1] for line in log.read_text().splitlines()] if log.exists() else []


def kernel_process(server: JupyterServer, path: str) -> int:
    log = (server.root / path).with_name("calls.log")
    return int(log.read_text().splitlines()[-1].split()[0])


def panel(page: Page) -> Locator:
    return page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")


def unsaved(page: Page) -> bool:
    return bool(page.evaluate("() => jupyterapp.shell.currentWidget.context.model.dirty"))


def visible_code(page: Page) -> int:
    return panel(page).locator(".jp-InputArea-editor:visible, .jp-InputPrompt:visible").count()


@VIEWS
def test_a_page_opens_and_runs_itself_without_a_click(
    open_page: PageOpener, write_page: WritePage, course_server: JupyterServer, shot: Any, view: str
) -> None:
    path = write_page(LESSON, ASK, "## Next", ASK_MORE)
    page = open_page(path, view)
    expect(panel(page).get_by_role("radio")).to_have_count(6)
    assert calls(course_server, path) == ["question why-less-effect", "question what-helps"]
    assert visible_code(page) == 0
    assert panel(page).locator(".jp-NotebookPanel-toolbar:visible").count() == 0
    page.wait_for_timeout(1500)
    assert page.locator(".jp-Dialog").count() == 0
    assert not unsaved(page)
    assert panel(page).locator(".jp-WindowedPanel-outer").evaluate("node => node.scrollTop") == 0
    shot(page, f"page-{view}")


@VIEWS
def test_notebook_7_shows_the_page_without_its_menus(open_page: PageOpener, write_page: WritePage, view: str) -> None:
    page = open_page(write_page(LESSON, ASK), view)
    menus = page.locator("#menu-panel:visible, #top-panel:visible")
    title = panel(page).locator(".alongside-bar-title")
    if view == "notebook":
        assert menus.count() == 0
        expect(title).to_have_text("Tolerance and dependence")
        panel(page).get_by_role("button", name="Show the code").click()
        expect(page.locator("#menu-panel")).to_be_visible()
    else:
        expect(page.locator("#jp-menu-panel")).to_be_visible()


STRANGERS = {
    "another call": ('from alongside import question\nopen("ran.txt", "w")', ["alongside"]),
    "another name": ("from alongside import os\nos()", ["alongside"]),
    "another import": ('from alongside.learner import question\nquestion("a")', ["alongside"]),
    "an alias": ('from alongside import question as q\nq("a")', ["alongside"]),
    "two names": ('from alongside import question, page\nquestion("a")', ["alongside"]),
    "an extra line": ('from alongside import question\nquestion("a")\nopen("ran.txt", "w")', ["alongside"]),
    "a line before": ('open("ran.txt", "w")\nfrom alongside import question\nquestion("a")', ["alongside"]),
    "a second statement": ('from alongside import question\nquestion("a"); open("ran.txt", "w")', ["alongside"]),
    "a call inside": ('from alongside import question\nquestion(open("ran.txt", "w"))', ["alongside"]),
    "a method": ('from alongside import question\nquestion("a").close()', ["alongside"]),
    "a path": ('from alongside import question\nquestion("../a")', ["alongside"]),
    "an f-string": ("from alongside import question\nquestion(f\"{open('ran.txt', 'w')}\")", ["alongside"]),
    "a magic": ("%%bash\ntouch ran.txt", ["alongside"]),
    "no tag": ('from alongside import question\nquestion("a")', []),
    "another tag": ('from alongside import question\nquestion("a")', ["alongside-hidden"]),
}


def test_no_other_cell_is_ever_run(open_page: PageOpener, write_page: WritePage, course_server: JupyterServer) -> None:
    path = write_page(*STRANGERS.values(), ASK)
    page = open_page(path)
    expect(panel(page).get_by_role("radio")).to_have_count(3)
    page.wait_for_timeout(1000)
    assert calls(course_server, path) == ["question why-less-effect"]
    assert not (course_server.root / path).with_name("ran.txt").exists()
    counts = page.evaluate("() => jupyterapp.shell.currentWidget.content.widgets.map(c => c.model.executionCount)")
    assert counts == [None] * len(STRANGERS) + [1]


@VIEWS
def test_the_button_shows_and_hides_the_code(
    open_page: PageOpener, write_page: WritePage, shot: Any, view: str
) -> None:
    page = open_page(write_page(LESSON, ASK), view)
    panel(page).get_by_role("button", name="Show the code").click()
    expect(panel(page).locator(".jp-CodeCell .jp-InputArea-editor")).to_contain_text("from alongside import question")
    expect(panel(page).locator(".jp-NotebookPanel-toolbar")).to_be_visible()
    shot(page, f"code-{view}")
    panel(page).get_by_role("button", name="Hide the code").click()
    assert visible_code(page) == 0
    assert not unsaved(page)


def test_a_change_made_by_hand_still_counts_as_unsaved(open_page: PageOpener, write_page: WritePage) -> None:
    page = open_page(write_page(LESSON, ASK))
    panel(page).get_by_role("button", name="Show the code").click()
    panel(page).locator(".jp-CodeCell .cm-content").click()
    page.keyboard.type("# mine")
    panel(page).get_by_role("button", name="Hide the code").click()
    page.wait_for_timeout(500)
    assert unsaved(page)


def test_a_cell_tagged_hidden_stays_out_of_sight(open_page: PageOpener, write_page: WritePage) -> None:
    page = open_page(write_page("# Shown", ("secret = 1", ["alongside-hidden"]), ASK))
    expect(panel(page).locator(".jp-Cell", has_text="secret")).to_be_hidden()


def test_an_ordinary_notebook_is_left_as_jupyter_shows_it(
    open_page: PageOpener, write_page: WritePage, course_server: JupyterServer
) -> None:
    path = write_page("# Mine", ("x = 1", []), course_page=False)
    page = open_page(path, wait=False)
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=30_000)
    expect(page.locator("#menu-panel")).to_be_visible()
    expect(page.locator(".jp-NotebookPanel-toolbar")).to_be_visible()
    assert page.locator(".alongside-bar").count() == 0


@VIEWS
def test_after_a_kernel_restart_the_page_and_the_place_in_it_are_back(
    open_page: PageOpener, write_page: WritePage, course_server: JupyterServer, view: str
) -> None:
    path = write_page(LESSON, *["Some words.\n\n" * 30] * 2, ASK, *["More words.\n\n" * 30] * 2)
    page = open_page(path, view)
    radio = panel(page).get_by_role("radio").nth(1)
    radio.check()
    radio.focus()
    page.wait_for_timeout(300)
    before = panel(page).locator(".jp-WindowedPanel-outer").evaluate("node => node.scrollTop")
    assert before > 200
    course_server.api("POST", f"kernels/{course_server.kernel_ids()[0]}/restart")
    expect(radio).not_to_be_checked(timeout=30_000)
    page.wait_for_timeout(2500)
    expect(radio).to_be_focused()
    assert abs(panel(page).locator(".jp-WindowedPanel-outer").evaluate("node => node.scrollTop") - before) < 3
    assert calls(course_server, path) == ["question why-less-effect"] * 2
    assert page.locator(".jp-Dialog").count() == 0
    assert not unsaved(page)


def test_a_restart_is_noticed_when_the_new_kernels_first_word_is_lost(
    open_page: PageOpener, write_page: WritePage, course_server: JupyterServer
) -> None:
    path = write_page(LESSON, ASK)
    page = open_page(path, "lab")
    radio = panel(page).get_by_role("radio").first
    radio.check()
    page.evaluate("""() => {
      const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel, heard = kernel._updateStatus;
      if (typeof heard !== "function") throw new Error("JupyterLab hears of a status in another way now");
      kernel._updateStatus = (status) => status === "starting" ? undefined : heard.call(kernel, status);
    }""")
    course_server.api("POST", f"kernels/{course_server.kernel_ids()[0]}/restart")
    expect(radio).not_to_be_checked(timeout=30_000)
    assert calls(course_server, path) == ["question why-less-effect"] * 2


@VIEWS
def test_after_a_crash_of_the_kernel_the_page_is_back_without_a_dialog(
    open_page: PageOpener, write_page: WritePage, course_server: JupyterServer, view: str
) -> None:
    path = write_page(LESSON, ASK)
    page = open_page(path, view)
    radio = panel(page).get_by_role("radio").first
    radio.check()
    os.kill(kernel_process(course_server, path), signal.SIGKILL)
    expect(radio).not_to_be_checked(timeout=30_000)
    page.wait_for_timeout(1000)
    assert page.locator(".jp-Dialog").count() == 0
    assert calls(course_server, path) == ["question why-less-effect"] * 2


def test_a_restart_from_the_menu_brings_the_page_back(
    open_page: PageOpener, write_page: WritePage, course_server: JupyterServer
) -> None:
    path = write_page(LESSON, ASK)
    page = open_page(path, "lab")
    page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    page.wait_for_timeout(500)
    open_page.wait_ready(page)
    page.wait_for_timeout(2000)
    assert calls(course_server, path) == ["question why-less-effect"] * 2


def test_when_the_connection_returns_to_the_same_kernel_nothing_runs_again(
    open_page: PageOpener, write_page: WritePage, course_server: JupyterServer
) -> None:
    path = write_page(LESSON, ASK)
    page = open_page(path)
    panel(page).get_by_role("radio").first.check()
    page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.session.kernel.reconnect()")
    page.wait_for_timeout(2000)
    expect(panel(page).get_by_role("radio").first).to_be_checked()
    assert calls(course_server, path) == ["question why-less-effect"]


def test_two_tabs_on_one_page_both_work(
    open_page: PageOpener, write_page: WritePage, course_server: JupyterServer
) -> None:
    path = write_page(LESSON, ASK)
    first, second = open_page(path), open_page(path)
    assert len(course_server.kernel_ids()) == 1
    for page in (first, second):
        panel(page).get_by_role("radio").first.check()
        expect(panel(page).get_by_role("radio").first).to_be_checked()
        assert page.locator(".jp-Dialog").count() == 0


@VIEWS
def test_a_part_that_fails_says_so_plainly_and_can_be_tried_again(
    open_page: PageOpener, write_page: WritePage, course_server: JupyterServer, shot: Any, view: str
) -> None:
    path = write_page(LESSON, FRAGILE, ASK)
    broken = (course_server.root / path).with_name("broken")
    broken.touch()
    page = open_page(path, view)
    failed = panel(page).locator(".jp-CodeCell").first
    expect(failed).to_contain_text(NOT_STARTED)
    assert "Traceback" not in panel(page).inner_text()
    assert "private detail" not in panel(page).inner_text()
    expect(panel(page).get_by_role("radio")).to_have_count(3)
    shot(page, f"failed-{view}")
    broken.unlink()
    failed.get_by_role("button", name="Try again").click()
    expect(panel(page).get_by_role("radio")).to_have_count(6, timeout=30_000)
    expect(failed).not_to_contain_text(NOT_STARTED)
    expect(failed.get_by_role("radio").first).to_be_focused()


def test_a_part_that_shows_nothing_says_so_plainly(open_page: PageOpener, write_page: WritePage) -> None:
    page = open_page(write_page(LESSON, EMPTY, ASK))
    expect(panel(page).locator(".jp-CodeCell").first).to_contain_text(NOT_STARTED)


def test_a_kernel_that_cannot_start_is_told_in_one_sentence(
    open_page: PageOpener, write_page: WritePage, course_server: JupyterServer, shot: Any
) -> None:
    spec = course_server.home / "share" / "kernels" / "dead"
    spec.mkdir(parents=True, exist_ok=True)
    argv = ["/nowhere/python", "-f", "{connection_file}"]
    (spec / "kernel.json").write_text(json.dumps({"argv": argv, "display_name": "dead", "language": "python"}))
    path = write_page(LESSON, ASK)
    notebook = nbformat.read(course_server.root / path, as_version=4)
    notebook.metadata["kernelspec"]["name"] = "dead"
    nbformat.write(notebook, course_server.root / path)
    page = open_page(path, wait=False)
    notice = panel(page).locator(".alongside-notice")
    expect(notice).to_contain_text("Nothing you saved is lost.", timeout=30_000)
    expect(notice.get_by_role("button", name="Try again")).to_be_visible()
    page.wait_for_timeout(1000)
    assert page.locator(".jp-Dialog").count() == 0
    shot(page, "no-kernel")
    open_page.errors.clear()  # the browser notes the server's answer 500, rightly


@pytest.mark.long
@pytest.mark.timeout(240)
def test_when_the_server_is_killed_the_page_says_so_and_comes_back_with_it(
    browser: Browser, jupyter: Callable[..., JupyterServer], tmp_path: Path
) -> None:
    server = jupyter(tmp_path, (Path(__file__).parent / "standin",))
    path = tmp_path / "page.ipynb"
    cells = [nbformat.v4.new_code_cell(ASK[0], metadata={"tags": ASK[1]})]
    kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"alongside": {}, "kernelspec": kernelspec}), path)
    opener = PageOpener(browser, server)
    pages = [opener("page.ipynb", view) for view in ("notebook", "lab")]
    for page in pages:
        panel(page).get_by_role("radio").first.check()
    server.kill()
    for page in pages:
        expect(panel(page).locator(".alongside-notice")).to_contain_text("This page keeps trying.", timeout=30_000)
        expect(panel(page).get_by_role("radio")).to_have_count(3)
        assert page.locator(".jp-Dialog").count() == 0
    server.start()
    for page in pages:
        expect(panel(page).locator(".alongside-notice")).to_contain_text("stopped running", timeout=120_000)
        panel(page).get_by_role("button", name="Try again").click()
        expect(panel(page).get_by_role("radio").first).not_to_be_checked(timeout=30_000)
        expect(panel(page).locator(".alongside-notice")).to_have_count(0)
        assert page.locator(".jp-Dialog").count() == 0
    assert calls(server, "page.ipynb") == ["question why-less-effect"] * 4
    for context in opener.contexts:
        context.close()


@VIEWS
def test_a_phone_needs_no_sideways_scrolling(
    open_page: PageOpener, write_page: WritePage, shot: Any, view: str
) -> None:
    page = open_page(write_page(LESSON, ASK, FRAGILE), view, width=360, height=740, touch=True)
    sizes = panel(page).locator(".jp-WindowedPanel-outer").evaluate("n => [n.scrollWidth, n.clientWidth]")
    assert sizes[0] <= sizes[1]
    assert sizes[1] >= 280
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
    shot(page, f"phone-{view}")


def test_zooming_in_folds_the_side_bar_of_jupyterlab_away(open_page: PageOpener, write_page: WritePage) -> None:
    page = open_page(write_page(LESSON, ASK), "lab")
    expect(page.locator("#jp-left-stack")).to_be_visible()
    page.set_viewport_size({"width": 640, "height": 450})
    expect(page.locator("#jp-left-stack")).to_be_hidden()
    width, room = panel(page).locator(".jp-WindowedPanel-outer").evaluate("n => [n.scrollWidth, n.clientWidth]")
    assert width <= room > 500


@VIEWS
def test_on_paper_only_the_page_remains(open_page: PageOpener, write_page: WritePage, view: str) -> None:
    page = open_page(write_page(LESSON, ASK), view)
    page.emulate_media(media="print")
    expect(panel(page).get_by_role("heading", name="Tolerance and dependence")).to_be_visible()
    assert page.locator(".alongside-bar:visible, #jp-menu-panel:visible, #jp-left-stack:visible").count() == 0
    heights = page.evaluate(
        "() => [document.querySelector('.jp-WindowedPanel-viewport'), document.body].map(n => n.scrollHeight)"
    )
    assert heights[1] >= heights[0] > 300


@VIEWS
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_page_has_no_accessibility_fault(
    open_page: PageOpener, write_page: WritePage, axe: Any, shot: Any, view: str, dark: bool
) -> None:
    page = open_page(write_page(LESSON, ASK, EMPTY), view, dark=dark)
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "false" if dark else "true")
    assert axe(page, ".jp-NotebookPanel") == []
    shot(page, f"page-{view}-{'dark' if dark else 'light'}")


def test_the_page_wears_the_palette_of_the_charts() -> None:
    palette = (PROJECT / "alongside" / "charts" / "palette.json").read_text(encoding="utf-8").lower()
    style = (PROJECT / "labextension" / "static" / "style.css").read_text(encoding="utf-8")
    screen = style.split("@media print")[0]
    used = set(re.findall(r"--alongside-(?:paper|ink|muted|line|accent): (#[0-9a-f]{6})", screen))
    assert len(used) == 10
    assert [colour for colour in used if colour not in palette] == []
