"""A restore brings back exactly what was backed up, keeps what was there, and survives a kill at every step."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from course_folder import CourseFolder, gradebook_rows
from graded import State, graded, later, log_rows, mark, open_gradebook, state

from alongside.care.backup import back_up
from alongside.care.gradebook_copy import GradebookTrouble
from alongside.care.places import KEPT, RESTORING
from alongside.care.restore import CannotRestore, finish_interrupted_restore, restore, restore_elsewhere


@pytest.fixture(params=["a file", "a server"])
def any_course(request: pytest.FixtureRequest) -> CourseFolder:
    return graded(request.getfixturevalue("course" if request.param == "a file" else "on_server"))


def _teaching(course: CourseFolder) -> Path:
    return course.root / "my-teaching"


def _quiet(line: str) -> None:
    pass


def test_the_old_state_comes_back_and_the_new_one_after_an_undo(any_course: CourseFolder) -> None:
    old = state(any_course)
    backup = back_up(any_course.root).path
    new = state(later(any_course))
    assert new != old
    restored = restore(any_course.root, backup)
    assert state(any_course) == old
    assert restored.kept and restored.kept.parent == _teaching(any_course) / KEPT
    assert str(restored.kept) in restored.text()
    undone = restore(any_course.root, restored.kept)
    assert state(any_course) == new
    assert undone.kept != restored.kept
    assert not (_teaching(any_course) / RESTORING).exists()
    mark(any_course, "learner-3", 1)
    assert len(log_rows(any_course)) > len(new[2])


def test_a_backup_of_a_file_goes_into_a_server_and_back(course: CourseFolder, on_server: CourseFolder) -> None:
    old = state(graded(course))
    restore(on_server.root, back_up(course.root).path)
    assert state(on_server) == old
    mark(on_server, "learner-1", 3)
    with open_gradebook(on_server) as gradebook:
        assert gradebook.find_student("learner-4")
    on_server_now = state(on_server)
    restore(course.root, back_up(on_server.root).path)
    assert state(course) == on_server_now
    assert len(on_server_now[2]) == len(old[2]) + 2


def test_an_open_formgrader_sees_the_restored_grades(course: CourseFolder) -> None:
    backup = back_up(graded(course).root).path
    with open_gradebook(course) as formgrader:
        later(course)
        assert formgrader.find_student("learner-new")
        formgrader.db.rollback()
        restore(course.root, backup)
        assert "learner-new" not in {student.id for student in formgrader.students}
        formgrader.find_grade("write-reply", "sample-quiz", "sample-quiz", "learner-1").manual_score = 3
        formgrader.db.commit()
    assert gradebook_rows(course.root)["learner-1"][1] > 0
    assert log_rows(course)[-1][2:] == ("learner-1", "sample-quiz", "write-reply", "mark", "–", "3")


def test_it_restores_onto_a_new_machine(course: CourseFolder, make_course: object) -> None:
    old = state(graded(course))
    backup = back_up(course.root).path
    other = make_course("new")  # type: ignore[operator]
    (_teaching(other) / "gradebook.db").unlink()
    (_teaching(other) / ".grading.lock").unlink(missing_ok=True)
    _teaching(other).rmdir()
    restore(other.root, backup)
    assert state(other) == old


def test_a_damaged_gradebook_is_replaced_and_its_bytes_are_kept(course: CourseFolder) -> None:
    old = state(graded(course))
    backup = back_up(course.root).path
    broken = b"not a database at all" * 100
    (_teaching(course) / "gradebook.db").write_bytes(broken)
    kept = restore(course.root, backup).kept
    assert state(course) == old
    assert kept and (kept / "gradebook.db").read_bytes() == broken
    with pytest.raises(GradebookTrouble, match="damaged"):
        restore(course.root, kept)
    assert state(course) == old


def test_a_held_gradebook_leaves_everything_as_it_was(course: CourseFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    from alongside.care import gradebook_copy

    backup = back_up(graded(course).root).path
    now = state(later(course))
    monkeypatch.setattr(gradebook_copy, "BUSY_SECONDS", 1)
    with closing(sqlite3.connect(_teaching(course) / "gradebook.db")) as other:
        other.execute("BEGIN IMMEDIATE")  # it may be read, and not written
        with pytest.raises(GradebookTrouble, match="Close formgrader"):
            restore(course.root, backup)
        other.rollback()
    assert state(course) == now
    assert list((_teaching(course) / KEPT).iterdir()) == []
    finish_interrupted_restore(course.root)
    assert state(course) == now


def test_settings_and_private_quizzes_are_laid_aside_never_over_the_present_ones(
    course: CourseFolder, tmp_path: Path
) -> None:
    config = course.root / "nbgrader_config.py"
    private = tmp_path / "private"
    (private / "quiz").mkdir(parents=True)
    (private / "quiz" / "quiz.yml").write_text("id: quiz\n")
    backup = back_up(course.root, private_source=private).path
    earlier = config.read_text(encoding="utf-8")
    config.write_text(earlier + "\n# mine\n", encoding="utf-8")
    restored = restore(course.root, backup)
    assert config.read_text(encoding="utf-8").endswith("# mine\n")
    assert restored.aside and "not touched" in restored.text()
    assert (restored.aside / "nbgrader_config.py").read_text(encoding="utf-8") == earlier
    assert (restored.aside / "source" / "quiz" / "quiz.yml").read_text() == "id: quiz\n"
    assert (course.root / "source" / "sample-quiz" / "quiz.yml").is_file()


def test_elsewhere_is_a_new_folder_or_another_course_never_a_folder_with_things_in_it(
    course: CourseFolder, make_course: object, tmp_path: Path
) -> None:
    old = state(graded(course))
    backup = back_up(course.root).path
    look = tmp_path / "look"
    restore_elsewhere(backup, look)
    assert (look / "my-teaching" / "gradebook.db").is_file()
    assert (look / "nbgrader_config.py").is_file()
    assert gradebook_rows(look) == old[1]
    with pytest.raises(CannotRestore, match="empty folder"):
        restore_elsewhere(backup, look / "my-teaching")
    other = make_course("other")  # type: ignore[operator]
    restore_elsewhere(backup, other.root)
    assert state(other) == old
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".unfinished")]


@pytest.mark.parametrize("name", ["nowhere.tar.gz", "."])
def test_what_is_no_backup_is_refused_in_words(course: CourseFolder, name: str) -> None:
    with pytest.raises(CannotRestore):
        restore(course.root, course.root / name)


def test_a_disk_that_is_too_small_is_named_before_anything_happens(
    course: CourseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    backup = back_up(graded(course).root).path
    now = state(later(course))
    usage = type("Usage", (), {"free": 1000})
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(CannotRestore, match="MB left"):
        restore(course.root, backup)
    assert state(course) == now


_STEPS = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "open", "os.chmod", "os.utime", "sqlite3.connect",
          "os.listdir", "os.scandir", "shutil.rmtree"}


def _restore_and_be_killed(course: CourseFolder, backup: Path, at_step: int) -> bool:
    """Restore in a process of its own that kills itself at its n-th touch of the disk; return whether it got there."""
    child = os.fork()
    if child == 0:
        try:
            seen = 0

            def count(event: str, arguments: tuple[object, ...]) -> None:
                nonlocal seen
                if event in _STEPS and str(course.root) in str(arguments):
                    seen += 1
                    if seen == at_step:
                        os.kill(os.getpid(), signal.SIGKILL)

            sys.addaudithook(count)
            restore(course.root, backup, say=_quiet)
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.long
@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a process as Linux and macOS do")
def test_a_kill_at_every_touch_of_the_disk_leaves_the_old_or_the_new_state(
    course: CourseFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    graded(course, 2)
    old = state(course)
    backup = back_up(course.root, course.root.parent / "old.tar.gz").path
    later(course)
    new = state(course)
    back = back_up(course.root, course.root.parent / "new.tar.gz").path
    ends: list[str] = []
    step = 0
    while True:
        step += 1
        killed = _restore_and_be_killed(course, backup, step)
        unfinished = (_teaching(course) / RESTORING / "journal.json").is_file()
        if not unfinished:
            assert state(course) in (old, new), f"neither the old nor the new state after a kill at step {step}"
        finish_interrupted_restore(course.root, say=_quiet)
        found = state(course)
        assert found in (old, new), f"neither the old nor the new state after a kill at step {step}"
        ends.append(f"{'old' if found == old else 'new'}{' finished' if unfinished else ''}")
        if not killed:
            break
        if found == old:
            kept = sorted((_teaching(course) / KEPT).iterdir())
            assert kept, "what was there before is gone"
            restore(course.root, back, say=_quiet)
            assert state(course) == new
    with capsys.disabled():
        print(f"\n{len(ends) - 1} kills: before the exchange {ends.count('new')}, finished by the next command "
              f"{ends.count('old finished')}, after it {ends.count('old')}")
    assert ends[-1] == "old"
    assert ends.count("old finished") > 10
    assert ends.count("new") > 10


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a process as Linux and macOS do")
def test_a_kill_while_the_database_takes_the_grades_loses_nothing(
    on_server: CourseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alongside.care import gradebook_copy, swap

    graded(on_server, 2)
    old = state(on_server)
    backup = back_up(on_server.root, on_server.root.parent / "old.tar.gz").path
    later(on_server)
    new = state(on_server)

    def killed_by(place: object, name: str) -> State:
        child = os.fork()
        if child == 0:
            try:
                setattr(place, name, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
                restore(on_server.root, backup, say=_quiet)
            finally:
                os._exit(0)
        assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
        return state(on_server)

    assert killed_by(swap.Swap, "_gradebook") == new
    finish_interrupted_restore(on_server.root, say=_quiet)
    assert state(on_server) == old
    later(on_server)
    half_way = killed_by(gradebook_copy, "postgresql_statements")  # all rows are in, nothing is committed
    assert half_way[1].keys() == new[1].keys()
    finish_interrupted_restore(on_server.root, say=_quiet)
    assert state(on_server) == old
