"""The lock as the installers read it: requirement lines with hashes, for the extras that are wanted."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

# pip and uv know every part of a marker but `extras`, which belongs to lock files; so that part is answered here with
# a comparison that is true, or false, on every Python, and the installer judges the rest.
_YES, _NO = "python_version >= '3'", "python_version < '3'"


def requirement_lines(lock: Path, wanted: Iterable[str]) -> list[str]:
    """Return one ``name==version ; marker --hash=...`` line a package of the lock, in the lock's order."""
    document = tomllib.loads(lock.read_text(encoding="utf-8"))
    wanted = set(wanted)
    lines = []
    for package in document["packages"]:
        marker = package.get("marker", "")
        for extra in document["extras"]:
            marker = marker.replace(f"'{extra}' in extras", _YES if extra in wanted else _NO)
        hashes = " ".join(f"--hash=sha256:{wheel['hashes']['sha256']}" for wheel in package["wheels"])
        condition = f" ; {marker}" if marker else ""
        lines.append(f"{package['name']}=={package['version']}{condition} {hashes}")
    return lines
