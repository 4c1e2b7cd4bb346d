"""Things that go wrong on the way to the first page, in plain sentences with what to do next."""

from __future__ import annotations

import errno
from pathlib import Path

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_FORBIDDEN = {errno.EACCES, errno.EPERM}


class Trouble(Exception):
    """Something that a person can put right; its text says what is the matter and what to do."""


def disk_full(place: Path) -> Trouble:
    """Return the sentence for a disk without room."""
    return Trouble(
        f"The disk is full, so Alongside could not write to {place}. Free some space (about 500 MB for the first "
        "start) and start again. What you have done so far is still there."
    )


def explain(error: OSError, place: Path) -> Trouble:
    """Return what ``error`` means for someone who wanted to write at ``place``."""
    if error.errno in _FULL:
        return disk_full(place)
    if error.errno == errno.EROFS:
        return Trouble(
            f"{place} is on a disk that can only be read. Copy the whole course to a folder of your own, for example "
            "in Documents, and start it there; or choose another place with --folder."
        )
    if error.errno in _FORBIDDEN:
        return Trouble(
            f"Alongside may not write to {place}. Copy the whole course to a folder of your own, for example in "
            "Documents, and start it there; or choose another place with --folder."
        )
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return Trouble(
            f"{place} cannot be a folder, because a file has that name or is on the way to it. Move the file, or "
            "choose another place with --folder."
        )
    if error.errno == errno.ENAMETOOLONG:
        return Trouble(f"The name {place} is too long for this computer. Move the course to one with a shorter name.")
    reason = error.strerror or "no reason given"
    return Trouble(f"The computer could not write to {place} ({reason}). Check that folder, then start again.")
