"""Nothing that was shown as saved is ever lost; what is not on disk says so."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from jupyter_process import JupyterServer
from learner_course import (
    QUIZ,
    QUIZ_PAGE,
    SAVED,
    answer_on_disk,
    card,
    first_of,
    lay_course,
    on_disk,
    status,
    wait_saved,
)
from page_opener import PageOpener

pytestmark = pytest.mark.browser


@pytest.fixture
def course_server(jupyter: Callable[..., JupyterServer], tmp_path: Path) -> Iterator[JupyterServer]:
    folder = lay_course(tmp_path / "my-course")
    server = jupyter(folder, ALONGSIDE_COURSE=str(folder))
    yield server
    server.stop()


def kernel_pids(server: JupyterServer) -> list[int]:
    """The server's kernels; a test that wants to harm one must have found one."""
    assert server.process
    children = psutil.Process(server.process.pid).children()
    pids = [child.pid for child in children if "ipykernel" in " ".join(child.cmdline())]
    assert pids
    return pids


def test_twenty_quick_clicks_are_twenty_attempts_and_the_last_counts(
    open_page: PageOpener, course_server: JupyterServer
) -> None:
    item = first_of(course_server.root, "choose-one")
    page = open_page(QUIZ_PAGE)
    radios = card(page, item["id"]).locator("input")
    radios.first.scroll_into_view_if_needed()
    page.evaluate(
        """(id) => { const inputs = document.querySelectorAll(`[data-item="${id}"] input`);
                     for (let i = 0; i < 20; i += 1) inputs[i % 3].click(); }""",
        item["id"],
    )
    assert status(page, item["id"]).startswith("Not saved yet")
    wait_saved(page, item["id"])
    attempts = on_disk(course_server.root)["items"][item["id"]]["attempts"]
    assert [attempt["answer"]["choice"] for attempt in attempts] == [
        item["options"][index % 3]["id"] for index in range(20)]


def test_an_answer_is_there_again_when_the_page_is_opened_again(
    open_page: PageOpener, course_server: JupyterServer
) -> None:
    item = first_of(course_server.root, "choose-one")
    page = open_page(QUIZ_PAGE)
    card(page, item["id"]).locator("input").nth(2).check()
    wait_saved(page, item["id"])
    course_server.close_sessions()
    again = open_page(QUIZ_PAGE)
    assert card(again, item["id"]).locator("input").nth(2).is_checked()
    assert status(again, item["id"]) == SAVED


def test_a_killed_kernel_loses_nothing_and_says_not_saved_until_it_is(
    open_page: PageOpener, course_server: JupyterServer
) -> None:
    item = first_of(course_server.root, "choose-one")
    page = open_page(QUIZ_PAGE)
    card(page, item["id"]).locator("input").nth(0).check()
    wait_saved(page, item["id"])
    for pid in kernel_pids(course_server):
        os.kill(pid, signal.SIGKILL)
    card(page, item["id"]).locator("input").nth(1).click()
    page.wait_for_timeout(300)
    if status(page, item["id"]) == SAVED:
        assert answer_on_disk(course_server.root, item["id"]) == {"choice": item["options"][1]["id"]}
    page.wait_for_function(
        "(id) => document.querySelectorAll(`[data-item=\"${id}\"] input`)[1]?.checked", arg=item["id"], timeout=60_000)
    wait_saved(page, item["id"], timeout=60_000)
    assert answer_on_disk(course_server.root, item["id"]) == {"choice": item["options"][1]["id"]}


def test_a_sleeping_laptop_says_not_saved_and_saves_when_it_wakes(
    open_page: PageOpener, course_server: JupyterServer
) -> None:
    item = first_of(course_server.root, "choose-one")
    page = open_page(QUIZ_PAGE)
    pids = kernel_pids(course_server)
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    card(page, item["id"]).locator("input").nth(1).check()
    page.wait_for_timeout(4000)
    assert status(page, item["id"]).startswith("Not saved yet")
    assert answer_on_disk(course_server.root, item["id"]) is None
    for pid in pids:
        os.kill(pid, signal.SIGCONT)
    wait_saved(page, item["id"])
    attempts = on_disk(course_server.root)["items"][item["id"]]["attempts"]
    assert [attempt["answer"] for attempt in attempts] == [{"choice": item["options"][1]["id"]}]


