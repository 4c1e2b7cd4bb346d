"""Start the Jupyter server of one mode, wait until its page answers, and stop it and its kernels cleanly."""

from __future__ import annotations

import http.client
import json
import os
import secrets
import socket
import subprocess
import time
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from alongside.course.launch.install import clean_environ
from alongside.course.launch.place import Place, commands_in
from alongside.course.launch.reasons import last_line
from alongside.course.launch.trouble import Trouble
from alongside.learner.disk import write_durably

FIRST_PORT, LAST_PORT = 8888, 8987
START_SECONDS = 120.0
STOP_SECONDS = 10.0
_NEW_GROUP_ON_WINDOWS = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
_TEMPLATES = Path(__file__).resolve().parents[1] / "jupyter"


@dataclass(frozen=True)
class Opening:
    """What to open: the mode, the folder the server shows, and the page in it."""

    mode: str
    folder: Path
    page: str

    def url(self, port: int, token: str) -> str:
        """Return the page's address, with the key that lets this browser in."""
        return f"http://127.0.0.1:{port}/{quote(self.page)}?{urlencode({'token': token})}"


@dataclass
class Running:
    """A server that runs: its process (None when another window started it), port, key and log."""

    process: subprocess.Popen[bytes] | None
    port: int
    token: str
    log: Path


def course_environ(place: Place, mode: str, course: Path) -> dict[str, str]:
    """Return the environment of the server and so of every kernel: Jupyter's folders are the mode's own.

    Nothing of the person's other Jupyter life is read or changed.
    """
    state = place.state(mode)
    environ = clean_environ() | {
        "JUPYTER_CONFIG_DIR": str(state / "config"),
        "JUPYTER_DATA_DIR": str(state / "data"),
        "JUPYTER_RUNTIME_DIR": str(state / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(state / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(state / "workspaces"),
        "IPYTHONDIR": str(state / "ipython"),
        "PYTHONPATH": str(place.root),
        "PATH": os.pathsep.join([str(commands_in(place.environment)), os.environ.get("PATH", "")]),
        "ALONGSIDE_MODE": mode,
    }
    environ.pop("ALONGSIDE_COURSE", None)
    if mode == "learn":
        environ["ALONGSIDE_COURSE"] = str(course)
    if (place.root / "source").is_dir():
        # A programme may keep its items elsewhere and say so itself.
        environ.setdefault("ALONGSIDE_SOURCE", str(place.root / "source"))
    for name in ("JUPYTER_CONFIG_PATH", "JUPYTER_PATH", "JUPYTER_NO_CONFIG", "JUPYTERLAB_DIR"):
        environ.pop(name, None)
    return environ


def configure(place: Place, mode: str) -> None:
    """Lay the mode's Jupyter configuration; files that are as they should be are not written."""
    state = place.state(mode)
    for name in ("config", "data", "runtime", "settings", "workspaces", "ipython"):
        (state / name).mkdir(parents=True, exist_ok=True)
    for template in (_TEMPLATES / mode).rglob("*.json"):
        target = state / "config" / template.relative_to(_TEMPLATES / mode)
        content = template.read_bytes()
        if not target.exists() or target.read_bytes() != content:
            target.parent.mkdir(exist_ok=True)
            write_durably(target, content)


def free_port(wanted: int | None) -> int:
    """Return the wanted port, or the first free one from 8888 on.

    Raises:
        Trouble: when the wanted one is taken, or none is free.
    """
    for port in [wanted] if wanted else range(FIRST_PORT, LAST_PORT + 1):
        with socket.socket() as probe:
            if os.name != "nt":
                # Without it a port counts as taken for a minute after a server on it has stopped.
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except (OSError, OverflowError):
                continue
        return port
    if wanted:
        raise Trouble(
            f"Port {wanted} is in use by another program, or not allowed. Leave --port out and Alongside finds a free "
            "one, or give another number."
        )
    raise Trouble(
        f"The ports {FIRST_PORT} to {LAST_PORT} are all in use. Close other notebooks, or give a number with --port."
    )


def already_running(place: Place, opening: Opening) -> Running | None:
    """Return the server that another window started for the same folder, if it answers."""
    for file in (place.state(opening.mode) / "runtime").glob("jpserver-*.json"):
        with suppress(OSError, ValueError, KeyError, TypeError):
            told = json.loads(file.read_text(encoding="utf-8"))
            port, token = int(told["port"]), str(told["token"])
            if Path(told["root_dir"]) == opening.folder and _answers(port, token, "api/status"):
                return Running(None, port, token, place.state(opening.mode) / "server.log")
    return None


def start(place: Place, opening: Opening, environ: Mapping[str, str], port: int) -> Running:
    """Start the server and return once it answers with the page itself.

    Raises:
        Trouble: when it stopped before that, with the place of its log.
    """
    token = secrets.token_hex(24)
    log = place.state(opening.mode) / "server.log"
    command = [
        str(place.python), "-m", "alongside.course.serve", f"--ServerApp.port={port}",
        f"--ServerApp.root_dir={opening.folder}",
    ]  # fmt: skip
    with log.open("wb") as stream:
        # A group of its own: Ctrl-C then reaches us alone, and the server is stopped in order.
        process = subprocess.Popen(
            command, cwd=opening.folder, env={**environ, "JUPYTER_TOKEN": token}, stdin=subprocess.DEVNULL,
            stdout=stream, stderr=subprocess.STDOUT,
            creationflags=_NEW_GROUP_ON_WINDOWS, start_new_session=os.name != "nt",
        )  # fmt: skip
    running = Running(process, port, token, log)
    try:
        deadline = time.monotonic() + START_SECONDS
        while not _answers(port, token, quote(opening.page)):
            if process.poll() is not None:
                raise Trouble(_why_it_stopped(log, port))
            if time.monotonic() > deadline:
                raise Trouble(f"The course did not open within two minutes. Start again; the details are in {log}.")
            time.sleep(0.05)
    except BaseException:
        stop(running)
        raise
    return running


def stop(running: Running) -> None:
    """Stop the server and its kernels: ask, then insist."""
    process = running.process
    if process is None or process.poll() is not None:
        return
    with suppress(OSError, http.client.HTTPException):
        # Asking over HTTP works the same on every system and lets the server end its kernels.
        _request(running.port, running.token, "api/shutdown", method="POST", seconds=2)
    for insist in (None, process.terminate, process.kill):
        if insist:
            insist()
        with suppress(subprocess.TimeoutExpired):
            process.wait(STOP_SECONDS)
            break


def _answers(port: int, token: str, path: str) -> bool:
    try:
        return _request(port, token, path) == 200
    except (OSError, http.client.HTTPException):
        return False


def _request(port: int, token: str, path: str, method: str = "GET", seconds: float = 10) -> int:
    """Return the status of a request to our own server; a proxy that the computer may have is left out."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/{path}", method=method, headers={"Authorization": f"token {token}"}
    )
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=seconds) as answer:
        return int(answer.status)


def _why_it_stopped(log: Path, port: int) -> str:
    text = log.read_text(encoding="utf-8", errors="replace")
    if "is already in use" in text or "Address already in use" in text:
        return f"Port {port} was taken by another program at this moment. Start again."
    return f"The course could not be opened ({last_line(text)}). Start again; the details are in {log}."
