"""nbgrader's own pages on a course of ours: its buttons grade answers files, and nothing a learner wrote acts there."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from chromium import axe_violations
from jupyter_process import TOKEN, JupyterServer
from playwright.sync_api import Browser, Page, expect

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "grading"), str(TESTS / "hostile")]

pytest.importorskip("nbgrader", reason="needs the teaching tools: pip install -e '.[teach]'")

from builders import CASES  # noqa: E402
from course_folder import CourseFolder, auto_scores, gradebook_rows  # noqa: E402
from sample_quiz import GOOD_ANSWERS, GOOD_SCORES, QUIZ_ID  # noqa: E402

from alongside.grading.bulk import grade_group  # noqa: E402
from alongside.grading.feedback import write_feedback  # noqa: E402

pytestmark = pytest.mark.browser
HOSTILE = ("script_in_a_reply", "script_in_markdown", "code_that_writes_files", "cells_of_schema_99")


@dataclass
class Desk:
    """An instructor's desk: a course that formgrader itself handed out, and the server that shows it."""

    course: CourseFolder
    server: JupyterServer
    page: Page
    outside: list[str]

    def open(self, place: str) -> None:
        self.page.goto(f"{self.server.url}/formgrader/{place}?token={TOKEN}")
        self.page.wait_for_load_state("networkidle")

    def press(self, selector: str) -> str:
        """Press one of formgrader's buttons; return what its message says."""
        self.page.locator(selector).first.click()
        modal = self.page.locator(".modal.in .modal-content, .modal.show .modal-content").first
        expect(modal).to_be_visible(timeout=90_000)
        words = modal.inner_text()
        self.page.keyboard.press("Escape")
        return words


