"""A small course in which questions are written: that of the course's own tests, with the notebook beside it."""

import importlib.util
from datetime import UTC, datetime
from pathlib import Path

from alongside.course.build import build
from alongside.course.open_notebook import WRITE_A_QUESTION
from alongside.course.tree import Tree

PROJECT = Path(__file__).resolve().parents[2]
QUIZ = "small-quiz"


def small_course(root: Path) -> Tree:
    """Writes the small course, builds it once, and returns where it is."""
    spec = importlib.util.spec_from_file_location("small_course_files", PROJECT / "tests" / "course" / "conftest.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.SmallCourse(root)
    today = f"reviewed_on: {datetime.now(UTC).date()}"
    for path in root.glob("evidence/helplines/*.yml"):
        path.write_text(path.read_text(encoding="utf-8").replace("reviewed_on: 2026-11-01", today), encoding="utf-8")
    (root / "docs").mkdir()
    (root / WRITE_A_QUESTION).write_bytes((PROJECT / WRITE_A_QUESTION).read_bytes())
    tree = Tree.at(root)
    build(tree)
    return tree
