"""A course that was handed out once, copied for each test that wants one."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # importlib mode leaves the folder of a test out of the path

from course_folder import CourseFolder, handed_out_course


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("nbgrader", reason="needs the teaching tools: pip install -e '.[teach]'")
    root = tmp_path_factory.mktemp("template")
    CourseFolder(root).hand_out()
    return root


@pytest.fixture
def course(template: Path, tmp_path: Path) -> CourseFolder:
    return handed_out_course(template, tmp_path / "A course (2026) ü")


@pytest.fixture
def make_course(template: Path, tmp_path: Path) -> Callable[[str], CourseFolder]:
    return lambda name: handed_out_course(template, tmp_path / name)
