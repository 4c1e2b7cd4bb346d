"""What a report says, before it is a page, a PDF or a table for a spreadsheet: plain text and numbers, no markup."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

Value = str | int | float | None
Kind = Literal["text", "count", "percent", "figure"]
"""How a column's values are shown: a percent is kept as a fraction, a figure has two decimals."""


@dataclass(frozen=True)
class Column:
    """The head of a column."""

    name: str
    kind: Kind = "text"


@dataclass(frozen=True)
class Words:
    """A paragraph; ``tone`` is "plain", "quiet" (small print) or "note" (on a soft ground)."""

    text: str
    tone: Literal["plain", "quiet", "note"] = "plain"


@dataclass(frozen=True)
class Points:
    """A list; ``ordered`` where the order says something."""

    items: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Table:
    """A table with what it shows in its ``caption``; the first column names the rows."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True)
class Figure:
    """A drawing as SVG text, and all that it shows in words (``alt``)."""

    svg: str
    alt: str


@dataclass(frozen=True)
class Fold:
    """Details under a title of their own, folded away on the page and open on paper."""

    title: str
    blocks: tuple[Block, ...]


Block = Words | Points | Table | Figure | Fold


@dataclass(frozen=True)
class Sheet:
    """A CSV file: its ``name`` without ending; ``rows`` is called when it is written, so that none need be kept."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterable[tuple[Value, ...]]]


@dataclass(frozen=True)
class Section:
    """One part of the report; ``in_short`` goes to its top. A ``private`` one is for the instructor's eyes: it is not
    printed unless asked for, and not in the PDF.
    """

    id: str
    title: str
    blocks: tuple[Block, ...]
    sheets: tuple[Sheet, ...] = ()
    in_short: tuple[str, ...] = ()
    private: bool = False


@dataclass(frozen=True)
class Report:
    """The whole report: ``about`` says of what and when."""

    title: str
    about: str
    sections: tuple[Section, ...]


def shown(value: Value, kind: Kind) -> str:
    """Return a value as people read it; a dash where there is none."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return "–"
    if isinstance(value, str):
        return value
    if kind == "percent":
        return percent(value)
    if kind == "figure":
        return f"{value:z.2f}".replace("-", "−")
    return f"{value:,}"


def percent(fraction: float) -> str:
    """Return a fraction as whole percent; what is not all is never shown as all, nor something as nothing."""
    whole = round(100 * fraction)
    if whole == 100 and fraction < 1:
        whole = 99
    return f"{1 if whole == 0 and fraction > 0 else whole}%"


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun, such as “3 learners”."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def joined(names: Iterable[str]) -> str:
    """Return names as “a, b and c”."""
    listed = list(names)
    return " and ".join([", ".join(listed[:-1]), listed[-1]]) if len(listed) > 1 else "".join(listed)


def short(text: str, letters: int = 90) -> str:
    """Return an author's text as one plain line, cut at a word."""
    line = " ".join(word for word in text.replace("**", "").split() if word != ">")
    return line if len(line) <= letters else line[:letters].rsplit(" ", 1)[0].rstrip(",.;:") + "…"
