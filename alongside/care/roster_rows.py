"""One person's lines of ``roster.csv``: read as words, or taken out while every other line stays byte for byte."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from alongside.grading.roster import MAX_ROSTER_BYTES
from alongside.grading.safe_files import RefusedFile, read_bytes

_MARK = "\ufeff"  # which spreadsheets put first


@dataclass(frozen=True)
class RosterRows:
    """The lines with one code: each as column -> text; ``others`` is the file without them."""

    found: list[dict[str, str]] = field(default_factory=list)
    others: bytes = b""


def roster_rows(path: Path, code: str) -> RosterRows:
    """Return what the roster says about exactly this code; nothing where there is no roster or it cannot be read."""
    try:
        text = read_bytes(path, MAX_ROSTER_BYTES).decode("utf-8")
    except (FileNotFoundError, RefusedFile, UnicodeDecodeError):
        return RosterRows()
    mark = _MARK if text.startswith(_MARK) else ""
    lines = list(io.StringIO(text.removeprefix(_MARK), newline=""))
    header = lines[0] if lines else ""
    rows = csv.reader(iter(lines), delimiter=max(",;\t", key=header.count))
    columns = [name.strip() for name in next(rows, [])]
    place = next((at for at, name in enumerate(columns) if name.casefold() == "id"), None)
    if place is None:
        return RosterRows()
    kept, found, begun = lines[: rows.line_num], [], rows.line_num
    for row in rows:
        if len(row) > place and row[place].strip() == code:
            found.append(dict(zip(columns, row, strict=False)))
        else:
            kept += lines[begun : rows.line_num]
        begun = rows.line_num
    return RosterRows(found, (mark + "".join(kept)).encode())
