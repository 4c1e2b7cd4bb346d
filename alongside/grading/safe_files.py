"""Reads files that someone else put there: never through a link, never waiting, never more than asked for."""

from __future__ import annotations

import os
import stat
from pathlib import Path

_FLAGS = os.O_RDONLY  # and, where the system has them, those that never follow, never wait, never translate:
for _name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
    _FLAGS |= getattr(os, _name, 0)
_KINDS = (
    (stat.S_ISLNK, "a link"),
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISCHR, "a device"),
)


class RefusedFile(ValueError):
    """A file that is not read; the text says why, in words for an instructor."""


def kind_of(path: Path) -> str:
    """Return ``"file"``, ``"folder"``, ``"missing"`` or what it is instead ("a link"); opens nothing."""
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return "missing"
    except (OSError, ValueError):
        return "something that cannot be looked at"
    if stat.S_ISREG(mode):
        return "file"
    if stat.S_ISDIR(mode):
        return "folder"
    return next((words for test, words in _KINDS if test(mode)), "something unusual")


def _size(size_bytes: int) -> str:
    return f"{size_bytes:,} bytes" if size_bytes < 100_000 else f"{size_bytes / 1_000_000:,.1f} MB"


def _refuse_unless_plain(found: os.stat_result, limit_bytes: int) -> None:
    if not stat.S_ISREG(found.st_mode):
        words = next((words for test, words in _KINDS if test(found.st_mode)), "something unusual")
        raise RefusedFile(f"is {words}, not a file")
    if found.st_size > limit_bytes:
        raise RefusedFile(f"has {_size(found.st_size)}, more than {_size(limit_bytes)}")


def read_bytes(path: Path, limit_bytes: int) -> bytes:
    """Return the content of a plain file of at most ``limit_bytes``.

    Raises:
        FileNotFoundError: when nothing is there.
        RefusedFile: for a link, folder, pipe, socket or device, a larger file, or one that cannot be read.
    """
    try:
        _refuse_unless_plain(os.lstat(path), limit_bytes)
        descriptor = os.open(path, _FLAGS)
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        if isinstance(error, RefusedFile):
            raise
        raise RefusedFile("cannot be opened") from error
    with os.fdopen(descriptor, "rb", closefd=True) as stream:
        _refuse_unless_plain(os.fstat(descriptor), limit_bytes)  # it may have been exchanged meanwhile
        try:
            content = stream.read(limit_bytes + 1)
        except OSError as error:
            raise RefusedFile("cannot be read") from error
    if len(content) > limit_bytes:
        raise RefusedFile(f"is larger than {_size(limit_bytes)}")
    return content
