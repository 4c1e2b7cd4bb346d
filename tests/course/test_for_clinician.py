from typing import Any

import yaml

from alongside.cli import main
from alongside.course.content import load_content
from alongside.course.for_clinician import awaited, clinician_list

CLAIM = {"statement": "A statement.", "source": ["lin2020"], "mark": "read", "confirm": "clinician"}


def with_claims(course: Any, **marks: str) -> None:
    claims = yaml.safe_load((course.root / "evidence/claims.yml").read_text())
    course.dump("evidence/claims.yml", [*claims, *({**CLAIM, "id": name.replace("_", "-"), "mark": mark}
                                                   for name, mark in marks.items())])  # fmt: skip


def ids(course: Any) -> list[str]:
    return [one.claim.id for one in awaited(load_content(course.tree))]


def test_what_nobody_has_to_confirm_is_not_listed(course: Any) -> None:
    assert ids(course) == []


def test_what_a_life_may_hang_on_comes_first_then_what_is_least_sure(course: Any) -> None:
    with_claims(course, elsewhere="background", sure="read", unsure="background", critical="read")
    course.change("practice/choose-a-line.yml", "- hearing-opens", "- elsewhere")
    first = "source/small-quiz/items/reflect-feeling.yml"
    course.change(first, "- hearing-opens", "- critical")
    course.change(first, "version: 1", "version: 1\ncritical: true")
    other = "source/small-quiz/items/write-reply.yml"
    course.change(other, "objective: M9.3", "objective: M8.1\nclaims: [sure, unsure]")
    assert ids(course) == ["critical", "unsure", "sure", "elsewhere"]


def test_the_list_says_who_where_from_and_where_it_stands(course: Any, capsys: Any) -> None:
    with_claims(course, unsure="background")
    course.change("practice/choose-a-line.yml", "- hearing-opens", "- unsure")
    text = clinician_list(load_content(course.tree))
    assert "1 of 2 statements wait" in text and "No clinician or peer worker has reviewed this course yet." in text
    assert "1. [ ] **unsure** (for a clinician;" in text
    assert "Source: Lin and Eli (2020)." in text and "Stands in: practice/choose-a-line.yml" in text
    assert main(["--root", str(course.root), "check", "--for-clinician"]) == 0
    assert capsys.readouterr().out == text + "\n"
