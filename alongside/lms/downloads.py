"""Opens what a learning platform gives as “download all submissions”: one zip that holds everybody's hand-in zips.

It comes from outside. Its list of entries is measured before it is read, each entry is looked at by name and read
within limits, nothing is unpacked under a name that it chose, and what cannot be used is named while the rest goes on.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from alongside.grading.hand_in_zip import MAX_ZIP_BYTES, UNREADABLE, RefusedZip, check_member, read_member
from alongside.grading.safe_files import kind_of
from alongside.grading.submission import RESPONSES, shown

MAX_DOWNLOAD_BYTES = 4_000_000_000
MAX_UNPACKED_BYTES = 4_000_000_000
MAX_ENTRIES = 20_000
MAX_NAME_CHARACTERS = 400
_MAX_LIST_BYTES = 8_000_000
_END, _END_64, _FIND_64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_END_BYTES, _END_64_BYTES, _FIND_64_BYTES = 22, 56, 20
_UTF_8_NAME = 0x800


@dataclass(frozen=True)
class Entry:
    """One file of a download: its folders and name, when it was packed (seconds since 1970), and its content or why
    it cannot be used.
    """

    parts: tuple[str, ...]
    at_seconds: float = 0.0
    content: bytes = b""
    refused: str = ""

    @property
    def name(self) -> str:
        """The name with the folder that it lies in."""
        return "/".join(self.parts[-2:])


def _list_bytes(path: Path) -> int:
    """Return how long the list of entries claims to be, which is read whole when a zip is opened.

    Source: PKWARE APPNOTE 6.3.10, 4.3.14 to 4.3.16. It looks where Python's ``zipfile`` looks.
    """
    with path.open("rb") as stream:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - _END_BYTES - 0xFFFF - _FIND_64_BYTES - _END_64_BYTES))
        tail = stream.read()
    at = len(tail) - _END_BYTES
    if not (tail[at : at + 4] == _END and tail[-2:] == b"\0\0"):
        at = tail.rfind(_END)
    if at < 0:
        return 0  # no zip; opening it will say so
    claimed: int = struct.unpack_from("<L", tail, at + 12)[0] if at + 16 <= len(tail) else 0
    record = at - _FIND_64_BYTES - _END_64_BYTES
    if record >= 0 and tail[at - _FIND_64_BYTES :].startswith(_FIND_64) and tail[record:].startswith(_END_64):
        claimed = struct.unpack_from("<Q", tail, record + 40)[0]
    return claimed


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a zip of any size that a platform may give.

    Raises:
        RefusedZip: when it is a link, no zip, or holds more than a download does.
    """
    try:
        kind = kind_of(path)
        if kind != "file":
            raise RefusedZip(f"it is {'a folder' if kind == 'folder' else kind}, not a file")
        if path.lstat().st_size > MAX_DOWNLOAD_BYTES:
            raise RefusedZip(f"it has more than {MAX_DOWNLOAD_BYTES // 10**9} GB; download fewer submissions at once")
        if _list_bytes(path) > _MAX_LIST_BYTES:
            raise RefusedZip(f"it lists far more than {MAX_ENTRIES:,} files")
        archive = zipfile.ZipFile(path)
    except RefusedZip:
        raise
    except UNREADABLE as reason:
        raise RefusedZip("it is damaged or not a zip") from reason
    with archive:
        if len(archive.infolist()) > MAX_ENTRIES:
            raise RefusedZip(f"it lists {len(archive.infolist()):,} files; a download has at most {MAX_ENTRIES:,}")
        yield archive


def is_download(archive: zipfile.ZipFile) -> bool:
    """Whether a zip holds other zips and no answers of its own."""
    names = archive.namelist()
    return RESPONSES not in names and any(name.lower().endswith(".zip") for name in names)


def _name(member: zipfile.ZipInfo) -> str:
    """Return an entry's name; one that does not say its encoding is UTF-8 where it can be."""
    if member.flag_bits & _UTF_8_NAME:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.filename


def entries(archive: zipfile.ZipFile) -> Iterator[Entry]:
    """Yield the files of a download, one at a time, each with its content or the reason why not."""
    unpacked_bytes = 0
    for member in archive.infolist():
        name = _name(member)
        parts = tuple(part for part in name.replace("\\", "/").split("/") if part)
        if name.endswith("/") or parts[:1] == ("__MACOSX",):
            continue
        if not parts or len(name) > MAX_NAME_CHARACTERS:
            yield Entry((shown(name, 40),), refused=f"its name has {len(name):,} characters")
            continue
        try:
            check_member(member)
            if not parts[-1].lower().endswith(".zip"):
                yield Entry(parts, refused="it is not a zip")
                continue
            if unpacked_bytes > MAX_UNPACKED_BYTES:
                raise RefusedZip("the download unpacks to far more than hand-ins need; download fewer at once")
            content = read_member(archive, member, MAX_ZIP_BYTES)
        except RefusedZip as reason:
            yield Entry(parts, refused=str(reason))
        except UNREADABLE:
            yield Entry(parts, refused="it is damaged")
        else:
            unpacked_bytes += len(content)
            yield Entry(parts, _packed_at(member), content)


def _packed_at(member: zipfile.ZipInfo) -> float:
    try:
        return datetime(*member.date_time, tzinfo=UTC).timestamp()
    except ValueError:
        return 0.0
