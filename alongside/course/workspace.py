"""Lay the course into the learner's own folder, and bring updates there without ever replacing what they did.

    python -m alongside.course.workspace --folder my-course

Lessons come to ``lessons/``, each quiz to a folder of its own. A file that the learner has not touched is replaced when
the course has a newer one. A touched one stays, and the new one stands beside it as ``name (new 2026-11-22).ipynb``.
For a notebook, touched means that the text of a cell changed; running it changes nothing. ``.alongside.json`` in the
folder remembers what was laid. Answers, settings, progress and hand-ins are never looked at.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from alongside.learner.disk import write_durably

MANIFEST = ".alongside.json"
FORMAT = 1
OWN_FILES = frozenset({"responses.json", "settings.json", MANIFEST})
OWN_FOLDERS = frozenset({"progress", "hand-in"})


@dataclass
class Laid:
    """What one run did, as paths inside the learner's folder."""

    new: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    rescued: list[str] = field(default_factory=list)

    def sentences(self) -> Iterator[str]:
        """Yield what the learner should know; nothing when nothing of theirs is concerned."""
        for name in self.beside:
            yield f"A newer version came for a page you changed. Yours stays as it is; the new one is “{name}”."
        for name in self.rescued:
            yield f"A page could not be read and was laid anew. What was there is kept as “{name}”."


@dataclass
class _Entry:
    """What is known of one laid file: its meaning and bytes as laid, the newest bytes offered, a copy beside it."""

    laid: str
    offered: str
    beside: str = ""
    beside_mark: str = ""


def meaning(content: bytes, name: str) -> str:
    """Return a mark of what a file says: for a notebook the kinds and texts of its cells, else its bytes.

    An empty string means a notebook that cannot be read.
    """
    if not name.endswith(".ipynb"):
        return _digest(content)
    try:
        cells = json.loads(content)["cells"]
        told = [(cell["cell_type"], "".join(cell["source"])) for cell in cells]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    return _digest(json.dumps(told).encode())


def course_files(source: Path) -> dict[str, Path]:
    """Return the files that the course at ``source`` hands to a learner, by their path in the learner's folder."""
    found = {f"lessons/{file.name}": file for file in sorted((source / "notebooks").glob("*.ipynb"))}
    for file in sorted((source / "assignments").rglob("*")):
        name = file.relative_to(source / "assignments")
        hidden = any(part.startswith(".") or part == "__pycache__" for part in name.parts)
        if file.is_file() and len(name.parts) > 1 and not hidden and not _is_learners(name):
            found[name.as_posix()] = file
    return found


def prepare(source: Path, folder: Path, today: date) -> Laid:
    """Bring ``folder`` up to date with the course at ``source``.

    Raises:
        OSError: when the folder cannot be written; every file is then either the old or the new one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _check_writable(folder)
    known = _read_manifest(folder)
    before = {name: vars(entry).copy() for name, entry in known.items()}
    offered = course_files(source)
    laid = Laid()
    for name, file in offered.items():
        _lay(folder, name, file.read_bytes(), known, laid, today)
    for name in sorted(known.keys() - offered.keys()):
        _withdraw(folder, name, known, offered, laid)
    if before != {name: vars(entry) for name, entry in known.items()}:
        _write_manifest(folder, known)
    return laid


def _lay(folder: Path, name: str, content: bytes, known: dict[str, _Entry], laid: Laid, today: date) -> None:
    target = folder / name
    mark, digest = meaning(content, name), _digest(content)
    if not target.exists():
        _write(target, content)
        known[name] = _Entry(mark, digest)
        laid.new.append(name)
        return
    entry = known.get(name)
    current = target.read_bytes()
    now = meaning(current, name)
    if now == "" and mark:
        kept = _free_name(target, f"damaged {today}")
        target.rename(kept)
        laid.rescued.append(kept.relative_to(folder).as_posix())
        _write(target, content)
        known[name] = _Entry(mark, digest)
    elif now == mark:
        # It says what the new one says; only a file that is as we laid it is refreshed (tags, ids, metadata).
        if entry and now == entry.laid and entry.offered != digest and current != content:
            _write(target, content)
            laid.updated.append(name)
        if entry:
            _take_back(folder, entry)
        known[name] = _Entry(mark, digest)
    elif entry and now == entry.laid:
        _write(target, content)
        known[name] = _Entry(mark, digest)
        laid.updated.append(name)
    elif entry is None or entry.offered != digest:
        entry = entry or _Entry("", "")
        _take_back(folder, entry)
        copy = _free_name(target, f"new {today}")
        _write(copy, content)
        beside = copy.relative_to(folder).as_posix()
        known[name] = _Entry(entry.laid, digest, beside, mark)
        laid.beside.append(beside)


def _withdraw(folder: Path, name: str, known: dict[str, _Entry], offered: dict[str, Path], laid: Laid) -> None:
    """Take away a page that the course no longer has, unless it holds, or explains, something of the learner's."""
    target = folder / name
    top = PurePosixPath(name).parts[0]
    if top == "lessons" and not any(other.startswith("lessons/") for other in offered):
        return  # a course without any lesson is a course that was not copied in full
    if (target.parent / "responses.json").exists():
        return
    entry = known.pop(name)
    _take_back(folder, entry)
    if target.is_file() and meaning(target.read_bytes(), name) == entry.laid:
        target.unlink()
        laid.removed.append(name)


