"""``alongside backup``: one checked file with all teaching data of a course."""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from alongside.care import backup_format
from alongside.care.backup_format import BackupWriter, read_backup, writing
from alongside.care.gradebook_copy import take_out
from alongside.care.places import BACKUPS, entries, new_place, open_plain, plain_files, stamp, teaching_folder
from alongside.grading.course_folders import CONFIG, Course, open_course
from alongside.grading.locking import course_lock
from alongside.grading.safe_files import RefusedFile
from alongside.grading.submission import shown
from alongside.grading.summary import listed

_PACKAGES = ("alongside", "nbgrader", "SQLAlchemy")
_SCRATCH = ".unfinished-"


class BadTarget(ValueError):
    """A backup is not written there; the text says why and where to instead."""


@dataclass
class Backup:
    """A backup that was written and read back: where, how many files and bytes, and what it does not hold."""

    path: Path
    files: int = 0
    size_bytes: int = 0
    left_out: list[str] = field(default_factory=list)

    def text(self) -> str:
        """Return the report as lines."""
        size = f"{self.path.stat().st_size / 1_000_000:,.1f} MB"
        lines = [
            f"{self.files} files are in {self.path} ({size}). It was read back and every sum is right.",
            "It holds what learners wrote: keep it where only you can read it, and a copy on another disk.",
        ]
        return "\n".join(lines + listed("Not in it:", self.left_out))


def _versions() -> dict[str, str]:
    found = {"Python": platform.python_version()}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed as a package"
    return found


def _target(course: Course, teaching: Path, to: Path | None) -> Path:
    """Return where the backup goes; never over another file, never where learners or a repository get it."""
    if to is None:
        folder = teaching / BACKUPS
        folder.mkdir(parents=True, exist_ok=True)
        return new_place(folder, f"alongside-{stamp()}.tar.gz")
    target = to.resolve()
    if target.is_dir():
        target = new_place(target, f"alongside-{stamp()}.tar.gz")
    if os.path.lexists(target):
        raise BadTarget(f"{target} is there already. Choose another name: an earlier backup is never written over.")
    if not target.parent.is_dir():
        raise BadTarget(f"There is no folder {target.parent}. Make it first, or name another one.")
    if target.is_relative_to(course.root) and not target.is_relative_to(teaching):
        raise BadTarget(f"{target} lies in the course folder, where learners or a repository may get it. "
                        f"Choose a folder outside of it, or leave --to away: it then goes to {teaching / BACKUPS}.")
    return target


def _sources(
    course: Course, teaching: Path, private_source: Path | None, left_out: list[str]
) -> Iterator[tuple[str, Path]]:
    for entry in entries(course, teaching):
        here: list[str] = []
        for name, path in plain_files(teaching / entry, here):
            yield f"{backup_format.TEACHING}{entry}{f'/{name}' if name else ''}", path
        left_out += [f"{entry}: {line}" for line in here]
    yield backup_format.CONFIG, course.root / CONFIG
    if private_source:
        for name, path in plain_files(private_source, left_out):
            yield f"{backup_format.SOURCE}{name}", path


def back_up(
    course_root: Path,
    to: Path | None = None,
    *,
    private_source: Path | None = None,
    say: Callable[[str], None] = print,
    progress: Callable[[int, int], None] | None = None,
) -> Backup:
    """Write a backup to the file (or into the folder) ``to``, else to ``my-teaching/backups``.

    The course's lock is held meanwhile; formgrader may stay open. ``private_source`` is a folder of quizzes that lie
    outside the repository. The file appears under its name only when it is whole and has been read back.

    Raises:
        NotACourse, ScatteredData, BadTarget, GradebookTrouble: with what to do.
        OSError: when the disk does not take it; nothing is left behind then.
    """
    course = open_course(course_root)
    teaching = teaching_folder(course)
    with course_lock(teaching, say):
        backup = Backup(_target(course, teaching, to))
        for left in (teaching / BACKUPS).glob(f"{_SCRATCH}*"):  # of a backup that was killed: we hold the lock
            shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix=_SCRATCH, dir=backup.path.parent) as scratch:
            unfinished = Path(scratch, "unfinished")
            _write(course, unfinished, backup, private_source, progress)
            contents = read_backup(unfinished)
            backup.files, backup.size_bytes = contents.files, contents.size_bytes
            unfinished.replace(backup.path)
    return backup


def _write(
    course: Course,
    path: Path,
    backup: Backup,
    private_source: Path | None,
    progress: Callable[[int, int], None] | None,
) -> None:
    teaching = teaching_folder(course)
    info = {
        "made_at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "versions": _versions(),
    }
    total = 1 + sum(1 for _ in _sources(course, teaching, private_source, [])) if progress else 0
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        with writing(stream, path.parent, info) as writer:
            gradebook = path.with_name(backup_format.GRADEBOOK)
            if take_out(course, gradebook):
                with gradebook.open("rb") as content:
                    writer.add(backup_format.GRADEBOOK, gradebook, content)
                gradebook.unlink()
            for name, file in _sources(course, teaching, private_source, backup.left_out):
                _add(writer, name, file, backup.left_out)
                if progress:
                    progress(writer.files, total)
        stream.flush()
        os.fsync(stream.fileno())


def _add(writer: BackupWriter, name: str, file: Path, left_out: list[str]) -> None:
    try:
        stream = open_plain(file)
    except FileNotFoundError:
        return  # formgrader or a learner's exchange took it away meanwhile
    except RefusedFile as reason:
        left_out.append(f"{shown(name, 120)} {reason}")
        return
    with stream:
        writer.add(name, file, stream)
