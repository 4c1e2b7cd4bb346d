"""From a lesson to the notebook that learners open: its own cells, framed by what every page has."""

from __future__ import annotations

import re
from typing import Any

from alongside.charts.registry import diagram_claims
from alongside.course.content import Content, word_list
from alongside.course.evidence import MARKS, Claim, cite
from alongside.course.lesson import CITE, TERM, Lesson, term_id

Cell = dict[str, Any]
_HELP = ("If you or someone with you is in danger now, call your local emergency number. “Need help now?” is in the "
         "corner of this page.")


def page_sources(content: Content, lesson: Lesson) -> dict[str, Claim]:
    """Return number ("1", "2", …) -> claim: those the text cites, in order, then those only its questions and its
    diagrams rest on.
    """
    ids = lesson.cited()
    for practice_id in lesson.practice_ids():
        item = content.practice.get(practice_id)
        ids += item.claims if item else ()
    for diagram in lesson.diagrams():
        ids += diagram_claims(diagram)
    known = [claim for claim in dict.fromkeys(ids) if claim in content.claims]
    return {str(number): content.claims[claim] for number, claim in enumerate(known, 1)}


def source_line(content: Content, claim: Claim) -> str:
    """Return a claim as one line: what we say, where it comes from, how it was checked."""
    where = " ".join(cite(content.references[key]) for key in claim.sources)
    return " ".join(part for part in (claim.statement, where, MARKS[claim.mark]) if part)


def linked(text: str, numbers: dict[str, str]) -> str:
    """Return ``text`` with roles as links: words to ``#word-ID``, claims to ``#source-N`` by ``numbers`` (id -> N)."""
    def source(match: re.Match[str]) -> str:
        number = numbers[match["id"]]
        return f"<sup>[{number}](#source-{number})</sup>"

    text = re.sub(r"\s+(?=\{cite\})", "", text)
    text = CITE.sub(source, text)
    return TERM.sub(lambda match: f"[{match['text'].strip()}](#word-{term_id(match)})", text)


def _head(lesson: Lesson) -> str:
    facts = lesson.facts
    objectives = "\n".join(f"- {objective}" for objective in facts["objectives"])
    return (f"# {facts['title']}\n\n*About {facts['minutes']} minutes*\n\n{_HELP}\n\n"
            f"**What you will be able to do**\n\n{objectives}\n\n> **Before you read.** {facts['content_note']}")


def _tail(content: Content, lesson: Lesson, sources: dict[str, Claim]) -> list[str]:
    parts = []
    if lesson.terms():
        words = word_list(content.glossary[term] for term in sorted(lesson.terms()))
        parts.append(f"## Words on this page\n\n{words}")
    if sources:
        lines = [f"{number}. {source_line(content, claim)}" for number, claim in sources.items()]
        parts.append("## Sources\n\nWhat this page says, where it comes from, and how we checked it. No clinician or "
                     "peer worker has reviewed this yet.\n\n" + "\n".join(lines))
    if lesson.facts.get("instructor"):
        parts.append("<details>\n<summary>Notes for the instructor</summary>\n\n"
                     f"{lesson.facts['instructor'].strip()}\n\n</details>")
    return parts


def _markdown(cell_id: str, source: str) -> Cell:
    return {"cell_type": "markdown", "id": cell_id, "metadata": {}, "source": source}


def _code(cell_id: str, source: str) -> Cell:
    return {"cell_type": "code", "id": cell_id, "metadata": {"tags": ["alongside"]}, "source": source,
            "execution_count": None, "outputs": []}


def lesson_notebook(content: Content, lesson: Lesson) -> dict[str, Any]:
    """Return the lesson as a notebook (nbformat 4.5, plain JSON values, no outputs); same lesson, same bytes."""
    sources = page_sources(content, lesson)
    numbers = {claim.id: number for number, claim in sources.items()}
    cells = [_code("page", f'from alongside import page\npage("{lesson.id}")'), _markdown("head", _head(lesson))]
    for number, (kind, source) in enumerate(lesson.cells, 1):
        make = _code if kind == "code" else _markdown
        cells.append(make(f"part-{number:02}", source if kind == "code" else linked(source, numbers)))
    cells += [_markdown(f"end-{number}", part) for number, part in enumerate(_tail(content, lesson, sources), 1)]
    metadata = {
        "alongside": {"kind": "lesson", "page": lesson.id, "title": lesson.facts["title"]},
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
