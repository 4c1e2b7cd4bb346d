"""Who belongs to the group, and what the report calls them: by name or code, or by a label that tells nothing.

Without names the labels are dealt out by chance, anew in each report, so that neither the alphabet nor the order of
codes shows through.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook, Student
from sqlalchemy import select

from alongside.grading.roster import UnreadableRoster, read_roster

ROSTER = "roster.csv"
Names = dict[str, tuple[str, str]]
"""Learner code -> first name and last name, empty where nobody wrote them down."""


@dataclass(frozen=True)
class People:
    """Learner code -> what the report calls this person, in the order in which the report lists them."""

    called: Mapping[str, str]
    with_names: bool

    def __len__(self) -> int:
        return len(self.called)


def _in_gradebook(gradebook: Gradebook) -> Names:
    found = gradebook.db.execute(select(Student.id, Student.first_name, Student.last_name))
    return {row.id: (row.first_name or "", row.last_name or "") for row in found}


def _with_roster(path: Path, known: Names, odd: list[str]) -> Names:
    try:
        roster = read_roster(path)
    except UnreadableRoster as reason:
        if path.exists():
            odd.append(str(reason))
        return known
    if roster.odd:
        odd.append(f"{path.name} has {len(roster.odd)} lines to mend; “alongside collect” names them.")
    codes = {code.casefold(): code for code in known}
    added = dict(known)
    for key, person in roster.people.items():
        code = codes.get(key, person.code)
        first, last = added.get(code, ("", ""))
        names = (person.known_as.get("first_name") or first, person.known_as.get("last_name") or last)
        added[code] = ("", "") if key in roster.unclear else names
    return added


def _full_name(code: str, first: str, last: str) -> str:
    name = ", ".join(part.strip() for part in (last, first) if part.strip())
    return f"{name} ({code})" if name else code


def find_people(
    gradebook: Gradebook, roster: Path, handed_in: Collection[str], odd: list[str], *, with_names: bool
) -> People:
    """Return everybody in the gradebook, on the roster or with something handed in; ``odd`` gets what is unreadable."""
    names = _with_roster(roster, {code: ("", "") for code in handed_in} | _in_gradebook(gradebook), odd)
    if with_names:
        called = {code: _full_name(code, *both) for code, both in names.items()}
        return People(dict(sorted(called.items(), key=lambda pair: (pair[1].casefold(), pair[0]))), True)
    codes = sorted(names)
    random.SystemRandom().shuffle(codes)
    wide = len(str(len(codes)))
    return People({code: f"Learner {number:0{wide}}" for number, code in enumerate(codes, 1)}, False)
