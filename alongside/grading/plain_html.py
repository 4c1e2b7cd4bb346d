"""Words as HTML for feedback: everything is escaped first, then a few simple forms are given back."""

from __future__ import annotations

import re
from html import escape

_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


def inline(text: str) -> str:
    """Return an author's line as HTML: escaped, with ``**bold**`` kept."""
    return _BOLD.sub(r"<strong>\1</strong>", escape(text.strip()))


def _lines(text: str) -> str:
    return "<br>".join(inline(line) for line in text.splitlines())


def _block(text: str) -> str:
    if text.startswith(">"):
        words = "\n".join(line.lstrip("> ") for line in text.splitlines())
        return f"<blockquote><p>{_lines(words)}</p></blockquote>"
    return f"<p>{_lines(text)}</p>"


def blocks(text: str) -> str:
    """Return an author's paragraphs as HTML; lines that begin with ``>`` are a quotation."""
    found: list[list[str]] = []
    for line in text.strip().splitlines():
        if not line.strip():
            found.append([])
        elif not found or (found[-1] and found[-1][-1].startswith(">") != line.startswith(">")):
            found.append([line])
        else:
            found[-1].append(line)
    return "".join(_block("\n".join(lines)) for lines in found if lines)


def learners_words(text: str) -> str:
    """Return a learner's text as one line of HTML in which nothing is markup, neither HTML nor Markdown nor
    TeX.

    It stands in one block without an empty line, so that Markdown hands it on untouched; the classes keep
    MathJax away from it.
    """
    lines = [escape(line) for line in text.strip().splitlines()]
    words = "<br>".join(lines)
    return f'<blockquote class="as-reply tex2jax_ignore mathjax_ignore"><p>{words}</p></blockquote>'
