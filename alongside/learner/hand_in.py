"""Handing in: one zip with the answers and a receipt, and nbgrader's exchange where one answers."""

from __future__ import annotations

import hashlib
import importlib.util
import io
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

from alongside.learner.catalogue import public_quiz
from alongside.learner.disk import write_durably
from alongside.learner.responses import Responses
from alongside.learner.store import ResponseStore, now_text

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}\Z")
EXCHANGE_SECONDS = 90


class BadCode(ValueError):
    """A learner code that no roster could hold; the text says what a code looks like."""


@dataclass(frozen=True)
class HandIn:
    """One hand-in: where its zip lies, when it was made, how many questions it answers, and its receipt number."""

    path: Path
    at: str
    code: str
    answered: int
    receipt: str
    content: bytes


def check_code(code: str) -> str:
    """Return the code without blanks around it.

    Raises:
        BadCode: when it is empty or holds anything but letters, digits, ``-`` and ``_``.
    """
    code = code.strip()
    if not CODE.match(code):
        raise BadCode("A learner code has letters, digits, - or _, and at most 40 of them. Your instructor gave it "
                      "to you; if you have none, use your initials and a number, and tell your instructor.")
    return code


def _receipt_text(quiz: str, made: HandIn) -> str:
    return (f"Alongside: handed in\n\nQuiz: {quiz}\nLearner code: {made.code}\nTime (UTC): {made.at}\n"
            f"Questions answered: {made.answered}\nReceipt number: {made.receipt}\n\n"
            "Keep this zip until you have your feedback. You may hand in again; the latest one counts.\n")


def _answered(responses: Responses, quiz_folder: Path) -> int:
    """Return how many questions have an answer; one that was answered in both its forms counts once."""
    given = {item_id for item_id in responses.items if responses.last_revision(item_id) >= 0}
    try:
        items = public_quiz(quiz_folder)["items"]
    except LookupError:  # damaged; handing in goes on
        return len(given)
    return sum(item["id"] in given or item.get("twin", {}).get("id") in given for item in items)


def _packed(responses: Responses, raw: bytes, quiz_folder: Path, path: Path, code: str, at: str) -> HandIn:
    """Return the hand-in with the content of its zip, not yet written."""
    digest = hashlib.sha256(raw).hexdigest()
    answered = _answered(responses, quiz_folder)
    made = HandIn(path, at, code, answered, f"{digest[:4]}-{digest[4:8]}".upper(), b"")
    receipt = {"format": "alongside-hand-in", "version": 1, "quiz": responses.page, "code": code, "at": at,
               "revision": responses.revision, "answered": answered, "sha256": digest}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("responses.json", raw)
        archive.writestr("receipt.json", json.dumps(receipt, indent=1) + "\n")
        archive.writestr("receipt.txt", _receipt_text(responses.page, made))
        notebook = quiz_folder / f"{responses.page}.ipynb"
        if notebook.is_file():
            archive.writestr(notebook.name, notebook.read_bytes())
    return replace(made, content=buffer.getvalue())


def _free_name(folder: Path, stem: str) -> Path:
    """Return ``folder/stem.zip``, or with a number where a hand-in of the same second already lies there."""
    path, number = folder / f"{stem}.zip", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}.zip"
    return path


def make_hand_in(store: ResponseStore, quiz_folder: Path, out_folder: Path, code: str) -> HandIn:
    """Write ``<quiz>--<code>--<time>.zip`` into ``out_folder`` and note the hand-in in the answers file.

    Raises:
        BadCode: when ``code`` cannot be a learner code.
        OSError: when something could not be written; nothing was handed in then, and no zip says otherwise.
    """
    code = check_code(code)
    at = now_text()
    out_folder.mkdir(parents=True, exist_ok=True)
    made: HandIn | None = None
    try:
        with store.handing_in(code, at) as (responses, raw):
            path = _free_name(out_folder, f"{store.page}--{code}--{at[:19].replace(':', '-')}Z")
            made = _packed(responses, raw, quiz_folder, path, code, at)
            write_durably(path, made.content)
    except BaseException:
        if made is not None:
            made.path.unlink(missing_ok=True)
        raise
    return made


def submit_to_exchange(quiz: str, folder: Path) -> bool:
    """Hand the folder to nbgrader's exchange where nbgrader is installed; return whether the exchange took it."""
    if importlib.util.find_spec("nbgrader") is None:
        return False
    command = [sys.executable, "-m", "nbgrader", "submit", quiz]
    try:
        done = subprocess.run(command, cwd=folder.parent, capture_output=True, timeout=EXCHANGE_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
