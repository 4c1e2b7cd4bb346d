"""The command line of start.py."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import traceback
import webbrowser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from types import FrameType

from alongside.course.launch import environment, install, server, tests_run
from alongside.course.launch.place import EXTRAS, MODES, Place
from alongside.course.launch.say import say
from alongside.course.launch.trouble import Trouble, explain
from alongside.course.workspace import prepare

ROOT = Path(__file__).resolve().parents[3]
FIRST_PAGE = "notebooks/lessons/00_welcome.ipynb"


def parse(arguments: Sequence[str] | None) -> tuple[argparse.Namespace, list[str]]:
    """Return the options, and what is left over for pytest in test mode."""
    parser = argparse.ArgumentParser(prog="start.py", description="Open Alongside, a course in peer support.")
    parser.add_argument(
        "mode", nargs="?", choices=MODES, default="learn",
        help="learn (usual); teach: JupyterLab for instructors; test: run the project's tests; "
        "wheels: fetch the packages into wheels/, for computers without internet",
    )  # fmt: skip
    parser.add_argument("--folder", type=Path, help="with learn: where your work is kept (usually my-course)")
    parser.add_argument("--port", type=int, help="the port to use on this computer; usually a free one is found")
    parser.add_argument("--no-browser", action="store_true", help="print the address and open no browser")
    parser.add_argument("--this-python", action="store_true", help="use this Python's own packages (conda), no .venv")
    parser.add_argument("--long", action="store_true", help="with test: only the tests that take minutes")
    options, rest = parser.parse_known_args(arguments)
    if rest and options.mode != "test":
        parser.error(f"not understood: {' '.join(rest)}")
    if options.folder and options.mode != "learn":
        parser.error("--folder goes with learn; the data of teaching are kept in my-teaching")
    if options.port is not None and not 1 <= options.port <= 65535:
        parser.error("--port must be a number from 1 to 65535")
    return options, rest


def run(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Do what the command line asks; whatever goes wrong is told in plain sentences. Return the exit code."""
    options, rest = parse(arguments)
    place = Place.in_this_python(root) if options.this_python else Place.beside(root)
    try:
        with _signals_as_interrupt():
            return _run(place, options, rest)
    except Trouble as trouble:
        say(str(trouble))
        return 1
    except KeyboardInterrupt:
        say("Alongside was stopped. Your work is kept; start again whenever you like.")
        return 130
    except Exception:
        say(_unforeseen(place))
        return 1


def _run(place: Place, options: argparse.Namespace, rest: Sequence[str]) -> int:
    extras = EXTRAS[options.mode]
    folder = _own_folder(place.root, options)
    # Before minutes of setting up: a folder or a port that cannot be used is told at once.
    if options.mode in ("learn", "teach"):
        _make_folder(folder)
        if options.port:
            server.free_port(options.port)
    if place.ours:
        environment.make_ready(place, extras)
    else:
        environment.check_this_python(place, extras)
    if options.mode == "test":
        return tests_run.run_tests(place, options.long, rest)
    if options.mode == "wheels":
        wheels = install.collect_wheels(place)
        say(f"The packages are in {wheels}. Copy it along with the course; no internet is needed then.")
        return 0
    return _open(place, options, folder)


def _open(place: Place, options: argparse.Namespace, folder: Path) -> int:
    """Lay the course, start the server, open the page and stay until someone stops it."""
    if options.mode == "learn":
        opening = server.Opening("learn", folder, FIRST_PAGE)
        try:
            laid = prepare(place.root, folder, date.today())
        except OSError as error:
            raise explain(error, folder) from error
        for sentence in laid.sentences():
            say(sentence)
    else:
        opening = server.Opening("teach", place.root, "lab")
    try:
        server.configure(place, options.mode)
    except OSError as error:
        raise explain(error, place.state(options.mode)) from error
    if not options.port and (running := server.already_running(place, opening)):
        say("Alongside is open already in another window; here is its page again.")
        _show(opening.url(running.port, running.token), options.no_browser)
        return 0
    environ = server.course_environ(place, options.mode, folder)
    if options.mode == "teach" and not (folder / "gradebook.db").exists():
        _hand_out(place, environ)
    running = server.start(place, opening, environ, server.free_port(options.port))
    try:
        _show(opening.url(running.port, running.token), options.no_browser)
        say("To stop, close this window or press Ctrl-C.")
        assert running.process is not None
        running.process.wait()
        say("Alongside has stopped.")
        return 0
    except KeyboardInterrupt:
        say("Stopping. Your work is kept.")
        return 0
    finally:
        server.stop(running)


def _hand_out(place: Place, environ: dict[str, str]) -> None:
    """Tell a new gradebook of the course's quizzes, so that every button of formgrader works at once."""
    say("Making your gradebook…")
    command = [str(place.python), "-m", "alongside", "--root", str(place.root), "hand-out"]
    done = subprocess.run(command, cwd=place.root, env=environ, capture_output=True, text=True, check=False)
    if done.returncode:
        say(f"The gradebook could not be made yet; “alongside grade” will try again. {done.stderr.strip()[-500:]}")


def _show(url: str, no_browser: bool) -> None:
    print(f"Open: {url}", flush=True)
    if no_browser:
        return
    with suppress(Exception):  # a browser that does not start is no reason to stop: the address is printed
        if webbrowser.open(url):
            return
    say("No browser could be opened from here. Copy the address above into one.")


def _own_folder(root: Path, options: argparse.Namespace) -> Path:
    usual = root / ("my-teaching" if options.mode == "teach" else "my-course")
    chosen: Path = options.folder.expanduser() if options.folder else usual
    return Path(os.path.abspath(chosen))  # noqa: PTH100  (resolve() would follow a link that the person chose)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"0" * 4096)
    except OSError as error:
        raise explain(error, folder) from error


def _unforeseen(place: Place) -> str:
    """Write down what happened, for whoever is asked for help; return the sentence that says where."""
    text = traceback.format_exc()
    for folder in (place.environment / "alongside", Path(tempfile.gettempdir())):
        with suppress(OSError):
            file = folder / "alongside-trouble.log"
            file.write_text(f"Python {sys.version} on {sys.platform}\n{text}", encoding="utf-8")
            return (
                "Something happened that Alongside did not foresee. Start again; if it comes back, send this file to "
                f"the people who gave you the course: {file}"
            )
    return f"Something happened that Alongside did not foresee ({sys.exc_info()[1]}). Start again."


@contextmanager
def _signals_as_interrupt() -> Iterator[None]:
    """Let a closed terminal or a polite kill stop us as Ctrl-C does, so that the server and its kernels end too.

    Ctrl-C itself is on the list: a shell lets programs in its background ignore it.
    """

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    names = [name for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), interrupt) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
