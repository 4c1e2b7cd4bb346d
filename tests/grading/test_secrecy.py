"""What is handed out, by nbgrader's command: an allow-list of files, none of which holds anything private."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from course_folder import REPOSITORY, CourseFolder
from sample_quiz import QUIZ_ID

from alongside.grading.nbgrader_setup import IGNORED
from alongside.grading.quiz_notebook import notebook_text, quiz_json, quiz_notebook
from alongside.grading.quiz_source import load_quiz

PRIVATE_FIELDS = (
    "feedback",
    "if_missed",
    "misconception",
    "better",
    "anchor",
    "example",
    "after",
    "right",
    "otherwise",
)
REAL = sorted(path.parent for path in (REPOSITORY / "source").glob("*/quiz.yml"))


def _private(value: Any) -> Iterator[str]:
    """Yield every text under a private field of an item."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in PRIVATE_FIELDS and isinstance(inner, str):
                yield inner
            yield from _private(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _private(inner)


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in a JSON value; lists of lines (a cell's source) as one."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from ["".join(inner)] if name == "source" and isinstance(inner, list) else _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _release(course: CourseFolder) -> dict[str, str]:
    folder = course.root / "assignments"
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_command_releases_an_allow_list_whatever_lies_in_the_source_folder(tmp_path: Path) -> None:
    course = CourseFolder(tmp_path)
    for name in ("notes.yml", "notes.yaml", "quiz.yml~", "quiz.yml.bak", "item.orig", ".secret", ".quiz.yml.swp"):
        (course.quiz_folder / name).write_text("PRIVATE", encoding="ascii")
    (course.quiz_folder / "items" / "drafts").mkdir()
    (course.quiz_folder / "items" / "drafts" / "key.txt").write_text("PRIVATE", encoding="ascii")
    course.hand_out()
    release = _release(course)
    assert set(release) == {f"{QUIZ_ID}/quiz.json", f"{QUIZ_ID}/{QUIZ_ID}.ipynb"}
    assert "private" not in "".join(release.values()).lower()


@pytest.mark.parametrize("place", ["course/source", "elsewhere/private"])
def test_a_named_source_folder_is_used_wherever_it_lies(tmp_path: Path, place: str) -> None:
    root = tmp_path / "course"
    root.mkdir()
    course = CourseFolder(root)
    folder = tmp_path / place
    if not folder.exists():
        folder.parent.mkdir()
        (root / "source").rename(folder)
    course.environment["ALONGSIDE_SOURCE"] = str(folder)
    course.hand_out()
    assert set(_release(course)) == {f"{QUIZ_ID}/quiz.json", f"{QUIZ_ID}/{QUIZ_ID}.ipynb"}


def test_everything_nbgrader_ignores_by_itself_is_ignored_still() -> None:
    from nbgrader.coursedir import CourseDirectory

    assert set(CourseDirectory().ignore) <= set(IGNORED)


@pytest.mark.parametrize("source", REAL, ids=lambda path: path.name)
def test_no_private_text_of_a_real_quiz_is_in_its_release(source: Path, tmp_path: Path) -> None:
    quiz, problems = load_quiz(source)
    assert quiz is not None, problems
    course = CourseFolder(tmp_path)
    shutil.rmtree(course.root / "source")
    shutil.copytree(source, course.root / "source" / quiz.id)
    folder = course.root / "source" / quiz.id
    (folder / f"{quiz.id}.ipynb").write_text(notebook_text(quiz_notebook(quiz)), encoding="utf-8")
    (folder / "quiz.json").write_text(quiz_json(quiz), encoding="utf-8")
    course.nbgrader("generate_assignment", quiz.id)
    released = "\n".join(words for text in _release(course).values() for words in _texts(json.loads(text)))
    public = "\n".join(words for item in quiz.items for words in _texts(item.public()))
    private = {words.strip() for item in quiz.items for words in (*_private(dict(item.body)), item.better)} - {""}
    assert len(private) > 10
    for item in quiz.items:
        assert item.stem in released  # what learners read is there, so the search looks in the right place
    assert [words for words in private if words in released and words not in public] == []