def _take_back(folder: Path, entry: _Entry) -> None:
    """Remove the copy that stood beside a touched file, if the learner has not touched the copy too."""
    copy = folder / entry.beside
    if entry.beside and copy.is_file() and meaning(copy.read_bytes(), entry.beside) == entry.beside_mark:
        copy.unlink()
    entry.beside = entry.beside_mark = ""


def _free_name(target: Path, note: str) -> Path:
    """Return ``name (note).ext``, or the first of ``name (note 2).ext``, ... that is not there."""
    number = 1
    while True:
        suffix = note if number == 1 else f"{note} {number}"
        free = target.with_name(f"{target.stem} ({suffix}){target.suffix}")
        if not os.path.lexists(free):
            return free
        number += 1


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    write_durably(target, content)


def _check_writable(folder: Path) -> None:
    """Find out now, and not at the learner's first answer, that nothing can be written here."""
    probe = folder / ".alongside.probe"
    try:
        write_durably(probe, b"0" * 65536)
    finally:
        with suppress(OSError):
            probe.unlink()


def _is_learners(name: Path) -> bool:
    return name.name in OWN_FILES or bool(OWN_FOLDERS.intersection(name.parts))


def _read_manifest(folder: Path) -> dict[str, _Entry]:
    """Return what was laid; nothing when the manifest is missing or damaged, and then every file counts as touched."""
    try:
        content: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if content["format"] != FORMAT:
            return {}
        return {
            str(name): _Entry(**{key: str(value) for key, value in entry.items()})
            for name, entry in content["files"].items()
            if _is_inside(str(name)) and _is_inside(str(entry.get("beside") or "x"))
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _is_inside(name: str) -> bool:
    """Tell whether a remembered name is one that we could have laid; a manifest may have been edited."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and not _is_learners(Path(name))


def _write_manifest(folder: Path, known: dict[str, _Entry]) -> None:
    files = {name: vars(entry) for name, entry in sorted(known.items())}
    write_durably(folder / MANIFEST, json.dumps({"format": FORMAT, "files": files}, indent=1).encode())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def main(arguments: list[str] | None = None) -> None:
    """Lay or update a learner's folder from the command line."""
    root = Path(__file__).resolve().parents[2]
    parser = argparse.ArgumentParser(description="Lay the course into a learner's folder, or update it there.")
    parser.add_argument("--folder", type=Path, default=root / "my-course", help="the learner's folder")
    parser.add_argument("--course", type=Path, default=root, help="the course, with notebooks/ and assignments/")
    chosen = parser.parse_args(arguments)
    laid = prepare(chosen.course, chosen.folder, date.today())
    for sentence in laid.sentences():
        print(sentence)
    print(f"{len(laid.new)} new, {len(laid.updated)} updated, {len(laid.removed)} removed in {chosen.folder}")


if __name__ == "__main__":
    main()
