"""Whatever stands in the way is told in a plain sentence, with what to do, and never as a traceback."""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from alongside.course.launch import command, environment, reasons, server, tests_run
from alongside.course.launch.place import Place
from alongside.course.launch.trouble import Trouble, explain


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        ("error: failed to write to file: No space left on device (os error 28)", "disk is full"),
        ("NewConnectionError('Failed to establish a new connection: [Errno -3] Temporary failure in name resolution')\n"
         "ERROR: No matching distribution found for anyio==4.16.0", "no connection to the internet"),
        ("error: Failed to fetch: `https://example.org/a/`\n  Caused by: dns error", "no connection to the internet"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]'))", "certificate"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "not the one that was tested"),
        ("ERROR: No matching distribution found for pyzmq==27.3.0", "does not have all of them"),
        ("ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: '/x'", "may not write"),
    ],
)  # fmt: skip
def test_what_an_installer_says_is_told_plainly(output: str, sentence: str):
    trouble = reasons.why(output, Path("/course/.venv"))
    assert trouble is not None and sentence in str(trouble)
    assert "Errno" not in str(trouble) and "error" not in str(trouble).lower()


def test_an_unknown_complaint_is_passed_on_in_its_last_line():
    assert reasons.why("the moon is in the wrong house", Path()) is None
    assert reasons.last_line("first\n\nthe moon\n") == "the moon"


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EDQUOT, "disk is full"),
        (errno.EROFS, "can only be read"),
        (errno.EACCES, "may not write"),
        (errno.EPERM, "may not write"),
        (errno.EEXIST, "a file has that name"),
        (errno.ENOTDIR, "a file has that name"),
        (errno.ENAMETOOLONG, "too long"),
        (errno.EIO, "could not write"),
    ],
)
def test_a_folder_that_cannot_be_used_is_told_plainly(
    number: int, sentence: str, place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(command.tempfile, "TemporaryFile", refuse)
    folder = place.root / "my work"
    assert command.run(["--no-browser", "--folder", str(folder)], place.root) == 1
    said = capsys.readouterr()
    assert said.out == "" and sentence in said.err and str(folder) in said.err
    assert "Traceback" not in said.err and not place.environment.exists()


def test_a_folder_that_is_a_file_is_told_and_the_file_stays(place: Place, capsys: pytest.CaptureFixture[str]):
    file = place.root / "letter"
    file.write_text("dear Dana")
    for folder in (file, file / "deeper"):
        assert command.run(["--folder", str(folder)], place.root) == 1
        assert "a file has that name" in capsys.readouterr().err
    assert file.read_text() == "dear Dana"


@contextmanager
def full_disk(folder: Path) -> Iterator[Path]:
    """A real disk without room, where this computer lets us make one."""
    folder.mkdir()
    mounted = sys.platform == "linux" and not subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", str(folder)], capture_output=True, check=False
    ).returncode  # fmt: skip
    try:
        if mounted:
            (folder / "big").write_bytes(b"0" * 4096)
        yield folder
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_told(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    with full_disk(tmp_path / "full") as folder:
        if not (folder / "big").exists():
            monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
        monkeypatch.setattr(environment, "make_ready", lambda *_: None)
        assert command.run(["--no-browser", "--folder", str(folder / "my-course")], place.root) == 1
    assert "disk is full" in capsys.readouterr().err


def test_a_course_on_a_disk_that_can_only_be_read_is_told(place: Place, monkeypatch: pytest.MonkeyPatch):
    real = Path.open

    def refuse(path: Path, *rest: object, **more: object) -> object:
        if path.name == ".venv-lock":
            raise OSError(errno.EROFS, "Read-only file system", str(path))
        return real(path, *rest, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(Trouble, match="can only be read"):
        environment.make_ready(place, frozenset())


def test_a_port_that_is_taken_is_told_before_anything_is_installed(place: Place, capsys: pytest.CaptureFixture[str]):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert command.run(["--port", str(port), "--no-browser"], place.root) == 1
    said = capsys.readouterr().err
    assert f"Port {port} is in use" in said and "--port" in said
    assert not place.environment.exists()


def test_without_a_wish_the_next_free_port_is_taken(monkeypatch: pytest.MonkeyPatch):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        monkeypatch.setattr(server, "FIRST_PORT", taken)
        monkeypatch.setattr(server, "LAST_PORT", taken + 20)
        assert taken < server.free_port(None) <= taken + 20
        monkeypatch.setattr(server, "LAST_PORT", taken)
        with pytest.raises(Trouble, match="all in use"):
            server.free_port(None)


def test_what_nobody_foresaw_is_one_sentence_and_a_file(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def fail(*_: object) -> None:
        raise RuntimeError("the moon")

    monkeypatch.setattr(environment, "make_ready", fail)
    assert command.run(["--no-browser"], place.root) == 1
    said = capsys.readouterr()
    assert said.out == "" and "Traceback" not in said.err and said.err.count("\n") == 1
    file = Path(said.err.strip().rsplit(": ", 1)[1])
    assert "RuntimeError: the moon" in file.read_text(encoding="utf-8")


def test_stopping_in_the_middle_is_told_kindly(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(environment, "make_ready", lambda *_: os.kill(os.getpid(), signal.SIGTERM) or time.sleep(5))
    assert command.run(["--no-browser"], place.root) == 130
    assert "Your work is kept" in capsys.readouterr().err


def test_every_sentence_names_the_place_and_what_to_do():
    for number in (errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EEXIST, errno.ENAMETOOLONG, errno.EIO):
        said = str(explain(OSError(number, os.strerror(number)), Path("/a/place")))
        assert "/a/place" in said and said.endswith(".") and "!" not in said


def test_the_test_browser_is_the_one_that_was_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ALONGSIDE_CHROMIUM", sys.executable)
    assert tests_run.find_chromium() == sys.executable
    monkeypatch.setenv("ALONGSIDE_CHROMIUM", "/no/such/browser")
    assert tests_run.find_chromium() is None
