"""A real PostgreSQL server for the tests: its own data folder, one free port on this computer, gone afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_DEBIANS_FOLDER = Path("/usr/lib/postgresql")
_ACCOUNT = "postgres"
"""PostgreSQL refuses to run as root; where the tests do, its package's own account runs it."""


def _programs() -> Path | None:
    """Return the folder with ``initdb`` and ``postgres``, newest version first, or None."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = sorted(_DEBIANS_FOLDER.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]), reverse=True)
    return versions[0].parent if versions else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_postgresql() -> Iterator[str]:
    """Yield the address of a new server's database, for SQLAlchemy."""
    programs = _programs()
    if programs is None:
        if os.environ.get("CI"):
            raise RuntimeError("PostgreSQL is missing: apt-get install postgresql")
        pytest.skip("PostgreSQL is not installed here: apt-get install postgresql")
    as_account = ["runuser", "-u", _ACCOUNT, "--"] if os.geteuid() == 0 else []
    folder = Path(tempfile.mkdtemp(prefix="alongside-postgresql-"))
    if as_account:
        shutil.chown(folder, _ACCOUNT)
    port = _free_port()

    def run(*command: str) -> None:
        subprocess.run([*as_account, *command], check=True, capture_output=True, cwd=folder, timeout=120)

    data, log = str(folder / "data"), str(folder / "log")
    server = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} -c fsync=off"
    try:
        run(str(programs / "initdb"), "-D", data, "-U", "alongside", "--auth=trust", "--encoding=UTF8", "--locale=C")
        run(str(programs / "pg_ctl"), "-D", data, "-l", log, "-w", "-o", server, "start")
        try:
            yield f"postgresql+psycopg://alongside@127.0.0.1:{port}/postgres"
        finally:
            run(str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


_numbers = iter(range(1_000_000))


def new_database(server_url: str) -> str:
    """Make an empty database on the server; return its address."""
    import psycopg

    name = f"course_{next(_numbers)}"
    plain = server_url.replace("+psycopg", "")
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server_url.rpartition("/")[0] + "/" + name
