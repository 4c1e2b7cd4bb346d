"""Writes an export with keys, and only where no learner finds it."""

from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

TEACHING = "my-teaching"
EXPORTS = "exports"
_WHEN = (2026, 1, 1, 0, 0, 0)
"""A fixed time on every member, so that the same items give the same file."""


class NotThere(ValueError):
    """The file may not be written to this place; the text says why and where it may."""


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of ``files``, a path in the zip -> its bytes; the same files give the same bytes."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            member = zipfile.ZipInfo(name, _WHEN)
            member.external_attr = 0o644 << 16
            archive.writestr(member, data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def require_hidden_from_learners(root: Path, target: Path) -> Path:
    """Return where a file with keys will really lie, links followed.

    Inside the course folder that is ``my-teaching/`` or ``my-teaching/exports/`` and nowhere else: everything beside
    them is handed out, shown, or handed back to learners.

    Raises:
        NotThere: when the place is another one in the course folder, or a folder.
    """
    real, teaching = target.resolve(), root.resolve() / TEACHING
    allowed = {teaching, teaching / EXPORTS}
    if real.is_relative_to(root.resolve()) and real.parent not in allowed:
        raise NotThere(f"“{target}” lies in the course folder, where learners may find it, and this file holds the "
                       f"answers. Write it to {TEACHING}/{EXPORTS}/ or to a folder outside of the course.")
    if real.is_dir():
        raise NotThere(f"“{target}” is a folder. Give the name of a file in it.")
    return real


def write_export(root: Path, target: Path, data: bytes) -> Path:
    """Write a file with keys, whole or not at all, readable by its owner only; return where it lies.

    Raises:
        NotThere: when learners may find the place.
    """
    real = require_hidden_from_learners(root, target)
    real.parent.mkdir(parents=True, exist_ok=True)
    handle, scratch = tempfile.mkstemp(dir=real.parent, prefix=f".{real.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(scratch).replace(real)
    except BaseException:
        Path(scratch).unlink(missing_ok=True)
        raise
    return real
