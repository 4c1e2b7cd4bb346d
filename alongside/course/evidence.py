"""The evidence: claims with their sources and marks, the references, the helplines."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import bibtexparser

from alongside.course.tree import Tree
from alongside.grading.quiz_source import read_yaml
from alongside.items.reading import ID, entries, is_text
from alongside.items.schema import Problem

# It prints what it cannot read; we say that ourselves, with the file and the key.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)

MARKS = {
    "read": "We read this source.",
    "read2": "We read it in a secondary source; to be confirmed by a clinician.",
    "background": "General knowledge, not checked against the source; to be confirmed by a clinician.",
    "calc": "Worked out from the published figures.",
    "design": "Our own choice for teaching.",
}
CLAIMS_FILE = "evidence/claims.yml"
REFERENCES_FILE = "evidence/references.bib"
_BIB_KEY = re.compile(r"^\s*@(?!comment|string|preamble)\w+\s*\{\s*([^,\s]+)", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True)
class Claim:
    """One factual statement of the course: ``sources`` are keys of references, ``mark`` says how it was checked."""

    id: str
    statement: str
    sources: tuple[str, ...]
    mark: str
    confirm: str


def _claim_problems(data: Mapping[str, Any], place: str, references: Mapping[str, Any]) -> list[Problem]:
    found = []
    if not isinstance(data.get("id"), str) or not ID.match(data["id"]):
        found.append(Problem(CLAIMS_FILE, f"{place}.id", "needs an id of lower-case letters, digits and hyphens"))
    if not is_text(data.get("statement")):
        found.append(Problem(CLAIMS_FILE, f"{place}.statement", "needs the statement in our own words"))
    if data.get("mark") not in list(MARKS):
        found.append(Problem(CLAIMS_FILE, f"{place}.mark", f"must be one of {', '.join(MARKS)}"))
    if data.get("confirm") not in ["clinician", "peer", "none"]:
        found.append(Problem(CLAIMS_FILE, f"{place}.confirm", "must be clinician, peer or none"))
    sources = data.get("source", [])
    if not isinstance(sources, list) or (not sources and data.get("mark") != "design"):
        found.append(Problem(CLAIMS_FILE, f"{place}.source", "needs a list of keys from references.bib"))
    else:
        found += [Problem(CLAIMS_FILE, f"{place}.source", f"“{key}” is not in {REFERENCES_FILE}")
                  for key in sources if key not in list(references)]
    return found


def load_references(tree: Tree) -> tuple[dict[str, dict[str, str]], list[Problem]]:
    """Return key -> fields of each reference."""
    path = tree.root / REFERENCES_FILE
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return {}, [Problem(REFERENCES_FILE, "(whole file)", f"cannot be read: {error}")]
    # No parse stack: values stay as written, so that a word without braces can be told from one with them.
    entries_read = bibtexparser.parse_string(text, parse_stack=[]).entries
    bare = [
        Problem(REFERENCES_FILE, f"{entry.key}.{field.key}", f"“{field.value}” stands without braces; write {{...}}")
        for entry in entries_read for field in entry.fields if re.match(r"[A-Za-z]", field.value)
    ]
    references = {entry.key: {field.key: _plain(field.value) for field in entry.fields} for entry in entries_read}
    return references, bare + list(_reference_problems(_BIB_KEY.findall(text), references))


def _plain(value: str) -> str:
    """Return a BibTeX value without the quotes or braces around it and the braces in it."""
    return value.removeprefix('"').removesuffix('"').replace("{", "").replace("}", "")


def _reference_problems(written: Sequence[str], references: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield the keys that stand in the file but could not be read, or stand there twice; the parser says neither."""
    for key in dict.fromkeys(written):
        if key not in references:
            yield Problem(REFERENCES_FILE, key, "cannot be read; look for a missing brace or comma")
        elif written.count(key) > 1:
            yield Problem(REFERENCES_FILE, key, "stands here twice")