@pytest.fixture(scope="module")
def desk(
    jupyter: Callable[..., JupyterServer], browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    course = _course(tmp_path_factory)
    server = jupyter(course.root)
    context = browser.new_context(viewport={"width": 1300, "height": 1000})
    page = context.new_page()
    outside: list[str] = []
    page.on("request", lambda request: outside.append(request.url) if server.url not in request.url else None)
    desk = Desk(course, server, page, outside)
    desk.open("manage_assignments")
    assert "Success" in desk.press("td.assign a")
    for name in HOSTILE:
        CASES[name].build(course.submit(name, GOOD_ANSWERS))
    course.submit("healthy", GOOD_ANSWERS)
    yield desk
    context.close()


def _course(factory: pytest.TempPathFactory) -> CourseFolder:
    root = factory.mktemp("desk") / "A course ü"
    root.mkdir()
    return CourseFolder(root)


def test_the_generate_button_releases_two_files_and_no_key(desk: Desk) -> None:
    release = desk.course.root / "assignments"
    assert {path.name for path in release.rglob("*") if path.is_file()} == {"quiz.json", f"{QUIZ_ID}.ipynb"}
    for path in release.rglob("*.*"):
        assert "private" not in path.read_text(encoding="utf-8").lower()


def test_the_autograde_button_grades_a_hostile_submission_as_data(desk: Desk) -> None:
    desk.open(f"manage_submissions/{QUIZ_ID}")
    for name in ("code_that_writes_files", "cells_of_schema_99"):
        row = desk.page.locator("tr", has=desk.page.locator(".student-id", has_text=name))
        row.locator(".autograde a").click()
        expect(desk.page.get_by_text(f"Successfully autograded '{QUIZ_ID}' for student '{name}'.")).to_be_visible(
            timeout=90_000
        )
        desk.open(f"manage_submissions/{QUIZ_ID}")
    scores = auto_scores(gradebook_rows(desk.course.root)["code_that_writes_files"])
    assert {item: scores[item] for item in GOOD_SCORES} == GOOD_SCORES
    assert not list(desk.course.root.rglob("CANARY"))


def _submissions(desk: Desk) -> list[str]:
    grade_group(desk.course.root, QUIZ_ID, force=True)  # another process's grading, while formgrader is open
    desk.open(f"gradebook/{QUIZ_ID}/{QUIZ_ID}")
    links = desk.page.locator("td a[href*='/formgrader/submissions/']")
    found: list[str] = links.evaluate_all("all => [...new Set(all.map(a => a.href))]")
    assert len(found) == len(HOSTILE) + 1
    return found


def test_no_script_of_a_learner_runs_where_replies_are_marked(desk: Desk) -> None:
    for link in _submissions(desk):
        desk.page.goto(link)
        desk.page.wait_for_load_state("networkidle")
        assert desk.page.title() == QUIZ_ID
        assert desk.page.locator("#notebook img, #notebook script, #notebook [onerror]").count() == 0
        assert desk.page.locator(".as-reply").count() == 2
    assert all(url.startswith("file:") for url in desk.outside)


def test_nbgraders_own_keys_work_where_replies_are_marked(desk: Desk) -> None:
    broken: list[str] = []
    desk.page.on("pageerror", lambda error: broken.append(str(error)))
    desk.page.goto(_submissions(desk)[0])
    desk.page.wait_for_load_state("networkidle")
    assert broken == []
    desk.page.locator("#write-reply_extra_credit").focus()
    desk.page.keyboard.press("Tab")
    expect(desk.page.locator("#write-reply-comment")).to_be_focused()
    here = desk.page.url.partition("?")[0]
    desk.page.keyboard.press("Control+.")
    desk.page.wait_for_url(lambda url: url.partition("?")[0] != here)


def test_the_rubric_stands_beside_a_reply_and_a_mark_reaches_the_gradebook(desk: Desk) -> None:
    for link in _submissions(desk):
        desk.page.goto(link)
        desk.page.wait_for_load_state("networkidle")
        guide = desk.page.get_by_role("complementary", name="Rubric for this reply").first
        expect(guide).to_contain_text("PRIVATE anchor 3")
        reply, beside = desk.page.locator(".as-reply").first.bounding_box(), guide.bounding_box()
        assert reply and beside and beside["x"] > reply["x"] + reply["width"]
        desk.page.locator("#write-reply").fill("2")
        desk.page.locator("#write-reply").press("Tab")
        comment = desk.page.locator("#write-reply-comment")
        comment.fill("You stayed with <b>Dana</b>.")
        with desk.page.expect_response(lambda response: "/comment/" in response.url and response.ok):
            comment.press("Tab")
    for row in gradebook_rows(desk.course.root).values():
        assert ("write-reply", None, 2.0, False, 3.0) in row[5]
        assert ("write-reply", None, "You stayed with <b>Dana</b>.") in row[6]


def _open_where(desk: Desk, words: str) -> None:
    for link in _submissions(desk):
        desk.page.goto(link)
        desk.page.wait_for_load_state("networkidle")
        if desk.page.locator(".as-reply", has_text=words).count():
            return
    pytest.fail(f"nobody wrote “{words}”")


def test_the_coachs_notes_wait_for_the_mark_of_their_own_reply(desk: Desk, shot: Callable[[Page, str], None]) -> None:
    _open_where(desk, "You slept badly.")
    coach = desk.page.locator(".as-coach[data-as-item=write-summary]")
    notes = coach.locator(".as-coach-notes")
    expect(coach.get_by_role("status")).to_contain_text("shown after your mark")
    expect(notes).to_be_hidden()
    coach.scroll_into_view_if_needed()
    shot(desk.page, "formgrader-notes-wait")
    with desk.page.expect_response(lambda response: "/comment/" in response.url and response.ok):
        desk.page.locator("#write-summary-comment").fill("A word first.")
        desk.page.locator("#write-summary-comment").blur()
    expect(notes).to_be_hidden()
    desk.page.locator("#write-summary").fill("3")
    desk.page.locator("#write-summary").blur()
    expect(notes).to_be_visible()
    expect(notes).to_contain_text("Notes by a program, not by a person.")
    expect(notes.locator("q").first).to_have_text("You slept badly.")
    expect(coach.get_by_role("status")).to_contain_text("Your mark is saved")
    shot(desk.page, "formgrader-notes-shown")
    assert [line for line in axe_violations(desk.page, ".as-coach") if "as-" in line] == []
    desk.page.reload()
    expect(notes).to_be_visible()
    desk.page.locator("#write-summary").fill("")
    desk.page.locator("#write-summary").blur()
    expect(notes).to_be_hidden()


def test_full_credit_counts_as_a_mark_and_no_learners_script_runs_in_the_notes(desk: Desk) -> None:
    for link in _submissions(desk):
        desk.page.goto(link)
        desk.page.wait_for_load_state("networkidle")
        cell = desk.page.locator(".nbgrader_cell", has=desk.page.locator("#write-reply"))
        cell.locator(".full-credit").click()
        notes = desk.page.locator(".as-coach[data-as-item=write-reply] .as-coach-notes")
        expect(notes).to_be_visible()
        assert notes.locator("img, script, [onerror]").count() == 0
        assert desk.page.title() == QUIZ_ID


def _feedback_is_tame(desk: Desk, learner: str) -> str:
    path = desk.course.root / "my-teaching" / "feedback" / learner / QUIZ_ID / f"{QUIZ_ID}.html"
    desk.page.goto(path.as_uri())
    assert "HOSTILE" not in desk.page.title()
    assert desk.page.locator("[onerror], img[src='x']").count() == 0
    return desk.page.locator("body").inner_text()


def test_no_script_of_a_learner_runs_in_nbgraders_feedback(desk: Desk) -> None:
    _submissions(desk)
    desk.course.nbgrader("generate_feedback", QUIZ_ID, "--force")
    for learner in HOSTILE:
        assert "PRIVATE names the feeling" in _feedback_is_tame(desk, learner)


def test_no_script_of_a_learner_runs_in_our_feedback_and_it_is_accessible(desk: Desk) -> None:
    _submissions(desk)
    write_feedback(desk.course.root, QUIZ_ID)
    for learner in HOSTILE:
        words = _feedback_is_tame(desk, learner)
        assert "PRIVATE names the feeling" in words
        assert desk.page.locator("script").count() == 0
    for scheme in ("light", "dark"):
        desk.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        assert axe_violations(desk.page, "body") == []
    desk.page.set_viewport_size({"width": 360, "height": 800})
    assert desk.page.evaluate("document.documentElement.scrollWidth <= 360")
    assert all(url.startswith("file:") for url in desk.outside)
