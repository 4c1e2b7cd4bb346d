"""What the course shows to learners, read from the JSON that the build writes into ``alongside/data``."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from alongside.items.schema import Item, parse_item


@cache
def _data(name: str) -> Any:
    return json.loads(files("alongside").joinpath("data", f"{name}.json").read_text(encoding="utf-8"))


def practice_item(item_id: str) -> Item:
    """Return one practice question.

    Raises:
        LookupError: when there is none of this id.
    """
    data = _data("practice").get(item_id)
    item, _ = parse_item(data, f"practice/{item_id}.yml")
    if item is None:
        raise LookupError(f"There is no practice question “{item_id}”.")
    return item


def page_facts(page: str) -> dict[str, Any]:
    """Return a page's title, neighbours, words and sources; empty for a page that the build does not know."""
    found: dict[str, Any] = _data("pages").get(page, {})
    return found


def contents() -> list[dict[str, str]]:
    """Return every page in the order of the course: id, title and a link from any other page."""
    pages: list[dict[str, str]] = _data("contents")
    return pages


def glossary() -> dict[str, Any]:
    """Return term id -> ``term`` and ``meaning``."""
    words: dict[str, Any] = _data("glossary")
    return words


def helplines() -> dict[str, Any]:
    """Return country code -> name, emergency number, lines and the day they were last reviewed."""
    countries: dict[str, Any] = _data("helplines")
    return countries


def public_quiz(folder: Path) -> dict[str, Any]:
    """Return the quiz that lies in ``folder``: title and items as a learner may see them.

    Raises:
        LookupError: when there is no readable ``quiz.json``.
    """
    try:
        loaded = json.loads((folder / "quiz.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise LookupError("The questions of this quiz (quiz.json) are missing or damaged; "
                          "start the course again to lay them out anew. Your answers are kept.") from error
    if not isinstance(loaded, dict) or loaded.get("format") != "alongside-quiz":
        raise LookupError("The file quiz.json is not a quiz of this course.")
    return loaded
