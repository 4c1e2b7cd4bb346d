"""Put the page helper (labextension/) where JupyterLab and Notebook 7 look for it."""

from __future__ import annotations

import shutil
from pathlib import Path

FOLDER = Path("share/jupyter/labextensions/@alongside/course")


def place_in(environment: Path, source: Path) -> bool:
    """Copy ``source`` into ``environment`` when it differs from what is there; return whether it did.

    The new folder takes the place of the old one in one step, so that a page opened meanwhile finds one or the other.
    """
    files = _files(source)
    target = environment / FOLDER
    if not files or files == _files(target):
        return False
    fresh = target.with_name("course.new")
    shutil.rmtree(fresh, ignore_errors=True)
    for name, content in files.items():
        file = fresh / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    old = target.with_name("course.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)
    return True


def _files(folder: Path) -> dict[str, bytes]:
    """Return the helper's files by name, its README aside."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.name.startswith("README")
    }
