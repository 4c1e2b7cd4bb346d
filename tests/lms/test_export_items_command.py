"""``alongside export-items``: where it writes, what it says, and that no learner's place ever holds an export."""

import argparse
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("nbgrader", reason="needs the teaching tools: pip install -e '.[teach]'")

from alongside.cli import lms_items
from alongside.lms.export_file import NotThere

ROOT = Path(__file__).resolve().parents[2]
QUIZ = "opioid-system"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course with one quiz, some practice, and the places that learners see."""
    root = tmp_path / "course"
    shutil.copytree(ROOT / "source" / QUIZ, root / "source" / QUIZ)
    (root / "practice").mkdir()
    for path in sorted((ROOT / "practice").glob("match-*.yml")):
        shutil.copy(path, root / "practice")
    for place in ("assignments", "my-course", "kit", "site", "notebooks", "lessons"):
        (root / place).mkdir()
    (root / "start.py").touch()
    return root


@pytest.fixture
def run(course: Path) -> Callable[..., int]:
    def typed(*words: str) -> int:
        parser = argparse.ArgumentParser()
        commands = parser.add_subparsers()

        def add(name: str, command: Any) -> argparse.ArgumentParser:
            made = commands.add_parser(name)
            made.set_defaults(run=command, root=course, source=None)
            return made

        lms_items.add_to(add)
        options = parser.parse_args(["export-items", *words])
        code: int = options.run(options)
        return code

    return typed


def files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("form", "suffix"), [("qti21", "zip"), ("qti12", "zip"), ("moodle", "xml")])
def test_an_export_is_one_new_file_among_the_instructors(
    course: Path, run: Callable[..., int], form: str, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(course)
    assert run(QUIZ, "--format", form) == 0
    assert files(course) - before == {f"my-teaching/exports/{QUIZ}-{form}.{suffix}"}
    told = capsys.readouterr().out
    assert "It holds the answers: for instructors only." in told
    assert f"{QUIZ}-{form}.{suffix}" in told


@pytest.mark.parametrize("place", ["assignments", "my-course", "kit", "site", "notebooks"])
def test_no_learners_place_is_written_to(course: Path, run: Callable[..., int], place: str) -> None:
    before = files(course)
    for form in lms_items.FORMATS:
        for what in ([QUIZ], ["--practice"]):
            with pytest.raises(NotThere, match="my-teaching/exports"):
                run(*what, "--format", form, "--out", str(course / place / "keys"))
    assert files(course) == before


def test_practice_alone_and_beside_a_quiz(course: Path, run: Callable[..., int], tmp_path: Path) -> None:
    assert run("--practice", "--format", "qti21") == 0
    alone = zipfile.ZipFile(course / "my-teaching" / "exports" / "practice-qti21.zip").namelist()
    assert {name.split("/")[1] for name in alone if name.startswith("items/")} == {"practice"}
    out = tmp_path / "both.zip"
    assert run(QUIZ, "--practice", "--format", "qti21", "--out", str(out)) == 0
    both = {name.split("/")[1] for name in zipfile.ZipFile(out).namelist() if name.startswith("items/")}
    assert {"practice", QUIZ} <= both


def test_an_export_twice_gives_the_same_bytes(run: Callable[..., int], tmp_path: Path) -> None:
    for form in lms_items.FORMATS:
        for name in ("one", "two"):
            run(QUIZ, "--format", form, "--out", str(tmp_path / name))
        assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_where_nothing_can_go_out_nothing_is_written(
    course: Path, run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(course / "practice")
    (course / "practice").mkdir()
    shutil.copy(ROOT / "practice" / "forecast-families.yml", course / "practice")
    before = files(course)
    assert run("--practice", "--format", "moodle") == 1
    assert files(course) == before
    told = capsys.readouterr().out
    assert "Nothing was written" in told
    assert "how sure one was of it: forecast-families" in told
