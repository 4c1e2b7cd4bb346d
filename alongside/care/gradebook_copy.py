"""A gradebook as one SQLite file: taken out of a course and put into one, whatever database the course has.

A file is copied by SQLite's own backup, so that it is whole even while formgrader writes. A server's tables are read in
one snapshot and written in one transaction. No program of the database is needed.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from nbgrader.api import Base
from sqlalchemy import Column, Connection, Engine, MetaData, String, Table, create_engine, inspect, select, text
from sqlalchemy.engine import URL

from alongside.care.places import gradebook_file
from alongside.grading.course_folders import Course
from alongside.grading.grade_log import GRADE_CHANGES, drop_statements, postgresql_statements
from alongside.grading.locking import BUSY_SECONDS

_AT_ONCE = 1000
_SCHEMA = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
TABLES = (*Base.metadata.sorted_tables, GRADE_CHANGES, _SCHEMA)
"""nbgrader's tables, those that others refer to first; then the log of changes and the schema's version."""


class GradebookTrouble(RuntimeError):
    """A gradebook that cannot be copied; the text says what to do."""


class DamagedGradebook(GradebookTrouble):
    """The gradebook's file is no longer a database."""


def _patience() -> Callable[[int, int, int], None]:
    began = time.monotonic()

    def wait(_status: int, _remaining: int, _total: int) -> None:
        if time.monotonic() - began > BUSY_SECONDS:
            raise GradebookTrouble(
                "Another program has held the gradebook for a minute. Close formgrader or wait for the grading to end; "
                "then try again."
            )

    return wait


def _copy_file(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        for connection in (old, new):
            connection.execute("PRAGMA busy_timeout = 250")  # short, so that our own patience has the last word
        old.backup(new, progress=_patience())


def take_out(course: Course, target: Path) -> bool:
    """Write the course's gradebook to a new SQLite file; return False where there is none.

    Raises:
        GradebookTrouble: when it is damaged, or held by another program for longer than a minute.
    """
    file = gradebook_file(course)
    if file is None:
        return _tables_to_file(course.directory.db_url, target)
    if not file.is_file():
        return False
    try:
        _copy_file(file, target)
    except sqlite3.OperationalError as reason:
        raise GradebookTrouble(f"{file} cannot be read ({reason}).") from reason
    except sqlite3.DatabaseError as reason:
        raise DamagedGradebook(f"{file} is damaged ({reason}). Restore it from a backup.") from reason
    return True


def take_out_even_damaged(course: Course, target: Path) -> bool:
    """Like ``take_out``; of a damaged file the bytes are kept as they are."""
    try:
        return take_out(course, target)
    except DamagedGradebook:
        shutil.copyfile(gradebook_file(course) or target, target)
        return True


def require_sound(file: Path) -> None:
    """Raise GradebookTrouble unless the file is a whole gradebook of nbgrader's."""
    try:
        with closing(sqlite3.connect(file)) as database:
            sound = database.execute("PRAGMA quick_check").fetchone() == ("ok",)
            names = {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.DatabaseError:
        sound, names = False, set()
    if not sound or not {"student", "grade"} <= names:
        raise GradebookTrouble("The gradebook in it is damaged. Nothing was changed.")


def put_in(course: Course, source: Path) -> None:
    """Replace the course's gradebook by the one in a SQLite file, all at once; who has it open sees the new one.

    Raises:
        GradebookTrouble: when that cannot be done; the old one is then still there.
    """
    file = gradebook_file(course)
    if file is None:
        _file_to_tables(source, course.directory.db_url)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        _copy_file(source, file)
    except sqlite3.DatabaseError as reason:
        if isinstance(reason, sqlite3.OperationalError):
            raise GradebookTrouble(f"The gradebook {file} cannot be written ({reason}).") from reason
        for end in ("-journal", "-wal", "-shm", ""):  # damaged beyond opening; its bytes have been kept
            file.with_name(file.name + end).unlink(missing_ok=True)
        _copy_file(source, file)


def _file_engine(path: Path) -> Engine:
    return create_engine(URL.create("sqlite", database=str(path)))


def _copy_tables(source: Connection, target: Connection) -> None:
    present = set(inspect(source).get_table_names())
    for table in TABLES:
        if table.name in present:
            rows = source.execution_options(yield_per=_AT_ONCE).execute(select(table))
            for part in rows.mappings().partitions():
                target.execute(table.insert(), [dict(row) for row in part])


def _make_tables(target: Connection) -> None:
    for table in TABLES:
        table.create(target, checkfirst=True)


def _tables_to_file(db_url: str, target: Path) -> bool:
    server, file = create_engine(db_url, isolation_level="REPEATABLE READ"), _file_engine(target)
    try:
        with server.connect() as source, file.begin() as copy:
            if not inspect(source).has_table("student"):
                return False
            _make_tables(copy)
            _copy_tables(source, copy)
    finally:
        server.dispose()
        file.dispose()
    return True


def _file_to_tables(source: Path, db_url: str) -> None:
    server, file = create_engine(db_url), _file_engine(source)
    try:
        with file.connect() as copy, server.begin() as target:
            _make_tables(target)
            for statement in drop_statements():  # what is put in was logged long ago
                target.exec_driver_sql(statement)
            for table in reversed(TABLES):
                target.execute(table.delete())
            _copy_tables(copy, target)
            target.execute(text(
                "SELECT setval(pg_get_serial_sequence('grade_changes', 'id'), "
                "(SELECT coalesce(max(id), 0) + 1 FROM grade_changes), false)"
            ))
            for statement in postgresql_statements():
                target.exec_driver_sql(statement)
    except Exception as reason:
        raise GradebookTrouble(f"The gradebook could not be put into the database ({reason}).") from reason
    finally:
        with suppress(Exception):
            file.dispose()
        server.dispose()
