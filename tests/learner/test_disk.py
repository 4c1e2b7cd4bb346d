import errno
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.learner.disk import explain, write_durably


def full_disk(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(content=st.binary(max_size=2000))
def test_what_is_written_is_there_whole(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "Räume & Wörter.json"
    write_durably(path, content)
    assert path.read_bytes() == content
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_the_disk_has_it_before_the_name_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, order = tmp_path / "a.json", []
    sync, replace = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda descriptor: (order.append("sync"), sync(descriptor)))
    monkeypatch.setattr(Path, "replace", lambda self, target: (order.append("replace"), replace(self, target)))
    write_durably(path, b"new")
    assert order == ["sync", "replace", "sync"]


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_whole_and_no_rubbish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path if failing == "replace" else os, failing, full_disk)
    with pytest.raises(OSError, match="No space"):
        write_durably(path, b"new")
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.json"]


def test_an_interrupt_leaves_the_old_file_whole_and_no_rubbish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_durably(path, b"new")
    assert (path.read_bytes(), len(list(tmp_path.iterdir()))) == (b"old", 1)


def test_others_on_the_machine_may_read_it_as_any_file(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    write_durably(path, b"new")
    assert os.name == "nt" or path.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "The disk is full. Delete something"),
        (errno.EDQUOT, "The disk is full. Delete something"),
        (errno.EACCES, "may not be written to. Move the course"),
        (errno.EPERM, "may not be written to. Move the course"),
        (errno.EROFS, "may not be written to. Move the course"),
    ],
)
def test_a_known_reason_comes_with_what_to_do(number: int, words: str) -> None:
    assert words in explain(OSError(number, os.strerror(number)))


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(errno.EIO, "Input/output error"), "Input/output error"),
        (OSError(), "no reason given"),
        (OSError("odd"), "no reason given"),
    ],
)
def test_any_other_reason_is_passed_on(error: OSError, reason: str) -> None:
    assert explain(error) == f"The computer could not write the file ({reason}); we keep trying."
