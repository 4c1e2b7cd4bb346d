"""Lets tests here share the small course in which questions are written."""

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

pytest.importorskip("nbgrader", reason="needs the teaching tools: pip install -e '.[teach]'")

from writing_course import small_course

from alongside.authoring.desk import Desk
from alongside.course.content import load_content
from alongside.course.tree import Tree


@pytest.fixture(scope="session")
def built_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small course, written and built once."""
    root = tmp_path_factory.mktemp("built") / "course"
    root.mkdir()
    small_course(root)
    return root


@pytest.fixture
def desk(built_course: Path, tmp_path: Path) -> Desk:
    """A desk for a small course of its own."""
    root = tmp_path / "kurs für alle"
    shutil.copytree(built_course, root)
    tree = Tree.at(root)
    return Desk(tree, load_content(tree))
