"""The commands as they are typed: what they print, and where they stop with a sentence."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from course_folder import CourseFolder
from graded import graded, later, state

from alongside.cli import care
from alongside.cli.command import Command


def _run(course: CourseFolder, *words: str, source: Path | None = None) -> int:
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers()

    def add(name: str, run: Command) -> argparse.ArgumentParser:
        command = commands.add_parser(name)
        command.set_defaults(run=run)
        return command

    care.add_to(add)
    options = parser.parse_args(words, argparse.Namespace(root=course.root, source=source))
    return int(options.run(options))


def test_a_course_is_backed_up_and_restored_by_one_command_each(
    course: CourseFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = state(graded(course))
    file = tmp_path / "course.tar.gz"
    assert _run(course, "backup", "--to", str(file)) == 0
    assert "every sum is right" in capsys.readouterr().out
    later(course)
    assert _run(course, "restore", str(file)) == 0
    assert "To undo this restore" in capsys.readouterr().out
    assert state(course) == old
    assert _run(course, "restore", str(file), "--to", str(tmp_path / "look")) == 0
    assert (tmp_path / "look" / "my-teaching" / "gradebook.db").is_file()


def test_a_private_source_is_backed_up_when_it_is_named(course: CourseFolder, tmp_path: Path) -> None:
    import tarfile

    _run(course, "backup", "--to", str(tmp_path / "b.tar.gz"), source=course.root / "source")
    with tarfile.open(tmp_path / "b.tar.gz") as archive:
        assert "source/sample-quiz/quiz.yml" in archive.getnames()


def test_the_log_is_shown_as_lines_and_as_a_table(course: CourseFolder, capsys: pytest.CaptureFixture[str]) -> None:
    graded(course)
    assert _run(course, "grade-log", "--learner", "learner-0", "--quiz", "sample-quiz") == 0
    assert "mark: – → 2" in capsys.readouterr().out
    assert _run(course, "grade-log", "--csv") == 0
    assert capsys.readouterr().out.startswith("when (UTC),who,learner")
    assert _run(course, "grade-log", "--learner", "nobody") == 0
    assert capsys.readouterr().out == "No grade was changed.\n"


def test_a_learner_is_exported_and_deleted(course: CourseFolder, capsys: pytest.CaptureFixture[str]) -> None:
    graded(course)
    assert _run(course, "export-learner", "learner-1") == 0
    assert "Everything is in" in capsys.readouterr().out
    assert _run(course, "forget-learner", "learner-1", "--yes") == 0
    assert "was deleted" in capsys.readouterr().out
    assert not (course.submitted / "learner-1").exists()
