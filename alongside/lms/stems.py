"""What every format says around an item: its question, its rubric for the person who marks, and the word at the end."""

from __future__ import annotations

from alongside.items.schema import Item
from alongside.lms.markup import html_blocks, html_line, html_list

TALK = "A talk of many turns, where each line leads to another one, has no counterpart there"
EXCHANGE = "The person whom one writes with is played by this course, so it can only be done here"


def name_of(item: Item) -> str:
    """Return the name by which an instructor finds an item: its objective and its id."""
    return f"{item.objective} {item.id}"


def question(item: Item) -> str:
    """Return the question as HTML, with the fields that a written item shows under it."""
    made = html_blocks(item.stem)
    if item.kind == "self-review":
        made += html_list([("", skill["text"]) for skill in item.body["skills"]])
        levels = ", ".join(f"“{level['text']}”" for level in item.body["levels"])
        made += f"<p>Say for each: {html_line(levels)}.</p>{html_blocks(item.body['ask'])}"
    return made


def rubric(item: Item) -> str:
    """Return the rubric as HTML for the person who marks, or ""."""
    levels = item.body.get("rubric", ())
    return html_list([(f"{level['score']} of 3:", f"{level['anchor']} For example: {level['example']}")
                      for level in levels]) if levels else ""


def afterwards(item: Item) -> str:
    """Return what is said to everybody at the end as HTML: what to compare with, and a line to keep; or ""."""
    after = html_blocks(item.body["after"]) if item.body.get("after") else ""
    return after + (f"<p>A line to keep: <strong>{html_line(item.better)}</strong></p>" if item.better else "")
