"""The constants of the teaching models, read from the generated table (no YAML on a learner's path).

Authors edit ``alongside/models/parameters.yml``; ``alongside build`` writes
``alongside/data/parameters.json``.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def parameter_rows() -> tuple[dict[str, Any], ...]:
    """Return every row: ``id``, ``value``, ``unit``, ``range``, ``source``, ``mark``, ``leaves_out``."""
    text = (files("alongside") / "data" / "parameters.json").read_text(encoding="utf-8")
    return tuple(json.loads(text)["parameters"])


def parameters_of(*groups: str) -> dict[str, float]:
    """Return name -> value of the constants whose id starts with one of ``groups`` (``heroin``,
    ``tolerance``).

    Raises KeyError, with the groups there are, where a group is not in the table.
    """
    found: dict[str, float] = {}
    for group in groups:
        named = {
            row["id"].split(".", 1)[1]: row["value"]
            for row in parameter_rows()
            if row["id"].split(".", 1)[0] == group
        }
        if not named:
            known = ", ".join(sorted({row["id"].split(".", 1)[0] for row in parameter_rows()}))
            raise KeyError(f"there are no parameters of {group!r}; there are: {known}")
        found.update(named)
    return found
