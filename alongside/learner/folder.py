"""Where a learner's things lie: the course folder, the answers of a page, the settings."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from filelock import FileLock

from alongside.learner.disk import write_durably
from alongside.learner.store import LOCK_WAIT_SECONDS, ResponseStore


def course_root() -> Path:
    """Return the learner's course folder.

    It is named by ``ALONGSIDE_COURSE``; without it, it is the folder above the notebook's own. A notebook opened
    straight from a clone keeps its answers in the clone's ``my-course``, which git ignores.
    """
    named = os.environ.get("ALONGSIDE_COURSE")
    if named:
        return Path(named)
    above = Path.cwd().parent
    return above / "my-course" if (above / "start.py").is_file() else above


def lesson_store(page: str) -> ResponseStore:
    """Return the store of a lesson's practice answers and notes."""
    return ResponseStore(course_root() / "progress" / f"{page}.json", page)


def quiz_store(quiz: str) -> ResponseStore:
    """Return the store of a quiz; its file lies beside the quiz, where nbgrader's Submit looks too."""
    return ResponseStore(Path.cwd() / "responses.json", quiz)


def private_quiz_folder(quiz: str) -> Path | None:
    """Return the folder with the quiz's private items where a learner has them (a clone), else None."""
    source = os.environ.get("ALONGSIDE_SOURCE")
    folder = Path(source) / quiz if source else course_root().parent / "source" / quiz
    return folder if (folder / "quiz.yml").is_file() else None


def read_settings() -> dict[str, Any]:
    """Return the learner's settings: ``country`` and ``learner_code``, where they were given."""
    with suppress(OSError, ValueError):
        loaded = json.loads((course_root() / "settings.json").read_text(encoding="utf-8"))
        if isinstance(loaded, dict):
            return loaded
    return {}


def keep_setting(name: str, value: str) -> None:
    """Write one setting; raise OSError when it could not be written."""
    root = course_root()
    root.mkdir(parents=True, exist_ok=True)
    with FileLock(root / ".settings.lock", timeout=LOCK_WAIT_SECONDS):
        settings = {**read_settings(), name: value}
        write_durably(root / "settings.json", json.dumps(settings, ensure_ascii=False, indent=1).encode() + b"\n")
