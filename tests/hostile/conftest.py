"""The sample course of tests/grading, for the hostile tests too."""

import importlib.util
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "grading")]  # importlib mode leaves the folder of a test out of the path

_spec = importlib.util.spec_from_file_location("grading_conftest", HERE.parent / "grading" / "conftest.py")
assert _spec and _spec.loader
_shared = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_shared)
template, course, make_course = _shared.template, _shared.course, _shared.make_course
