"""Say what is happening, on standard error: standard output carries one line only, ``Open: <address>``."""

from __future__ import annotations

import sys


def say(text: str) -> None:
    """Print one line for the person who started the course."""
    _settle()
    print(text, file=sys.stderr, flush=True)


def progress(text: str) -> None:
    """Show how far we are, always on the same line; says nothing where that line could not be rewritten."""
    global _open_line
    if sys.stderr.isatty():
        print(f"\r{text:<70}", end="", file=sys.stderr, flush=True)
        _open_line = True


_open_line = False


def _settle() -> None:
    """End the progress line, if one stands open."""
    global _open_line
    if _open_line:
        print(file=sys.stderr)
        _open_line = False
