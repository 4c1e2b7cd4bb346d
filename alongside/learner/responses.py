"""The format of ``responses.json``: one learner's answers on one page, with every attempt.

    {"format": "alongside-responses", "version": 1, "page": "supportive-communication", "revision": 7,
     "items": {"reflect-feeling": {"item_version": 1, "attempts": [
         {"revision": 3, "at": "2026-11-22T15:04:05.123Z", "token": "…", "draft": false,
          "answer": {"choice": "name-it"}}]}},
     "hand_ins": [{"at": "…", "code": "A17", "revision": 7}]}

The last attempt is the answer that counts. Reading is forgiving: what cannot be used is left out and named in ``odd``.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from alongside.items.score import is_empty

FORMAT = "alongside-responses"
VERSION = 1
MAX_BYTES = 8_000_000
MAX_DEPTH = 12
MAX_DIGITS = 40
_LARGEST_REVISION = 2**53
_ESCAPED_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
_TOO_DEEP = "the answers file is nested deeper than any answers file of this course"


class UnreadableResponses(ValueError):
    """The file as a whole cannot be read; the text says why, in words for an instructor."""


@dataclass
class Responses:
    """One learner's answers: ``items`` as described above, ``odd`` what was left out while reading."""

    page: str = ""
    revision: int = 0
    items: dict[str, dict[str, Any]] = field(default_factory=dict)
    hand_ins: list[dict[str, Any]] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)

    def answers(self) -> dict[str, Any]:
        """Return item id -> the answer that counts (the last attempt's)."""
        return {item_id: entry["attempts"][-1]["answer"] for item_id, entry in self.items.items() if entry["attempts"]}

    def last_revision(self, item_id: str) -> int:
        """Return the revision of the answer that counts, -1 where there is none or it was left open."""
        attempts = self.items.get(item_id, {"attempts": []})["attempts"]
        return -1 if not attempts or is_empty(attempts[-1]["answer"]) else int(attempts[-1]["revision"])

    def as_json(self) -> bytes:
        """Return the bytes of a file in the present version."""
        whole = {"format": FORMAT, "version": VERSION, "page": self.page, "revision": self.revision,
                 "items": self.items, "hand_ins": self.hand_ins}
        text = json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False)
        return text.encode("utf-8", "replace") + b"\n"


_UPGRADES: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""From an older version to the next one: ``{1: upgrade_1_to_2}`` once there is a version 2."""


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    seen = dict(pairs)
    if len(seen) != len(pairs):
        raise UnreadableResponses("the answers file names the same field twice")
    return seen


def _refuse_constant(name: str) -> float:
    raise UnreadableResponses(f"the answers file holds {name}, which is not a number")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise UnreadableResponses(f"the answers file holds {text[:20]}, which is larger than any number here")
    return value


def _whole(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise UnreadableResponses(f"the answers file holds a number with more than {MAX_DIGITS} digits")
    return int(text)


def _depth_at_most(value: Any, limit: int) -> bool:
    if isinstance(value, dict):
        return limit > 0 and all(_depth_at_most(inner, limit - 1) for inner in value.values())
    if isinstance(value, list):
        return limit > 0 and all(_depth_at_most(inner, limit - 1) for inner in value)
    return True


def _load(raw: bytes) -> dict[str, Any]:
    if len(raw) > MAX_BYTES:
        raise UnreadableResponses(f"the answers file is larger than {MAX_BYTES // 1_000_000} MB")
    if not raw.strip():
        raise UnreadableResponses("the answers file is empty")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableResponses("the answers file is not UTF-8 text") from error
    try:
        loaded = json.loads(text, object_pairs_hook=_no_duplicates, parse_constant=_refuse_constant,
                            parse_float=_finite, parse_int=_whole)
    except json.JSONDecodeError as error:
        raise UnreadableResponses(f"the answers file breaks off or is damaged in line {error.lineno}") from error
    except RecursionError as error:
        raise UnreadableResponses(_TOO_DEEP) from error
    if not _depth_at_most(loaded, MAX_DEPTH):
        raise UnreadableResponses(_TOO_DEEP)
    if not isinstance(loaded, dict) or loaded.get("format") != FORMAT:
        raise UnreadableResponses("the file is not an answers file of this course")
    return loaded


def _upgraded(loaded: dict[str, Any]) -> dict[str, Any]:
    version = loaded.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise UnreadableResponses("the answers file does not say which version of the format it has")
    if version > VERSION:
        raise UnreadableResponses(
            f"the answers file was written by a newer version of the course (format {version}, here {VERSION}): "
            "update the course, then read it again")
    while version < VERSION:
        loaded = _UPGRADES[version](loaded)
        version += 1
    return loaded


def whole_characters(value: Any) -> Any:
    """Return JSON values in which half a character (a lone surrogate, as a cut emoji leaves it) has become “?"."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, Mapping):
        return {whole_characters(name): whole_characters(inner) for name, inner in value.items()}
    return [whole_characters(inner) for inner in value] if isinstance(value, list) else value


def _revision(value: Any) -> int:
    usable = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _LARGEST_REVISION
    return int(value) if usable else 0


def _clean_attempt(attempt: Any) -> dict[str, Any] | None:
    if not isinstance(attempt, Mapping) or not isinstance(attempt.get("answer"), Mapping):
        return None
    return {
        "revision": _revision(attempt.get("revision")),
        "at": str(attempt.get("at", ""))[:40],
        "token": str(attempt.get("token", ""))[:80],
        "draft": attempt.get("draft") is True,
        "answer": dict(attempt["answer"]),
    }


def _clean_items(found: Any, odd: list[str]) -> dict[str, dict[str, Any]]:
    if not isinstance(found, Mapping):
        odd.append("the answers file has no list of items")
        return {}
    items: dict[str, dict[str, Any]] = {}
    for item_id, entry in found.items():
        attempts = entry.get("attempts") if isinstance(entry, Mapping) else None
        if not isinstance(attempts, list):
            odd.append(f"the answer to “{item_id[:60]}” has no readable attempts")
            continue
        clean = [attempt for attempt in map(_clean_attempt, attempts) if attempt is not None]
        if len(clean) < len(attempts):
            odd.append(f"{len(attempts) - len(clean)} attempts at “{item_id[:60]}” could not be read")
        version = entry.get("item_version")
        items[item_id] = {"item_version": _revision(version), "attempts": clean}
    return items


def parse_responses(raw: bytes) -> Responses:
    """Read the bytes of an answers file, of this version or an older one.

    Raises:
        UnreadableResponses: when the file as a whole cannot be read (empty, damaged, too large, of a newer version).
    """
    loaded = _upgraded(_load(raw))
    if _ESCAPED_HALF.search(raw):  # UTF-8 itself holds no halves, only an escape can
        loaded = whole_characters(loaded)
    responses = Responses(page=str(loaded.get("page", ""))[:120])
    responses.items = _clean_items(loaded.get("items"), responses.odd)
    made = [attempt["revision"] for entry in responses.items.values() for attempt in entry["attempts"]]
    responses.revision = max([_revision(loaded.get("revision")), *made])
    hand_ins = loaded.get("hand_ins")
    responses.hand_ins = [dict(entry) for entry in hand_ins if isinstance(entry, Mapping)] \
        if isinstance(hand_ins, list) else []
    return responses
