"""The folder ``autograded/<learner>/<quiz>/``: what formgrader and the feedback are made from. Written by
us alone.
"""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path

from alongside.grading.cells import reply_sources
from alongside.grading.submission import RESPONSES, SECRET, TIMESTAMP, Submission

_READ_ONLY = 0o444  # as nbgrader leaves them


def replies_in(folder: Path, quiz_id: str) -> dict[str, str]:
    """Return the written replies as they stood at the last grading; empty when there was none."""
    try:
        return reply_sources((folder / f"{quiz_id}.ipynb").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return {}


def is_from(folder: Path, submission: Submission) -> bool:
    """Return whether the graded notebook is there and was made from these very answers."""
    try:
        answers = (folder / RESPONSES).read_bytes()
    except OSError:
        answers = None
    return answers == submission.raw_responses and (folder / f"{submission.quiz_id}.ipynb").is_file()


def write_beside_notebook(folder: Path, submission: Submission) -> None:
    """Write what belongs beside the graded notebook: the answers that were graded, the time, the exchange's
    secret.

    Nothing is copied from the learner's folder: each file is written from what was read and checked.
    Learners who handed in a zip have no secret; nbgrader's release of feedback stops without one, so they
    are given one.
    """
    _write(folder / SECRET, (submission.secret_text or secrets.token_hex(64)).encode("ascii"))
    if submission.timestamp_text:
        _write(folder / TIMESTAMP, submission.timestamp_text.encode("ascii"))
    if submission.raw_responses is not None:
        _write(folder / RESPONSES, submission.raw_responses)


def write_notebook(folder: Path, quiz_id: str, text: str) -> None:
    """Write the graded notebook."""
    _write(folder / f"{quiz_id}.ipynb", text.encode())


def clear(folder: Path) -> None:
    """Remove the result of an earlier grading."""
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    path.chmod(_READ_ONLY)
