"""Reads what a second marker sends back. The file comes from outside: it is data, and whatever is off is named."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alongside.grading.safe_files import RefusedFile, read_bytes
from alongside.grading.second_sample import KEY_FORMAT
from alongside.grading.submission import shown
from alongside.items.reading import is_id
from alongside.items.rubric import SCORES

FORMAT = "alongside-second-marks"
MAX_BYTES = 1_000_000
_SAMPLE = re.compile(r"[0-9a-f]{12}\Z")
_FIELDS = {"format", "version", "quiz", "sample", "marks"}


class UnreadableMarks(ValueError):
    """The file as a whole cannot be used; the text says where and why."""


@dataclass(frozen=True)
class SecondMarks:
    """The second marks of one sample, by the number of the reply; ``odd`` names what was left out."""

    quiz_id: str
    sample_id: str
    marks: Mapping[int, int]
    odd: tuple[str, ...]


@dataclass(frozen=True)
class KeyEntry:
    """Whose reply a number stands for, and the fingerprint of the words on the page."""

    number: int
    learner_id: str
    item_id: str
    fingerprint: str


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise UnreadableMarks(f"{shown(name)} stands there twice; take one of the two out")
        found[name] = value
    return found


def _load(path: Path) -> dict[str, Any]:
    try:
        loaded = json.loads(read_bytes(path, MAX_BYTES).decode("utf-8-sig"), object_pairs_hook=_each_once)
    except FileNotFoundError as reason:
        raise UnreadableMarks("is not there") from reason
    except RefusedFile as reason:
        raise UnreadableMarks(str(reason)) from reason
    except UnicodeDecodeError as reason:
        raise UnreadableMarks("is not UTF-8 text") from reason
    except json.JSONDecodeError as reason:
        raise UnreadableMarks(f"line {reason.lineno}, column {reason.colno}: is damaged or breaks off") from reason
    except RecursionError as reason:
        raise UnreadableMarks("is nested far deeper than a file of marks") from reason
    except UnreadableMarks:
        raise
    except ValueError as reason:
        raise UnreadableMarks("holds a number far too long") from reason
    if not isinstance(loaded, dict):
        raise UnreadableMarks("is no file of marks: it needs “format”, “quiz”, “sample” and “marks”")
    return loaded


def _entry(name: str, mark: Any, known: range) -> tuple[int, str]:
    """Return the number of a reply and what is wrong with its entry, "" for nothing."""
    number = int(name) if re.fullmatch(r"[1-9][0-9]{0,5}", name) else 0
    if number not in known:
        return 0, f"marks, {shown(name)}: there is no reply of this number on the page; it was left out"
    if not isinstance(mark, int) or isinstance(mark, bool) or mark not in SCORES:
        return 0, f"marks, {shown(name)}: {shown(json.dumps(mark), 30)} is no mark from 0 to 3; it was left out"
    return number, ""


def read_second_marks(path: Path, replies: int | None = None) -> SecondMarks:
    """Return the marks in a file; with ``replies`` (how many are on the page) a number beyond is left out and named.

    Raises:
        UnreadableMarks: with the line or field that is off, when the file as a whole cannot be used.
    """
    try:
        loaded = _load(path)
        if loaded.get("format") != FORMAT or loaded.get("version") != 1:
            raise UnreadableMarks(f"format, version: must be “{FORMAT}” and 1; was it saved by the marking page?")
        if not is_id(loaded.get("quiz")):
            raise UnreadableMarks("quiz: needs the id of a quiz")
        if not isinstance(loaded.get("sample"), str) or not _SAMPLE.match(loaded["sample"]):
            raise UnreadableMarks("sample: needs the twelve characters that the marking page put there")
        if not isinstance(loaded.get("marks"), dict):
            raise UnreadableMarks("marks: needs a number and a mark for each reply")
    except UnreadableMarks as reason:
        raise UnreadableMarks(f"{shown(path.name)}: {reason}. Nothing was changed.") from reason
    odd = [f"{shown(name)}: is not a field of this file; it was left out" for name in sorted(set(loaded) - _FIELDS)]
    marks: dict[int, int] = {}
    known = range(1, (replies if replies is not None else 10**6) + 1)
    for name, mark in loaded["marks"].items():
        number, problem = _entry(name, mark, known)
        if problem:
            odd.append(problem)
        else:
            marks[number] = mark
    return SecondMarks(loaded["quiz"], loaded["sample"], marks, tuple(odd))


def read_key(path: Path) -> list[KeyEntry]:
    """Return the private key of a sample, as ``--second-marker`` wrote it.

    Raises:
        UnreadableMarks: when it is missing or not what was written.
    """
    try:
        loaded = json.loads(path.read_text(encoding="utf-8"))
        entries = [
            KeyEntry(one["number"], one["learner"], one["item"], one["words"]) for one in loaded["replies"]
        ]
        if loaded["format"] != KEY_FORMAT or [one.number for one in entries] != list(range(1, len(entries) + 1)):
            raise ValueError("another file")
    except FileNotFoundError as reason:
        raise UnreadableMarks(
            f"There is no {path.name} in {path.parent}. Was the page drawn in another course folder, or its key moved?"
        ) from reason
    except (OSError, ValueError, KeyError, TypeError) as reason:
        raise UnreadableMarks(f"{path} is damaged. Draw again: alongside grade --second-marker") from reason
    return entries
