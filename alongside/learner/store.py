"""One page's answers on disk. "Saved" is said only after ``save`` has returned."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock

from alongside.learner.disk import explain, write_durably
from alongside.learner.responses import MAX_BYTES, Responses, UnreadableResponses, parse_responses

LOCK_WAIT_SECONDS = 10.0


def now_text() -> str:
    """Return the present moment in UTC, to the millisecond: 2026-11-22T15:04:05.123Z."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class AnswerRefused(ValueError):
    """An answer that could not be read back from the disk, so it was not written; the text says why."""


@dataclass(frozen=True)
class Change:
    """One answer on its way to the disk.

    ``token`` names the change ("tab:number"), so that a change sent twice is kept once. ``seen_revision`` is the
    newest revision of this item that the sending page knew; ``at`` is that page's clock. ``draft`` marks text that is
    still being typed: the next change from the same tab takes its place.
    """

    item_id: str
    item_version: int
    answer: dict[str, Any]
    token: str
    seen_revision: int = 0
    at: str = ""
    draft: bool = False


class ResponseStore:
    """Reads and writes one answers file; safe beside other tabs, kernels and processes on the same file."""

    def __init__(self, path: Path, page: str) -> None:
        """``path`` is the file, ``page`` the lesson or quiz whose answers it holds."""
        self.path = path
        self.page = page
        self._lock = FileLock(path.parent / f".{path.stem}.lock", timeout=LOCK_WAIT_SECONDS)

    def load(self) -> Responses:
        """Return what is on disk; an unreadable file is set aside under another name, never overwritten."""
        try:
            return parse_responses(self.path.read_bytes())
        except FileNotFoundError:
            return Responses(page=self.page)
        except UnreadableResponses as reason:
            return Responses(page=self.page, odd=[self._set_aside(str(reason))])

    def load_to_show(self) -> Responses:
        """Return what is on disk for a page, which always opens: what went wrong stands in ``odd``."""
        try:
            return self.load()
        except OSError as error:
            return Responses(page=self.page, odd=[f"Earlier answers cannot be shown. {explain(error)}"])

    def _set_aside(self, reason: str) -> str:
        stamp = now_text().replace(":", "-").replace(".", "-")
        kept = self.path.with_name(f"{self.path.stem}.unreadable-{stamp}.json")
        self.path.replace(kept)
        return f"Earlier answers could not be read: {reason}. They are kept in {kept.name}; show it to your instructor."

    def save(self, change: Change) -> int:
        """Write one change and return the revision it has on disk.

        Raises:
            OSError: (also TimeoutError) when it is not on disk; nothing is lost of what was there.
            AnswerRefused: when it is no answer of this course; one such answer would make the whole file unreadable.
        """
        _must_read_back(change)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self._lock:
            responses = self.load()
            before = responses.revision
            revision = _apply(responses, change)
            if responses.revision != before:
                write_durably(self.path, self._bytes(responses))
            return revision

    @contextmanager
    def handing_in(self, code: str, at: str) -> Iterator[tuple[Responses, bytes]]:
        """Yield the answers with a hand-in noted, and their bytes; they are written when the block ends well.

        Raises:
            OSError: when the note could not be written; the answers are then as they were.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self._lock:
            responses = self.load()
            responses.revision += 1
            responses.hand_ins.append({"at": at, "code": code, "revision": responses.revision})
            raw = self._bytes(responses)
            yield responses, raw
            write_durably(self.path, raw)

    def _bytes(self, responses: Responses) -> bytes:
        responses.page = self.page
        raw = responses.as_json()
        if len(raw) > MAX_BYTES:
            raise OSError(errno.EFBIG, "the answers file has grown too large")
        return raw


def _must_read_back(change: Change) -> None:
    try:
        attempt = {"answer": change.answer, "token": change.token, "at": change.at}
        parse_responses(Responses(items={change.item_id: {"attempts": [attempt]}}).as_json())
    except (UnreadableResponses, TypeError, ValueError, RecursionError) as reason:
        raise AnswerRefused("This answer has a form that no question here asks for, so it was not kept.") from reason


def _same_tab(first: str, second: str) -> bool:
    return first.partition(":")[0] == second.partition(":")[0]


def _apply(responses: Responses, change: Change) -> int:
    entry = responses.items.setdefault(change.item_id, {"item_version": change.item_version, "attempts": []})
    attempts: list[dict[str, Any]] = entry["attempts"]
    for attempt in attempts:
        if change.token and attempt["token"] == change.token:
            return int(attempt["revision"])
    responses.revision += 1
    new = {"revision": responses.revision, "at": change.at or now_text(), "token": change.token,
           "draft": change.draft, "answer": change.answer}
    late = bool(attempts) and change.seen_revision < attempts[-1]["revision"] and new["at"] < attempts[-1]["at"]
    if late:
        attempts.insert(len(attempts) - 1, new)
    else:
        if attempts and attempts[-1]["draft"] and _same_tab(attempts[-1]["token"], change.token):
            attempts.pop()
        attempts.append(new)
        entry["item_version"] = change.item_version
    return responses.revision
