"""The commands for learning platforms, as they are typed."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from course_folder import CourseFolder
from platform_zips import hand_in, zipped
from sample_quiz import QUIZ_ID

from alongside.cli import lms_groups, teaching
from alongside.cli.command import Command


def run(course: CourseFolder, *arguments: str) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", type=Path)
    parser.add_argument("--source", type=Path)
    commands = parser.add_subparsers(required=True)

    def add(name: str, run: Command) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=run.__doc__)
        command.set_defaults(run=run)
        return command

    for topic in (teaching, lms_groups):
        topic.add_to(add)
    options = parser.parse_args(["--root", str(course.root), *arguments])
    return int(options.run(options))


def test_from_a_canvas_export_to_a_file_for_canvas(course: CourseFolder, capsys: pytest.CaptureFixture[str]) -> None:
    people = course.root / "people.csv"
    people.write_text(
        'Student,ID,SIS Login ID,Section\n"Okafor, Ada",1201,ada,G\n"Rossi, Bo",1202,bo,G\n', encoding="utf-8"
    )
    assert run(course, "roster", str(people), "--dry-run") == 0
    assert "only looked" in capsys.readouterr().out
    assert run(course, "roster", str(people)) == 0
    download = course.root / "submissions.zip"
    download.write_bytes(zipped({"okaforada_1201_5_x.zip": hand_in(""), "rossibo_1202_6_x.zip": hand_in("1201")}))
    assert run(course, "collect", str(download)) == 1
    told = capsys.readouterr().out
    assert "1 new hand-ins" in told
    assert "Canvas says that it came from “rossibo” (id 1202)" in told
    assert run(course, "collect", str(download), "--trust-platform") == 0
    assert run(course, "grade", QUIZ_ID) == 0
    assert run(course, "export-grades", "--format", "canvas", "--quiz", QUIZ_ID, "--so-far") == 0
    told = capsys.readouterr().out
    assert "Learners: 2; with grades: 2" in told
    lines = (course.root / "my-teaching" / "grades-canvas.csv").read_text(encoding="utf-8").splitlines()
    assert [line.split('","')[1] for line in lines[2:]] == ["1201", "1202"]


def test_lines_that_were_not_taken_make_the_command_say_so(
    course: CourseFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    people = course.root / "people.csv"
    people.write_text("id,name\na/1,Ada\nb2,Bo\n", encoding="utf-8")
    assert run(course, "roster", str(people)) == 1
    assert "line 2: the code “a/1”" in capsys.readouterr().out
