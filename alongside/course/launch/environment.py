"""Make, check and heal ``.venv``, so that the second start installs nothing and a broken first one does no harm."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from alongside.course.launch import install, page_helper
from alongside.course.launch.place import Place, commands_in, packages_in
from alongside.course.launch.reasons import NothingChanged
from alongside.course.launch.say import say
from alongside.course.launch.trouble import Trouble, explain
from alongside.learner.disk import write_durably

SUPPORTED = ("3.11", "3.12", "3.13")


@dataclass(frozen=True)
class Stamp:
    """What an environment holds: made from which lock, with which extras, by which Python, where."""

    lock: str
    extras: frozenset[str]
    python: str
    folder: str

    @classmethod
    def read(cls, file: Path) -> Stamp | None:
        """Return what ``file`` says, or None when it is missing or not readable as a stamp."""
        try:
            found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
            return cls(str(found["lock"]), frozenset(found["extras"]), str(found["python"]), str(found["folder"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, file: Path) -> None:
        """Write it so that it is there in full or not at all."""
        file.parent.mkdir(parents=True, exist_ok=True)
        content = {"lock": self.lock, "extras": sorted(self.extras), "python": self.python, "folder": self.folder}
        write_durably(file, json.dumps(content, indent=1).encode())


def make_ready(place: Place, extras: frozenset[str]) -> None:
    """Leave ``place.environment`` with exactly what the lock names, doing nothing when it has it already.

    Raises:
        Trouble: when that is not possible, with what to do.
    """
    try:
        with _alone(place.root / ".venv-lock") as note:
            _make_ready(place, extras, note)
            page_helper.place_in(place.environment, place.root / "labextension")
    except OSError as error:
        raise explain(error, Path(error.filename) if error.filename else place.root) from error


def _make_ready(place: Place, extras: frozenset[str], note: IO[str]) -> None:
    """Go from whatever is there to a ready environment; ``note`` is not empty while packages are being changed."""
    lock = place.root / "pylock.toml"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp = Stamp.read(place.stamp)
    version = running_version(place.python)
    if _has_text(note) or (stamp is None and version not in SUPPORTED) or (stamp and version != stamp.python):
        # Stopped half way, or its Python is gone or another one now: nothing in it can be relied on.
        _remove(place.environment)
        stamp, version = None, None
    if stamp and stamp.folder != str(place.environment):
        if os.name == "nt" and extras:
            # A Windows command is a small program with the old folder inside; only teaching and testing use those.
            _remove(place.environment)
            stamp, version = None, None
        else:
            repair_commands(place.environment, stamp.folder)
            stamp = Stamp(stamp.lock, stamp.extras, stamp.python, str(place.environment))
            stamp.write(place.stamp)
    if stamp and stamp.lock == wanted and extras <= stamp.extras:
        return
    all_extras = extras | (stamp.extras if stamp else frozenset())
    _write_note(note, "installing")
    try:
        if version is None:
            install.make_environment(place)
        install.install_packages(place, all_extras)
    except NothingChanged as trouble:
        _write_note(note, "")
        if stamp and extras <= stamp.extras:
            say(f"{trouble} The course opens with the packages that are here; the update comes with a later start.")
            return
        raise
    _link_course(place)
    Stamp(wanted, all_extras, running_version(place.python) or "", str(place.environment)).write(place.stamp)
    _write_note(note, "")


def running_version(python: Path) -> str | None:
    """Return ``"3.11"`` or so if this Python runs, else None."""
    try:
        done = subprocess.run(
            [str(python), "-I", "-S", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
            capture_output=True, text=True, timeout=60, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() or None


def repair_commands(environment: Path, old: str) -> None:
    """After the folder was moved, let the commands in ``bin`` start the Python that moved with them."""
    for file in commands_in(environment).iterdir():
        if file.is_symlink() or not file.is_file():
            continue
        content = file.read_bytes()
        if content.startswith(b"#!") and os.fsencode(old) in content:
            mode = file.stat().st_mode
            write_durably(file, content.replace(os.fsencode(old), os.fsencode(environment)))
            file.chmod(mode)


def check_this_python(place: Place, extras: frozenset[str]) -> None:
    """Check that the running Python has what is wanted, and give it the page helper.

    Raises:
        Trouble: naming the packages that are missing.
    """
    import importlib.util

    wanted = ["jupyterlab", "notebook", "ipywidgets", "anywidget", "yaml"]
    wanted += ["nbgrader", "matplotlib", "jupytext"] if "teach" in extras else []
    wanted += ["pytest", "hypothesis", "playwright"] if "test" in extras else []
    missing = [name for name in wanted if importlib.util.find_spec(name) is None]
    if missing:
        raise Trouble(
            f"This Python ({sys.prefix}) has no {', '.join(missing)}. Activate the environment that environment.yml "
            "makes (conda activate alongside), or start without --this-python."
        )
    try:
        page_helper.place_in(place.environment, place.root / "labextension")
    except OSError as error:
        raise explain(error, place.environment) from error


def _link_course(place: Place) -> None:
    """Let ``import alongside`` and the command ``alongside`` work in the environment, from the files beside start.py.

    The path is relative, so it survives a move and needs no agreement on how a path with "ü" is encoded.
    """
    packages = packages_in(place.environment)
    (packages / "alongside.pth").write_text(os.path.relpath(place.root, packages) + "\n", encoding="utf-8")
    if os.name == "nt":
        (commands_in(place.environment) / "alongside.cmd").write_text('@"%~dp0python.exe" -m alongside %*\n')
        return
    command = commands_in(place.environment) / "alongside"
    command.write_text('#!/bin/sh\nexec "$(dirname -- "$(realpath -- "$0")")/python" -m alongside "$@"\n')
    command.chmod(0o755)


def _remove(environment: Path) -> None:
    if environment.is_symlink() or environment.is_file():
        raise Trouble(f"{environment} is not a folder of ours. Move it away and start again.")
    if environment.exists():
        say("The setup from before is not usable here; it is made anew. Your work is not touched.")
        shutil.rmtree(environment)


@contextmanager
def _alone(file: Path) -> Iterator[IO[str]]:
    """Hold ``file`` while packages are looked at or changed; a second start waits. The lock dies with its process."""
    with file.open("a+", encoding="utf-8") as stream:
        waiting = False
        while not _try_lock(stream):
            if not waiting:
                say("Another window is setting Alongside up. Waiting for it …")
                waiting = True
            time.sleep(0.5)
        yield stream


def _try_lock(stream: IO[str]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            # A byte far behind the text, so that the text can still be read and written.
            stream.seek(1_000_000)
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        # A disk that knows no locks (some network drives) is used without one.
        return error.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
    return True


def _has_text(note: IO[str]) -> bool:
    note.seek(0)
    return bool(note.read(1))


def _write_note(note: IO[str], text: str) -> None:
    note.seek(0)
    note.truncate()
    note.write(text)
    note.flush()
    with suppress(OSError):
        os.fsync(note.fileno())
