"""The open notebook runs without an error and shows no amount; every model has a page for teachers."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from alongside.course.kit import kit_files
from alongside.course.open_notebook import BEHIND_THE_MODELS as SOURCE
from alongside.course.open_notebook import open_notebook, open_notebook_files
from alongside.course.tree import Tree
from alongside.course.workspace import course_files
from alongside.grading.quiz_notebook import notebook_text
from alongside.models.parameters import parameter_rows

PROJECT = Path(__file__).resolve().parents[2]
NOTEBOOK = (PROJECT / SOURCE).with_suffix(".ipynb")
PAGES = sorted((PROJECT / "docs" / "models").glob("*.md"))
MODELS = ["binding", "breathing", "cows", "kinetics", "outcomes", "receptor", "tolerance", "withdrawal"]
PARTS = ["What it shows", "Equations", "Parameters", "What it leaves out", "How it was checked", "Sources and marks"]
AMOUNT = re.compile(r"\d\s?(?:mg|mcg|µg|ug|micrograms?|milligrams?|ng|nanograms?|pM|picomol)\b", re.IGNORECASE)


@cache
def run() -> Any:
    """The notebook after all its cells ran in a kernel of their own."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(PROJECT))
        NotebookClient(notebook, timeout=250, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
    return notebook


def outputs() -> list[dict[str, Any]]:
    return [output for cell in run().cells if cell.cell_type == "code" for output in cell.outputs]


def output_texts() -> list[str]:
    found = [output["text"] for output in outputs() if output["output_type"] == "stream"]
    return found + [text for output in outputs() for kind, text in output.get("data", {}).items() if "text" in kind]


@pytest.mark.timeout(300)
def test_the_open_notebook_runs_and_draws_every_model() -> None:
    assert not [output for output in outputs() if output["output_type"] == "error"]
    assert not [output for output in outputs() if output.get("name") == "stderr"]
    pictures = [output for output in outputs() if "image/png" in output.get("data", {})]
    assert len(pictures) >= 7


@pytest.mark.timeout(300)
def test_its_output_names_no_amount_of_an_opioid_and_every_mark() -> None:
    text = "\n".join(output_texts())
    named = [line for line in re.split(r"\n|<tr>", text) if AMOUNT.search(line) and "naloxone" not in line.lower()]
    assert named == []
    for mark in ("read", "read2", "background", "calc", "design"):
        assert re.search(rf"\d+ {mark}\b", text), mark
    assert "outside" not in text, "a time of withdrawal lies outside its published window"


def test_the_notebook_is_what_its_text_says_and_carries_no_outputs() -> None:
    ((_, path, notebook),) = [one for one in open_notebook_files(Tree.at(PROJECT)) if one[0] == SOURCE]
    assert path.read_text(encoding="utf-8") == notebook_text(notebook)
    nbformat.validate(nbformat.from_dict(notebook))
    assert all(cell["outputs"] == [] for cell in notebook["cells"] if cell["cell_type"] == "code")


def test_it_is_no_lesson_nothing_runs_it_and_no_learner_gets_it() -> None:
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert "alongside" not in notebook["metadata"]
    assert not [cell for cell in notebook["cells"] if cell["metadata"].get("tags")]
    handed = [*course_files(PROJECT).values(), *kit_files(Tree.at(PROJECT))]
    assert NOTEBOOK not in handed


def test_the_same_text_gives_the_same_notebook() -> None:
    text = (PROJECT / SOURCE).read_text(encoding="utf-8")
    assert open_notebook(text) == open_notebook(text)
    ids = [cell["id"] for cell in open_notebook(text)["cells"]]
    assert len(set(ids)) == len(ids)


def test_a_course_without_an_open_notebook_has_none(tmp_path: Path) -> None:
    assert list(open_notebook_files(Tree.at(tmp_path))) == []


def test_every_model_has_a_page_for_teachers_with_the_same_parts() -> None:
    assert [page.stem for page in PAGES] == MODELS
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        assert re.findall(r"^## (.+)$", text, re.M) == PARTS, page.name
        for part in re.split(r"^## .+$", text, flags=re.M)[1:]:
            assert len(part.split()) > 5, f"{page.name}: a part says too little"


def test_every_group_of_parameters_is_named_on_a_page_and_no_other() -> None:
    named = {name for page in PAGES for name in re.findall(r"`([a-z_]+)\.`", page.read_text(encoding="utf-8"))}
    assert named == {row["id"].partition(".")[0] for row in parameter_rows()}


def test_every_name_of_a_parameter_or_file_on_a_page_exists() -> None:
    parameters = {row["id"].partition(".")[2] for row in parameter_rows()}
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        part = text.partition("## Parameters")[2].partition("## ")[0]
        assert set(re.findall(r"`([a-z_]+)`", part)) <= parameters, page.name
        for file in re.findall(r"`((?:alongside|tests|evidence)/[\w/.]+)`", text):
            assert (PROJECT / file).exists(), f"{page.name}: {file}"
        for link in re.findall(r"\]\((\w+\.md)\)", text):
            assert (page.parent / link).is_file(), f"{page.name}: {link}"


def test_no_page_for_teachers_names_an_amount_of_an_opioid() -> None:
    for page in [*PAGES, PROJECT / SOURCE]:
        for line in page.read_text(encoding="utf-8").splitlines():
            assert not AMOUNT.search(line) or "naloxone" in line, f"{page.name}: {line}"
