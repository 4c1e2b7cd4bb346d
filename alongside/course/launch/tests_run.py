"""Run the project's tests in the project's own environment, as `start.py test` and CI do."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence

from alongside.course.launch.install import clean_environ
from alongside.course.launch.place import Place, commands_in
from alongside.course.launch.say import say

_CHROMIUMS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)  # fmt: skip


def find_chromium() -> str | None:
    """Return the browser for the tests: the one ALONGSIDE_CHROMIUM names, else the first that is installed."""
    if named := os.environ.get("ALONGSIDE_CHROMIUM"):
        return shutil.which(named)
    return next((found for name in _CHROMIUMS if (found := shutil.which(name))), None)


def run_tests(place: Place, long: bool, more: Sequence[str]) -> int:
    """Run pytest on tests/ two at a time and return its exit code; ``more`` goes to pytest as it is."""
    environ = clean_environ()
    for name in [name for name in environ if name.startswith(("JUPYTER", "ALONGSIDE_"))]:
        environ.pop(name)
    environ["PYTHONPATH"] = str(place.root)
    environ["PATH"] = os.pathsep.join([str(commands_in(place.environment)), os.environ.get("PATH", "")])
    if chromium := find_chromium():
        environ["ALONGSIDE_CHROMIUM"] = chromium
    else:
        say("No Chromium was found, so the browser tests are skipped. Install one (Debian: sudo apt install chromium).")
    which = ["-m", "long"] if long else []
    command = [str(place.python), "-m", "pytest", "-n", "2", *which, *more]
    return subprocess.run(command, cwd=place.root, env=environ, check=False).returncode
