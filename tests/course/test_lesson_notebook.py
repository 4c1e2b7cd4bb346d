import json
from typing import Any

import nbformat
import pytest
import yaml

from alongside.charts.registry import diagram_claims
from alongside.course.content import Content, load_content
from alongside.course.lesson_notebook import lesson_notebook, page_sources, source_line


@pytest.fixture
def content(course: Any) -> Content:
    return load_content(course.tree)


def sources(content: Content) -> list[str]:
    return [cell["source"] for cell in lesson_notebook(content, content.lessons[0])["cells"]]


def test_the_notebook_is_valid_and_carries_no_outputs(content: Content) -> None:
    notebook = lesson_notebook(content, content.lessons[0])
    nbformat.validate(nbformat.from_dict(notebook))
    assert all(
        cell["outputs"] == [] and cell["execution_count"] is None
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
    )


def test_the_page_bar_comes_first_then_what_the_page_is_about(content: Content) -> None:
    bar, head, *_ = sources(content)
    assert bar == 'from alongside import page\npage("listening-first")'
    assert head.startswith("# Listening first\n")
    for words in (
        "About 20 minutes",
        "- Hear what somebody says before you answer",
        "This page speaks of being tired.",
        "your local emergency number",
    ):
        assert words in head


def test_a_source_becomes_a_small_number_and_a_word_becomes_a_link(content: Content) -> None:
    text = sources(content)[2]
    assert "when they are heard<sup>[1](#source-1)</sup>." in text
    assert "[reflection](#word-reflection)" in text and "[reflections](#word-reflection)" in text
    assert "{cite}" not in text and "{term}" not in text


def test_words_sources_and_the_instructors_notes_stand_at_the_end(content: Content) -> None:
    words, source, notes = sources(content)[-3:]
    assert words.endswith("- **reflection**: Giving back what was said.")
    assert (
        "1. People who feel heard say more. Lin and Eli (2020). On Listening. Journal of Hearing. doi:10.1000/1."
        in source
    )
    assert "No clinician or peer worker has reviewed this yet." in source
    assert notes.startswith("<details>") and "Ask who would like to read aloud." in notes


@pytest.mark.parametrize("mark", ["read2", "background"])
def test_an_unconfirmed_claim_says_so_on_the_page(course: Any, mark: str) -> None:
    course.change("evidence/claims.yml", "mark: read", f"mark: {mark}")
    content = load_content(course.tree)
    assert "to be confirmed by a clinician" in source_line(content, content.claims["hearing-opens"])


def test_a_claim_that_only_a_question_rests_on_is_listed_after_those_of_the_text(course: Any) -> None:
    claims = (course.root / "evidence/claims.yml").read_text()
    course.write("evidence/claims.yml", claims + claims.replace("hearing-opens", "other-claim"))
    course.change("practice/choose-a-line.yml", "claims:\n- hearing-opens", "claims:\n- other-claim")
    content = load_content(course.tree)
    listed = page_sources(content, content.lessons[0])
    assert {number: claim.id for number, claim in listed.items()} == {"1": "hearing-opens", "2": "other-claim"}


def test_a_claim_that_only_a_diagram_rests_on_is_listed_last(course: Any) -> None:
    of_diagram = list(diagram_claims("tolerance_cycle"))
    claims = yaml.safe_load((course.root / "evidence/claims.yml").read_text())
    course.dump("evidence/claims.yml", [*claims, *({**claims[0], "id": claim} for claim in of_diagram)])
    cell = "```{code-cell} ipython3\nfrom alongside import tolerance_cycle\ntolerance_cycle()\n```\n"
    course.change("lessons/01_listening_first.md", "Take your time.", f"{{cite}}`{of_diagram[-1]}`\n\n{cell}")
    content = load_content(course.tree)
    listed = [claim.id for claim in page_sources(content, content.lessons[0]).values()]
    assert listed == ["hearing-opens", of_diagram[-1], *of_diagram[:-1]]


def test_the_same_lesson_gives_the_same_bytes_and_ids_that_stay(course: Any, content: Content) -> None:
    first, again = (json.dumps(lesson_notebook(each, each.lessons[0])) for each in (content, load_content(course.tree)))
    assert first == again
    ids = [cell["id"] for cell in lesson_notebook(content, content.lessons[0])["cells"]]
    assert ids == ["page", "head", "part-01", "part-02", "part-03", "end-1", "end-2", "end-3"]


def test_only_the_courses_own_cells_carry_the_tag_that_lets_them_run(content: Content) -> None:
    cells = lesson_notebook(content, content.lessons[0])["cells"]
    assert all(cell["metadata"] == ({"tags": ["alongside"]} if cell["cell_type"] == "code" else {}) for cell in cells)
