from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from sample_quiz import ITEMS, QUIZ_ID, write_quiz

from alongside.grading.quiz_notebook import notebook_text, quiz_json, quiz_notebook
from alongside.grading.quiz_source import Quiz, require_quiz

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def quiz(tmp_path: Path) -> Quiz:
    return require_quiz(write_quiz(tmp_path / "source"))


def test_the_notebook_is_valid_and_written_as_nbformat_writes_it(quiz: Quiz) -> None:
    text = notebook_text(quiz_notebook(quiz))
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    assert nbformat.writes(notebook) + "\n" == text


def test_the_same_quiz_gives_the_same_bytes(quiz: Quiz) -> None:
    assert notebook_text(quiz_notebook(quiz)) == notebook_text(quiz_notebook(quiz))
    assert quiz_json(quiz) == quiz_json(quiz)


def test_every_item_is_one_call_and_every_reply_has_a_cell_for_its_words(quiz: Quiz) -> None:
    cells = quiz_notebook(quiz)["cells"]
    assert cells[0]["source"] == f'from alongside import page\npage("{QUIZ_ID}")'
    assert cells[1]["source"].startswith("# A sample quiz\n")
    assert cells[-1]["source"] == f'from alongside import hand_in\nhand_in("{QUIZ_ID}")'
    calls = [cell["source"].splitlines()[1] for cell in cells if "quiz_item" in cell["source"]]
    assert calls == [f'quiz_item("{QUIZ_ID}", "{item["id"]}")' for item in ITEMS]
    graded = {
        cell["metadata"]["nbgrader"]["grade_id"]: cell
        for cell in cells
        if cell["metadata"].get("nbgrader", {}).get("grade")
    }
    assert list(graded) == [item["id"] for item in ITEMS]
    for item in ITEMS:
        marks = graded[item["id"]]["metadata"]["nbgrader"]
        reply = item["kind"] == "reply"
        assert graded[item["id"]]["cell_type"] == ("markdown" if reply else "code")
        assert (marks["solution"], marks["locked"]) == (reply, not reply)
        assert marks["points"] == item.get("points", 3 if reply else 1)
        assert graded[item["id"]]["metadata"]["tags"] == (["alongside-hidden"] if reply else ["alongside"])


def test_nbgrader_accepts_the_marks_of_every_cell(quiz: Quiz) -> None:
    validator = pytest.importorskip("nbgrader.nbgraderformat").MetadataValidator()
    validator.validate_nb(nbformat.from_dict(quiz_notebook(quiz)))


def test_ids_stay_valid_however_long_an_items_name_is(tmp_path: Path) -> None:
    long = [{**ITEMS[0], "id": f"reflect-{'very-' * 20}{end}"} for end in ("long", "long-too")]
    quiz = require_quiz(write_quiz(tmp_path / "source", long))
    cells = quiz_notebook(quiz)["cells"]
    assert len({cell["id"] for cell in cells}) == len(cells)
    nbformat.validate(nbformat.from_dict(quiz_notebook(quiz)))


def test_nothing_private_leaves_by_the_notebook_or_by_quiz_json(quiz: Quiz) -> None:
    assert "private" not in notebook_text(quiz_notebook(quiz)).lower()
    public = quiz_json(quiz)
    assert "private" not in public.lower()
    loaded = json.loads(public)
    assert (loaded["format"], loaded["version"], loaded["id"]) == ("alongside-quiz", 1, QUIZ_ID)
    for field in ("score", "right", "happens", "misconception", "accepted", "tolerance", 'partner"', "near"):
        assert f'"{field.rstrip(chr(34))}":' not in public
