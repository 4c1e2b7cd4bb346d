"""What a page is told about the text: comments by field and line, and the question as learners see it."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from alongside.authoring.course_files import QuestionFile
from alongside.authoring.yaml_text import ItemText, Unreadable, read_text
from alongside.course.tree import Tree
from alongside.items.reading import ID
from alongside.items.schema import Item, parse_item

_ID_LINE = re.compile(r"^id:[ \t]*[\"']?(?P<id>[^\s\"'#]+)", re.MULTILINE)
_QUOTED = re.compile("“([^”]+)”")


@dataclass(frozen=True)
class Comment:
    """One thing to mend, or as a ``hint`` to look at; ``line`` and ``column`` are counted from 1, 0 is nowhere."""

    field: str
    words: str
    line: int = 0
    hint: bool = False
    column: int = 0


@dataclass(frozen=True)
class Reading:
    """What became of a text: ``broken`` (no YAML), ``unclear`` (no question yet) or ``sound`` (can be shown)."""

    state: Literal["broken", "unclear", "sound"]
    comments: list[Comment]
    help: dict[str, str] = field(default_factory=dict)
    home: str = ""
    item: dict[str, Any] = field(default_factory=dict)
    heading: str = ""
    placed: bool = False
    saved: bool = False

    @property
    def errors(self) -> list[Comment]:
        """What has to be mended before it can be saved."""
        return [one for one in self.comments if not one.hint]

    def as_dict(self) -> dict[str, Any]:
        """Return the fields as plain values."""
        return asdict(self)


def comment(written: ItemText, text: str, about: str, words: str, hint: bool = False) -> Comment:
    """Return a comment with its line: that of its field, or of the words that it quotes."""
    line = written.line_of(about)
    quoted = _QUOTED.search(words)
    if not line and quoted and (at := text.find(quoted[1])) >= 0:
        line = text.count("\n", 0, at) + 1
    return Comment(about, words[0].upper() + words[1:] + ("" if words[-1] in ".…”?" else "."), line, hint)


def id_in(text: str) -> str:
    """Return the id that a text names, even one that cannot be read otherwise; empty where it is none."""
    found = _ID_LINE.search(text)
    return found["id"] if found and ID.match(found["id"]) else ""


def written_item(text: str) -> Item | None:
    """Return the question that a text holds, None where it holds none."""
    try:
        return parse_item(read_text(text).data, "")[0]
    except Unreadable:
        return None


def public_form(item: Item) -> dict[str, Any]:
    """Return what learners may see, as plain JSON values (a date, say, becomes a text)."""
    plain: dict[str, Any] = json.loads(json.dumps(item.public(), default=str))
    return plain


def handed_out(tree: Tree, file: QuestionFile) -> bool:
    """Whether learners have this question: it is in what the build made for them."""
    made = tree.root / (f"assignments/{file.quiz}/quiz.json" if file.quiz else "alongside/data/practice.json")
    try:
        data = json.loads(made.read_text(encoding="utf-8"))
        if not file.quiz:
            return file.id in data
        return any(file.id in (one["id"], one.get("twin", {}).get("id")) for one in data["items"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
