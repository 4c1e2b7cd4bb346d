import errno
import json
import os
from pathlib import Path

import pytest

from alongside.learner.folder import (
    course_root,
    keep_setting,
    lesson_store,
    private_quiz_folder,
    quiz_store,
    read_settings,
)


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A learner's course folder with the working folder inside its lessons, as a kernel has it."""
    root = tmp_path / "my course"
    (root / "lessons").mkdir(parents=True)
    monkeypatch.chdir(root / "lessons")
    monkeypatch.delenv("ALONGSIDE_COURSE", raising=False)
    monkeypatch.delenv("ALONGSIDE_SOURCE", raising=False)
    return root


def test_the_course_is_the_folder_above_the_notebooks(course: Path) -> None:
    assert course_root() == course


def test_a_named_course_folder_comes_first(course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALONGSIDE_COURSE", str(tmp_path / "elsewhere"))
    assert course_root() == tmp_path / "elsewhere"


def test_a_notebook_opened_straight_from_a_clone_keeps_its_answers_in_my_course(course: Path) -> None:
    (course / "start.py").touch()
    assert course_root() == course / "my-course"


def test_practice_answers_lie_by_page_and_quiz_answers_beside_the_quiz(course: Path) -> None:
    assert lesson_store("opioid-system").path == course / "progress" / "opioid-system.json"
    assert quiz_store("a-quiz").path == course / "lessons" / "responses.json"
    assert (lesson_store("opioid-system").page, quiz_store("a-quiz").page) == ("opioid-system", "a-quiz")


def test_a_setting_is_kept_beside_the_others(course: Path) -> None:
    assert read_settings() == {}
    keep_setting("country", "uk")
    keep_setting("learner_code", "Ö-7")
    assert read_settings() == {"country": "uk", "learner_code": "Ö-7"}
    assert json.loads((course / "settings.json").read_text(encoding="utf-8")) == read_settings()


def test_a_setting_makes_the_course_folder_where_there_is_none(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALONGSIDE_COURSE", str(tmp_path / "new" / "course"))
    keep_setting("country", "ca")
    assert read_settings() == {"country": "ca"}


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff", b'"us"'])
def test_damaged_settings_are_no_settings(course: Path, damage: bytes) -> None:
    (course / "settings.json").write_bytes(damage)
    assert read_settings() == {}
    keep_setting("country", "au")
    assert read_settings() == {"country": "au"}


def test_a_setting_that_cannot_be_written_raises_and_the_old_ones_stay(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    keep_setting("country", "us")
    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="No space"):
        keep_setting("country", "uk")
    assert read_settings() == {"country": "us"}


def test_the_private_items_are_found_where_a_clone_has_them_and_nowhere_else(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert private_quiz_folder("a-quiz") is None
    beside = tmp_path / "source" / "a-quiz"
    beside.mkdir(parents=True)
    assert private_quiz_folder("a-quiz") is None, "an empty folder is no quiz"
    (beside / "quiz.yml").touch()
    assert private_quiz_folder("a-quiz") == beside
    monkeypatch.setenv("ALONGSIDE_SOURCE", str(tmp_path / "private"))
    assert private_quiz_folder("a-quiz") is None, "a named source replaces the one beside the course"
    (tmp_path / "private" / "a-quiz").mkdir(parents=True)
    (tmp_path / "private" / "a-quiz" / "quiz.yml").touch()
    assert private_quiz_folder("a-quiz") == tmp_path / "private" / "a-quiz"
