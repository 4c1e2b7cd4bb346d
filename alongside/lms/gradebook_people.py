"""Puts the people of a roster into nbgrader's gradebook, so that formgrader shows names. It deletes nobody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nbgrader.api import Gradebook, Student
from sqlalchemy import bindparam, insert, select, update

from alongside.grading.course_folders import Course
from alongside.grading.roster import Roster
from alongside.grading.submission import shown
from alongside.lms.tables import tidy

_FIELDS = ("first_name", "last_name", "email", "lms_user_id")


def put_students(course: Course, roster: Roster) -> str:
    """Add new students and take over what the roster knows of the others, in one transaction; return what was done.

    A field that the roster leaves empty stays as it is in the gradebook. Call this under the course lock.
    """
    table = Student.__table__
    new: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    with Gradebook(course.directory.db_url, course.directory.course_id) as gradebook:
        known = {row["id"]: row for row in gradebook.db.execute(select(table)).mappings()}
        spelled = {code.casefold(): code for code in known}
        otherwise = []
        for key, person in roster.people.items():
            if key in roster.unclear:
                continue
            row: Mapping[str, Any] = known.get(person.code) or {}
            fields = {name: tidy(person.known_as.get(name, "")) or row.get(name) for name in _FIELDS}
            if fields["first_name"] or fields["last_name"]:  # formgrader shows no name of which one part is NULL
                fields |= {name: fields[name] or "" for name in ("first_name", "last_name")}
            if not row:
                new.append({"id": person.code, **fields})
                if key in spelled:
                    otherwise.append(f"{shown(spelled[key])} and {shown(person.code)}")
            elif any(fields[name] != row[name] for name in _FIELDS):
                changed.append({"row": person.code, **{f"new_{name}": fields[name] for name in _FIELDS}})
        if new:
            gradebook.db.execute(insert(table), new)
        if changed:
            values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in _FIELDS}
            gradebook.db.execute(update(table).where(table.c.id == bindparam("row")).values(values), changed)
        gradebook.db.commit()
    told = f"Students in the gradebook: {len(new)} new, {len(changed)} changed."
    if otherwise:
        pairs = "; ".join(otherwise)
        told += f" It now has codes that differ in capitals only, which collecting takes for one: {pairs}."
    return told
