"""The report as one page of HTML: no script, nothing fetched, every word escaped, drawings in the page's own colors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import count

from alongside.charts.palette import palette
from alongside.grading.page_frame import framed
from alongside.report.document import Block, Column, Figure, Fold, Points, Report, Section, Table, Value, Words, shown

_NUMBERS = ("count", "percent", "figure")
_ID = re.compile(r'((?:\bid="|\bhref="#|url\(#))')
_SIZE = re.compile(r'<svg [^>]*?viewBox="([^"]+)"[^>]*>')
_FONT = "'DejaVu Sans'"
_PAGE_FONT = "system-ui,-apple-system,'Segoe UI',Roboto,sans-serif"
_STYLE = """
main{max-width:56rem}
section{break-inside:auto;padding:0;border:0;margin:0 0 48px}
h2{font-size:1.3em;margin:0 0 12px;padding-top:20px;border-top:1px solid var(--as-line)}
h3{font-size:1em;font-weight:650;margin:24px 0 8px}
section>p,section>ul,section>ol,details>p{max-width:44rem}
a{color:var(--as-accent);text-underline-offset:3px}
nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:0 20px}
nav a{display:inline-block;padding:10px 0;min-height:44px}
.as-short{margin:20px 0;padding:16px 20px;background:var(--as-soft);border-radius:8px}
.as-short ul{margin:0;padding-left:20px}
.as-quiet{color:var(--as-muted);font-size:.92em}
.as-scroll{overflow-x:auto;margin:16px 0 20px}
:focus-visible{outline:2px solid var(--as-accent);outline-offset:2px;border-radius:4px}
table{border-collapse:collapse;font-size:.92em;line-height:1.4;overflow-wrap:normal}
caption{text-align:left;font-weight:650;padding:0 0 8px}
th,td{text-align:left;vertical-align:top;padding:7px 16px 7px 0;border-bottom:1px solid var(--as-line);font-weight:400}
thead th{vertical-align:bottom;font-weight:650;border-bottom-width:2px}
tbody th:not(.as-number){min-width:8rem}
td.as-long{min-width:15rem}
td.as-brief{white-space:nowrap}
.as-number{text-align:right;white-space:nowrap}
figure{margin:16px 0}
figure svg{display:block;width:100%;height:auto;max-width:30rem}
details{border:1px solid var(--as-line);border-radius:8px;margin:0 0 12px;padding:0 16px}
summary{padding:10px 0;min-height:44px;cursor:pointer;font-weight:650}
.as-choice{display:flex;gap:12px;align-items:center;min-height:44px}
.as-choice input{width:20px;height:20px;accent-color:var(--as-accent)}
@media print{main{max-width:none;padding:0}nav,.as-choice{display:none}
h2,h3,caption{break-after:avoid}tr,figure{break-inside:avoid}
details::details-content{content-visibility:visible;block-size:auto;opacity:1}details{border:0;padding:0}
.as-short{background:none;border:1px solid #777}.as-scroll{overflow:visible}
table{font-size:.8em}th,td{padding-right:8px}
body:not(:has(.as-choice input:checked)) .as-private{display:none}}
"""
_LONG, _BRIEF = 40, 24
"""Letters: from the first on a cell gets room, up to the second it stays in one line."""


def _number(column: Column) -> str:
    return ' class="as-number"' if column.kind in _NUMBERS else ""


def _cell(column: Column, value: Value) -> str:
    words = shown(value, column.kind)
    width = ' class="as-long"' if len(words) > _LONG else ' class="as-brief"' if len(words) <= _BRIEF else ""
    mark = _number(column) or width
    return f"<td{mark}>{escape(words)}</td>"


def _row(columns: tuple[Column, ...], row: tuple[Value, ...]) -> str:
    first = f'<th scope="row"{_number(columns[0])}>{escape(shown(row[0], columns[0].kind))}</th>'
    return f"<tr>{first}{''.join(map(_cell, columns[1:], row[1:]))}</tr>"


class _Writer:
    """Writes blocks, and gives each drawing and each table a number of its own."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        """Yield each block as HTML."""
        for block in blocks:
            match block:
                case Words():
                    tone = {"plain": "", "quiet": ' class="as-quiet"', "note": ' class="as-note"'}[block.tone]
                    yield f"<p{tone}>{escape(block.text)}</p>"
                case Points():
                    kind = "ol" if block.ordered else "ul"
                    yield f"<{kind}>{''.join(f'<li>{escape(item)}</li>' for item in block.items)}</{kind}>"
                case Table():
                    yield self._table(block)
                case Figure():
                    yield f"<figure>{inline_svg(block, next(self._numbers))}</figure>"
                case Fold():
                    inner = "".join(self.blocks(block.blocks))
                    yield f"<details><summary>{escape(block.title)}</summary>{inner}</details>"

    def _table(self, table: Table) -> str:
        name = f"table-{next(self._numbers)}"
        head = "".join(f'<th scope="col"{_number(column)}>{escape(column.name)}</th>' for column in table.columns)
        rows = "".join(_row(table.columns, row) for row in table.rows)
        return (
            f'<div class="as-scroll" role="group" aria-labelledby="{name}" tabindex="0"><table>'
            f'<caption id="{name}">{escape(table.caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody>'
            "</table></div>"
        )

    def section(self, section: Section) -> str:
        """Return one section; a private one asks on the page if it is to be printed."""
        ask = ""
        if section.private:
            ask = '<label class="as-choice"><input type="checkbox" autocomplete="off">Print this part too</label>'
        private = ' class="as-private"' if section.private else ""
        return (f'<section id="{section.id}"{private} aria-labelledby="{section.id}-title"><h2 id="{section.id}-title">'
                f"{escape(section.title)}</h2>{ask}{''.join(self.blocks(section.blocks))}</section>")


def inline_svg(figure: Figure, number: int) -> str:
    """Return a drawing for the page: with its words, ids of its own, the page's font, and the page's colors by name."""
    drawn = figure.svg[figure.svg.index("<svg ") :]
    for name, token in palette()["tokens"].items():
        drawn = drawn.replace(token["light"], f"var(--as-{name})")
    drawn = _ID.sub(rf"\1figure-{number}-", drawn).replace(_FONT, _PAGE_FONT)
    return _SIZE.sub(
        lambda found: (f'<svg viewBox="{found[1]}" role="img" aria-label="{escape(figure.alt)}" '
                       'xmlns:xlink="http://www.w3.org/1999/xlink">'),
        drawn,
        count=1,
    )


def page(report: Report) -> str:
    """Return the whole page."""
    writer = _Writer()
    links = "".join(f'<li><a href="#{one.id}">{escape(one.title)}</a></li>' for one in report.sections)
    lines = "".join(f"<li>{escape(line)}</li>" for one in report.sections for line in one.in_short)
    short = f'<div class="as-short"><ul>{lines}</ul></div>' if lines else ""
    ways = f'<nav aria-label="In this report"><ul>{links}</ul></nav>'
    sections = "".join(map(writer.section, report.sections))
    body = f'<p class="as-muted">{escape(report.about)}</p>{short}{ways}{sections}'
    return framed(report.title, body, _STYLE)
