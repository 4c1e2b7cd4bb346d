"""What the other person had just said before a learner writes: the coach reads a reply together with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_SAID = re.compile(r"^>\s?(.*)$", re.MULTILINE)
_QUOTED = re.compile(r"“([^”]+)”")


def heard_in(item: Mapping[str, Any]) -> str:
    """Return what the other person has just said: the item's ``heard``, else what its stem quotes."""
    if item.get("heard"):
        return str(item["heard"])
    return " ".join(_SAID.findall(item["stem"]) or _QUOTED.findall(item["stem"]))
