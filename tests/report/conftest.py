"""The sample course of tests/grading, and what the tests of the report share."""

import importlib.util
import sys
from pathlib import Path

HERE = Path(__file__).parent
GRADING = HERE.parent / "grading"
sys.path[:0] = [str(HERE), str(GRADING), str(HERE.parent / "items")]  # importlib mode leaves a test's folder out of it

_spec = importlib.util.spec_from_file_location("grading_conftest", GRADING / "conftest.py")
assert _spec and _spec.loader
_shared = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_shared)
template, course, make_course = _shared.template, _shared.course, _shared.make_course
