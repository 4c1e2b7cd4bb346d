"""``alongside check``: reads the whole course as a careful colleague would, and says in plain words what is off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from alongside.charts.registry import DIAGRAMS, diagram_claims
from alongside.course.check_facts import fact_problems, texts
from alongside.course.check_items import item_files, item_problems, practice_file
from alongside.course.content import GLOSSARY_FILE, Content
from alongside.course.evidence import CLAIMS_FILE
from alongside.course.words import word_problems
from alongside.items.schema import Problem

HELPLINE_DAYS = 180


@dataclass(frozen=True)
class Report:
    """What was found: ``errors`` stop a release, ``warnings`` want a look."""

    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def _diagram_files(content: Content) -> Iterator[tuple[str, str]]:
    """Yield (file, name) of the diagrams a course answers for: those written in it, and those its lessons call."""
    called = {name for lesson in content.lessons for name in lesson.diagrams()}
    for name in DIAGRAMS:
        file = f"alongside/charts/{name}.py"
        if name in called or (content.tree.root / file).is_file():
            yield file, name


def _claims_used(content: Content) -> Iterator[tuple[str, str, str]]:
    """Yield (file, field, claim id) wherever a claim is named."""
    for file, item in item_files(content):
        yield from ((file, "claims", claim) for claim in item.claims)
    for entry in content.glossary.values():
        yield from ((GLOSSARY_FILE, f"{entry['id']}.claims", str(claim)) for claim in entry.get("claims", []))
    for lesson in content.lessons:
        yield from ((lesson.file, "{cite}", claim) for claim in lesson.cited())
    for file, name in _diagram_files(content):
        yield from ((file, "CLAIMS", claim) for claim in diagram_claims(name))


def names_that_lead_nowhere(content: Content) -> Iterator[Problem]:
    """Yield claims, words and questions that are named but do not exist; with one of these nothing can be built."""
    for file, field, claim in _claims_used(content):
        if claim not in content.claims:
            yield Problem(file, field, f"“{claim}” is not in {CLAIMS_FILE}")
    for lesson in content.lessons:
        for term in lesson.terms():
            if term not in content.glossary:
                yield Problem(lesson.file, "{term}", f"“{term}” is not in {GLOSSARY_FILE}")
        for item_id in lesson.practice_ids():
            if item_id not in content.practice:
                yield Problem(lesson.file, "question", f"there is no practice/{item_id}.yml "
                                                     f"and no conversations/{item_id}.yml")


def _nothing_is_left_over(content: Content) -> Iterator[Problem]:
    used = {claim for _, _, claim in _claims_used(content)}
    for claim in sorted(set(content.claims) - used):
        yield Problem(CLAIMS_FILE, claim, "is used nowhere; cite it where it is stated, or take it out")
    cited = {key for claim in content.claims.values() for key in claim.sources}
    for key in sorted(set(content.references) - cited):
        yield Problem("evidence/references.bib", key, "no claim rests on this reference")
    asked = {item_id for lesson in content.lessons for item_id in lesson.practice_ids()}
    for item_id in sorted(set(content.practice) - asked):
        yield Problem(practice_file(content.practice[item_id]), "id", "no lesson asks this question")


def _words_are_kind(content: Content) -> Iterator[Problem]:
    for lesson in content.lessons:
        text = "\n".join([lesson.prose, *texts(dict(lesson.facts))])
        for _, message in word_problems(text):
            yield Problem(lesson.file, "text", message)
    for file, item in item_files(content):
        body = {name: value for name, value in item.body.items() if name != "rubric"}
        for text in (item.stem, item.better, *texts(body)):
            for _, message in word_problems(text, verdicts=True):
                yield Problem(file, "text", message)


def _helplines_are_fresh(content: Content, today: date) -> Iterator[Problem]:
    for code, country in content.helplines.items():
        age_days = (today - date.fromisoformat(country["reviewed_on"])).days
        if age_days > HELPLINE_DAYS:
            yield Problem(f"evidence/helplines/{code}.yml", "reviewed_on",
                          f"was {age_days} days ago; call each number, then write the new date")


def check(content: Content, today: date, release: bool = False) -> Report:
    """Return everything that is off; under ``release`` old helplines are errors."""
    errors = [*content.problems, *names_that_lead_nowhere(content), *_nothing_is_left_over(content),
              *item_problems(content), *_words_are_kind(content), *fact_problems(content)]
    old = list(_helplines_are_fresh(content, today))
    if release:
        return Report((*errors, *old), ())
    return Report(tuple(errors), tuple(old))
