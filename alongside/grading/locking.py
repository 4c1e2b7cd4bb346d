"""One grading at a time in one course, and patience with a gradebook that another program holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import event
from sqlalchemy.engine import Engine

LOCK_NAME = ".grading.lock"
WAITING = "Another grading is running; waiting…"
BUSY_SECONDS = 60


class StillGrading(RuntimeError):
    """Another grading went on longer than this one was willing to wait."""


@contextmanager
def course_lock(teaching: Path, say: Callable[[str], None], wait_seconds: float = -1) -> Iterator[None]:
    """Hold the course's one lock (a file in the teaching folder) while grading; below 0 waits as long as it
    takes.

    Raises:
        StillGrading: when the other grading has not ended after ``wait_seconds``.
    """
    teaching.mkdir(parents=True, exist_ok=True)
    lock = FileLock(teaching / LOCK_NAME)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        say(WAITING)
        try:
            lock.acquire(timeout=wait_seconds)
        except Timeout as reason:
            minutes = wait_seconds / 60
            raise StillGrading(
                f"Another grading has been running for {minutes:.0f} minutes. Try again later."
            ) from reason
    try:
        yield
    finally:
        lock.release()


@cache
def wait_for_busy_databases() -> None:
    """Let every SQLite connection of this process wait up to a minute for another program to finish."""

    @event.listens_for(Engine, "connect")
    def _be_patient(connection: Any, _record: Any) -> None:
        if type(connection).__module__.startswith("sqlite3"):
            connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
