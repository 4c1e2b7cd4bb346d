"""start.py: one command, a plain sentence for whatever stands in its way, and never a traceback."""

import ast
import importlib.util
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import ModuleType

import pytest

from alongside.course.launch import command
from alongside.course.launch.place import EXTRAS, packages_in

ROOT = Path(__file__).resolve().parents[1]
START = ROOT / "start.py"
BASE = frozenset[str]()
TEACH = frozenset({"teach"})


def start_module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("start", START)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# The file itself


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13), (3, 11, 7)])
def test_a_supported_python_is_not_refused(version: tuple[int, ...]):
    assert start_module().wrong_python(version, "python") == ""


@pytest.mark.parametrize("version", [(2, 7), (3, 6), (3, 8), (3, 10), (3, 14), (4, 0)])
def test_another_python_is_told_which_ones_will_do(version: tuple[int, ...]):
    said = start_module().wrong_python(version, "/usr/bin/python3")
    assert said.startswith("Alongside needs Python 3.11 to 3.13. This is Python {}.{}".format(*version))
    assert "/usr/bin/python3" in said and "python.org" in said


def test_start_py_can_be_read_by_the_pythons_it_refuses():
    ast.parse(START.read_text(encoding="utf-8"), feature_version=(3, 5))


def test_another_python_gets_the_sentence_and_a_failing_exit_code():
    code = "import runpy, sys; sys.version_info = (3, 8, 1); runpy.run_path(sys.argv[1], run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", code, str(START)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        done.stderr.startswith("Alongside needs Python 3.11 to 3.13. This is Python 3.8")
        and done.stderr.count("\n") == 1
    )


def test_everything_before_the_installation_needs_the_standard_library_only():
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); before = set(sys.modules); "
        "import alongside.course.launch.command, start; "
        "known = {*sys.stdlib_module_names, *before, 'alongside', 'start'}; "
        "print([name for name in sys.modules if name.split('.')[0] not in known])"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code, str(ROOT)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(("code", "platform", "waits"), [(1, "win32", True), (0, "win32", False), (1, "linux", False)])
