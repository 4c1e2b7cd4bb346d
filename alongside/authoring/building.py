"""Runs ``alongside build`` and ``alongside check`` from the page, each in a process of its own, line by line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from alongside.course.tree import Tree

Say = Callable[[str], None]
_HOUSE = Path(__file__).resolve().parents[2]
"""Where the package lies that runs now, so that the command is of the same version."""


def run_command(tree: Tree, command: str, say: Say) -> bool:
    """Run one command of ours on the course and hand on each line as it comes; return whether it went well."""
    words = [sys.executable, "-m", "alongside", "--root", str(tree.root), "--source", str(tree.source), command]
    places = os.pathsep.join(filter(None, [str(_HOUSE), os.environ.get("PYTHONPATH")]))
    environ = {**os.environ, "PYTHONPATH": places, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(words, cwd=tree.root, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, encoding="utf-8", errors="replace") as process:
        assert process.stdout is not None
        for line in process.stdout:
            say(line.rstrip())
    return process.returncode == 0
