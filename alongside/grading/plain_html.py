"""Words as HTML for feedback: everything is escaped first, then a few simple forms are given back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


def inline(text: str) -> str:
    """Return an author's line as HTML: escaped, with ``**bold**`` kept."""
    return _BOLD.sub(r"<strong>\1</strong>", escape(text.strip()))


def _turns(lines: Sequence[str]) -> list[str]:
    """Return the lines of a quotation as its turns: an empty quoted line or a speaker's bold name begins a new one."""
    found: list[list[str]] = [[]]
    for line in (line.lstrip(">").strip() for line in lines):
        if (not line or line.startswith("**")) and found[-1]:
            found.append([])
        if line:
            found[-1].append(line)
    return [" ".join(turn) for turn in found if turn]


def _block(lines: Sequence[str]) -> str:
    if all(line.startswith(">") for line in lines):
        return f"<blockquote>{''.join(f'<p>{inline(turn)}</p>' for turn in _turns(lines))}</blockquote>"
    if all(line.startswith("- ") for line in lines):
        return f"<ul>{''.join(f'<li>{inline(line[2:])}</li>' for line in lines)}</ul>"
    return f"<p>{inline(' '.join(lines))}</p>"


def blocks(text: str) -> str:
    """Return an author's paragraphs, quotations (``>``) and lists (``-``) as HTML, as the question shows them."""
    found = re.split(r"\n\s*\n", text.strip())
    return "".join(_block([line.strip() for line in block.split("\n")]) for block in found if block.strip())


def learners_words(text: str) -> str:
    """Return a learner's text as one line of HTML in which nothing is markup, neither HTML nor Markdown nor
    TeX.

    It stands in one block without an empty line, so that Markdown hands it on untouched; the classes keep
    MathJax away from it.
    """
    lines = [escape(line) for line in text.strip().splitlines()]
    words = "<br>".join(lines)
    return f'<blockquote class="as-reply tex2jax_ignore mathjax_ignore"><p>{words}</p></blockquote>'
