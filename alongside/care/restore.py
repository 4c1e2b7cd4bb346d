"""``alongside restore``: brings a backup back, and keeps what was there so that a wrong restore can be undone."""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tarfile import TarInfo
from typing import IO

from alongside.care import backup_format, places
from alongside.care.backup_format import BadBackup, Contents, read_backup
from alongside.care.gradebook_copy import require_sound
from alongside.care.swap import FILES, Swap, finish_interrupted, was_interrupted
from alongside.grading.course_folders import CONFIG, Course, open_course
from alongside.grading.locking import course_lock, wait_for_busy_databases

_AT_ONCE_BYTES = 1 << 20
_SPARE_BYTES = 50_000_000


class CannotRestore(ValueError):
    """Nothing was restored; the text says why and what to do."""


@dataclass(frozen=True)
class Restored:
    """What was restored: when it was backed up, how many files, where the former state is kept, and what lies aside."""

    made_at: str
    files: int
    place: Path
    kept: Path | None = None
    aside: Path | None = None

    def text(self) -> str:
        """Return the report as lines."""
        lines = [f"Restored the state of {self.made_at} ({self.files} files) to {self.place}."]
        if self.kept:
            lines += [f"What was there before is in {self.kept}.",
                      f"To undo this restore: alongside restore \"{self.kept}\"",
                      "If formgrader is open, reload its page. Whoever was deleted since then is back: delete them "
                      "again."]
        if self.aside:
            lines.append("The backup’s nbgrader_config.py or private quizzes differ from yours. Yours were not "
                         f"touched; those of the backup lie in {self.aside}.")
        return "\n".join(lines)


def _unpack_to(folder: Path) -> backup_format.Receive:
    def receive(member: TarInfo, content: IO[bytes]) -> None:
        target = folder / member.name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        except (FileExistsError, NotADirectoryError) as reason:
            raise BadBackup(f"holds two files that this disk takes for one ({member.name})") from reason
        with os.fdopen(descriptor, "wb") as stream:
            shutil.copyfileobj(content, stream, _AT_ONCE_BYTES)
        os.utime(target, (member.mtime, member.mtime))
        target.chmod(member.mode & 0o644 | 0o400)

    return receive


def _checked(file: Path, beside: Path, told: Callable[[int, int], None] | None) -> Contents:
    """Check the whole backup before anything is written, and that the disk can take it."""
    if not file.is_file():
        raise CannotRestore(f"There is no file {file}.")
    contents = read_backup(file, told=told)
    free = shutil.disk_usage(beside).free
    if free < contents.size_bytes + _SPARE_BYTES:
        raise CannotRestore(f"The backup unpacks to {contents.size_bytes / 1e6:,.0f} MB and the disk has "
                            f"{free / 1e6:,.0f} MB left. Nothing was changed.")
    return contents


def _same_tree(one: Path, other: Path) -> bool:
    names = [name for name, _ in places.plain_files(one)]
    return names == [name for name, _ in places.plain_files(other)] and all(
        filecmp.cmp(one / name, other / name, shallow=False) for name in names
    )


def _arrange(course: Course, unpacked: Path, new: Path, aside: str) -> bool:
    """Make of an unpacked backup what is exchanged; return whether settings or quizzes of its own are laid aside."""
    files = unpacked / backup_format.TEACHING
    files.mkdir(exist_ok=True)
    files.rename(new / FILES)
    if (unpacked / backup_format.GRADEBOOK).is_file():
        require_sound(unpacked / backup_format.GRADEBOOK)
        (unpacked / backup_format.GRADEBOOK).rename(new / backup_format.GRADEBOOK)
    source = Path(course.root, course.directory.source_directory)
    for name, own in ((CONFIG, course.root / CONFIG), (backup_format.SOURCE.rstrip("/"), source)):
        other = unpacked / name
        if other.exists() and not (filecmp.cmp(other, own, False) if other.is_file() else _same_tree(other, own)):
            (new / FILES / aside).mkdir(exist_ok=True)
            other.rename(new / FILES / aside / name)
    return (new / FILES / aside).exists()


