"""Courses with graded learners, made with the helpers of the tests of grading."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "grading")]

from course_folder import CourseFolder, handed_out_course  # noqa: E402


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("nbgrader", reason="needs the teaching tools: pip install -e '.[teach]'")
    root = tmp_path_factory.mktemp("template")
    course = CourseFolder(root)
    course.hand_out()
    return root


@pytest.fixture
def course(template: Path, tmp_path: Path) -> CourseFolder:
    return handed_out_course(template, tmp_path / "A course (2026) ü")


@pytest.fixture
def make_course(template: Path, tmp_path: Path) -> Callable[[str], CourseFolder]:
    return lambda name: handed_out_course(template, tmp_path / name)


@pytest.fixture
def on_server(make_course: Callable[[str], CourseFolder], postgresql_url: str) -> CourseFolder:
    from alongside.grading.handing_out import hand_out

    course = make_course("server")
    with (course.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(f"\nc.CourseDirectory.db_url = {postgresql_url!r}\n")
    (course.root / "my-teaching" / "gradebook.db").unlink()
    hand_out(course.root, say=print)
    return course


@pytest.fixture(scope="session")
def taught_template(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from taught import teach

    folder = tmp_path_factory.mktemp("taught")
    teach(handed_out_course(template, folder / "course"), folder)
    return folder / "course"


@pytest.fixture
def taught(taught_template: Path, tmp_path: Path) -> CourseFolder:
    return handed_out_course(taught_template, tmp_path / "A course (2026) ü")