def test_a_window_of_windows_waits_for_enter_after_an_error(
    code: int, platform: str, waits: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    typed = Terminal("\n")
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(sys, "stdin", typed)
    assert start_module()._leave(code) == code
    assert (typed.tell() == 1) is waits
    assert ("Press Enter to close this window" in capsys.readouterr().err) is waits


# The command line


def test_what_is_not_understood_is_named(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as stopped:
        command.parse(["learn", "--prot", "1"])
    assert stopped.value.code == 2
    assert "--prot" in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong", [["teach", "--folder", "x"], ["--port", "0"], ["--port", "65536"], ["--port", "x"], ["play"]]
)
def test_a_wish_that_cannot_be_met_is_refused(wrong: list[str], capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as stopped:
        command.parse(wrong)
    assert stopped.value.code == 2 and "error:" in capsys.readouterr().err


def test_the_test_mode_hands_the_rest_to_pytest():
    options, rest = command.parse(["test", "--long", "-k", "keyboard", "tests/browser"])
    assert (options.mode, options.long, rest) == ("test", True, ["-k", "keyboard", "tests/browser"])


def test_without_a_word_it_is_for_learning():
    assert command.parse([])[0].mode == "learn"
    assert EXTRAS["learn"] == BASE


# The running course, with the packages of the Python that runs the tests


def fake_course(root: Path) -> None:
    cells = [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# Welcome"}]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    page = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    (root / "notebooks").mkdir(parents=True)
    (root / "notebooks" / "00_welcome.ipynb").write_text(json.dumps(page), encoding="utf-8")
    (root / "source").mkdir()
    shutil.copytree(ROOT / "alongside", root / "alongside", ignore=shutil.ignore_patterns("__pycache__"))


class Started:
    """`start.py --this-python` of a small course, its state in a folder of its own."""

    def __init__(self, root: Path, *arguments: str) -> None:
        code = (
            "import sys; sys.path.insert(0, sys.argv[1]); sys.prefix = sys.argv[2]; from pathlib import Path; "
            "from alongside.course.launch.command import run; "
            "sys.exit(run(sys.argv[3:], Path(sys.argv[1])))"
        )
        prefix = root.with_name(root.name + " environment")
        line = [sys.executable, "-c", code, str(root), str(prefix), *arguments, "--this-python", "--no-browser"]
        self.process = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def url(self) -> str:
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line.startswith("Open: http://127.0.0.1:"), line + (
            self.process.stderr.read() if self.process.stderr else ""
        )
        return line.removeprefix("Open: ").strip()

    def end(self, number: int = signal.SIGTERM) -> tuple[int, str, str]:
        self.process.send_signal(number)
        try:
            out, err = self.process.communicate(timeout=60)
        finally:
            self.process.kill()  # nothing is left behind where it did not stop by itself
        return self.process.returncode, out, err


def ask(url: str, path: str = "", method: str = "GET", data: bytes | None = None, key: bool = True) -> bytes:
    base, token = url.split("/notebooks/")[0].split("/lab?")[0], url.split("token=")[1]
    address = f"{base}/{path}" if path else url
    headers = {"Authorization": f"token {token}"} if key else {}
    request = urllib.request.Request(address, data=data, method=method, headers=headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.read()


@pytest.mark.skipif(os.name == "nt", reason="the test sends POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_the_course_opens_answers_and_ends_with_its_kernels(tmp_path: Path, number: int):
    root = tmp_path / "Kurs ü (1)"
    fake_course(root)
    folder = tmp_path / "mein Ordner"
    started = Started(root, "--folder", str(folder))
    try:
        url = started.url()
        assert "/notebooks/lessons/00_welcome.ipynb?token=" in url
        assert b"<html" in ask(url).lower()
        assert (folder / "lessons" / "00_welcome.ipynb").exists()
        with pytest.raises(urllib.error.HTTPError):
            ask(url, "api/contents/", key=False)
        kernel = json.loads(ask(url, "api/kernels", "POST", b'{"name": "python3"}'))["id"]
        assert kernel
        pids = children_of(started.process.pid)
        assert len(pids) >= 2, "the server and its kernel"
        seen = {line.split("=", 1)[0]: line.split("=", 1)[1] for line in environ_of(pids[-1]) if "=" in line}
        assert seen["ALONGSIDE_COURSE"] == str(folder) and seen["ALONGSIDE_MODE"] == "learn"
        assert seen["ALONGSIDE_SOURCE"] == str(root / "source")
        # a second start shows the same course instead of opening it twice
        again = Started(root, "--folder", str(folder))
        out, err = again.process.communicate(timeout=60)
        assert (again.process.returncode, out) == (0, f"Open: {url}\n") and "open already" in err
    finally:
        code, out, err = started.end(number)
    assert (code, out) == (0, "")
    assert "Traceback" not in err and "Your work is kept" in err
    deadline = time.monotonic() + 20
    while any(is_alive(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(is_alive(pid) for pid in pids)


@pytest.mark.skipif(os.name == "nt", reason="the test sends POSIX signals")
def test_teaching_opens_jupyterlab_on_the_course_with_a_folder_of_its_own(tmp_path: Path):
    root = tmp_path / "course"
    fake_course(root)
    started = Started(root, "teach")
    try:
        url = started.url()
        assert "/lab?token=" in url
        names = {entry["name"] for entry in json.loads(ask(url, "api/contents/"))["content"]}
        assert {"notebooks", "source", "my-teaching"} <= names
        settings = json.loads(ask(url, "lab/api/settings/@jupyterlab/apputils-extension:notification"))
        assert settings["schema"]["properties"]["fetchNews"]["default"] == "false"
    finally:
        code, _, _ = started.end()
    assert code == 0


def children_of(pid: int) -> list[int]:
    """Every process below ``pid``, parents first."""
    found = [int(p) for p in (Path("/proc") / str(pid) / "task" / str(pid) / "children").read_text().split()]
    return found + [below for child in found for below in children_of(child)]


def environ_of(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/environ").read_bytes().decode().split("\0")


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


# The whole thing, as a person does it


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="the test sends POSIX signals")
def test_a_fresh_copy_sets_itself_up_opens_and_opens_again_without_installing(tmp_path: Path):
    root = tmp_path / "My Course (2026) ü"
    ignore = shutil.ignore_patterns(
        ".git", ".venv", "my-course", "my-teaching", "__pycache__", ".*_cache", ".hypothesis"
    )
    shutil.copytree(ROOT, root, ignore=ignore)
    environ = {
        name: value for name, value in os.environ.items() if not name.startswith(("ALONGSIDE_", "JUPYTER", "PYTHON"))
    }

    def start() -> tuple[str, str]:
        line = [sys.executable, str(root / "start.py"), "--no-browser"]
        with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environ) as process:
            try:
                assert process.stdout
                opened = process.stdout.readline()
                assert opened.startswith("Open: "), process.stderr.read() if process.stderr else ""
                page = opened.removeprefix("Open: ").strip()
                assert b"<html" in ask(page).lower()
                assert b"Welcome" in ask(page, "api/contents/lessons/00_welcome.ipynb")
            finally:
                process.send_signal(signal.SIGTERM)
                rest, err = process.communicate(timeout=60)
        assert (process.returncode, rest) == (0, "")
        return opened, err

    def installed() -> dict[str, int]:
        return {p.name: p.stat().st_mtime_ns for p in packages_in(root / ".venv").glob("*.dist-info")}

    _, err = start()
    assert "Setting up Alongside" in err
    assert (root / "my-course" / "lessons" / "00_welcome.ipynb").exists()
    first = installed()
    assert "nbgrader" not in {name.split("-")[0] for name in first}
    # From here on nothing could be installed.
    environ |= {"PIP_NO_INDEX": "1", "UV_OFFLINE": "1"}
    _, err = start()
    assert "Setting up" not in err and installed() == first
    root = root.rename(tmp_path / "moved")
    _, err = start()
    assert "Setting up" not in err and installed() == first
