"""Make the environment and install the packages of the lock: with uv where it is, else with pip."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from alongside.course.launch.lockfile import requirement_lines
from alongside.course.launch.place import Place
from alongside.course.launch.say import progress, say
from alongside.course.launch.trouble import Trouble, disk_full


class NothingChanged(Trouble):
    """The packages could not be had, and what was installed before is as it was."""


def clean_environ() -> dict[str, str]:
    """Return the environment variables without those that would send packages or imports elsewhere."""
    unwanted = ("PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_PYTHON", "VIRTUAL_ENV", "UV_PYTHON")
    return {name: value for name, value in os.environ.items() if name not in unwanted} | {
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
    raise _why(output, place.root) or Trouble(
        f"Python could not set up the folder {place.environment}: {_last_line(output)}. If another program uses it, "
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
                say_progress = _counter(len(lines))
                code, output = _run([*way, *source], say_progress)
                if code == 0:
                    say("The packages are in place.")
                    return
                outputs.append(output)
                if trouble := _why(output, place.environment, only=disk_full):
                    raise trouble
    for output in reversed(outputs):
        if trouble := _why(output, place.environment):
            raise trouble
    raise Trouble(f"The packages could not be installed: {_last_line(outputs[-1])}. Start again; it begins anew.")


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
        raise _why(output, folder) or Trouble(f"The packages could not be fetched: {_last_line(output)}.")
    return folder


_STRICT = ("--no-deps", "--require-hashes", "--only-binary", ":all:", "--disable-pip-version-check", "--no-input")


def _ways(place: Place, requirements: Path) -> list[list[str]]:
    """Return the commands that may install, quickest first; the next is tried when one does not get through."""
    ways = []
    if uv := shutil.which("uv"):
        ways.append([
            uv, "pip", "install", "--python", str(place.python), "--no-deps", "--require-hashes", "--only-binary",
            ":all:", "--compile-bytecode", "--requirement", str(requirements),
        ])  # fmt: skip
    ways.append([*_pip(place), "install", *_STRICT, "--retries", "2", "--requirement", str(requirements)])
    return ways


def _pip(place: Place) -> list[str]:
    """Return pip of the environment; one that uv made has none, and gets the one that Python carries."""
    pip = [str(place.python), "-m", "pip"]
    if not any(place.environment.glob("[Ll]ib/python*/site-packages/pip")) and not (
        place.environment / "Lib/site-packages/pip"
    ).exists():
        return [str(place.python), "-c", _PIP_WITH_ENSURE]
    return pip


_PIP_WITH_ENSURE = (
    "import subprocess, sys; "
    "subprocess.run([sys.executable, '-m', 'ensurepip', '--default-pip'], check=True); "
    "sys.exit(subprocess.run([sys.executable, '-m', 'pip', *sys.argv[1:]]).returncode)"
)


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


_SIGNS: tuple[tuple[str, Callable[[Path], Trouble]], ...] = ()


def _no_network(_place: Path) -> Trouble:
    return NothingChanged(
        "The packages could not be fetched, because there is no connection to the internet or it was refused. The first "
        "start needs it once, for about 60 MB. Connect, then start again; or ask your instructor for a copy of the course "
        "with a wheels folder, which needs no internet."
    )


def _altered(_place: Path) -> Trouble:
    return NothingChanged(
        "A package that arrived is not the one that was tested, so it was not installed. Start again on another network; "
        "if it comes back, tell the people who gave you the course."
    )


def _not_offered(_place: Path) -> Trouble:
    return NothingChanged(
        "The place your computer gets packages from does not have all of them for this computer and this Python. Try "
        "Python 3.12, or another network; the packages that are needed stand in pylock.toml."
    )


def _certificate(_place: Path) -> Trouble:
    return NothingChanged(
        "A safe connection could not be made (certificate). Check the date of your computer. On a work or school network "
        "ask the people who run it how pip gets packages there."
    )


def _forbidden(place: Path) -> Trouble:
    return Trouble(
        f"Alongside may not write to {place}. Copy the whole course to a folder of your own, for example in Documents, "
        "and start it there."
    )


_SIGNS = (
    (r"No space left on device|Errno 28|os error 28|not enough space|os error 112|Disk quota exceeded", disk_full),
    (r"DO NOT MATCH THE HASHES|Hash mismatch|hash mismatch", _altered),
    (r"CERTIFICATE_VERIFY_FAILED|invalid peer certificate|SSLError", _certificate),
    (
        r"NewConnectionError|NameResolution|name resolution|getaddrinfo|ConnectTimeout|Connection refused|ReadTimeout"
        r"|Network is unreachable|ProxyError|Failed to fetch|dns error|error sending request|[Cc]onnection reset"
        r"|timed out",
        _no_network,
    ),
    (r"No matching distribution|no wheels? with a matching|has no usable wheels|was not found|only-binary", _not_offered),
    (r"Permission denied|Errno 13|Access is denied|os error (5|13)\b|Read-only file system", _forbidden),
)


def _why(output: str, place: Path, only: Callable[[Path], Trouble] | None = None) -> Trouble | None:
    """Return the plain sentence for what an installer reported, if we know it."""
    for sign, sentence in _SIGNS:
        if (only is None or sentence is only) and re.search(sign, output):
            return sentence(place)
    return None


def _last_line(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return lines[-1][:300] if lines else f"no reason was given ({time.strftime('%H:%M')})"
