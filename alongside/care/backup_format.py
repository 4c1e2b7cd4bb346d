"""The file that a backup is: a tar.gz whose first member says what it is and whose last one holds every SHA-256 sum.

It is written and read as a stream, so memory does not grow with the course. The last member is what ``sha256sum``
writes, so that a backup can be checked without this program.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re
import tarfile
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import IO, Any

from alongside.grading.submission import shown

FORMAT = "alongside-backup"
VERSION = 1
INFO = "alongside-backup.json"
SUMS = "SHA256SUMS"
TEACHING, GRADEBOOK, SOURCE, CONFIG = "my-teaching/", "gradebook.db", "source/", "nbgrader_config.py"
_AT_ONCE_BYTES = 1 << 20
_MAX_INFO_BYTES = 100_000
_COMPRESSION = 3  # notebooks and pages pack nearly as well as at 9, in a third of the time
_ENDING = re.compile(r"[ .]\Z")  # Windows takes such an ending away
_BROKEN = (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile, ValueError)

Receive = Callable[[tarfile.TarInfo, IO[bytes]], None]
"""Called with each file of a backup and its content, while the content is being checked."""


class BadBackup(ValueError):
    """A file that is not used as a backup; the text says why and what to do."""


@dataclass(frozen=True)
class Contents:
    """What a checked backup holds: its first member, the number of its files and their bytes unpacked."""

    info: dict[str, Any]
    files: int
    size_bytes: int


def _blocks(stream: IO[bytes]) -> Iterator[bytes]:
    while block := stream.read(_AT_ONCE_BYTES):
        yield block


class BackupWriter:
    """Adds files to a backup that ``writing`` has begun."""

    def __init__(self, archive: tarfile.TarFile, sums: IO[bytes], scratch: Path) -> None:
        """``sums`` takes a line for each file; ``scratch`` is a folder for what does not fit into memory."""
        self.files = 0
        self._archive, self._sums, self._scratch = archive, sums, scratch

    def add(self, name: str, path: Path, stream: IO[bytes]) -> None:
        """Add an open file under ``name``; what it holds now is what is kept, should it change meanwhile."""
        found = path.lstat()
        self.add_stream(name, stream, found.st_mode & 0o777, found.st_mtime)
        self.files += 1

    def add_stream(self, name: str, stream: IO[bytes], mode: int, modified: float) -> None:
        """Add a stream of unknown length and note its sum."""
        digest = hashlib.sha256()
        with tempfile.SpooledTemporaryFile(max_size=_AT_ONCE_BYTES, dir=str(self._scratch)) as copy:
            for block in _blocks(stream):
                digest.update(block)
                copy.write(block)
            self._put(name, copy, copy.tell(), mode, modified)
        self._sums.write(f"{digest.hexdigest()}  {name}\n".encode())

    def add_sums(self) -> None:
        """Add the last member."""
        self._put(SUMS, self._sums, self._sums.tell(), 0o600, 0)

    def _put(self, name: str, content: Any, size_bytes: int, mode: int, modified: float) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode, member.mtime = size_bytes, mode, modified
        content.seek(0)
        self._archive.addfile(member, content)
        _forget_members(self._archive)


def _forget_members(archive: tarfile.TarFile) -> None:
    """Let memory stay flat: a TarFile remembers every file, which nobody here asks it about."""
    archive.members.clear()  # type: ignore[attr-defined]


@contextmanager
def writing(stream: IO[bytes], scratch: Path, info: dict[str, Any]) -> Iterator[BackupWriter]:
    """Write a backup into an open file; ``info`` says by which versions it was made, and when."""
    with (
        gzip.GzipFile("", "wb", _COMPRESSION, stream) as zipped,
        tarfile.open(fileobj=zipped, mode="w|", format=tarfile.PAX_FORMAT) as archive,
        tempfile.TemporaryFile(dir=scratch) as sums,
    ):
        writer = BackupWriter(archive, sums, scratch)
        first = json.dumps({"format": FORMAT, "version": VERSION, **info}, indent=1).encode()
        writer.add_stream(INFO, io.BytesIO(first), 0o600, 0)
        yield writer
        writer.add_sums()


def _check_place(member: tarfile.TarInfo) -> None:
    name = member.name
    if not member.isreg():
        raise BadBackup(f"holds {shown(name)}, which is a link or a device; backups hold plain files only")
    parts = name.split("/")
    climbs = name.startswith("/") or not {"", ".", ".."}.isdisjoint(parts) or re.match(r"[A-Za-z]:", name)
    if climbs or "\\" in name or not name.isprintable():
        raise BadBackup(f"holds {shown(name)}, which leads out of the folder")
    if name not in (INFO, SUMS, GRADEBOOK, CONFIG) and not (name.startswith((TEACHING, SOURCE)) and len(parts) > 1):
        raise BadBackup(f"holds {shown(name)}, which is no part of a backup")


def _info(member: tarfile.TarInfo | None, content: IO[bytes] | None) -> tuple[dict[str, Any], bytes]:
    if member is None or content is None or member.name != INFO or member.size > _MAX_INFO_BYTES:
        raise BadBackup("is not a backup that Alongside has made")
    raw = content.read()
    info = json.loads(raw)
    if not isinstance(info, dict) or info.get("format") != FORMAT or type(info.get("version")) is not int:
        raise BadBackup("is not a backup that Alongside has made")
    if info["version"] > VERSION:
        raise BadBackup(f"was made by a newer Alongside (format {info['version']}). Update this one first")
    if info["version"] != VERSION:
        raise BadBackup(f"has a format that this Alongside does not know ({info['version']})")
    return info, raw


class _Checked(io.RawIOBase):
    """A member's content, summed up while somebody reads it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.digest = hashlib.sha256()
        self._stream = stream

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        block = self._stream.read(size)
        self.digest.update(block)
        return block


