"""Writing a question's file: the text as typed, at once or not at all, and never over what somebody else wrote."""

from __future__ import annotations

import difflib
import hashlib
from dataclasses import dataclass
from pathlib import Path

from alongside.learner.disk import write_durably

MOST_BYTES = 400_000
MOST_LINES_SHOWN = 60


class NotSaved(ValueError):
    """Nothing was written; the text says why and what to do."""


class ChangedOnDisk(NotSaved):
    """The file is not what it was when it was opened; ``differences`` are lines of a comparison (- there, + yours)."""

    def __init__(self, words: str, differences: tuple[str, ...] = ()) -> None:
        super().__init__(words)
        self.differences = differences


@dataclass(frozen=True)
class OnDisk:
    """A file as it was read or written last: its text and a mark of its bytes, both empty where there is no file."""

    text: str = ""
    mark: str = ""
    line_end: str = "\n"


def read_file(path: Path) -> OnDisk:
    """Return what stands in a file, or an empty ``OnDisk`` when there is none.

    Raises:
        NotSaved: for what is no text file of the size of a question.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return OnDisk()
    except OSError as error:
        raise NotSaved(f"{path.name} cannot be read: {error.strerror}.") from error
    if len(content) > MOST_BYTES:
        raise NotSaved(f"{path.name} is far larger than any question.")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotSaved(f"{path.name} is no UTF-8 text. Open it in another editor and save it as UTF-8.") from error
    line_end = "\r\n" if "\r\n" in text else "\n"
    return OnDisk(text.replace("\r\n", "\n"), hashlib.sha256(content).hexdigest(), line_end)


def write_file(path: Path, text: str, known: OnDisk) -> OnDisk:
    """Write ``text`` when the file on disk is still the ``known`` one; return what is there now.

    Raises:
        ChangedOnDisk: when it is another; nothing is written then.
        NotSaved: when it could not be written; what was there is still there.
    """
    there = read_file(path)
    if there.mark != known.mark:
        if not known.mark:
            raise ChangedOnDisk(f"{path.name} is there already, and it is not the one you began. Choose another id.",
                                _differences(there.text, text))
        words = "was changed" if there.mark else "was taken away"
        raise ChangedOnDisk(f"{path.name} {words} on disk after you opened it here. Nothing was written, so nothing is "
                            "lost: keep yours as a draft, open what is on disk, and bring the two together.",
                            _differences(there.text, text))
    content = text.replace("\n", known.line_end).encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_durably(path, content)
    except OSError as error:
        raise NotSaved(f"{path.name} could not be written ({error.strerror}). Your text is still here; nothing on disk "
                       "was changed.") from error
    return OnDisk(text, hashlib.sha256(content).hexdigest(), known.line_end)


def _differences(there: str, yours: str) -> tuple[str, ...]:
    compared = list(difflib.unified_diff(there.splitlines(), yours.splitlines(), lineterm="", n=1))[2:]
    lines = ["…" if line.startswith("@@") else line for line in compared]
    more = [f"… and {len(lines) - MOST_LINES_SHOWN} more lines"] if len(lines) > MOST_LINES_SHOWN else []
    return (*lines[:MOST_LINES_SHOWN], *more)
