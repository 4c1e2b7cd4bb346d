"""The course's colours, dashes and markers, read from the one file that every picture uses."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def palette() -> dict[str, Any]:
    """Return ``tokens`` (name -> light and dark colour) and ``strokes`` (name -> dash, marker, width, word)."""
    text = files("alongside.charts").joinpath("palette.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def css_variables(scheme: str) -> str:
    """Return ``--as-<token>: <colour>;`` lines for ``scheme``, which is ``"light"`` or ``"dark"``."""
    return "".join(f"--as-{name}:{token[scheme]};" for name, token in palette()["tokens"].items())