def load_claims(tree: Tree, references: Mapping[str, Any]) -> tuple[dict[str, Claim], list[Problem]]:
    """Return claim id -> claim, and what is wrong with the others."""
    data, problems = read_yaml(tree.root / CLAIMS_FILE, CLAIMS_FILE)
    claims: dict[str, Claim] = {}
    if not problems and not isinstance(data, list):
        problems.append(Problem(CLAIMS_FILE, "(whole file)", "must hold a list of claims"))
    for number, entry in enumerate(data if isinstance(data, list) else [], 1):
        if not isinstance(entry, Mapping):
            problems.append(Problem(CLAIMS_FILE, f"[{number}]", "must be a mapping with id, statement, source, mark"))
            continue
        place = str(entry.get("id", f"[{number}]"))
        wrong = _claim_problems(entry, place, references)
        if place in claims:
            wrong.append(Problem(CLAIMS_FILE, place, "stands here twice"))
        problems += wrong
        if not wrong:
            claims[place] = Claim(place, " ".join(entry["statement"].split()), tuple(entry.get("source", [])),
                                  entry["mark"], entry["confirm"])
    return claims, problems


def cite(reference: Mapping[str, str]) -> str:
    """Return a reference as one line: authors (year). Title. Where. DOI or address."""
    names = [name.split(",")[0].strip() for name in reference.get("author", "").split(" and ") if name.strip()]
    authors = names[0] + (" and others" if len(names) > 2 else f" and {names[1]}" if len(names) == 2 else "") \
        if names else reference.get("organization", reference.get("institution", ""))
    where = reference.get("journal") or reference.get("booktitle") or reference.get("publisher") \
        or reference.get("institution") or reference.get("howpublished", "")
    address = f"doi:{reference['doi']}" if reference.get("doi") else reference.get("url", "")
    first = f"{authors} ({reference.get('year', 'no year')})".strip()
    return ". ".join(" ".join(part.split()).rstrip(".") for part in (first, reference.get("title", ""), where, address)
                     if part) + "."


def load_helplines(tree: Tree) -> tuple[dict[str, dict[str, Any]], list[Problem]]:
    """Return country code (``us``) -> what learners of that country see; unpublished lines are left out."""
    countries: dict[str, dict[str, Any]] = {}
    problems: list[Problem] = []
    for path in tree.helpline_files:
        file = tree.shown(path)
        data, wrong = read_yaml(path, file)
        problems += wrong
        if not isinstance(data, Mapping):
            problems += [] if wrong else [Problem(file, "(whole file)", "must hold a country: name, lines and so on")]
            continue
        for name in ("country", "name", "emergency"):
            if not is_text(data.get(name)):
                wrong.append(Problem(file, name, "needs a text (a number stands in quotation marks)"))
        if type(data.get("reviewed_on")) is not date:
            wrong.append(Problem(file, "reviewed_on", "needs the day of the last review, such as 2026-11-22"))
        if not isinstance(data.get("lines"), list):
            wrong.append(Problem(file, "lines", "needs a list of lines"))
        lines = [line for line in entries(data, "lines") if line.get("publish", True)]
        for line in lines:
            if not all(is_text(line.get(name)) for name in ("id", "name", "what", "contact", "source")):
                wrong.append(Problem(file, f"lines ({line.get('id')})", "needs id, name, what, contact and source"))
            if line.get("mark") not in ["read", "read2"]:
                wrong.append(Problem(file, f"lines ({line.get('id')}).mark", "is not checked: set publish: false"))
        problems += [problem for problem in wrong if problem not in problems]
        if not wrong:
            shown = ("id", "name", "what", "contact", "tel", "kind")
            countries[path.stem] = {
                "name": data["name"], "emergency": data["emergency"], "reviewed_on": data["reviewed_on"].isoformat(),
                "lines": [{name: line[name] for name in shown if name in line} for line in lines]}
    return countries, problems
