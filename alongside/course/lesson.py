"""Reads one lesson: a MyST notebook whose front matter says what it is, and whose cells are prose and single calls."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jupytext
import yaml

from alongside.charts.registry import DIAGRAMS
from alongside.items.reading import ID, is_text
from alongside.items.schema import Problem

_ARGUMENT = r"(?:\"[\w-]+\"|\w+=(?:-?[\d.]+|\"[\w -]*\"))"
CALL = re.compile(
    r"from alongside import (?P<name>\w+)\n(?P=name)\("
    rf"(?P<arguments>|{_ARGUMENT}(?:, {_ARGUMENT})*)\)\Z")
CITE = re.compile(r"\{cite\}`(?P<id>[^`]+)`")
TERM = re.compile(r"\{term\}`(?P<text>[^`<]+?)(?: <(?P<id>[^`>]+)>)?`")
_VOCABULARY = {"question", "line_coach", *DIAGRAMS}
_FACTS = {"id", "module", "title", "minutes", "objectives", "content_note", "instructor"}


@dataclass(frozen=True)
class Lesson:
    """One lesson; ``cells`` are (cell type, source) in order, ``name`` is the file's, such as ``02_opioid_system``."""

    name: str
    file: str
    facts: Mapping[str, Any]
    cells: tuple[tuple[str, str], ...]

    @property
    def id(self) -> str:
        """The page's permanent id."""
        return str(self.facts["id"])

    @property
    def prose(self) -> str:
        """All Markdown cells, joined."""
        return "\n\n".join(source for kind, source in self.cells if kind == "markdown")

    def practice_ids(self) -> list[str]:
        """Return the practice items it calls, in order."""
        calls = (CALL.match(source) for kind, source in self.cells if kind == "code")
        return [call["arguments"].strip('"') for call in calls if call and call["name"] == "question"]

    def diagrams(self) -> list[str]:
        """Return the diagrams it calls, each once, in order."""
        calls = (CALL.match(source) for kind, source in self.cells if kind == "code")
        return list(dict.fromkeys(call["name"] for call in calls if call and call["name"] in DIAGRAMS))

    def cited(self) -> list[str]:
        """Return the claims it cites, each once, in order."""
        return list(dict.fromkeys(match["id"] for match in CITE.finditer(self.prose)))

    def terms(self) -> list[str]:
        """Return the glossary ids that its text opens, each once, in order."""
        return list(dict.fromkeys(term_id(match) for match in TERM.finditer(self.prose)))


def term_id(match: re.Match[str]) -> str:
    """Return the glossary id of a ``{term}`` role: the one in angle brackets, or its text with hyphens."""
    return match["id"] or match["text"].strip().lower().replace(" ", "-")


def _fact_problems(facts: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(facts, Mapping):
        yield "alongside", "needs id, module, title, minutes, objectives and content_note in the front matter"
        return
    if not isinstance(facts.get("id"), str) or not ID.match(facts["id"]):
        yield "alongside.id", "needs an id of lower-case letters, digits and hyphens"
    for name in ("module", "title", "content_note", *(["instructor"] if "instructor" in facts else [])):
        if not is_text(facts.get(name)):
            yield f"alongside.{name}", "needs a text"
    if not isinstance(facts.get("minutes"), int):
        yield "alongside.minutes", "needs a whole number of minutes"
    objectives = facts.get("objectives")
    if not isinstance(objectives, list) or not objectives or not all(map(is_text, objectives)):
        yield "alongside.objectives", "needs a list of sentences"
    for name in sorted(set(map(str, facts)) - _FACTS):
        yield f"alongside.{name}", "is not a field of a lesson"


def _cell_problems(number: int, source: str) -> Iterator[tuple[str, str]]:
    call = CALL.match(source)
    if not call or call["name"] not in _VOCABULARY:
        first = source.splitlines()[0] if source else "(empty)"
        yield f"code cell {number} ({first})", ("must be two lines, “from alongside import NAME” and one call of NAME, "
                                                f"which is one of {', '.join(sorted(_VOCABULARY))}")


def load_lesson(path: Path, file: str) -> tuple[Lesson | None, list[Problem]]:
    """Return the lesson, or None with what is wrong in it; ``file`` names it to its author."""
    try:
        notebook = jupytext.reads(path.read_text(encoding="utf-8"), fmt="md:myst")
    except (OSError, ValueError, yaml.YAMLError) as error:
        return None, [Problem(file, "(whole file)", f"cannot be read: {error}")]
    facts = notebook.metadata.get("alongside")
    problems = [Problem(file, field, message) for field, message in _fact_problems(facts)]
    cells = tuple((cell.cell_type, cell.source.strip()) for cell in notebook.cells if cell.source.strip())
    codes = [source for kind, source in cells if kind == "code"]
    problems += [Problem(file, field, message) for number, source in enumerate(codes, 1)
                 for field, message in _cell_problems(number, source)]
    return (None, problems) if problems else (Lesson(path.stem, file, facts, cells), [])
