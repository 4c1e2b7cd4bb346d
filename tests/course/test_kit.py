import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from alongside.course.kit import kit_files, write_kit
from alongside.course.tree import Tree

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def built(course: Any) -> Any:
    """A course with everything a kit takes, and much that it must not take."""
    for name in (
        "start.py",
        "pyproject.toml",
        "pylock.toml",
        "README.md",
        "LICENSE",
        "LICENSE-CONTENT",
        "alongside/__init__.py",
        "alongside/data/practice.json",
        "labextension/package.json",
        "notebooks/01_listening_first.ipynb",
        "assignments/small-quiz/quiz.json",
        "assignments/small-quiz/small-quiz.ipynb",
    ):
        course.write(name, name)
    for name in (
        "alongside/__pycache__/a.pyc",
        "alongside/grading/.mypy_cache/cache.db",
        "labextension/.env",
        "notebooks/.ipynb_checkpoints/a.ipynb",
        "assignments/small-quiz/responses.json",
        "my-course/settings.json",
        "my-teaching/roster.csv",
        "gradebook.db",
        ".git/config",
        "nbgrader_config.py",
        "tests/a.py",
    ):
        course.write(name, "not for the kit")
    return course


def test_the_kit_is_an_allow_list(built: Any) -> None:
    assert {path.relative_to(built.tree.root).as_posix() for path in kit_files(built.tree)} == {
        "start.py",
        "pyproject.toml",
        "pylock.toml",
        "README.md",
        "LICENSE",
        "LICENSE-CONTENT",
        "alongside/__init__.py",
        "alongside/data/practice.json",
        "labextension/package.json",
        "notebooks/01_listening_first.ipynb",
        "assignments/small-quiz/quiz.json",
        "assignments/small-quiz/small-quiz.ipynb",
    }


def test_a_link_to_a_private_file_is_not_followed(built: Any) -> None:
    link = built.root / "notebooks" / "link.yml"
    try:
        link.symlink_to(built.root / "source/small-quiz/items/reflect-feeling.yml")
        (built.root / "notebooks" / "folder").symlink_to(built.root / "source", target_is_directory=True)
    except OSError:
        pytest.skip("this system does not let a test make links")
    assert not [path for path in kit_files(built.tree) if "link" in path.name or "folder" in path.parts]


def test_the_same_course_gives_the_same_zip_and_everything_lies_in_one_folder(built: Any, tmp_path: Path) -> None:
    first, again = tmp_path / "a" / "kit.zip", tmp_path / "kit.zip"
    assert write_kit(built.tree, first) == write_kit(built.tree, again) == 12
    assert first.read_bytes() == again.read_bytes()
    with zipfile.ZipFile(first) as archive:
        assert archive.testzip() is None
        assert all(name.startswith("alongside/") for name in archive.namelist())
        assert archive.read("alongside/README.md") == b"README.md"


_SHOWN = {"heard", "id", "text", "label", "stem", "alt", "svg", "unit", "kind", "objective"}
_NAMES = {"claims", "misconception", "read_again", "twin_of", "skill"}
"""Names that lessons, practice and diagrams use as well: a fact, a belief, a place in a lesson. They tell no answer."""
_TALK = {"id", "text", "says", "scene", "answer", "about", "name", "words", "stem", "kind", "objective", "to", "place"}
"""What a page shows of a conversation, and where its lines lead."""


_OF_KIND = {
    "conversation": frozenset(_TALK),
    "exchange": frozenset({*_SHOWN, "opening", "says", "about"}),
    "self-review": frozenset({*_SHOWN, "ask"}),
}


def _private_texts(value: Any, name: str = "", shown: frozenset[str] = frozenset(_SHOWN)) -> Iterator[str]:
    if isinstance(value, dict):
        shown = _OF_KIND.get(str(value.get("kind")), shown)
        for inner_name, inner in value.items():
            yield from _private_texts(inner, str(inner_name), shown)
    elif isinstance(value, list):
        for inner in value:
            yield from _private_texts(inner, name, shown)
    elif isinstance(value, str) and name not in shown | _NAMES and len(value) > 20:
        yield value


_REAL_ITEMS = sorted(ROOT.glob("source/*/items/*.yml"))


def test_no_private_words_of_the_real_quizzes_are_in_any_file_of_the_kit() -> None:
    """Feedback, rubrics, better lines: every text of a graded question that it does not show to learners."""
    private = {
        text for path in _REAL_ITEMS for text in _private_texts(yaml.safe_load(path.read_text(encoding="utf-8")))
    }
    pieces = {line for text in private for line in (" ".join(text.split()), *text.splitlines()) if len(line) > 20}
    assert len(pieces) > 100
    for path in kit_files(Tree.at(ROOT)):
        text = " ".join(path.read_bytes().decode("utf-8", "replace").split()) + path.read_bytes().decode(
            "utf-8", "replace"
        )
        found = [piece for piece in pieces if piece in text or piece.replace('"', '\\"') in text]
        assert not found, f"{path.relative_to(ROOT)} holds {found[:3]}"


def test_the_real_kit_has_the_quiz_and_nothing_of_source() -> None:
    names = {path.relative_to(ROOT).as_posix() for path in kit_files(Tree.at(ROOT))}
    assert "assignments/supportive-communication/quiz.json" in names and "alongside/data/practice.json" in names
    assert not [
        name
        for name in names
        if name.startswith("source/")
        or (name.endswith((".yml", ".db", ".csv")) and "models" not in name and "coach" not in name)
    ]
