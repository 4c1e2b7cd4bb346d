"""The gradebook's own log of who changed which grade: a table beside nbgrader's, filled by the database itself.

Triggers write it, so every program that changes a grade is in it: formgrader, nbgrader's commands, ours, a tool of
somebody else. First automatic grades are not changes and cost nothing. Who it was is a value of the connection, set
by every process that reads ``nbgrader_config.py``; a change by any other program has no name.
"""

from __future__ import annotations

import getpass
import logging
import os
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from sqlalchemy import Column, DateTime, Integer, MetaData, String, Table, Text, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.pool import Pool
from sqlalchemy.schema import CreateTable

NAME = "grade_changes"
GRADE_CHANGES: Final = Table(
    NAME,
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("changed_at", DateTime, nullable=False),  # UTC
    Column("changed_by", Text),
    Column("learner", String(128)),
    Column("quiz", String(128)),
    Column("item", String(128)),
    Column("what", String(20), nullable=False),
    Column("old", Text),
    Column("new", Text),
    sqlite_autoincrement=True,  # the number of a deleted row is never given to another one
)
_NEEDED = {"assignment", "base_cell", "comment", "grade", "submitted_assignment", "submitted_notebook"}
_CHECKED = "alongside_grade_log"
_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Rule:
    """What one trigger notices; ``{differs}`` is how the database compares values that may be NULL."""

    what: str
    table: str
    on: str
    when: str
    old: str
    new: str

    @property
    def name(self) -> str:
        return f"{NAME}_{self.what.replace(' ', '_')}_{self.on.partition(' ')[0].lower()}"

    @property
    def row(self) -> str:
        """The row in whose columns the trigger looks."""
        return "OLD" if self.on == "DELETE" else "NEW"

    def insert(self, now: str, who: str) -> str:
        """Return the statement that writes the log."""
        whole_notebook = self.table == "submitted_notebook"
        notebook = f"{self.row}.{'id' if whole_notebook else 'notebook_id'}"
        item = "NULL" if whole_notebook else f"(SELECT name FROM base_cell WHERE id = {self.row}.cell_id)"
        return (
            f"INSERT INTO {NAME} (changed_at, changed_by, learner, quiz, item, what, old, new) "
            f"SELECT {now}, {who}, s.student_id, a.name, {item}, '{self.what}', "
            f"CAST({self.old} AS TEXT), CAST({self.new} AS TEXT) "
            "FROM submitted_notebook n JOIN submitted_assignment s ON s.id = n.assignment_id "
            f"JOIN assignment a ON a.id = s.assignment_id WHERE n.id = {notebook}"
        )


def _changed(what: str, table: str, column: str, only_when: str = "") -> _Rule:
    when = f"{only_when}OLD.{column} {{differs}} NEW.{column}"
    return _Rule(what, table, f"UPDATE OF {column}", when, f"OLD.{column}", f"NEW.{column}")


def _given_at_once(what: str, table: str, column: str) -> _Rule:
    return _Rule(what, table, "INSERT", f"NEW.{column} IS NOT NULL", "NULL", f"NEW.{column}")


RULES: Final = (
    _changed("automatic", "grade", "auto_score", "OLD.auto_score IS NOT NULL AND "),
    _changed("mark", "grade", "manual_score"),
    _changed("extra credit", "grade", "extra_credit"),
    _changed("comment", "comment", "manual_comment"),
    _changed("penalty", "submitted_notebook", "late_submission_penalty"),
    _given_at_once("mark", "grade", "manual_score"),
    _given_at_once("extra credit", "grade", "extra_credit"),
    _given_at_once("comment", "comment", "manual_comment"),
    _Rule(
        what="removed",
        table="grade",
        on="DELETE",
        when="coalesce(OLD.manual_score, OLD.auto_score, OLD.extra_credit) IS NOT NULL",
        old="coalesce(OLD.manual_score, OLD.auto_score, 0) + coalesce(OLD.extra_credit, 0)",
        new="NULL",
    ),
)
_SQLITE_NOW = "strftime('%Y-%m-%d %H:%M:%f', 'now') || '000'"
_POSTGRESQL_NOW = "clock_timestamp() AT TIME ZONE 'utc'"
_POSTGRESQL_WHO = "nullif(current_setting('alongside.who', true), '')"


