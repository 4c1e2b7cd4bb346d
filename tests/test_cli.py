"""The command line says what it did, or in one sentence what to do; never a traceback."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from alongside.cli import TEACHING_NEEDED, main
from alongside.cli.command import find_root

PROJECT = Path(__file__).resolve().parents[1]


def test_check_finds_nothing_to_mend_in_this_course(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(PROJECT), "check"]) == 0
    assert "0 to mend" in capsys.readouterr().out


def test_old_helplines_are_a_warning_and_an_error_before_a_release(capsys: pytest.CaptureFixture[str]) -> None:
    later = ["--root", str(PROJECT), "check", "--today", "2027-08-01"]
    assert main(later) == 0
    assert "Have a look: evidence/helplines/us.yml: reviewed_on" in capsys.readouterr().out
    assert main([*later, "--release"]) == 1


def test_self_check_prints_outcomes_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = tmp_path / "responses.json"
    quiz = PROJECT / "source" / "supportive-communication"
    assert main(["self-check", str(quiz), str(answers)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["total"]["score"] == 0
    assert {outcome["state"] for outcome in told["items"].values()} == {"unanswered"}


def test_a_folder_that_is_no_course_is_answered_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(tmp_path), "grade"]) == 1
    told = capsys.readouterr().err
    assert "nbgrader_config.py" in told and "Traceback" not in told


def test_without_the_teaching_tools_it_says_how_to_get_them() -> None:
    code = "import sys; sys.modules['bibtexparser'] = None; from alongside.cli import main; sys.exit(main(['check']))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=PROJECT, check=False)
    assert done.returncode == 1
    assert done.stderr.strip() == TEACHING_NEEDED


def test_a_command_finds_the_course_from_any_folder_inside_it() -> None:
    assert find_root(PROJECT / "alongside" / "items") == PROJECT


def test_a_broken_question_stops_the_build_with_its_file_and_field(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    private = tmp_path / "quizzes" / "short-quiz"
    (private / "items").mkdir(parents=True)
    (private / "quiz.yml").write_text(
        "id: short-quiz\ntitle: Short\nmodule: M9\nminutes: 5\nintro: Hello.\nitems: [first-one]\n")
    (private / "items" / "first-one.yml").write_text("id: first-one\nversion: 1\nobjective: M9.1\nkind: choose-one\n")
    assert main(["--root", str(PROJECT), "--source", str(tmp_path / "quizzes"), "build", "--check"]) == 1
    told = capsys.readouterr().err
    assert "short-quiz/items/first-one.yml: stem: needs the question" in told
