"""A backup holds all teaching data, is read back before it has a name, and never follows a link."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tarfile
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from course_folder import CourseFolder
from graded import graded, sqlite_rows
from sample_quiz import QUIZ_ID

from alongside.care import backup as backup_module
from alongside.care.backup import BadTarget, back_up
from alongside.care.backup_format import read_backup
from alongside.care.gradebook_copy import GradebookTrouble
from alongside.care.places import ScatteredData


def _names(path: Path) -> list[str]:
    with tarfile.open(path) as archive:
        return archive.getnames()


def test_everything_is_in_it_and_sha256sum_agrees(course: CourseFolder) -> None:
    graded(course, 3)
    (course.root / "my-teaching" / "roster.csv").write_text("id\nlearner-0\n", encoding="utf-8")
    backup = back_up(course.root, say=print)
    names = _names(backup.path)
    assert names[0] == "alongside-backup.json"
    assert names[-1] == "SHA256SUMS"
    for wanted in ("gradebook.db", "nbgrader_config.py", "my-teaching/roster.csv"):
        assert wanted in names
    for folder, name in (("submitted", "responses.json"), ("autograded", f"{QUIZ_ID}.ipynb")):
        assert f"my-teaching/{folder}/learner-2/{QUIZ_ID}/{name}" in names
    assert not [name for name in names if "grading.lock" in name or "backups" in name or name.startswith("source")]
    assert backup.files == len(names) - 2
    assert not backup.left_out
    unpacked = course.root.parent / "unpacked"
    with tarfile.open(backup.path) as archive:
        archive.extractall(unpacked, filter="data")
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=unpacked, capture_output=True, text=True, check=True)
    assert done.stdout.count(": OK") == len(names) - 1


def test_it_goes_to_the_teaching_data_unless_told_otherwise_and_only_its_owner_may_read_it(
    course: CourseFolder, tmp_path: Path
) -> None:
    first, second = back_up(course.root), back_up(course.root)
    assert first.path.parent == second.path.parent == course.root / "my-teaching" / "backups"
    assert first.path != second.path
    assert first.path.stat().st_mode & 0o077 == 0
    assert back_up(course.root, tmp_path / "mine.tar.gz").path == tmp_path / "mine.tar.gz"
    assert back_up(course.root, tmp_path).path.parent == tmp_path
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_an_earlier_file_and_a_learners_folder_are_refused(course: CourseFolder, tmp_path: Path) -> None:
    (tmp_path / "there.tar.gz").write_text("mine")
    with pytest.raises(BadTarget, match="is there already"):
        back_up(course.root, tmp_path / "there.tar.gz")
    with pytest.raises(BadTarget, match="learners or a repository"):
        back_up(course.root, course.root / "backup.tar.gz")
    with pytest.raises(BadTarget, match="no folder"):
        back_up(course.root, tmp_path / "nowhere" / "backup.tar.gz")
    assert (tmp_path / "there.tar.gz").read_text() == "mine"


def test_a_private_source_is_in_it_only_when_it_is_named(course: CourseFolder, tmp_path: Path) -> None:
    private = tmp_path / "private"
    (private / "quiz" / "items").mkdir(parents=True)
    (private / "quiz" / "items" / "a.yml").write_text("id: a\n")
    backup = back_up(course.root, private_source=private)
    assert "source/quiz/items/a.yml" in _names(backup.path)


def test_links_pipes_and_odd_names_are_left_out_and_named(course: CourseFolder, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("outside")
    folder = course.submit("ada", {})
    (folder / "link.txt").symlink_to(tmp_path / "secret")
    (folder / "linked").symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(folder / "pipe")
    (folder / "two\nlines").write_text("x")
    (folder / "back\\slash").write_text("x")
    backup = back_up(course.root)
    said = " ".join(backup.left_out)
    for word in ("link.txt", "linked", "pipe", "lines", "slash"):
        assert word in said
    with tarfile.open(backup.path) as archive:
        assert all(member.isreg() for member in archive)
        assert not [name for name in archive.getnames() if "secret" in name or "link" in name]


def test_it_is_consistent_while_somebody_writes_marks(course: CourseFolder) -> None:
    """A mark and its comment are written in one transaction; no backup ever holds one without the other."""
    graded(course)
    file = course.root / "my-teaching" / "gradebook.db"
    stop = threading.Event()
    written = 0

    def write() -> None:
        nonlocal written
        with closing(sqlite3.connect(file, timeout=60)) as database:
            while not stop.is_set():
                with database:
                    database.execute("UPDATE grade SET manual_score = ?", (written,))
                    database.execute("UPDATE comment SET manual_comment = ?", (str(written),))
                written += 1
                time.sleep(0.002)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        copies = [back_up(course.root).path for _ in range(5)]
    finally:
        stop.set()
        thread.join()
    assert written > 20
    for number, path in enumerate(copies):
        with tarfile.open(path) as archive:
            archive.extract("gradebook.db", course.root / str(number), filter="data")
        found = course.root / str(number) / "gradebook.db"
        scores = {f"{score:g}" for (score,) in sqlite_rows(found, "SELECT DISTINCT manual_score FROM grade")}
        words = {word for (word,) in sqlite_rows(found, "SELECT DISTINCT manual_comment FROM comment")}
        assert scores == words
        assert len(scores) == 1
        assert sqlite_rows(found, "PRAGMA integrity_check") == [("ok",)]


def test_a_held_gradebook_is_waited_for_and_then_named(course: CourseFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    from alongside.care import gradebook_copy

    monkeypatch.setattr(gradebook_copy, "BUSY_SECONDS", 1)
    with closing(sqlite3.connect(course.root / "my-teaching" / "gradebook.db")) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(GradebookTrouble, match="Close formgrader"):
            back_up(course.root)
        other.rollback()
    assert back_up(course.root).files > 0


def test_a_damaged_gradebook_is_named_and_leaves_no_file_behind(course: CourseFolder) -> None:
    file = course.root / "my-teaching" / "gradebook.db"
    file.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    with pytest.raises(GradebookTrouble, match="damaged"):
        back_up(course.root)
    assert list((course.root / "my-teaching" / "backups").iterdir()) == []


def test_a_full_disk_leaves_nothing_behind(course: CourseFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup_module, "_add", full)
    with pytest.raises(OSError, match="No space"):
        back_up(course.root)
    assert list((course.root / "my-teaching" / "backups").iterdir()) == []


def test_what_a_killed_backup_left_is_cleared_by_the_next_one(course: CourseFolder) -> None:
    left = course.root / "my-teaching" / "backups" / ".unfinished-abc"
    left.mkdir(parents=True)
    (left / "unfinished").write_bytes(b"half")
    backup = back_up(course.root)
    assert list(backup.path.parent.iterdir()) == [backup.path]


def test_scattered_teaching_data_are_refused_in_words(course: CourseFolder) -> None:
    with (course.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write('\nc.CourseDirectory.feedback_directory = "feedback"\n')
    with pytest.raises(ScatteredData, match="my-teaching"):
        back_up(course.root)


def test_progress_ends_at_its_whole(course: CourseFolder) -> None:
    graded(course, 2)
    told: list[tuple[int, int]] = []
    back_up(course.root, progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] > 5
    assert told == sorted(told)


@pytest.mark.long
def test_memory_stays_flat_whatever_the_number_and_size_of_files(course: CourseFolder) -> None:
    """Twenty thousand files and one of 200 MB cost a process of its own no more than 40 MB over a small backup."""
    code = (
        "import resource, sys; from pathlib import Path; from alongside.care.backup import back_up\n"
        "back_up(Path(sys.argv[1]))\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )

    def peak() -> int:
        command = [sys.executable, "-c", code, str(course.root)]
        done = subprocess.run(command, env=course.environment, capture_output=True, text=True, check=True, timeout=280)
        return int(done.stdout.split()[-1])

    small = peak()
    many = course.root / "my-teaching" / "submitted" / "many"
    many.mkdir(parents=True)
    for number in range(20_000):
        (many / f"{number}.txt").write_text(str(number))
    with (many / "large").open("wb") as file:
        file.truncate(200_000_000)
    large = peak()
    unit = 1 if sys.platform != "darwin" else 1024
    print(f"\npeak memory: small {small / 1024 / unit:.0f} MB, large {large / 1024 / unit:.0f} MB")
    assert large - small < 40 * 1024 * unit


def test_a_course_without_any_data_yet_has_a_backup_too(course: CourseFolder) -> None:
    (course.root / "my-teaching" / "gradebook.db").unlink()
    backup = back_up(course.root)
    assert read_backup(backup.path).files == backup.files == 1
