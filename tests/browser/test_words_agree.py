"""Python and the page say the same: every template of every diagram, at facts on and around its thresholds."""

import random
from collections.abc import Iterator
from typing import Any

import pytest
from page_modules import in_page, load_modules
from playwright.sync_api import Browser, Page

from alongside.charts.describe import sentences
from alongside.charts.registry import DIAGRAMS, chart_module

pytestmark = pytest.mark.browser
RUNS = 300


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A blank page with the module that fills the templates."""
    made = browser.new_page()
    load_modules(made, "describe")
    yield made
    made.close()


def templates(value: Any) -> Iterator[dict[str, Any]]:
    """Every template of a spec, at any depth."""
    if isinstance(value, dict):
        if {"id", "cases"} <= set(value):
            yield value
        else:
            for inner in value.values():
                yield from templates(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from templates(inner)


def facts_for(chance: random.Random, template: dict[str, Any]) -> dict[str, Any]:
    """A value for everything the template uses: a word it compares with, or a number at or beside a threshold."""
    compared: dict[str, list[Any]] = {}
    for case in template["cases"]:
        for name, _, value in case.get("if", ()):
            compared.setdefault(name, []).append(value)
        for piece in case["say"].split("{")[1:]:
            name, form, _ = piece.partition("}")[0].partition(":")
            compared.setdefault(name, []).extend([] if form else ["the opioid"])
    facts: dict[str, Any] = {}
    for name, values in compared.items():
        words = [value for value in values if isinstance(value, str)]
        around = chance.choice([value for value in values if not isinstance(value, str)] or [chance.uniform(0, 40)])
        number = chance.choice([around, around + chance.gauss(0, 0.2), chance.random(), chance.uniform(0, 100)])
        facts[name] = chance.choice([*words, "something else"]) if words else max(0.0, number)
    return facts


@pytest.mark.parametrize("diagram", DIAGRAMS)
def test_every_template_says_the_same_in_python_and_in_the_page(page: Page, diagram: str) -> None:
    chance = random.Random(f"{diagram} 1")
    found = list(templates(getattr(chart_module(diagram), f"{diagram}_spec")()))
    inputs = [(one, facts_for(chance, one)) for one in found for _ in range(RUNS // len(found) + 1)]
    ours = [[list(said) for said in sentences([one], facts)] for one, facts in inputs]
    theirs = in_page(
        page,
        "([one, facts]) => as.describe.sentences([one], facts).map((said) => [said.id, said.text, said.tone])",
        [list(one) for one in inputs],
    )
    told = {said[0][1] for said in ours if said}
    print(f"\n{diagram}: {len(found)} templates, {len(inputs)} facts, {len(told)} different sentences")
    assert ours == theirs
    assert told
