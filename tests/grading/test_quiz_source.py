from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sample_quiz import ITEMS, QUIZ_ID, write_quiz

from alongside.grading.quiz_source import UnreadableQuiz, load_quiz, require_quiz


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_quiz(tmp_path / "source")


def _problems(folder: Path) -> str:
    quiz, problems = load_quiz(folder)
    assert quiz is None
    return "\n".join(map(str, problems))


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_sound_quiz_is_read_in_its_order(folder: Path) -> None:
    quiz, problems = load_quiz(folder)
    assert problems == []
    assert quiz is not None
    assert [item.id for item in quiz.items] == [item["id"] for item in ITEMS]
    assert quiz.points == 14
    assert quiz.item("no-such-item") is None


def test_a_twin_stands_beside_the_item_it_is_another_form_of(folder: Path) -> None:
    quiz = require_quiz(folder)
    assert {first: twin.id for first, twin in quiz.twins.items()} == {"reflect-feeling": "reflect-feeling-again"}
    assert "reflect-feeling-again" not in [item.id for item in quiz.items]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("twin_of: reflect-feeling", "twin_of: no-such-item", "twin_of: “no-such-item” is not in the list"),
        ("twin_of: reflect-feeling", "twin_of: 7", "twin_of: needs the id"),
        ("twin_of: reflect-feeling", "twin_of: choose-questions", "a twin has the kind, objective and points"),
        ("objective: M9.3", "objective: M9.1", "a twin has the kind, objective and points"),
        ("version: 1", "version: 1\npoints: 3", "a twin has the kind, objective and points"),
    ],
)
def test_a_twin_that_does_not_fit_is_named(folder: Path, old: str, new: str, words: str) -> None:
    _edit(folder / "items" / "reflect-feeling-again.yml", old, new)
    assert f"source/{QUIZ_ID}/items/reflect-feeling-again.yml" in _problems(folder)
    assert words in _problems(folder)


def test_an_item_has_one_twin(folder: Path) -> None:
    path = folder / "items" / "reflect-feeling-again.yml"
    text = path.read_text(encoding="utf-8").replace("id: reflect-feeling-again", "id: reflect-feeling-more")
    path.with_name("reflect-feeling-more.yml").write_text(text, encoding="utf-8")
    assert "has another twin already" in _problems(folder)


def test_a_field_that_stands_twice_is_named_with_its_line(folder: Path) -> None:
    path = folder / "items" / "count-lines.yml"
    path.write_text(path.read_text(encoding="utf-8") + "points: 9\npoints: 1\n", encoding="utf-8")
    assert "“points” stands here twice" in _problems(folder)
    assert f"source/{QUIZ_ID}/items/count-lines.yml: line" in _problems(folder)


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("quiz.yml", f"id: {QUIZ_ID}", "id: other", "must be the name of its folder"),
        ("quiz.yml", "minutes: 10", "minutes: 0", "minutes: needs a number above 0"),
        ("quiz.yml", "- count-lines", "- count-lines\n- count-lines", "“count-lines” stands here twice"),
        ("quiz.yml", "- count-lines", "- no-such-file", "no-such-file.yml: (whole file): is missing"),
        ("quiz.yml", "title: A", "subtitle: x\ntitle: A", "subtitle: is not a field of a quiz"),
        ("quiz.yml", "items:", "things:", "items: needs a list of item ids"),
        ("items/count-lines.yml", "id: count-lines", "id: count-other", "must be the name of its file"),
        ("items/count-lines.yml", "version: 1", "version: [1", "is not valid YAML"),
        ("items/count-lines.yml", "version: 1", "version: !!python/object:os.system {}", "is not valid YAML"),
    ],
)
def test_what_is_off_is_named_by_file_and_field(folder: Path, file: str, old: str, new: str, words: str) -> None:
    _edit(folder / file, old, new)
    assert words in _problems(folder)


def test_a_written_reply_in_a_quiz_needs_a_rubric(folder: Path) -> None:
    path = folder / "items" / "write-reply.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("rubric:")] + "after: compare with this\n", encoding="utf-8")
    assert "needs a rubric to mark it with" in _problems(folder)


def test_a_file_that_is_not_utf8_or_missing_is_named(folder: Path) -> None:
    (folder / "items" / "count-lines.yml").write_bytes(b"id: \xff\xfe")
    assert "cannot be read as UTF-8" in _problems(folder)
    (folder / "quiz.yml").unlink()
    assert _problems(folder) == f"source/{QUIZ_ID}/quiz.yml: (whole file): is missing"


def test_problems_of_several_files_come_together(folder: Path) -> None:
    _edit(folder / "quiz.yml", "minutes: 10", "minutes: soon")
    _edit(folder / "items" / "count-lines.yml", "kind: number", "kind: riddle")
    with pytest.raises(UnreadableQuiz) as reason:
        require_quiz(folder)
    assert "minutes" in str(reason.value)
    assert "riddle" in str(reason.value) or "kind" in str(reason.value)


def test_the_self_paced_learners_path_loads_no_nbgrader() -> None:
    code = "import sys, alongside.grading.self_check, alongside.grading.quiz_notebook; "
    code += "print([name for name in ('nbgrader', 'nbformat', 'sqlalchemy', 'numpy') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
