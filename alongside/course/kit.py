"""``alongside kit``: one zip with what the trainees of a programme get. The private items stay behind."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from alongside.course.tree import Tree

_FILES = ("start.py", "pyproject.toml", "pylock.toml", "README.md", "LICENSE", "LICENSE-CONTENT")
_FOLDERS = ("alongside", "labextension", "notebooks", "assignments")
_LEFT_OUT = {"__pycache__", "responses.json", "authoring"}
"""The page for writing questions is for teachers; nothing else imports it."""
_WHEN = (2026, 1, 1, 0, 0, 0)
"""A fixed time on every member, so that the same course gives the same zip."""


def kit_files(tree: Tree) -> Iterator[Path]:
    """Yield the files of the kit: an allow-list of names and folders, of which ``source/`` is none.

    Links, hidden files and folders (a tool's cache, a checkpoint) and what programs leave behind stay out.
    """
    for name in _FILES:
        if (tree.root / name).is_file():
            yield tree.root / name
    for folder in _FOLDERS:
        for path in sorted((tree.root / folder).rglob("*")):
            parts = path.relative_to(tree.root).parts
            hidden = any(part.startswith(".") for part in parts)
            if path.is_file() and not path.is_symlink() and not hidden and not _LEFT_OUT & set(parts):
                yield path


def write_kit(tree: Tree, target: Path) -> int:
    """Write the kit as a zip to ``target`` and return the number of its files."""
    target.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in kit_files(tree):
            member = zipfile.ZipInfo(f"alongside/{path.relative_to(tree.root).as_posix()}", _WHEN)
            member.external_attr = 0o644 << 16
            archive.writestr(member, path.read_bytes(), zipfile.ZIP_DEFLATED)
            count += 1
    return count
