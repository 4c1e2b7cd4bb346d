"""When a submission was handed in, as nbgrader keeps it; a time that cannot be read is set aside."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from nbgrader.utils import parse_utc

from alongside.grading.safe_files import kind_of
from alongside.grading.submission import TIMESTAMP, Submission

_USUAL = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{6})? UTC", re.ASCII)
SET_ASIDE = "timestamp.unreadable.txt"


def parse_timestamp(text: str) -> datetime | None:
    """Return a hand-in time in UTC without a zone, as nbgrader keeps it, or None where it cannot be read."""
    with suppress(ValueError):  # as nbgrader and collecting write it; ten times quicker than reading any format
        return datetime.fromisoformat(text.removesuffix(" UTC")) if _USUAL.fullmatch(text) else _any_format(text)
    return None


def _any_format(text: str) -> datetime | None:
    try:
        return parse_utc(text) if text else None
    except (ValueError, OverflowError, TypeError):
        return None


def settle_time(folder: Path, submission: Submission) -> datetime | None:
    """Return when a submission was handed in.

    nbgrader's pages open every ``timestamp.txt`` themselves and fail as a whole at one that they cannot
    read, so such a one gets another name; the submission's remarks say so.
    """
    when = parse_timestamp(submission.timestamp_text)
    path = folder / TIMESTAMP
    if when is None and kind_of(path) != "missing":
        if submission.timestamp_text:
            submission.odd.append(f"the time in {TIMESTAMP} cannot be read; it was not used")
        submission.timestamp_text = ""
        with suppress(OSError):
            path.replace(path.with_name(SET_ASIDE))
    return when
