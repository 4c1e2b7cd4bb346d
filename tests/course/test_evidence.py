import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.course.evidence import MARKS, cite, load_claims, load_helplines, load_references

CLAIM = {
    "id": "hearing-opens",
    "statement": "People who feel heard\n  say more.",
    "source": ["lin2020"],
    "mark": "read",
    "confirm": "none",
}


def claim_problems(course: Any, **changes: Any) -> dict[str, str]:
    course.dump(
        "evidence/claims.yml", [{name: value for name, value in {**CLAIM, **changes}.items() if value is not None}]
    )
    claims, found = load_claims(course.tree, {"lin2020": {}})
    assert bool(claims) == (not found)
    return {problem.field.rpartition(".")[2]: problem.message for problem in found}


def test_a_claim_is_read_with_its_sources_mark_and_who_has_to_confirm_it(course: Any) -> None:
    claims, problems = load_claims(course.tree, {"lin2020": {}})
    claim = claims["hearing-opens"]
    assert problems == []
    assert (claim.statement, claim.sources, claim.mark, claim.confirm) == (
        "People who feel heard say more.",
        ("lin2020",),
        "read",
        "none",
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"id": "Hearing"}, "id"),
        ({"id": None}, "id"),
        ({"statement": " "}, "statement"),
        ({"mark": "sure"}, "mark"),
        ({"mark": ["read"]}, "mark"),
        ({"mark": None}, "mark"),
        ({"confirm": "nobody"}, "confirm"),
        ({"confirm": {"a": 1}}, "confirm"),
        ({"source": []}, "source"),
        ({"source": None}, "source"),
        ({"source": "lin2020"}, "source"),
        ({"source": ["lin2021"]}, "source"),
        ({"source": [{"key": "lin2020"}]}, "source"),
        ({"source": [4]}, "source"),
    ],
)
def test_what_is_wrong_with_a_claim_is_named_by_its_field(course: Any, changes: dict[str, Any], field: str) -> None:
    assert field in claim_problems(course, **changes)


def test_only_our_own_choice_for_teaching_may_stand_without_a_source(course: Any) -> None:
    assert claim_problems(course, source=None, mark="design") == {}


@pytest.mark.parametrize("mark", ["read2", "background"])
def test_what_was_not_checked_at_its_source_says_that_a_clinician_has_to_confirm_it(mark: str) -> None:
    assert "to be confirmed by a clinician" in MARKS[mark]


def test_a_claim_that_stands_twice_is_named(course: Any) -> None:
    course.dump("evidence/claims.yml", [CLAIM, CLAIM])
    _, (problem,) = load_claims(course.tree, {"lin2020": {}})
    assert str(problem) == "evidence/claims.yml: hearing-opens: stands here twice"


@pytest.mark.parametrize("text", ["", "a: 1", "- just a line", "- {id: a", "4"])
def test_a_claims_file_of_another_form_is_named(course: Any, text: str) -> None:
    course.write("evidence/claims.yml", text)
    claims, problems = load_claims(course.tree, {})
    assert claims == {} and problems


def test_a_reference_is_read_without_its_braces(course: Any) -> None:
    references, problems = load_references(course.tree)
    assert problems == [] and references["lin2020"]["title"] == "On Listening"


@pytest.mark.parametrize(
    ("old", "new", "field", "words"),
    [
        ("  year = {2020},", "  year = {2020,", "lin2020", "missing brace or comma"),
        ("{lin2020,", "{lin2020", "lin2020", "missing brace or comma"),
        ("journal = {Journal of Hearing}", "journal = hearing", "lin2020.journal", "without braces"),
    ],
)
def test_a_reference_that_cannot_be_read_is_named(course: Any, old: str, new: str, field: str, words: str) -> None:
    course.change("evidence/references.bib", old, new)
    _, problems = load_references(course.tree)
    assert [(field in problem.field, words in problem.message) for problem in problems] == [(True, True)]


def test_a_reference_that_stands_twice_is_named(course: Any) -> None:
    text = (course.root / "evidence/references.bib").read_text(encoding="utf-8")
    course.write("evidence/references.bib", text + "\n" + text)
    _, (problem,) = load_references(course.tree)
    assert (problem.field, problem.message) == ("lin2020", "stands here twice")


def test_a_missing_references_file_is_named(course: Any) -> None:
    (course.root / "evidence/references.bib").unlink()
    references, (problem,) = load_references(course.tree)
    assert references == {} and "cannot be read" in problem.message


