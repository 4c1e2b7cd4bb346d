"""What ``alongside check`` asks of facts: a claim behind each, no unconfirmed figure, no number of one country."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from alongside.course.check_items import item_files
from alongside.course.content import Content
from alongside.course.evidence import CLAIMS_FILE
from alongside.items.schema import Problem

_DRUGS = r"heroin|morphine|oxycodone|methadone|buprenorphine|naltrexone|naloxone|fentanyl|opioids?|withdrawal|tolerance"
_FACT = re.compile(
    r"\d+(?:\.\d+)?\s?%|\bpercent\b"
    r"|\b(?:stud(?:y|ies)|trials?|reviews?|researchers|surveys?) (?:\w+ ){0,3}?"
    r"(?:show|found|find|followed|counted|suggest)"
    r"|\b\d[\d.,]* (?:of|out of|in|per) (?:every )?1[0,]*0\b"
    rf"|\b(?:{_DRUGS})\b[^.?!\n]{{0,60}}\b\d+ (?:to \d+ )?(?:minutes?|hours?|days?|weeks?)\b"
    rf"|\b\d+ (?:to \d+ )?(?:minutes?|hours?|days?|weeks?)\b[^.?!\n]{{0,60}}\b(?:{_DRUGS})\b",
    re.IGNORECASE)
_ONE_COUNTRYS = re.compile(
    r"\b(?:call|dial|ring|text|phone)(?:s|ed|ing)? (?:\w+ ){0,2}?(?:911|999|988|111|112|000|211)\b"
    r"|\b(?:1-)?\d{3}[- .]\d{3}[- .]\d{4}\b|\b116 ?123\b|\b13 ?11 ?14\b", re.IGNORECASE)
_FIGURE = re.compile(r"\d+(?:\.\d+)?\s?%|\b\d+\.\d+\b|\b\d{1,3}(?:,\d{3})+\b|\b\d{1,3}\b")
_NOT_A_FIGURE = re.compile(r"\((?:19|20)\d\d\)|\b(?:19|20)\d\d\b|\bDSM-5(?:-TR)?\b|\bM\d+\b")


def texts(value: Any) -> Iterator[str]:
    """Yield every text in plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)


def _own_words(block: str) -> str:
    """Return a paragraph without what its characters say."""
    return "\n".join(line for line in block.splitlines() if not line.lstrip().startswith(">"))


def _facts_have_claims(content: Content) -> Iterator[Problem]:
    """A paragraph or a question that gives a figure, a finding or the timing of a drug names the claim behind it."""
    for lesson in content.lessons:
        for block in re.split(r"\n\s*\n", lesson.prose):
            found = _FACT.search(_own_words(block))
            if found and "{cite}" not in block:
                yield Problem(lesson.file, "text", f"“{found.group()}” stands in a paragraph without {{cite}}: "
                                                   f"“{' '.join(block.split())[:60]}…”")
    for file, item in item_files(content):
        for text in (item.stem, item.better, *texts(item.body)):
            found = _FACT.search(text)
            if found and not item.claims:
                yield Problem(file, "claims", f"“{found.group()}” is a fact; name the claim behind it")


def _figures_are_confirmed(content: Content) -> Iterator[Problem]:
    """A figure of general knowledge waits for a person; learners read the statement of every claim in Sources."""
    for claim in content.claims.values():
        found = _FIGURE.search(_NOT_A_FIGURE.sub("", claim.statement))
        if claim.mark == "background" and found:
            yield Problem(CLAIMS_FILE, claim.id, f"“{found.group()}” is marked background and would be shown; say it "
                                                 "without the figure until somebody has confirmed it")


def _no_countrys_number_stands_in_a_text(content: Content) -> Iterator[Problem]:
    """Numbers to call stand in evidence/helplines only, from where each learner sees those of their country."""
    told = [(lesson.file, [lesson.prose, *texts(dict(lesson.facts))]) for lesson in content.lessons]
    told += [(file, [item.stem, item.better, *texts(item.body)]) for file, item in item_files(content)]
    for file, parts in told:
        for part in parts:
            if found := _ONE_COUNTRYS.search(part):
                yield Problem(file, "text", f"“{found.group()}” works in one country; say “your local emergency "
                                            "number” or “Need help now?”")


def fact_problems(content: Content) -> Iterator[Problem]:
    """Yield what is off in the facts of the course."""
    yield from _facts_have_claims(content)
    yield from _figures_are_confirmed(content)
    yield from _no_countrys_number_stands_in_a_text(content)
