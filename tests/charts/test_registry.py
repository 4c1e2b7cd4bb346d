"""Every diagram by its one name: in Python, in the page, in a lesson; and the claims its words rest on."""

import re
from pathlib import Path

import pytest

import alongside
from alongside.charts.registry import DIAGRAMS, chart_module, diagram_claims
from alongside.course.evidence import load_claims, load_references
from alongside.course.tree import Tree

ROOT = Path(__file__).resolve().parents[2]
every_diagram = pytest.mark.parametrize("diagram", DIAGRAMS)


@pytest.fixture(scope="module")
def claim_ids() -> set[str]:
    tree = Tree.at(ROOT)
    references, _ = load_references(tree)
    claims, problems = load_claims(tree, references)
    assert problems == []
    return set(claims)


def test_no_diagram_stands_in_the_register_twice() -> None:
    assert len(set(DIAGRAMS)) == len(DIAGRAMS) == 10


@every_diagram
def test_a_diagram_has_one_name_everywhere(diagram: str) -> None:
    assert callable(getattr(alongside, diagram))
    assert (ROOT / "alongside" / "widgets" / f"{diagram}.py").is_file()
    assert (ROOT / "alongside" / "static" / diagram / f"{diagram}.js").is_file()
    assert f'"{diagram}"' in (ROOT / "labextension" / "static" / "cells.js").read_text(encoding="utf-8")


@every_diagram
def test_a_diagram_says_what_it_is_what_it_leaves_out_and_what_it_rests_on(diagram: str) -> None:
    module = chart_module(diagram)
    assert module.TITLE.strip() and module.NOTE.strip()
    assert module.CLAIMS and len(set(module.CLAIMS)) == len(module.CLAIMS)
    spec = getattr(module, f"{diagram}_spec")()
    assert (spec["title"], spec["note"]) == (module.TITLE, module.NOTE)


@every_diagram
def test_a_diagram_gives_facts_and_words_and_points_where_it_draws_a_chart(diagram: str) -> None:
    module = chart_module(diagram)
    charts = getattr(module, f"{diagram}_spec")().get("charts")
    for part in ("facts", "words", *(["points"] if charts else [])):
        assert callable(getattr(module, f"{diagram}_{part}"))


@every_diagram
def test_every_claim_behind_a_diagram_is_in_the_evidence(diagram: str, claim_ids: set[str]) -> None:
    assert sorted(set(diagram_claims(diagram)) - claim_ids) == []


def test_every_module_of_a_widget_that_draws_a_diagram_is_in_the_register() -> None:
    subclass = re.compile(r"^class \w+\(Diagram\):", re.MULTILINE)
    drawn = {
        path.stem
        for path in (ROOT / "alongside" / "widgets").glob("*.py")
        if subclass.search(path.read_text(encoding="utf-8"))
    }
    assert drawn == set(DIAGRAMS)


def test_an_unknown_diagram_is_named_with_those_there_are() -> None:
    with pytest.raises(KeyError, match="tolerance_cycle"):
        chart_module("tolerance_circle")