def who() -> str:
    """Return the account that this process works for: JupyterHub's, else the operating system's; else empty."""
    try:
        return os.environ.get("JUPYTERHUB_USER") or getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _table_text(dialect: Dialect) -> str:
    return str(CreateTable(GRADE_CHANGES, if_not_exists=True).compile(dialect=dialect))


def sqlite_statements() -> list[str]:
    """Return what installs the log in a gradebook file."""
    return [_table_text(sqlite.dialect())] + [
        f"CREATE TRIGGER IF NOT EXISTS {rule.name} AFTER {rule.on} ON {rule.table} "
        f"WHEN {rule.when.format(differs='IS NOT')} BEGIN {rule.insert(_SQLITE_NOW, 'NULL')}; END"
        for rule in RULES
    ]


def postgresql_statements() -> list[str]:
    """Return what installs the log in a gradebook on a server."""
    statements = [_table_text(postgresql.dialect())]
    for rule in RULES:
        body = rule.insert(_POSTGRESQL_NOW, _POSTGRESQL_WHO)
        when = rule.when.format(differs="IS DISTINCT FROM")
        statements += [
            f"CREATE OR REPLACE FUNCTION {rule.name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$log$ BEGIN {body}; RETURN NULL; END $log$",
            *drop_statements([rule]),
            f"CREATE TRIGGER {rule.name} AFTER {rule.on} ON {rule.table} "
            f"FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION {rule.name}()",
        ]
    return statements


def drop_statements(rules: list[_Rule] | tuple[_Rule, ...] = RULES) -> list[str]:
    """Return what takes PostgreSQL's triggers away for as long as a whole gradebook is being put in."""
    return [f"DROP TRIGGER IF EXISTS {rule.name} ON {rule.table}" for rule in rules]


def _on_sqlite(connection: Any) -> bool:
    """Install the log where it is missing and name this connection; return whether that is done."""
    found = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    if not found >= _NEEDED:
        return False  # nbgrader has not made its tables yet
    if not found >= {NAME, *(rule.name for rule in RULES)}:
        connection.execute("BEGIN IMMEDIATE")
        for statement in sqlite_statements():
            connection.execute(statement)
        connection.commit()
    name = who().replace("'", "''")
    connection.execute(
        f"CREATE TEMP TRIGGER IF NOT EXISTS {NAME}_who AFTER INSERT ON main.{NAME} "
        f"BEGIN UPDATE {NAME} SET changed_by = nullif('{name}', '') WHERE id = NEW.id; END"
    )
    return True


def _on_postgresql(connection: Any) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('alongside.who', %s, false)", (who(),))
        cursor.execute("SELECT relname FROM pg_class WHERE pg_table_is_visible(oid) AND relkind = 'r'")
        tables = {row[0] for row in cursor.fetchall()}
        cursor.execute(
            "SELECT tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE pg_table_is_visible(c.oid)"
        )
        triggers = {row[0] for row in cursor.fetchall()}
        if tables >= _NEEDED and not (NAME in tables and triggers >= {rule.name for rule in RULES}):
            cursor.execute("SELECT pg_advisory_xact_lock(7265390)")  # two programs at once would both make the table
            for statement in postgresql_statements():
                cursor.execute(statement)
    connection.commit()
    return tables >= _NEEDED


def _see_to_it(connection: Any, record: Any, _proxy: Any) -> None:
    """Look once at every connection that is taken into use; whatever stands in the way never stops a grade."""
    if record.info.get(_CHECKED):
        return
    kind = type(connection).__module__.partition(".")[0]
    try:
        if kind == "sqlite3":
            record.info[_CHECKED] = _on_sqlite(connection)
        elif kind == "psycopg":
            record.info[_CHECKED] = _on_postgresql(connection)
    except Exception as reason:  # of whatever database; grades are never held up for their log
        connection.rollback()
        _LOGGER.warning("Changes of grades cannot be logged in this gradebook: %s", reason)


@cache
def log_grade_changes() -> None:
    """Keep the log in every gradebook that this process opens from now on."""
    event.listen(Pool, "checkout", _see_to_it)
