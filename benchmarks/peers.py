"""An environment of its own for the peers that the course itself does not need: made once, in the system's temp folder.

A benchmark calls ``with_peers()`` first: where a peer is missing, the benchmark starts again with that environment's
Python. Nothing of it reaches ``pyproject.toml`` or the learner's environment.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import tomllib
from importlib.util import find_spec
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PLACE = Path(tempfile.gettempdir()) / "alongside-peers"
PEERS = ("ipympl>=0.10,<0.11", "bqplot>=0.13,<0.14", "plotly>=7.1,<8", "scipy>=1.17,<2", "matplotlib>=3.10,<4")
TOOLS = ("nbformat", "playwright>=1.55,<2", "pytest>=9,<10")
MODULES = (
    "ipympl", "bqplot", "plotly", "scipy", "matplotlib", "notebook", "anywidget", "nbformat", "playwright", "pytest",
)  # fmt: skip


def with_peers() -> None:
    """Return where all peers can be imported; otherwise make their environment and start again in it."""
    if all(find_spec(name) for name in MODULES):
        return
    python = PLACE / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if Path(sys.prefix) == PLACE:
        raise SystemExit(f"The peers did not install. Delete {PLACE} and try again.")
    if not python.is_file():
        print(f"Installing the peers in {PLACE}; this takes a minute and happens once.", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", str(PLACE)], check=True)
        ours = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *ours, *PEERS, *TOOLS], check=True)
    sys.stdout.flush()
    raise SystemExit(subprocess.run([str(python), *sys.argv], check=False).returncode)
