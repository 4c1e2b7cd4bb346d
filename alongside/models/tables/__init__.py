"""Published tables as data: authors edit the YAML here, learners' modules read the generated JSON."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _text(name: str) -> str:
    return (files("alongside") / "data" / f"{name}.json").read_text(encoding="utf-8")


def table(name: str) -> dict[str, Any]:
    """Return the table ``cows``, ``outcomes`` or ``withdrawal_windows``, a new one each time; FileNotFoundError for
    another.
    """
    loaded: dict[str, Any] = json.loads(_text(name))
    return loaded
