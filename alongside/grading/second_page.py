"""The page of a second marker: one file that works without a network, shows no name, no code and no mark.

What learners wrote is hostile input: it is escaped, and a content security policy lets one script run, ours.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from html import escape
from importlib.resources import files

from alongside.charts.palette import css_variables
from alongside.grading.plain_html import blocks, inline
from alongside.grading.quiz_source import Quiz
from alongside.grading.second_sample import Sample, WrittenReply
from alongside.items.schema import Item

_INTRO = """
<p>Thank you for reading these a second time. You see no names and no marks. Somebody else marks the same replies; do
not talk about them before you are done.</p>
<p>Read the question and its four levels first. Then give each reply the level whose words fit most of it. Length,
spelling and fine words do not count.</p>
<p class="as-muted as-on-screen">With the keyboard: Tab goes to a reply, 0 to 3 mark it, Enter goes to the next open
one. Your marks stay in this browser, on this computer, until you save them as a file.</p>
"""
_END = """
<p><button type="button" id="again">Begin again</button></p>
<div class="as-bar"><div><p id="progress" role="status"></p><button type="button" id="next">Next open reply</button>
<button type="button" id="save">Save my marks</button><p id="said" role="status"></p></div></div>
"""


def _static(name: str) -> str:
    return files("alongside").joinpath("static", "second_marking", name).read_text(encoding="utf-8")


def _style() -> str:
    light, dark = css_variables("light"), css_variables("dark")
    dark_rules = f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    return f":root{{color-scheme:light dark;{light}}}{dark_rules}\n{_static('second_marking.css')}"


def _allowed(text: str) -> str:
    """Return what a content security policy calls exactly this inline text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _words(text: str) -> str:
    """Return a learner's words: escaped, their paragraphs and line breaks kept."""
    pieces = re.split(r"\n\s*\n", text.strip())
    return "".join(f"<p>{'<br>'.join(escape(line) for line in piece.splitlines())}</p>" for piece in pieces)


def _levels(item: Item, number: int) -> Iterator[str]:
    for level in item.body["rubric"]:
        score = level["score"]
        choice, example = f"reply-{number}-{score}", f"example-{number}-{score}"
        yield (
            f'<div class="as-level"><label for="{choice}"><input type="radio" id="{choice}" name="reply-{number}" '
            f'value="{score}" autocomplete="off" aria-describedby="{example}">'
            f'<span><strong>{score}</strong>&ensp;{inline(level["anchor"])}</span></label>'
            f'<p class="as-muted" id="{example}">For example: {inline(level["example"])}</p></div>'
        )


def _reply(number: int, item: Item, one: WrittenReply) -> str:
    return (
        f'<fieldset data-as-number="{number}"><legend>Reply {number}</legend>'
        f'<div class="as-reply"><blockquote dir="auto">{_words(one.words)}</blockquote></div>'
        f'<div>{"".join(_levels(item, number))}</div></fieldset>'
    )


def _questions(quiz: Quiz, sample: Sample) -> Iterator[str]:
    numbered = list(enumerate(sample.replies, 1))
    items = [item for item in quiz.items if any(one.item_id == item.id for one in sample.replies)]
    for place, item in enumerate(items, 1):
        replies = "".join(_reply(number, item, one) for number, one in numbered if one.item_id == item.id)
        yield f'<h2>Question {place} of {len(items)}</h2><div class="as-stem">{blocks(item.stem)}</div>{replies}'


def second_page(quiz: Quiz, sample: Sample) -> str:
    """Return the page as HTML; the same sample gives the same page."""
    style, script = _style(), _static("second_marking.js")
    policy = (f"default-src 'none'; style-src {_allowed(style)}; script-src {_allowed(script)}; "
              "base-uri 'none'; form-action 'none'")
    title = f"Second marking: {escape(quiz.title)}"
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{style}</style></head>"
        f'<body><main data-as-quiz="{escape(quiz.id)}" data-as-sample="{sample.id}"><h1>{title}</h1>'
        f'<div class="as-intro">{_INTRO}</div>{"".join(_questions(quiz, sample))}{_END}</main>'
        f'<script type="module">{script}</script></body></html>\n'
    )
