"""The course's own items, read once for all tests of what goes out to learning platforms."""

import importlib.util
import sys
from pathlib import Path

import pytest

from alongside.lms.items_out import Bank, banks_of

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "grading")]  # importlib mode leaves the folder of a test out of the path

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def course_banks() -> list[Bank]:
    """The practice items and every graded quiz."""
    folders = sorted(path.parent for path in ROOT.glob("source/*/quiz.yml"))
    return banks_of(ROOT, folders, practice=True)


_spec = importlib.util.spec_from_file_location("grading_conftest", HERE.parent / "grading" / "conftest.py")
assert _spec and _spec.loader
_shared = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_shared)
template, course, make_course = _shared.template, _shared.course, _shared.make_course
