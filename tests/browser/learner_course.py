"""A learner's course folder as start.py lays it out, and small hands to answer its quiz with."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

from alongside.course.workspace import prepare

PROJECT = Path(__file__).resolve().parents[2]
QUIZ = "supportive-communication"
QUIZ_PAGE = f"{QUIZ}/{QUIZ}.ipynb"
SAVED = "✓ Saved"


def lay_course(folder: Path) -> Path:
    """Lays the real course out in ``folder``."""
    prepare(PROJECT, folder, date(2026, 11, 22))
    return folder


def public_items(folder: Path) -> list[dict[str, Any]]:
    """The quiz's questions as learners see them."""
    items: list[dict[str, Any]] = json.loads((folder / QUIZ / "quiz.json").read_text())["items"]
    return items


def first_of(folder: Path, kind: str) -> dict[str, Any]:
    """The first question of a kind."""
    return next(item for item in public_items(folder) if item["kind"] == kind)


def card(page: Page, item_id: str) -> Locator:
    """The question's card on the page."""
    return page.locator(f'[data-item="{item_id}"]')


def status(page: Page, item_id: str) -> str:
    """What stands under the question about saving."""
    return card(page, item_id).locator(".as-status").inner_text()


def wait_saved(page: Page, item_id: str, timeout: int = 15_000) -> None:
    """Waits until the question says that it is saved."""
    card(page, item_id).locator(".as-status", has_text=SAVED).wait_for(timeout=timeout)


def on_disk(folder: Path) -> dict[str, Any]:
    """The whole answers file."""
    path = folder / QUIZ / "responses.json"
    return json.loads(path.read_text()) if path.exists() else {"items": {}}


def answer_on_disk(folder: Path, item_id: str) -> Any:
    """The answer that counts, or None."""
    entry = on_disk(folder)["items"].get(item_id)
    return entry["attempts"][-1]["answer"] if entry else None