def test_two_tabs_on_one_quiz_keep_both_answers_and_show_the_newest(
    open_page: PageOpener, course_server: JupyterServer
) -> None:
    one, two = (item for item in _choose_ones(course_server.root)[:2])
    first, second = open_page(QUIZ_PAGE), open_page(QUIZ_PAGE)
    card(first, one["id"]).locator("input").nth(0).check()
    card(second, two["id"]).locator("input").nth(1).check()
    wait_saved(first, one["id"])
    wait_saved(second, two["id"])
    card(second, one["id"]).locator("input").nth(2).check()
    wait_saved(second, one["id"])
    first.wait_for_function(
        "(id) => document.querySelectorAll(`[data-item=\"${id}\"] input`)[2].checked", arg=one["id"], timeout=15_000)
    assert answer_on_disk(course_server.root, one["id"]) == {"choice": one["options"][2]["id"]}
    assert answer_on_disk(course_server.root, two["id"]) == {"choice": two["options"][1]["id"]}


def test_text_being_typed_is_saved_without_leaving_the_field(
    open_page: PageOpener, course_server: JupyterServer
) -> None:
    item = first_of(course_server.root, "reply")
    page = open_page(QUIZ_PAGE)
    field = card(page, item["id"]).locator("textarea")
    field.press_sequentially("That sounds heavy. ", delay=5)
    wait_saved(page, item["id"])
    field.press_sequentially("What would help today?", delay=5)
    page.wait_for_timeout(1500)
    wait_saved(page, item["id"])
    assert answer_on_disk(course_server.root, item["id"]) == {"text": "That sounds heavy. What would help today?"}
    assert len(on_disk(course_server.root)["items"][item["id"]]["attempts"]) == 1


def test_a_folder_that_cannot_be_written_is_said_plainly_and_heals(
    open_page: PageOpener, course_server: JupyterServer
) -> None:
    item = first_of(course_server.root, "choose-one")
    page = open_page(QUIZ_PAGE)
    answers = course_server.root / QUIZ / "responses.json"
    answers.unlink(missing_ok=True)
    answers.mkdir()  # a folder in the file's place cannot be written, not even by root
    card(page, item["id"]).locator("input").nth(1).check()
    page.wait_for_timeout(1500)
    assert status(page, item["id"]).startswith("Not saved yet")
    answers.rmdir()
    wait_saved(page, item["id"])
    assert answer_on_disk(course_server.root, item["id"]) == {"choice": item["options"][1]["id"]}


def _choose_ones(folder: Path) -> list[dict]:
    from learner_course import public_items

    return [item for item in public_items(folder) if item["kind"] == "choose-one"]


@pytest.mark.long
def test_a_server_killed_between_clicks_loses_no_saved_answer(
    open_page: PageOpener, course_server: JupyterServer
) -> None:
    items = _choose_ones(course_server.root)[:3]
    for round_number in range(5):
        page = open_page(QUIZ_PAGE)
        for item in items:
            card(page, item["id"]).locator("input").nth(round_number % 3).check()
        page.wait_for_timeout(40 * round_number)
        course_server.kill()
        shown = {item["id"]: status(page, item["id"]) for item in items}
        for item in items:
            if shown[item["id"]] == SAVED:
                assert answer_on_disk(course_server.root, item["id"]) == {
                    "choice": item["options"][round_number % 3]["id"]}
            else:
                assert shown[item["id"]].startswith("Not saved yet")
        course_server.start()
        page.on("dialog", lambda dialog: dialog.accept())  # "leave the page? something is not saved yet"
        page.reload()
        open_page.wait_ready(page)
        for item in items:
            wait_saved(page, item["id"], timeout=90_000)
            assert answer_on_disk(course_server.root, item["id"]) == {"choice": item["options"][round_number % 3]["id"]}
        page.context.close()
        open_page.contexts.remove(page.context)
    open_page.errors.clear()  # a dead server is an error in the console, and here it is wanted
