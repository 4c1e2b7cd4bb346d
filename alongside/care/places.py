"""What lies where among the teaching data, for backups and for what one learner may ask for."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from sqlalchemy.engine import make_url

from alongside.grading.course_folders import Course
from alongside.grading.locking import LOCK_NAME
from alongside.grading.safe_files import RefusedFile, kind_of
from alongside.grading.submission import shown

BACKUPS = "backups"
KEPT = "before-restore"
RESTORING = ".restore"
COPIES = "copies-for-learners"
ROSTER = "roster.csv"
SECOND_MARKING = "second-marking"
_NOT_TEACHING_DATA = {BACKUPS, KEPT, RESTORING, LOCK_NAME}
_BESIDE_DATABASES = ("", "-journal", "-wal", "-shm")


class ScatteredData(ValueError):
    """The teaching data do not lie together in a folder of their own; the text says what to change."""


def teaching_folder(course: Course) -> Path:
    """Return the folder of all teaching data.

    Raises:
        ScatteredData: when ``nbgrader_config.py`` spreads them, so that parts would be missed or too much taken.
    """
    teaching = course.teaching.resolve()
    if {course.autograded.resolve().parent, course.feedback.resolve().parent} != {teaching} or teaching == course.root:
        raise ScatteredData(
            "nbgrader_config.py spreads submitted, autograded and feedback over several folders, or puts them into the "
            "course folder itself. Put them together in one folder, such as my-teaching; then this can be done."
        )
    return teaching


def gradebook_file(course: Course) -> Path | None:
    """Return the gradebook's file, or None where a server keeps it."""
    url = make_url(course.directory.db_url)
    return (course.root / (url.database or "gradebook.db")).resolve() if url.drivername.startswith("sqlite") else None


def entries(course: Course, teaching: Path) -> list[str]:
    """Return the names of the teaching data; the gradebook, the lock and what care itself keeps are not among them."""
    database = gradebook_file(course)
    gradebook = {f"{database.name}{end}" for end in _BESIDE_DATABASES} if database else set()
    found = {path.name for path in teaching.iterdir()} if teaching.is_dir() else set()
    return sorted(found - _NOT_TEACHING_DATA - gradebook)


def stamp(at: datetime | None = None) -> str:
    """Return a time (UTC) that can stand in a file's name and sorts by age."""
    return f"{at or datetime.now(UTC):%Y-%m-%dT%H-%M-%SZ}"


def new_place(folder: Path, name: str) -> Path:
    """Return a path in ``folder`` that nothing has yet: ``name``, else with a number before its ending."""
    stem, dot, ending = name.partition(".")
    taken = 1
    while os.path.lexists(folder / name):
        taken += 1
        name = f"{stem}-{taken}{dot}{ending}"
    return folder / name


def plain_files(folder: Path, left_out: list[str] | None = None) -> Iterator[tuple[str, Path]]:
    """Yield (name from ``folder`` with forward slashes, path) of every plain file, by the alphabet.

    Nothing is followed or opened. Links, pipes, devices and names that not every computer can write go to ``left_out``.
    """
    waiting = [("", folder)]
    while waiting:
        name, path = waiting.pop()
        kind = kind_of(path)
        if kind == "folder":
            try:
                inside = sorted((one.name for one in path.iterdir()), reverse=True)
            except OSError:
                kind = "a folder that cannot be listed"
            else:
                waiting += [(f"{name}/{one}" if name else one, path / one) for one in inside]
                continue
        if kind == "file" and name.isprintable() and "\\" not in name:
            yield name, path
        elif left_out is not None and kind != "missing":
            left_out.append(f"{shown(name, 120)} is {kind}" if kind != "file" else f"{shown(name, 120)}: an odd name")


def open_plain(path: Path) -> IO[bytes]:
    """Open a plain file of any size for reading, never through a link and without waiting.

    Raises:
        FileNotFoundError: when nothing is there.
        RefusedFile: for anything but a plain file, and for one that may not be read.
    """
    flags = os.O_RDONLY
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, name, 0)
    kind = kind_of(path)
    if kind not in ("file", "missing"):
        raise RefusedFile(f"is {kind}, not a file")
    try:
        stream = os.fdopen(os.open(path, flags), "rb")
    except FileNotFoundError:
        raise
    except OSError as reason:
        raise RefusedFile(f"cannot be opened ({reason.strerror})") from reason
    if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):  # it may have been exchanged meanwhile
        stream.close()
        raise RefusedFile("is not a plain file")
    return stream
