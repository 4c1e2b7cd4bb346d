"""The report as a PDF to print, set by Typst as the workbook is: tagged, with words for every drawing.

Private sections are not in it, because paper gets passed on. Texts travel as data, so no name can be an order to Typst.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any, Literal

import typst

from alongside.charts.palette import palette
from alongside.report.document import Block, Figure, Fold, Points, Report, Table, Words, shown
from alongside.report.figures import font_folder

LAYOUT = Path(__file__).with_name("report.typ")
PAPERS = {"a4": "a4", "letter": "us-letter"}
Data = dict[str, Any]
_LONG, _MOST_LETTERS = 40, 90
_WIDTH_MM, _TALLEST_MM = 105.0, 170.0
_VIEW = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')


class NotSet(RuntimeError):
    """The PDF could not be set; the text says why."""


class _Plain:
    """Turns blocks into plain data, and keeps the drawings aside as files."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}
        self._numbers = count(1)

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Data]:
        """Yield each block as plain data."""
        for block in blocks:
            match block:
                case Words():
                    yield {"kind": "words", "tone": block.tone, "text": block.text}
                case Points():
                    yield {"kind": "points", "ordered": block.ordered, "items": list(block.items)}
                case Table():
                    yield _table(block)
                case Figure():
                    name = f"figure-{next(self._numbers)}.svg"
                    self.files[name] = block.svg
                    yield {"kind": "figure", "file": name, "alt": block.alt, "mm": _width_mm(block.svg)}
                case Fold():
                    yield {"kind": "part", "title": block.title, "blocks": list(self.blocks(block.blocks))}


def _table(table: Table) -> Data:
    rows = [[shown(value, column.kind) for column, value in zip(table.columns, row, strict=True)] for row in table.rows]
    return {
        "kind": "table",
        "caption": table.caption,
        "head": [column.name for column in table.columns],
        "right": [column.kind != "text" for column in table.columns],
        "shares": [_share(max((len(row[at]) for row in rows), default=0)) for at in range(len(table.columns))],
        "rows": rows,
    }


def _share(letters: int) -> int:
    """Return a long column's share of the width, 0 for one that needs no more than its words."""
    return min(letters, _MOST_LETTERS) if letters > _LONG else 0


def _width_mm(svg: str) -> float:
    """Return how wide a drawing is set: the usual width, less for a tall one so that it stays on a page."""
    found = _VIEW.search(svg)
    wide, tall = (float(found[1]), float(found[2])) if found else (1.0, 1.0)
    return min(_WIDTH_MM, _TALLEST_MM * wide / tall)


def pdf(report: Report, paper: str = "a4") -> bytes:
    """Return the report as a PDF on ``a4`` or ``letter`` paper.

    Raises:
        NotSet: when Typst cannot set it; the text says why.
    """
    plain = _Plain()
    data = {
        "title": report.title,
        "about": report.about,
        "paper": PAPERS[paper],
        "colors": {name: token["light"] for name, token in palette()["tokens"].items()},
        "short": [line for one in report.sections if not one.private for line in one.in_short],
        "sections": [{"title": one.title, "blocks": list(plain.blocks(one.blocks))}
                     for one in report.sections if not one.private],
    }
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        shutil.copy(LAYOUT, folder)
        text = json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")
        (folder / "report.json").write_bytes(text)
        for name, svg in plain.files.items():
            (folder / name).write_text(svg, encoding="utf-8")
        try:
            return _compiled(folder, "ua-1")
        except typst.TypstError:  # a name in letters that no font here has: tagged PDF refuses it, plain PDF does not
            try:
                return _compiled(folder, None)
            except typst.TypstError as error:
                raise NotSet(f"The PDF could not be set: {error.message}") from error


def _compiled(folder: Path, standard: Literal["ua-1"] | None) -> bytes:
    # Fonts of the system too: names are written in every script.
    fonts = typst.Fonts(include_system_fonts=True, font_paths=[font_folder()])
    compiler = typst.Compiler(root=folder, font_paths=fonts)
    made = compiler.compile(folder / LAYOUT.name, format="pdf", pdf_standards=standard)
    assert isinstance(made, bytes)
    return made
