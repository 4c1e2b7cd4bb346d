"""A file with keys lies only where no learner finds it, whole, and for its owner."""

import io
import stat
import sys
import zipfile
from pathlib import Path

import pytest

from alongside.lms.export_file import NotThere, write_export, zipped


@pytest.mark.parametrize("place", [
    "assignments/quiz/keys.zip", "my-course/keys.zip", "kit/keys.zip", "site/keys.zip", "notebooks/keys.zip",
    "alongside/data/keys.zip", "keys.zip", "my-teaching/feedback/ana/quiz/keys.zip", "my-teaching/submitted/keys.zip",
    "assignments/../my-course/keys.zip", "my-teaching/exports/../../kit/keys.zip",
])
def test_the_course_folder_is_refused_but_for_the_instructors_place(tmp_path: Path, place: str) -> None:
    with pytest.raises(NotThere, match="holds the answers"):
        write_export(tmp_path, tmp_path / place, b"keys")
    assert not list(tmp_path.rglob("*keys*"))


@pytest.mark.parametrize("place", ["my-teaching/exports/keys.zip", "my-teaching/keys.zip"])
def test_the_instructors_place_is_taken(tmp_path: Path, place: str) -> None:
    assert write_export(tmp_path, tmp_path / place, b"keys").read_bytes() == b"keys"


def test_a_folder_outside_of_the_course_is_taken(tmp_path: Path) -> None:
    there = write_export(tmp_path / "course", tmp_path / "desk" / "keys.zip", b"keys")
    assert there.read_bytes() == b"keys"


def test_a_link_into_a_learners_place_is_refused(tmp_path: Path) -> None:
    course = tmp_path / "course"
    (course / "assignments").mkdir(parents=True)
    try:
        (tmp_path / "desk").symlink_to(course / "assignments", target_is_directory=True)
    except OSError:
        pytest.skip("this system makes no links")
    with pytest.raises(NotThere):
        write_export(course, tmp_path / "desk" / "keys.zip", b"keys")
    assert not list((course / "assignments").iterdir())


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(NotThere, match="is a folder"):
        write_export(tmp_path / "course", tmp_path, b"keys")


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "keys.zip"
    target.write_bytes(b"old")

    def fails(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(OSError, match="disk full"):
        write_export(tmp_path / "course", target, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["keys.zip"]
    assert target.read_bytes() == b"old"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bits")
def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    there = write_export(tmp_path / "course", tmp_path / "keys.zip", b"keys")
    assert stat.S_IMODE(there.stat().st_mode) == 0o600


def test_a_zip_holds_its_files_and_is_the_same_each_time() -> None:
    files = {"a/b.xml": b"<b/>", "c.xml": b"<c/>"}
    made = zipped(files)
    assert made == zipped(files)
    archive = zipfile.ZipFile(io.BytesIO(made))
    assert {name: archive.read(name) for name in archive.namelist()} == files
