"""Which page this kernel serves: the page bar, first on every page, says so."""

from __future__ import annotations

_page = "practice"


def set_current_page(page: str) -> None:
    """Remember the page, so that its practice answers are kept together."""
    global _page
    _page = page


def current_page() -> str:
    """Return the page that was named last."""
    return _page