@pytest.mark.parametrize(
    ("reference", "line"),
    [
        (
            {
                "author": "Lin, Anna and Eli, Ben",
                "title": "On Listening",
                "journal": "J Hear",
                "year": "2020",
                "doi": "10.1/1",
            },
            "Lin and Eli (2020). On Listening. J Hear. doi:10.1/1.",
        ),
        (
            {
                "author": "Lin, Anna and Eli, Ben and Sam, C",
                "title": "On.",
                "year": "2020",
                "url": "https://example.org/a",
            },
            "Lin and others (2020). On. https://example.org/a.",
        ),
        ({"author": "Lin, Anna", "title": "On", "institution": "WHO"}, "Lin (no year). On. WHO."),
        (
            {"organization": "WHO", "title": "A\n  guide", "year": "2014", "howpublished": "Web page"},
            "WHO (2014). A guide. Web page.",
        ),
        ({}, "(no year)."),
    ],
)
def test_a_reference_becomes_one_line(reference: dict[str, str], line: str) -> None:
    assert cite(reference) == line


def test_only_published_lines_are_shown_and_nothing_of_how_we_checked_them(course: Any) -> None:
    countries, problems = load_helplines(course.tree)
    assert problems == []
    assert countries == {
        "uk": {
            "name": "United Kingdom",
            "emergency": "999",
            "reviewed_on": "2026-11-01",
            "lines": [
                {
                    "id": "uk-one",
                    "name": "A line",
                    "what": "Someone listens",
                    "contact": "Call 116 123",
                    "tel": "116123",
                    "kind": "crisis",
                }
            ],
        }
    }


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('emergency: "999"', "emergency: 999", "emergency"),
        ("name: United Kingdom", "", "name"),
        ("reviewed_on: 2026-11-01", "", "reviewed_on"),
        ("reviewed_on: 2026-11-01", "reviewed_on: last autumn", "reviewed_on"),
        ("reviewed_on: 2026-11-01", "reviewed_on: 2026-11-01 10:00:00", "reviewed_on"),
        ("reviewed_on: 2026-11-01", "reviewed_on: 2026-02-30", "(whole file)"),
        ("mark: read,", "mark: bg,", "lines (uk-one).mark"),
        ("mark: read,", "", "lines (uk-one).mark"),
        ("mark: read,", "mark: [read],", "lines (uk-one).mark"),
        ("what: Someone listens,", "", "lines (uk-one)"),
        ("source: a page", "source: ''", "lines (uk-one)"),
        ("publish: false, ", "", "lines (uk-two).mark"),
    ],
)
def test_what_is_wrong_with_a_helpline_is_named_and_the_country_is_not_shown(
    course: Any, old: str, new: str, field: str
) -> None:
    course.change("evidence/helplines/uk.yml", old, new)
    countries, problems = load_helplines(course.tree)
    assert countries == {} and field in [problem.field for problem in problems]
    assert {problem.file for problem in problems} == {"evidence/helplines/uk.yml"}


@pytest.mark.parametrize(
    "text", ["", "- a", "lines: [", "country: GB\nname: X\nemergency: '9'\nreviewed_on: 2026-01-01\nlines:\n"]
)
def test_a_helpline_file_of_another_form_is_named(course: Any, text: str) -> None:
    course.write("evidence/helplines/uk.yml", text)
    countries, problems = load_helplines(course.tree)
    assert countries == {} and problems


_YAML_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="ascii", min_codepoint=32), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*CLAIM, "lines", "name"]), inner, max_size=4)
    ),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=_YAML_VALUES, field=st.sampled_from(sorted(CLAIM)))
def test_whatever_an_author_writes_nothing_is_raised(course: Any, value: Any, field: str) -> None:
    course.dump("evidence/claims.yml", [{**CLAIM, field: value}, value])
    claims, problems = load_claims(course.tree, {"lin2020": {}})
    assert problems and set(claims) <= {"hearing-opens", str(value)}
    course.dump("evidence/helplines/uk.yml", value)
    assert load_helplines(course.tree)[1]


def test_every_reference_line_ends_in_one_full_stop() -> None:
    assert re.search(r"[^.]\.\Z", cite({"author": "Lin, A", "title": "Why?", "year": "2020", "journal": "J. Hear."}))
