"""Hand-in zips and downloads as Canvas and Moodle make them, honest and hostile, for the tests here."""

from __future__ import annotations

import hashlib
import io
import json
import stat
import zipfile
from collections.abc import Mapping
from typing import Any

from course_folder import responses
from sample_quiz import GOOD_ANSWERS, QUIZ_ID


def hand_in(code: str | None = "a1", at: str = "2026-11-22T15:04:05.123Z", **changes: Any) -> bytes:
    """Return a hand-in zip as the learner's button writes it; ``code=None`` leaves the code out of its receipt."""
    raw = json.dumps(responses(GOOD_ANSWERS)).encode()
    receipt = {
        "format": "alongside-hand-in",
        "version": 1,
        "quiz": QUIZ_ID,
        "code": code,
        "at": at,
        "revision": 1,
        "answered": 9,
        "sha256": hashlib.sha256(raw).hexdigest(),
        **changes,
    }
    if code is None:
        del receipt["code"]
    return zipped({"responses.json": raw, "receipt.json": json.dumps(receipt).encode()})


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Return a zip of files; its times are fixed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 22, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def called(code: str, stamp: str = "2026-11-22T15-04-05") -> str:
    """Return the name that the learner's button gives."""
    return f"{QUIZ_ID}--{code}--{stamp}Z.zip"


def with_link(name: str) -> bytes:
    """Return a download that holds a link beside an honest hand-in."""
    buffer = io.BytesIO(zipped({"bo_12_34_x.zip": hand_in("b2")}))
    with zipfile.ZipFile(buffer, "a") as archive:
        link = zipfile.ZipInfo(name)
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    return buffer.getvalue()


def locked(raw: bytes) -> bytes:
    """Return a zip whose first entry claims a password."""
    changed = bytearray(raw)
    changed[6] |= 1
    changed[changed.find(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def without_utf8_flag(raw: bytes) -> bytes:
    """Return a zip whose names are UTF-8 and do not say so, as some programs write them."""
    changed = bytearray(raw)
    for mark, offset in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + offset] &= ~0x08
            at = changed.find(mark, at + 4)
    return bytes(changed)