def _compare(found: IO[bytes], expected: IO[bytes]) -> None:
    found.seek(0)
    for line, wanted in zip_longest(found, expected):
        if line != wanted:
            name = (line or wanted)[66:].decode("utf-8", "replace").rstrip("\n")
            raise BadBackup(f"was altered or damaged: {shown(name, 120)} is not what was backed up")


def read_backup(path: Path, receive: Receive | None = None, told: Callable[[int, int], None] | None = None) -> Contents:
    """Check a backup from its first byte to its last, and hand each file to ``receive`` meanwhile.

    Raises:
        BadBackup: when anything in it is not as it was written; what ``receive`` took must then be thrown away.
        FileNotFoundError: when there is no such file.
    """
    size_bytes = path.stat().st_size
    try:
        with path.open("rb") as raw, tempfile.TemporaryFile() as sums:
            return _read(raw, sums, receive, lambda: told and told(raw.tell(), size_bytes))
    except BadBackup as reason:
        raise BadBackup(f"{path.name} {reason}. Nothing was changed.") from reason
    except _BROKEN as reason:
        raise BadBackup(f"{path.name} is damaged, breaks off or is no backup. Nothing was changed.") from reason


def _read(raw: IO[bytes], sums: IO[bytes], receive: Receive | None, told: Callable[[], Any]) -> Contents:
    with gzip.GzipFile(fileobj=raw) as unzipped, tarfile.open(fileobj=unzipped, mode="r|") as archive:
        first = archive.next()
        info, text = _info(first, archive.extractfile(first) if first else None)
        sums.write(f"{hashlib.sha256(text).hexdigest()}  {INFO}\n".encode())
        files = total_bytes = 0
        while member := archive.next():
            _check_place(member)
            content = archive.extractfile(member)
            if content is None:
                raise BadBackup(f"holds {shown(member.name)}, which cannot be read")
            if member.name == SUMS:
                _compare(sums, content)
                if archive.next() is not None or unzipped.read(_AT_ONCE_BYTES).strip(b"\0"):
                    raise BadBackup("holds something after its end")
                return Contents(info, files, total_bytes)
            checked = _Checked(content)
            if receive:
                receive(member, checked)  # type: ignore[arg-type]  # all of it that is used is read()
            for _ in _blocks(checked):  # type: ignore[arg-type]
                pass
            sums.write(f"{checked.digest.hexdigest()}  {member.name}\n".encode())
            files, total_bytes = files + 1, total_bytes + member.size
            _forget_members(archive)
            told()
    raise BadBackup("breaks off before its end")
