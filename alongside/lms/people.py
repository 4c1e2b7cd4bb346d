"""Who is in a group, from our own roster or from what Canvas and Moodle export.

Sources for the columns: Canvas's gradebook exporter and its group import format (instructure/canvas-lms,
lib/gradebook_exporter.rb, doc/api/group_category_csv.md); Moodle's grade export and grading worksheet
(moodle/moodle, grade/export/txt, mod/assign/feedback/offline).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields

from alongside.grading.learner_id import MAX_CHARACTERS, learner_id_problem
from alongside.grading.submission import shown
from alongside.lms.tables import Table, TableRow, UnreadableTable

_NAMES = {
    "first_name": ("first_name", "first name", "firstname", "given name"),
    "last_name": ("last_name", "last name", "lastname", "surname", "family name"),
    "name": ("name", "student", "full name", "full_name", "sortable_name", "student name"),
    "email": ("email", "email address", "e-mail", "e-mail address", "mail"),
    "login": ("login", "login_id", "sis login id", "username"),
    "section": ("section", "sections"),
    "role": ("roles", "role"),
}
_CANVAS = {"lms_user_id": ("canvas_user_id", "id"), "sis_user_id": ("user_id", "sis user id", "sis_user_id")}
_MOODLE = {"lms_user_id": ("id number", "idnumber", "lms_user_id")}
_OWN = {
    "code": ("id", "code", "learner code"),
    "lms_user_id": ("lms_user_id", "lms id", "lms user id"),
    "sis_user_id": ("sis_user_id", "sis user id"),
}
_NOT_A_PERSON = re.compile(r"(?:manual posting.*|muted)?\Z", re.IGNORECASE)
_TEACHES = re.compile(r"teacher|manager|instructor|\bta\b|designer|observer", re.IGNORECASE)


@dataclass(frozen=True)
class LmsPerson:
    """One person as a file names them; ``code`` is empty where the file gives none, as is all that it leaves out."""

    line: int
    code: str = ""
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_user_id: str = ""
    login: str = ""
    sis_user_id: str = ""
    section: str = ""

    @property
    def shown(self) -> str:
        """How to speak of them in a report."""
        named = f"{self.first_name} {self.last_name}".strip() or self.email or self.login or self.lms_user_id
        return " ".join(part for part in (self.code, named) if part)


KEPT = tuple(one.name for one in fields(LmsPerson) if one.name not in ("line", "code"))
"""What a roster keeps of a person beside the code."""


@dataclass
class People:
    """The people of a file, what kind of file it is, and the lines that were not taken, with the reason."""

    kind: str
    people: list[LmsPerson] = field(default_factory=list)
    not_taken: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def _kind(columns: set[str]) -> tuple[str, Mapping[str, tuple[str, ...]]]:
    """Return what kind of file has these columns, and which of them mean what."""
    names = {"student"} & columns or {"lastname", "firstname"} <= columns
    if names and "id" in columns and ("section" in columns or "sis login id" in columns):
        return "a Canvas gradebook export", _CANVAS
    if "canvas_user_id" in columns:
        return "a list of people from Canvas", _CANVAS
    if set(_OWN["code"]) & columns:
        return "a roster", _OWN
    if {"email address", "id number"} & columns:
        return "a list of participants or grades from Moodle", _MOODLE
    return "a list of people", _OWN


def split_name(name: str) -> tuple[str, str]:
    """Return (first, last) of “Last, First” or “First Last”; a single name is a last name."""
    last, comma, first = name.partition(",")
    if comma:
        return first.strip(), last.strip()
    first, _, last = name.rpartition(" ")
    return first.strip(), last.strip()


def people_in(table: Table) -> People:
    """Return the people that a table lists; nobody is left out in silence.

    Raises:
        UnreadableTable: when it has no column to tell people apart by.
    """
    present = {" ".join(column.split()).casefold() for column in table.columns}
    kind, own = _kind(present)
    columns = {
        field_name: next((name for name in names if name in present), "")
        for field_name, names in {**_NAMES, **own}.items()
    }
    if not any(columns.get(name) for name in ("code", "lms_user_id", "email", "login")):
        raise UnreadableTable(
            f"there is no column that tells people apart. Found: {', '.join(map(shown, table.columns[:12]))}. "
            "Needed: “id” (the learner code), or “email”, or “lms_user_id”; rename the one you have."
        )
    found = People(kind, not_taken=list(table.odd), remarks=list(table.remarks))
    for row in table.rows:
        _take(row, columns, found)
    return found


def _take(row: TableRow, columns: Mapping[str, str], found: People) -> None:
    if not any(_NOT_A_PERSON.match(text) is None for text in row.cells.values()):
        return  # Canvas's row about hidden grades
    values = {name: row.cells.get(column, "") if column else "" for name, column in columns.items()}
    name = values.pop("name")
    if name.casefold() == "points possible":
        return
    role = values.pop("role")
    values["first_name"], values["last_name"] = _names(values, name)
    if "@" in values["login"] and not values["email"]:
        values["email"] = values["login"]
    person = LmsPerson(row.line, **values)
    problems = list(_problems(person, role, found.kind))
    if problems:
        found.not_taken.append(f"line {row.line}: {problems[0]}")
    else:
        found.people.append(person)


def _names(values: Mapping[str, str], name: str) -> tuple[str, str]:
    if values["first_name"] or values["last_name"] or not name:
        return values["first_name"], values["last_name"]
    return split_name(name)


def _problems(person: LmsPerson, role: str, kind: str) -> Iterator[str]:
    who = shown(person.shown)
    if "Canvas" in kind and (person.last_name, person.first_name) == ("Student", "Test"):
        yield "is Canvas's test student, not a person"
    if role and _TEACHES.search(role) and "student" not in role.casefold():
        yield f"{who} has the role {shown(role)}, not that of a student"
    if not (person.code or person.lms_user_id or person.email or person.login):
        yield f"{who} has no code, no id and no e-mail" if person.shown else "names nobody"
    for name in ("code", *KEPT):
        if len(getattr(person, name)) > MAX_CHARACTERS:
            yield f"{name} has more than {MAX_CHARACTERS} characters"
    if person.email and not re.fullmatch(r"[^@\s,;<>]+@[^@\s,;<>]+", person.email):
        yield f"{shown(person.email)} is no e-mail address"
    remark = learner_id_problem(person.code) if person.code else None
    if remark and (remark.refused or person.code[0] in "=+-@"):
        reason = remark.message if remark.refused else "begins like a formula of a spreadsheet"
        yield f"the code {shown(person.code)} {reason}. A code has letters, digits, - or _"
