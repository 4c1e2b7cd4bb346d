"""What the benchmarks share: a percentile, and a dated section in RESULTS.md."""

from __future__ import annotations

import os
import platform
from datetime import date
from pathlib import Path

RESULTS = Path(__file__).parent / "RESULTS.md"


def percentile(values: list[float], share: float) -> float:
    """Return the value below which ``share`` of them lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def record(command: str, peers: str, table: list[str]) -> None:
    """Append a section with the date, the machine and the table."""
    today, load = date.today(), f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, load {load} at the end"
    text = RESULTS.read_text(encoding="utf-8").rstrip("\n")
    section = [f"## `{command}` ({peers})", f"{today.day} {today:%B %Y}. {machine}.", "\n".join(table)]
    RESULTS.write_text(text + "\n\n" + "\n\n".join(section) + "\n", encoding="utf-8", newline="\n")
