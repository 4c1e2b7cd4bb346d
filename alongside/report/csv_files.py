"""The report's numbers as CSV files that a spreadsheet opens as what they are: every field quoted, none a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from alongside.grading.export import plain_field
from alongside.report.document import Sheet, Value

_DECIMALS = 6


def _field(value: Value) -> str:
    return plain_field(round(value, _DECIMALS) if isinstance(value, float) else value)


def write_sheets(folder: Path, sheets: Iterable[Sheet]) -> list[Path]:
    """Write each sheet as ``folder/<name>.csv``, row by row; return the files."""
    written = []
    for sheet in sheets:
        path = folder / f"{sheet.name}.csv"
        with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as stream:
            table = csv.writer(stream, quoting=csv.QUOTE_ALL)
            table.writerow([column.name for column in sheet.columns])
            table.writerows([_field(value) for value in row] for row in sheet.rows())
        written.append(path)
    return written
