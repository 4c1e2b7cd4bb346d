"""The Clinical Opiate Withdrawal Scale (Wesson and Ling 2003): eleven items, 0 to 48, five bands. For training only.

Item texts are in ``tables/cows.yml``. Checked: every total and band edge as published (``tests/models/test_cows.py``).
Left out: what a score means for treatment. That is a clinician's decision.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alongside.models.tables import table


def cows_items() -> list[dict[str, Any]]:
    """Return the items: ``id``, ``name`` and ``options`` as (points, words)."""
    return list(table("cows")["items"])


def cows_total(points: Mapping[str, int]) -> int:
    """Return the sum of ``points`` (item id -> points); an item that is left out counts 0.

    Raises ValueError for an item that there is not, and for points that its options do not have.
    """
    options = {item["id"]: {score for score, _ in item["options"]} for item in cows_items()}
    for item, score in points.items():
        if item not in options:
            raise ValueError(f"cows: there is no item {item!r}; there are: {', '.join(options)}.")
        if isinstance(score, bool) or score not in options[item]:
            known = ", ".join(map(str, sorted(options[item])))
            raise ValueError(f"cows: {item} has no {score!r} points; it has {known}.")
    return sum(points.values())


def cows_band(total: int) -> str:
    """Return the id of the band of ``total``; raise ValueError where it is no whole number from 0 to 48."""
    scale = table("cows")
    if isinstance(total, int) and not isinstance(total, bool):
        for band in scale["bands"]:
            if band["from"] <= total <= band["to"]:
                return str(band["id"])
    raise ValueError(f"cows: {total!r} should be a whole number from 0 to {scale['most']}.")
