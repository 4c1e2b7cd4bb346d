"""Make the environment and install the packages of the lock: with uv where it is, else with pip."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from alongside.course.launch.lockfile import requirement_lines
from alongside.course.launch.place import Place, packages_in
from alongside.course.launch.reasons import last_line, why
from alongside.course.launch.say import progress, say
from alongside.course.launch.trouble import Trouble, disk_full

_UNWANTED = {
    "PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_PYTHON",
    "VIRTUAL_ENV", "UV_PYTHON",
}  # fmt: skip


def clean_environ() -> dict[str, str]:
    """Return the environment variables without those that would send packages or imports elsewhere."""
    return {name: value for name, value in os.environ.items() if name not in _UNWANTED} | {
        "PIP_USER": "0",
        "PYTHONNOUSERSITE": "1",
        "PYTHONUTF8": "1",
    }


def make_environment(place: Place) -> None:
    """Make an empty virtual environment with the running Python.

    Raises:
        Trouble: when Python lacks a part of itself (Debian and Ubuntu package it apart), or the disk refuses.
    """
    say("Setting up Alongside. This happens once and takes about a minute.")
    if uv := shutil.which("uv"):
        code, _ = _run([uv, "venv", "--quiet", "--python", sys.executable, str(place.environment)])
        if code == 0:
            return
        shutil.rmtree(place.environment, ignore_errors=True)
    code, output = _run([sys.executable, "-m", "venv", str(place.environment)])
    if code == 0:
        return
    if "ensurepip" in output or "No module named venv" in output or "No module named 'venv'" in output:
        raise Trouble(missing_venv())
    raise why(output, place.root) or Trouble(
        f"Python could not set up the folder {place.environment}: {last_line(output)}. If another program uses it, "
        "close that program and start again."
    )


def missing_venv() -> str:
    """Return the sentence for a Python that came without venv or ensurepip."""
    name = f"python3.{sys.version_info.minor}-venv"
    return (
        f"This Python came without the part that sets up a course (venv). On Debian or Ubuntu install it with: "
        f"sudo apt install {name}   On other systems install Python 3.11 to 3.13 from python.org. Then start again."
    )


def install_packages(place: Place, extras: frozenset[str]) -> None:
    """Install what the lock names for ``extras``; nothing that is not in the lock, nothing with another hash.

    Raises:
        Trouble: naming the reason as far as it can be told: no network, full disk, a package that was altered.
    """
    lines = requirement_lines(place.root / "pylock.toml", extras)
    with tempfile.TemporaryDirectory() as folder:
        requirements = Path(folder) / "requirements.txt"
        requirements.write_text("\n".join(lines) + "\n", encoding="utf-8")
        wheels = place.root / "wheels"
        local = ["--find-links", str(wheels)]
        sources = [[*local, "--no-index"], local] if wheels.is_dir() else [[]]
        outputs = []
        for way in _ways(place, requirements):
            for source in sources:
                code, output = _run([*way, *source], _counter(len(lines)))
                if code == 0:
                    say("The packages are in place.")
                    return
                outputs.append(output)
                if trouble := why(output, place.environment, only=disk_full):
                    raise trouble
    for output in reversed(outputs):
        if trouble := why(output, place.environment):
            raise trouble
    raise Trouble(f"The packages could not be installed: {last_line(outputs[-1])}. Start again; it begins anew.")


def collect_wheels(place: Place) -> Path:
    """Fill ``wheels/`` with the packages a learner needs on this kind of computer; return that folder."""
    folder = place.root / "wheels"
    with tempfile.TemporaryDirectory() as scratch:
        requirements = Path(scratch) / "requirements.txt"
        lines = requirement_lines(place.root / "pylock.toml", ())
        requirements.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [*_pip(place), "download", *_STRICT, "--requirement", str(requirements), "--dest", str(folder)]
        code, output = _run(command, _counter(len(lines)))
    if code:
        raise why(output, folder) or Trouble(f"The packages could not be fetched: {last_line(output)}.")
    return folder


_STRICT = ("--no-deps", "--require-hashes", "--only-binary", ":all:", "--disable-pip-version-check", "--no-input")


def _ways(place: Place, requirements: Path) -> Iterator[list[str]]:
    """Yield the commands that may install, quickest first; the next is tried when one does not get through."""
    if uv := shutil.which("uv"):
        yield [
            uv, "pip", "install", "--python", str(place.python), "--no-deps", "--require-hashes", "--only-binary",
            ":all:", "--compile-bytecode", "--requirement", str(requirements),
        ]  # fmt: skip
    yield [*_pip(place), "install", *_STRICT, "--retries", "2", "--requirement", str(requirements)]


def _pip(place: Place) -> list[str]:
    """Return pip of the environment; one that uv made has none, and gets the one that Python carries."""
    if not (packages_in(place.environment) / "pip").is_dir():
        code, _ = _run([str(place.python), "-m", "ensurepip", "--default-pip"])
        if code:
            raise Trouble(missing_venv())
    return [str(place.python), "-m", "pip"]


def _counter(total: int) -> Callable[[str], None]:
    """Return a listener that turns an installer's chatter into one calm line."""
    fetched = 0

    def listen(line: str) -> None:
        nonlocal fetched
        if line.startswith("Collecting "):
            fetched += 1
            progress(f"Fetching packages: {fetched} of about {total}")
        elif line.startswith("Installing collected"):
            progress("Installing the packages …")

    progress("Fetching packages …")
    return listen


def _run(command: Sequence[str], listen: Callable[[str], None] | None = None) -> tuple[int, str]:
    """Run a command to its end, listening to its lines; return its exit code and all it said."""
    lines = []
    try:
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, env=clean_environ(),
            text=True, encoding="utf-8", errors="replace",
        ) as process:  # fmt: skip
            assert process.stdout is not None
            for line in process.stdout:
                lines.append(line)
                if listen:
                    listen(line)
    except OSError as error:
        return 1, f"{error}"
    return process.returncode, "".join(lines)
