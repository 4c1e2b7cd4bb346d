"""Writing that survives a crash: the old file or the new one is there, never half of one."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path


def write_durably(path: Path, content: bytes) -> None:
    """Replace ``path`` by ``content`` at once and wait until the disk has it.

    Raises:
        OSError: when it could not be written; the file that was there is then still there, unchanged.
    """
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name durable too; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def explain(error: OSError) -> str:
    """Return a plain sentence for a learner whose answer could not be written, with what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "The disk is full. Delete something you no longer need; we keep trying."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "This folder may not be written to. Move the course to a folder of your own; we keep trying."
    return f"The computer could not write the file ({error.strerror or 'no reason given'}); we keep trying."
