"""``alongside roster``: takes a list of people into the roster and into nbgrader's gradebook. Nobody is deleted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from alongside.grading.course_folders import open_course
from alongside.grading.locking import course_lock, wait_for_busy_databases
from alongside.grading.roster import read_roster
from alongside.grading.submission import shown
from alongside.grading.summary import listed
from alongside.lms.codes import made_codes
from alongside.lms.gradebook_people import put_students
from alongside.lms.people import LmsPerson, People, people_in
from alongside.lms.roster_file import ROSTER, Identities, RosterFile, codes_of, read_roster_file
from alongside.lms.tables import UnreadableTable, read_table

_MANY = 20
_WORDS = {"code": "code", "lms_user_id": "id", "email": "e-mail address", "login": "login"}


@dataclass
class RosterUpdate:
    """What a list of people did to the roster: lines for each group of people, and what was not taken."""

    kind: str
    listed: int = 0
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    no_longer_listed: list[str] = field(default_factory=list)
    not_taken: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    made_codes: int = 0
    gradebook: str = ""

    def text(self) -> str:
        """Return the report as lines."""
        lines = [
            f"Read as {self.kind}. People taken: {self.listed} ({len(self.new)} new, {len(self.changed)} changed, "
            f"{self.unchanged} as before)."
        ]
        if self.made_codes:
            lines.append(
                f"Codes made: {self.made_codes}, from the id on the learning platform or else from the e-mail address. "
                f"They are in the column “id” of {ROSTER}: give each learner theirs."
            )
        lines += listed("New:", _short(self.new))
        lines += listed("Changed:", _short(self.changed))
        lines += listed("No longer listed; kept on the roster and in the gradebook:", _short(self.no_longer_listed))
        lines += listed("Not taken; please look at these lines:", self.not_taken)
        lines += self.remarks
        return "\n".join([*lines, self.gradebook] if self.gradebook else lines)


def _short(lines: list[str]) -> list[str]:
    return lines if len(lines) <= _MANY else [*lines[:_MANY], f"and {len(lines) - _MANY} more"]


def update_roster(
    course_root: Path, people_csv: Path, *, dry_run: bool = False, say: Callable[[str], None] = print
) -> RosterUpdate:
    """Take the people of a file into ``roster.csv`` and the gradebook; ``dry_run`` only says what would happen.

    A person is known again by the code, else by the id on the learning platform, e-mail, login or student number;
    so a code that was made once stays. What was known and the file leaves open stays as well.

    Raises:
        NotACourse, UnreadableTable: with what to do.
    """
    wait_for_busy_databases()
    course = open_course(course_root)
    table = read_table(people_csv)
    try:
        found = people_in(table)
    except UnreadableTable as reason:
        raise UnreadableTable(f"{shown(people_csv.name)}: {reason}") from reason
    path = course.teaching / ROSTER
    with course_lock(course.teaching, say):
        roster = read_roster_file(path)
        report = _merged(roster, found)
        if dry_run:
            report.remarks.append("Nothing was written; this only looked.")
        elif report.listed:
            roster.write(path)
            people = read_roster(path)
            report.remarks += [f"roster.csv, {line}" for line in people.odd]
            report.gradebook = put_students(course, people)
    return report


def _merged(roster: RosterFile, found: People) -> RosterUpdate:
    """Change ``roster`` and return what was done."""
    report = RosterUpdate(found.kind, not_taken=found.not_taken, remarks=found.remarks)
    people = list(_each_once(found.people, report))
    identities = Identities(roster)
    present = {id(row) for person in found.people for row in identities.rows_of(person)}
    newcomers: list[LmsPerson] = []
    for person, rows in _one_each([(person, identities.rows_of(person)) for person in people], report):
        if not rows:
            newcomers.append(person)
            continue
        report.listed += 1
        changes = roster.update(rows[0], person)
        if changes:
            report.changed.append(f"{rows[0]['id']}: {'; '.join(changes)}")
        else:
            report.unchanged += 1
    before = len(roster.rows)
    _add(roster, newcomers, report)
    report.no_longer_listed = [
        f"{row['id']} {row.get('first_name', '')} {row.get('last_name', '')}".rstrip()
        for row in roster.rows[:before]
        if id(row) not in present
    ]
    return report


def _add(roster: RosterFile, newcomers: list[LmsPerson], report: RosterUpdate) -> None:
    on_roster = roster.taken()
    given = {person.code.casefold() for person in newcomers if person.code}
    made = made_codes([person for person in newcomers if not person.code], on_roster | given)
    for person in newcomers:
        code = person.code or made.get(person.line, "")
        if not code:
            report.not_taken.append(
                f"line {person.line}: no code could be made for {shown(person.shown)}; write one into a column “id”"
            )
        elif code.casefold() in on_roster:  # a code that stands twice on the roster belongs to nobody
            report.not_taken.append(f"line {person.line}: the roster has the code {shown(code)} more than once")
        else:
            roster.add(code, person)
            report.new.append(replace(person, code=code).shown)
            report.listed += 1
            report.made_codes += not person.code


def _each_once(people: Iterable[LmsPerson], report: RosterUpdate) -> Iterator[LmsPerson]:
    """Yield those whom no other line claims to be; tell of the others."""
    distinct: dict[LmsPerson, LmsPerson] = {}
    sharing: dict[tuple[str, str], list[LmsPerson]] = defaultdict(list)
    for person in people:
        first = distinct.setdefault(replace(person, line=0), person)
        if first is not person:
            report.remarks.append(f"lines {first.line} and {person.line} are the same; one was taken")
            continue
        for name in _identifying(person):
            sharing[name, getattr(person, name).casefold()].append(person)
    for person in distinct.values():
        for name in _identifying(person):
            others = [one for one in sharing[name, getattr(person, name).casefold()] if one is not person]
            if others:
                report.not_taken.append(
                    f"line {person.line}: {shown(person.shown)} shares the {_WORDS[name]} "
                    f"{shown(getattr(person, name))} with line {others[0].line}"
                )
                break
        else:
            yield person


def _identifying(person: LmsPerson) -> list[str]:
    """Return the fields that nobody else may have: an e-mail address may be shared by people with codes or ids."""
    given = [name for name in ("code", "lms_user_id") if getattr(person, name)]
    return given or [name for name in ("email", "login") if getattr(person, name)][:1]


def _one_each(
    known: Iterable[tuple[LmsPerson, list[dict[str, str]]]], report: RosterUpdate
) -> Iterator[tuple[LmsPerson, list[dict[str, str]]]]:
    """Yield people with the one row they are, or none; tell of those of whom that is not clear."""
    claimed: dict[int, int] = {}
    for person, rows in known:
        problem = _unclear(person, rows)
        if not problem and rows and (first := claimed.setdefault(id(rows[0]), person.line)) != person.line:
            problem = f"is {codes_of(rows)} on the roster, as is line {first}"
        if problem:
            report.not_taken.append(f"line {person.line}: {shown(person.shown)} {problem}")
        else:
            yield person, rows


def _unclear(person: LmsPerson, rows: list[dict[str, str]]) -> str:
    if len(rows) > 1:
        return f"may be {codes_of(rows)} on the roster; mend the codes, ids or e-mail addresses there"
    if not rows:
        return ""
    row = rows[0]
    if not row["id"]:
        return "is on the roster without a code; write one there"
    if row["id"].casefold() == person.code.casefold():
        return ""
    if person.code:
        return f"has the id or the e-mail address of {row['id']} on the roster"
    its_id = row.get("lms_user_id", "")
    if its_id and person.lms_user_id and its_id.casefold() != person.lms_user_id.casefold():
        return f"has the e-mail address or login of {row['id']} on the roster, who has another lms_user_id"
    return ""
