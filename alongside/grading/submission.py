"""Looks at ``submitted/<learner>/<quiz>/`` and takes the answers from it, as data.

Nothing in that folder is run, followed, unpacked or trusted. Whatever is odd is said in plain words; only the
answers file counts, and it counts whatever state the notebook beside it is in.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from alongside.grading.learner_id import learner_id_problem
from alongside.grading.notebook_look import notebook_oddities
from alongside.grading.safe_files import RefusedFile, kind_of, read_bytes
from alongside.learner.responses import MAX_BYTES, Responses, UnreadableResponses, parse_responses

RESPONSES = "responses.json"
TIMESTAMP = "timestamp.txt"
SECRET = "submission_secret.txt"
MAX_NOTEBOOK_BYTES = 2_000_000
MAX_OTHER_BYTES = 20_000_000
_MAX_LISTED = 200


def shown(name: str, limit: int = 60) -> str:
    """Return a name from outside so that it can be printed: quoted, shortened, odd characters spelled out."""
    plain = name.encode("utf-8", "backslashreplace").decode("utf-8")
    safe = "".join(mark if mark.isprintable() else f"\\x{ord(mark):02x}" for mark in plain[:limit])
    return f"“{safe}{'…' if len(plain) > limit else ''}”"


@dataclass
class Submission:
    """What one learner handed in: the answers, their exact bytes, and what was odd about the folder."""

    learner_id: str
    quiz_id: str
    responses: Responses = field(default_factory=Responses)
    raw_responses: bytes | None = None
    timestamp_text: str = ""
    secret_text: str = ""
    odd: list[str] = field(default_factory=list)


def read_answers(path: Path) -> tuple[Responses, list[str]]:
    """Return the answers in one file, empty where it cannot be used, and what was odd about the file."""
    raw, odd = _answers(path)
    return (Responses(), odd) if raw is None else _parsed(raw)


def _answers(path: Path) -> tuple[bytes | None, list[str]]:
    try:
        return read_bytes(path, MAX_BYTES), []
    except FileNotFoundError:
        return None, [f"there is no {path.name}, so nothing was answered"]
    except RefusedFile as reason:
        return None, [f"{path.name} {reason}; it was not read, so all questions count as open"]


def _parsed(raw: bytes) -> tuple[Responses, list[str]]:
    try:
        return parse_responses(raw), []
    except (UnreadableResponses, ValueError, RecursionError) as reason:
        words = reason if isinstance(reason, UnreadableResponses) else "the answers file is damaged"
        return Responses(), [f"{words}; all questions count as open"]


def _listing(folder: Path) -> Iterator[str]:
    """Yield what is odd about the names in a folder, from ``lstat`` alone."""
    try:
        with os.scandir(folder) as found:
            entries = [entry.name for _, entry in zip(range(_MAX_LISTED + 1), found, strict=False)]
    except OSError:
        yield "the folder cannot be listed"
        return
    if len(entries) > _MAX_LISTED:
        yield f"the folder holds more than {_MAX_LISTED} files"
    for name in sorted(entries[:_MAX_LISTED]):
        yield from _entry_oddities(folder / name, name)


def _entry_oddities(path: Path, name: str) -> Iterator[str]:
    if name == RESPONSES and kind_of(path) == "file" and path.lstat().st_nlink > 1:
        yield f"{name} has a second name elsewhere on this disk (a hard link)"
    if name in (RESPONSES, TIMESTAMP, SECRET, f"{path.parent.name}.ipynb"):
        return  # each of these is read, and what is odd about it is said there
    kind = kind_of(path)
    if kind not in ("file", "folder"):
        yield f"{shown(name)} is {kind}; it was left alone"
    elif kind == "file" and path.lstat().st_size > MAX_OTHER_BYTES:
        yield f"{shown(name)} has {path.lstat().st_size / 1_000_000:,.0f} MB; it was left alone"
    elif name.startswith("responses.unreadable-"):
        yield f"earlier answers, unreadable while the learner worked, are kept in {shown(name)}"


def _small_text(path: Path, odd: list[str], limit_bytes: int = 200) -> str:
    try:
        return read_bytes(path, limit_bytes).decode("ascii").strip()
    except FileNotFoundError:
        return ""
    except (RefusedFile, UnicodeDecodeError) as reason:
        words = "is not plain text" if isinstance(reason, UnicodeDecodeError) else str(reason)
        odd.append(f"{path.name} {words}; it was not used")
        return ""


def _notebook(path: Path, handed_out: Mapping[str, str]) -> Iterator[str]:
    try:
        raw = read_bytes(path, MAX_NOTEBOOK_BYTES)
    except FileNotFoundError:
        yield "the notebook is missing; the answers file was graded"
    except RefusedFile as reason:
        yield f"the notebook {reason}; the answers file was graded"
    else:
        yield from notebook_oddities(raw, handed_out)


def take_submission(folder: Path) -> Submission:
    """Return the bytes that ``submitted/<learner>/<quiz>`` holds, not understood yet; nothing is raised."""
    found = Submission(learner_id=folder.parent.name, quiz_id=folder.name)
    for place in (folder.parent, folder):
        if kind_of(place) != "folder":
            found.odd.append(f"{shown(place.name)} is {kind_of(place)}, not a folder; nothing in it was read")
            return found
    found.raw_responses, remarks = _answers(folder / RESPONSES)
    found.odd += remarks
    found.timestamp_text = _small_text(folder / TIMESTAMP, found.odd)
    found.secret_text = _small_text(folder / SECRET, found.odd)
    return found


def understand(found: Submission, folder: Path, handed_out: Mapping[str, str]) -> Submission:
    """Read the answers in what was taken from ``folder``, and say what is odd about all that lies there.

    ``handed_out``: graded item -> cell type, for remarks.
    """
    if kind_of(folder.parent) != "folder" or kind_of(folder) != "folder":
        return found
    remark = learner_id_problem(found.learner_id)
    if remark:
        found.odd.append(f"the learner code {remark.message}")
    found.odd += _listing(folder)
    if found.raw_responses is not None:
        found.responses, remarks = _parsed(found.raw_responses)
        found.odd += remarks
        if remarks:
            found.raw_responses = None
    found.odd += _notebook(folder / f"{folder.name}.ipynb", handed_out)
    return found


def read_submission(folder: Path, handed_out: Mapping[str, str]) -> Submission:
    """Read ``submitted/<learner>/<quiz>``; ``handed_out``: graded item -> cell type, for remarks."""
    return understand(take_submission(folder), folder, handed_out)
