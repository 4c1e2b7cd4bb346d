"""The roster on disk, ``my-teaching/roster.csv``: read with every column and every line, changed, written whole."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from alongside.grading.export import plain_field
from alongside.grading.safe_files import kind_of
from alongside.learner.disk import write_durably
from alongside.lms.people import KEPT, LmsPerson
from alongside.lms.tables import UnreadableTable, column_key, read_table

ROSTER = "roster.csv"
_ALWAYS = ("id", "first_name", "last_name", "email", "lms_user_id")
_TELLS_APART = ("id", "lms_user_id", "email", "login", "sis_user_id")


@dataclass
class RosterFile:
    """The rows of a roster in their order; a column that somebody added of their own stays."""

    columns: list[str] = field(default_factory=lambda: list(_ALWAYS))
    separator: str = ","
    rows: list[dict[str, str]] = field(default_factory=list)

    def taken(self) -> set[str]:
        """Return all codes, in small letters."""
        return {row["id"].casefold() for row in self.rows if row["id"]}

    def add(self, code: str, person: LmsPerson) -> None:
        """Add a person with their code."""
        row = {column_key(column): "" for column in self.columns}
        self.rows.append(row | {"id": code})
        self.update(self.rows[-1], person)

    def update(self, row: dict[str, str], person: LmsPerson) -> list[str]:
        """Take over what a list says of a person and what differs; what it leaves open stays. Return what changed."""
        changed = []
        for name in KEPT:
            new = getattr(person, name)
            if not new or row.get(name, "") == new:
                continue
            if name not in map(column_key, self.columns):
                self.columns.append(name)
            changed.append(f"{name} {row.get(name) or '(none)'} → {new}")
            row[name] = new
        return changed

    def write(self, path: Path) -> None:
        """Write the roster: the old file or the new one is there, never half of one; readable for spreadsheets."""
        text = io.StringIO(newline="")
        table = csv.writer(text, delimiter=self.separator)
        table.writerow(self.columns)
        keys = [column_key(column) for column in self.columns]
        for row in self.rows:
            table.writerow([row["id"] if key == "id" else plain_field(row.get(key, "")) for key in keys])
        path.parent.mkdir(parents=True, exist_ok=True)
        write_durably(path, text.getvalue().encode("utf-8-sig"))


class Identities:
    """Finds the rows of a roster that a person may be."""

    def __init__(self, roster: RosterFile) -> None:
        """Look at the roster as it is now."""
        self._by: dict[str, dict[str, list[dict[str, str]]]] = {name: defaultdict(list) for name in _TELLS_APART}
        for row in roster.rows:
            for name in _TELLS_APART:
                if row.get(name):
                    self._by[name][row[name].casefold()].append(row)

    def rows_of(self, person: LmsPerson) -> list[dict[str, str]]:
        """Return no row for somebody new, one for somebody known, several where it is not clear who that is.

        The code and the platform's id count first; the e-mail, login and student number where those find nobody.
        """
        by_code = self._rows("id", person.code)
        by_id = self._rows("lms_user_id", person.lms_user_id)
        found = by_code + [row for row in by_id if not any(row is one for one in by_code)]
        for name in _TELLS_APART[2:]:
            found = found or self._rows(name, getattr(person, name))
        return found

    def _rows(self, name: str, value: str) -> list[dict[str, str]]:
        return self._by[name].get(value.casefold(), []) if value else []


def read_roster_file(path: Path) -> RosterFile:
    """Return the roster at ``path``, a new one where there is none.

    Raises:
        UnreadableTable: when what is there cannot be taken over whole; nothing of it may get lost.
    """
    if kind_of(path) == "missing":
        return RosterFile()
    table = read_table(path)
    keys = [column_key(column) for column in table.columns]
    if "id" not in keys:
        raise UnreadableTable(f"The roster {path} has no column “id”. Mend it, or move it away to begin a new one.")
    if len(set(keys)) < len(keys):
        raise UnreadableTable(f"The roster {path} has two columns of the same name. Rename one of them.")
    if table.odd or table.remarks:
        told = "\n".join(f"  {line}" for line in (*table.remarks, *table.odd))
        raise UnreadableTable(f"The roster {path} has to be mended first; nothing was changed:\n{told}")
    return RosterFile(table.columns, table.separator, [row.cells for row in table.rows])


def codes_of(rows: Iterable[dict[str, str]]) -> str:
    """Return the codes of rows, for a report."""
    return " and ".join(row["id"] or "(no code)" for row in rows)
