"""The published tables: generated ones are those of today, sources exist, no amount of an opioid stands in them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from alongside.course import model_tables
from alongside.course.evidence import MARKS, load_references
from alongside.course.tree import Tree
from alongside.models.tables import table

NAMES = sorted(path.stem for path in model_tables.SOURCES.glob("*.yml"))
ROOT = Path(__file__).resolve().parents[2]
AMOUNT = re.compile(r"\d\s?(mg|mcg|µg|ug|ng|micrograms?|milligrams?|grams?)\b", re.IGNORECASE)
LEARNERS_SPRAYS = {"4 mg", "8 mg"}  # naloxone, the one product whose amount learners see


def fields(value: Any, name: str) -> Iterator[Any]:
    """Every value that stands under ``name``, at any depth."""
    if isinstance(value, dict):
        yield from ([value[name]] if name in value else [])
        for inner in value.values():
            yield from fields(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from fields(inner, name)


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)


def test_there_are_the_tables_that_the_models_read() -> None:
    assert {"cows", "outcomes", "withdrawal_windows"} <= set(NAMES)


def test_the_generated_tables_are_those_of_today() -> None:
    assert model_tables.write(check=True) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_table_holds_what_its_author_wrote(name: str) -> None:
    written = yaml.safe_load((model_tables.SOURCES / f"{name}.yml").read_text(encoding="utf-8"))
    read = table(name)
    assert "Edit that file" in read.pop("generated")
    assert read == written


@pytest.mark.parametrize("name", NAMES)
def test_a_table_names_no_amount_of_an_opioid(name: str) -> None:
    found = {text for text in texts(table(name)) if AMOUNT.search(text)}
    assert {text for text in found if "naloxone" not in text} <= (LEARNERS_SPRAYS if name == "outcomes" else set())


@pytest.mark.parametrize("name", NAMES)
def test_every_mark_is_one_of_the_known_ones(name: str) -> None:
    assert set(fields(table(name), "mark")) <= set(MARKS)


@pytest.mark.parametrize("name", ["cows", "outcomes"])
def test_every_source_is_a_reference(name: str) -> None:
    references, _ = load_references(Tree.at(ROOT))
    assert sorted(set(fields(table(name), "source")) - set(references)) == []


def test_every_window_is_in_order_and_says_where_it_comes_from() -> None:
    for row in table("withdrawal_windows")["windows"]:
        low, high = row["hours"]
        assert 0 < low < high
        assert row["source"].strip()
        assert row["mark"] in ("read2", "background")


def test_what_a_caller_does_to_a_table_stays_with_the_caller() -> None:
    table("cows")["items"].clear()
    assert len(table("cows")["items"]) == 11


def test_an_unknown_table_is_not_found() -> None:
    with pytest.raises(FileNotFoundError):
        table("nothing")