def restore(
    course_root: Path,
    backup: Path,
    *,
    say: Callable[[str], None] = print,
    progress: Callable[[int, int], None] | None = None,
) -> Restored:
    """Put the teaching data of a backup, or of a kept former state (a folder), in the place of the present ones.

    Raises:
        NotACourse, ScatteredData, CannotRestore, BadBackup, GradebookTrouble: with what to do; nothing has changed.
    """
    wait_for_busy_databases()
    course = open_course(course_root)
    teaching = places.teaching_folder(course)
    with course_lock(teaching, say):
        finish_interrupted(course, teaching, say)
        working = teaching / places.RESTORING
        _remove(working)
        working.mkdir()
        at = places.stamp()
        (teaching / places.KEPT).mkdir(exist_ok=True)
        kept = places.new_place(teaching / places.KEPT, at)
        aside = places.new_place(teaching, f"restored-{at}")
        if backup.is_dir():
            new = _kept_state(teaching, backup)
            made_at, has_aside = new.name, False
            files = sum(1 for _ in places.plain_files(new))
        else:
            contents = _checked(backup, teaching, progress)
            made_at, files, new = str(contents.info.get("made_at")), contents.files, working / "new"
            new.mkdir()
            read_backup(backup, _unpack_to(working / "unpacked"))
            has_aside = _arrange(course, working / "unpacked", new, aside.name)
        Swap(course, teaching, new, kept).start()
        _remove(working)
    return Restored(made_at, files, teaching, kept, aside if has_aside else None)


def _remove(folder: Path) -> None:
    if os.path.lexists(folder):
        shutil.rmtree(folder)


def _kept_state(teaching: Path, folder: Path) -> Path:
    found = folder.resolve()
    if found.parent != teaching / places.KEPT or not (found / FILES).is_dir():
        raise CannotRestore(f"{folder} is a folder that no earlier restore has kept. Name a backup’s file.")
    if (found / backup_format.GRADEBOOK).is_file():
        require_sound(found / backup_format.GRADEBOOK)
    return found


def restore_elsewhere(
    backup: Path,
    folder: Path,
    *,
    say: Callable[[str], None] = print,
    progress: Callable[[int, int], None] | None = None,
) -> Restored:
    """Unpack a backup into another course folder (as ``restore`` does), or into a new or empty one to look at.

    Raises:
        CannotRestore, BadBackup: with what to do; nothing has changed.
    """
    if (folder / CONFIG).is_file():
        return restore(folder, backup, say=say, progress=progress)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CannotRestore(f"{folder} is neither a course nor an empty folder. Name one of these, or a new one.")
    parent = folder.resolve().parent
    if not parent.is_dir():
        raise CannotRestore(f"There is no folder {parent}. Make it first, or name another one.")
    contents = _checked(backup, parent, progress)
    unfinished = parent / f".{folder.resolve().name}.unfinished"
    _remove(unfinished)
    unfinished.mkdir(mode=0o700)
    try:
        read_backup(backup, _unpack_to(unfinished))
        gradebook = unfinished / backup_format.GRADEBOOK
        if gradebook.is_file():
            (unfinished / backup_format.TEACHING).mkdir(exist_ok=True)
            gradebook.rename(unfinished / backup_format.TEACHING / backup_format.GRADEBOOK)
        if folder.exists():
            folder.rmdir()
        unfinished.rename(folder.resolve())
    finally:
        _remove(unfinished)
    return Restored(str(contents.info.get("made_at")), contents.files, folder.resolve())


def finish_interrupted_restore(course_root: Path, *, say: Callable[[str], None] = print) -> None:
    """Finish a restore that was killed, if there is one; every command may call this first.

    Raises:
        GradebookTrouble: when the gradebook could not be put in; the former state is then there as before.
    """
    course = open_course(course_root)
    teaching = places.teaching_folder(course)
    if was_interrupted(teaching):
        with course_lock(teaching, say):
            finish_interrupted(course, teaching, say)
