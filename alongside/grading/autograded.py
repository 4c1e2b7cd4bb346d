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
    """Write what belongs beside the graded notebook; see ``beside_notebook``."""
    for name, content in beside_notebook(folder, submission).items():
        _write(folder / name, content)


def beside_notebook(folder: Path, submission: Submission) -> dict[str, bytes]:
    """Return what belongs beside the graded notebook: the exchange's secret, the time, the answers that were graded.

    Nothing is copied from the learner's folder: each file is made from what was read and checked.
    Learners who handed in a zip have no secret; nbgrader's release of feedback stops without one, so they
    are given one, once.
    """
    files = {SECRET: submission.secret_text.encode("ascii") or _earlier_secret(folder) or _new_secret()}
    if submission.timestamp_text:
        files[TIMESTAMP] = submission.timestamp_text.encode("ascii")
    if submission.raw_responses is not None:
        files[RESPONSES] = submission.raw_responses
    return files


def settle(folder: Path, submission: Submission, notebook: str) -> None:
    """Let the folder hold the graded notebook and what belongs beside it, and nothing else.

    The answers come last: they are the sign that the whole folder is of this grading (``is_from``).
    """
    if folder.is_symlink():
        folder.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    files = {f"{submission.quiz_id}.ipynb": notebook.encode(), **beside_notebook(folder, submission)}
    present = {entry.name for entry in folder.iterdir()}
    for name in present - files.keys():
        _remove(folder / name)
    for name, content in files.items():
        if name not in present:
            _write(folder / name, content)
        elif not _holds(folder / name, content):
            new = folder / f".{name}.new"
            _write(new, content)
            new.replace(folder / name)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        _remove(path)
        return False


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _earlier_secret(folder: Path) -> bytes:
    try:
        return (folder / SECRET).read_bytes()
    except OSError:
        return b""


def _new_secret() -> bytes:
    return secrets.token_hex(64).encode("ascii")


def clear(folder: Path) -> None:
    """Remove the result of an earlier grading."""
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    path.chmod(_READ_ONLY)
