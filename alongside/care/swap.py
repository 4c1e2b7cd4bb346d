"""Puts restored data in the place of the present ones so that a kill at any point loses neither.

A journal says what is going on. Before it is written, nothing has changed; once it is there, the next command finishes
what it says. What was there moves, whole and by renaming, into a folder with the time in its name.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal

from alongside.care import backup_format, places
from alongside.care.gradebook_copy import GradebookTrouble, put_in, take_out_even_damaged
from alongside.grading.course_folders import Course
from alongside.learner.disk import write_durably

FILES = "files"
_JOURNAL = "journal.json"
Phase = Literal["gradebook", "out", "in", "keep"]
_PHASES: Final[tuple[Phase, ...]] = ("gradebook", "out", "in", "keep")


class Swap:
    """One exchange of the teaching data: ``new`` is a folder with ``files/`` and ``gradebook.db``, and so becomes
    ``kept``.
    """

    def __init__(self, course: Course, teaching: Path, new: Path, kept: Path) -> None:
        """``new`` holds what comes; ``kept`` is where what goes will lie, under that name only when it is whole."""
        self._course, self._teaching, self._new, self._kept = course, teaching, new, kept
        self._going = teaching / places.RESTORING / "going"

    def start(self) -> None:
        """Keep a copy of the gradebook, then exchange everything.

        Raises:
            GradebookTrouble: when the gradebook cannot be read or written; nothing has changed then.
        """
        (self._going / FILES).mkdir(parents=True)
        take_out_even_damaged(self._course, self._going / backup_format.GRADEBOOK)
        if hasattr(os, "sync"):
            os.sync()  # what was unpacked is on the disk before the journal says so
        self._note("gradebook")
        self.finish("gradebook")

    def finish(self, phase: Phase) -> None:
        """Go on from a phase of the journal; what was done before is done again or found done.

        Raises:
            GradebookTrouble: when the gradebook could not be put in; the old state is then there as before.
        """
        for one in _PHASES[_PHASES.index(phase) :]:
            if one != phase:
                self._note(one)
            getattr(self, f"_{one}")()
        shutil.rmtree(self._new, ignore_errors=True)
        _journal(self._teaching).unlink()

    def _note(self, phase: Phase) -> None:
        names = {"new": self._new, "kept": self._kept}
        note = {name: path.relative_to(self._teaching).as_posix() for name, path in names.items()}
        write_durably(_journal(self._teaching), json.dumps({**note, "phase": phase}).encode())

    def _gradebook(self) -> None:
        copy = self._new / backup_format.GRADEBOOK
        if copy.is_file():
            try:
                put_in(self._course, copy)
            except GradebookTrouble:
                _journal(self._teaching).unlink()
                raise

    def _out(self) -> None:
        for name in places.entries(self._course, self._teaching):
            (self._teaching / name).rename(self._going / FILES / name)

    def _in(self) -> None:
        for path in sorted((self._new / FILES).iterdir()):
            path.rename(self._teaching / path.name)

    def _keep(self) -> None:
        if self._going.is_dir():
            self._going.rename(self._kept)


def _journal(teaching: Path) -> Path:
    return teaching / places.RESTORING / _JOURNAL


def was_interrupted(teaching: Path) -> bool:
    """Return whether a restore was stopped in the middle of the exchange."""
    return _journal(teaching).is_file()


def finish_interrupted(course: Course, teaching: Path, say: Callable[[str], None]) -> None:
    """Finish an exchange that was stopped; the caller holds the course's lock.

    Raises:
        GradebookTrouble: when the gradebook could not be put in; the old state is then there as before.
    """
    if not was_interrupted(teaching):
        return
    say("A restore was interrupted; finishing it…")
    note = json.loads(_journal(teaching).read_text(encoding="utf-8"))
    Swap(course, teaching, teaching / note["new"], teaching / note["kept"]).finish(note["phase"])
