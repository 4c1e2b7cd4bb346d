"""The two pictures in README are taken here: ``ALONGSIDE_SHOTS=docs python3 start.py test -k readme_pictures``."""

from collections.abc import Callable
from pathlib import Path

import pytest
from jupyter_process import JupyterServer
from learner_course import PROJECT, QUIZ_PAGE, card, first_of, lay_course, wait_saved
from page_opener import PageOpener
from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture
def course_server(jupyter: Callable[..., JupyterServer], tmp_path: Path) -> JupyterServer:
    folder = lay_course(tmp_path / "my-course")
    (folder / "settings.json").write_text('{"country": "us"}')
    return jupyter(folder, ALONGSIDE_COURSE=str(folder))


def test_readme_pictures_show_a_lesson_and_a_quiz(
    open_page: PageOpener, course_server: JupyterServer, shot: Callable[[Page, str], None]
) -> None:
    lesson = open_page("lessons/03_tolerance_and_dependence.ipynb", width=1200, height=800)
    lesson.get_by_role("button", name="Look without a guess").click()
    slider = lesson.get_by_role("slider", name="Days since the last use")
    slider.focus()
    for _ in range(9):
        lesson.keyboard.press("ArrowRight")
    lesson.locator(".as-part", has_text="Tolerance cycle:").first.scroll_into_view_if_needed()
    lesson.evaluate("document.querySelector('.as-tolerance-cycle').scrollIntoView({block: 'start'})")
    lesson.wait_for_timeout(700)
    shot(lesson, "lesson")
    assert "9 days" in lesson.locator(".jp-Notebook").inner_text()
    item = first_of(course_server.root, "choose-one")
    quiz = open_page(QUIZ_PAGE, width=1200, height=800)
    question = card(quiz, item["id"])
    question.locator("input").nth(2).check()
    wait_saved(quiz, item["id"])
    question.evaluate("node => node.scrollIntoView({block: 'center'})")
    shot(quiz, "quiz")
    assert question.is_visible()


def test_readme_names_pictures_that_are_there() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    for name in ("docs/lesson.png", "docs/quiz.png"):
        assert f"]({name})" in readme
        assert (PROJECT / name).read_bytes().startswith(b"\x89PNG")
