"""Reads a hand-in zip that came by mail or from a learning platform: in memory, by name, within limits.

Nothing is unpacked to the disk. A zip with a path that leads elsewhere, a link, a name twice, a password or
more than it may hold is refused as a whole; files that do not belong in it are left out and named.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import stat
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alongside.grading.safe_files import RefusedFile, read_bytes
from alongside.grading.submission import MAX_NOTEBOOK_BYTES, RESPONSES, shown
from alongside.learner.responses import MAX_BYTES

RECEIPT = "receipt.json"
FORMAT = "alongside-hand-in"
MAX_ZIP_BYTES = 12_000_000
_MAX_RECEIPT_BYTES = 10_000
_MAX_MEMBERS = 50
_NAME = re.compile(
    r"(?:.*[_ ])?(?P<quiz>[a-z0-9-]+?)--(?P<code>.+?)"
    r"--(?P<stamp>\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d)Z(?:-\d+|\s*\(\d+\))?\Z"
)
UNREADABLE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    RuntimeError,
    NotImplementedError,
    OSError,
    ValueError,
    UnicodeError,
)


class RefusedZip(ValueError):
    """A zip that is not used; the text says why, in words for an instructor."""


@dataclass(frozen=True)
class HandInZip:
    """One hand-in: whose, when (UTC), the answers' bytes as they came, the notebook's where there is one."""

    quiz_id: str
    code: str
    at: datetime
    responses: bytes
    notebook: bytes | None
    whole: bytes
    odd: list[str] = field(default_factory=list)


def check_member(member: zipfile.ZipInfo) -> None:
    """Look at one entry of a zip, before anything of it is read.

    Raises:
        RefusedZip: when its name leads elsewhere, it is a link or it is locked.
    """
    name = member.filename
    if name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name):
        raise RefusedZip(f"it holds a file with an absolute path ({shown(name)})")
    if ".." in re.split(r"[/\\]", name):
        raise RefusedZip(f"it holds a path that leads out of the folder ({shown(name)})")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise RefusedZip(f"it holds a link ({shown(name)})")
    if member.flag_bits & 1:
        raise RefusedZip("it is locked with a password")


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    found = archive.infolist()
    if len(found) > _MAX_MEMBERS:
        raise RefusedZip(f"it holds {len(found)} files; a hand-in has 3 or 4")
    members: dict[str, zipfile.ZipInfo] = {}
    for member in found:
        check_member(member)
        if member.filename in members:
            raise RefusedZip(f"it holds {shown(member.filename)} twice")
        members[member.filename] = member
    return members


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit_bytes: int) -> bytes:
    """Return an entry's content, at most ``limit_bytes`` of it whatever its header claims.

    Raises:
        RefusedZip: when it is larger, or packed in a way that hand-ins are not.
    """
    if member.file_size > limit_bytes:
        raise RefusedZip(f"{shown(member.filename)} in it is far larger than a hand-in's")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise RefusedZip(f"{shown(member.filename)} in it is packed in a way that hand-ins are not")
    with archive.open(member) as stream:
        content = stream.read(limit_bytes + 1)
    if len(content) > limit_bytes:
        raise RefusedZip(f"{shown(member.filename)} in it is far larger than it claims")
    return content


def _receipt(raw: bytes | None, odd: list[str]) -> dict[str, Any]:
    if raw is None:
        odd.append("it has no receipt; the file's name was used")
        return {}
    try:
        receipt = json.loads(raw)
    except (ValueError, RecursionError):
        receipt = None
    if not isinstance(receipt, dict) or receipt.get("format") != FORMAT or receipt.get("version") != 1:
        odd.append("its receipt cannot be read; the file's name was used")
        return {}
    return receipt


def _time(text: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(text).replace("Z", "+00:00"))
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _stamp(text: str) -> datetime | None:
    day, _, clock = text.partition("T")
    return _time(f"{day}T{clock.replace('-', ':')}Z")


def _identity(path: Path, called: str, receipt: dict[str, Any], odd: list[str]) -> tuple[str, str, datetime]:
    """Return quiz, code ("" where nothing says it) and time: from the receipt, else from the file's name;
    both are the learner's word.
    """
    named = _NAME.match(Path(called).stem)
    quiz_id, code = receipt.get("quiz"), receipt.get("code")
    if named and isinstance(code, str) and code.casefold() != named["code"].casefold():
        odd.append(f"its name says {shown(named['code'])}, its receipt {shown(code)}; the receipt was used")
    if named and not (isinstance(quiz_id, str) and isinstance(code, str)):
        quiz_id, code = named["quiz"], named["code"]
    if not isinstance(quiz_id, str):
        raise RefusedZip("neither a receipt in it nor its name says who handed in what")
    code = code if isinstance(code, str) else ""
    at = _time(receipt.get("at")) or (_stamp(named["stamp"]) if named else None)
    if at is None:
        odd.append("it does not say when it was made; the time of the file was used")
        at = datetime.fromtimestamp(path.lstat().st_mtime, UTC)
    return quiz_id, code.strip(), at


def read_hand_in(path: Path, called: str = "") -> HandInZip:
    """Read one hand-in zip; ``called`` is its name where that is not the file's.

    Raises:
        RefusedZip: when it is no zip, not a hand-in, or holds what a hand-in never holds.
    """
    try:
        whole = read_bytes(path, MAX_ZIP_BYTES)
        with zipfile.ZipFile(io.BytesIO(whole)) as archive:
            return _from_archive(path, called or path.name, whole, archive)
    except RefusedFile as reason:
        raise RefusedZip(f"it {reason}") from reason
    except RefusedZip:
        raise
    except UNREADABLE as reason:
        raise RefusedZip("it is damaged or not a zip") from reason


def _from_archive(path: Path, called: str, whole: bytes, archive: zipfile.ZipFile) -> HandInZip:
    members = _members(archive)
    if RESPONSES not in members:
        raise RefusedZip(f"it holds no {RESPONSES}")
    odd: list[str] = []
    raw_receipt = read_member(archive, members[RECEIPT], _MAX_RECEIPT_BYTES) if RECEIPT in members else None
    receipt = _receipt(raw_receipt, odd)
    quiz_id, code, at = _identity(path, called, receipt, odd)
    responses = read_member(archive, members[RESPONSES], MAX_BYTES)
    if receipt and receipt.get("sha256") != hashlib.sha256(responses).hexdigest():
        odd.append("its answers are not the ones that its receipt was made for")
    name = f"{quiz_id}.ipynb"
    notebook = read_member(archive, members[name], MAX_NOTEBOOK_BYTES) if name in members else None
    others = sorted(set(members) - {RESPONSES, RECEIPT, "receipt.txt", name})
    if others:
        odd.append(f"it also holds {', '.join(shown(other) for other in others[:3])}; left out")
    return HandInZip(quiz_id, code, at, responses, notebook, whole, odd)
