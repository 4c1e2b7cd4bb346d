"""Where Chromium is, how it is started, and the accessibility check of what it shows."""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HINT = "no Chromium found: install it (Debian: apt install chromium) or set ALONGSIDE_CHROMIUM to its path"


def find_chromium() -> str | None:
    """The path of the browser the tests use, or None."""
    named = os.environ.get("ALONGSIDE_CHROMIUM")
    if named:
        return named
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def require_chromium() -> str:
    """The browser's path; without one the test is skipped, or fails where CI promises that nothing is skipped."""
    path = find_chromium()
    if path:
        return path
    if os.environ.get("CI"):
        pytest.fail(HINT)
    pytest.skip(HINT)


def axe_violations(page: Page, selector: str) -> list[str]:
    """What axe-core objects to inside ``selector``: one line for each rule and element."""
    spec = find_spec("axe_playwright_python")
    assert spec and spec.origin, "the test extra brings axe-playwright-python, which carries axe.min.js"
    page.evaluate(Path(spec.origin).with_name("axe.min.js").read_text(encoding="utf-8"))
    result: dict[str, Any] = page.evaluate("(selector) => axe.run(selector)", selector)
    assert result["passes"], f"axe found nothing to look at in {selector}"
    return [f"{rule['id']}: {node['html'][:160]}" for rule in result["violations"] for node in rule["nodes"]]
