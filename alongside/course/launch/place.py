"""Where things are: the course's own folder, the Python that runs it, and what belongs to which mode."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

MODES = ("learn", "teach", "test", "wheels")
EXTRAS = {
    "learn": frozenset[str](),
    "teach": frozenset({"teach"}),
    "test": frozenset({"teach", "test"}),
    "wheels": frozenset[str](),
}


def python_in(environment: Path) -> Path:
    """Return the Python of a virtual environment."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def commands_in(environment: Path) -> Path:
    """Return the folder of an environment that holds its commands."""
    return environment / ("Scripts" if os.name == "nt" else "bin")


def packages_in(environment: Path) -> Path:
    """Return the folder of an environment that holds its packages."""
    return next(environment.glob("lib/python3*/site-packages"), environment / "Lib/site-packages")


@dataclass(frozen=True)
class Place:
    """One course on one computer.

    ``root`` is the folder with start.py; ``environment`` holds the installed packages: ``root/.venv``, or the
    environment of the running Python (conda's, for example) when that one is to be used as it is.
    """

    root: Path
    environment: Path
    python: Path
    ours: bool = True

    @classmethod
    def beside(cls, root: Path) -> Place:
        """Return the course at ``root`` with its own ``.venv``."""
        return cls(root, root / ".venv", python_in(root / ".venv"))

    @classmethod
    def in_this_python(cls, root: Path) -> Place:
        """Return the course at ``root`` in the environment of the Python that runs now."""
        return cls(root, Path(sys.prefix), Path(sys.executable), ours=False)

    def state(self, mode: str) -> Path:
        """Return the folder for one mode's Jupyter settings, sessions and log."""
        return self.environment / "alongside" / mode

    @property
    def stamp(self) -> Path:
        """Return the file that says what was installed; it is written last."""
        return self.environment / "alongside" / "installed.json"
