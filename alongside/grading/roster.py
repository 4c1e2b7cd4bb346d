"""The roster: who may hand in under which code. A CSV file with a column ``id``; names and e-mail are
optional.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from alongside.grading.learner_id import learner_id_problem
from alongside.grading.safe_files import RefusedFile, read_bytes
from alongside.grading.submission import shown

MAX_ROSTER_BYTES = 20_000_000
_NAMES = ("first_name", "last_name", "email", "lms_user_id")


class UnreadableRoster(ValueError):
    """The roster as a whole cannot be read; the text says what to do."""


@dataclass(frozen=True)
class Person:
    """One line of the roster; ``known_as`` holds nbgrader's columns, empty where the file has none."""

    code: str
    line: int
    known_as: dict[str, str]


@dataclass
class Roster:
    """Codes without regard to capitals; ``unclear`` are those that two people share; ``odd`` names lines to
    mend.
    """

    people: dict[str, Person] = field(default_factory=dict)
    unclear: set[str] = field(default_factory=set)
    odd: list[str] = field(default_factory=list)

    def find(self, code: str) -> Person | None:
        """Return the one person with this code, or None."""
        key = code.strip().casefold()
        return None if key in self.unclear else self.people.get(key)


def _rows(text: str) -> csv.DictReader[str]:
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)  # spreadsheets write either, by country
    return csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey="")


def read_roster(path: Path) -> Roster:
    """Read the roster; lines that cannot be used are listed by number, none is dropped in silence.

    Raises:
        UnreadableRoster: when there is no such file, it is not UTF-8, or it has no column ``id``.
    """
    try:
        text = read_bytes(path, MAX_ROSTER_BYTES).decode("utf-8-sig")
    except FileNotFoundError as reason:
        raise UnreadableRoster(f"There is no roster at {path}.") from reason
    except (RefusedFile, UnicodeDecodeError) as reason:
        words = "is not UTF-8 text: save it as “CSV UTF-8”" if isinstance(reason, UnicodeDecodeError) else str(reason)
        raise UnreadableRoster(f"The roster {path.name} {words}.") from reason
    rows = _rows(text)
    columns = {(name or "").strip().casefold(): name for name in rows.fieldnames or ()}
    if "id" not in columns:
        raise UnreadableRoster(f"The roster {path.name} needs a first line with a column named “id”.")
    roster = Roster()
    for row in rows:
        known_as = {name: (row.get(columns[name]) or "").strip() for name in _NAMES if name in columns}
        _add(roster, Person((row[columns["id"]] or "").strip(), rows.line_num, known_as))
    return roster


def _add(roster: Roster, person: Person) -> None:
    remark = learner_id_problem(person.code)
    if not person.code:
        if any(person.known_as.values()):
            roster.odd.append(f"line {person.line} has a name and no code")
        return
    if remark:
        roster.odd.append(f"line {person.line}: {shown(person.code)} {remark.message}")
        if remark.refused:
            return
    key = person.code.casefold()
    other = roster.people.get(key)
    if other and (other.code, other.known_as) != (person.code, person.known_as):
        roster.unclear.add(key)
        roster.odd.append(f"lines {other.line} and {person.line} share the code {shown(person.code)}")
    roster.people.setdefault(key, person)
