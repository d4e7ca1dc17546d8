"""Stores to test with: an SQLite file, and a PostgreSQL server of our own where Debian's package is installed."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

OPTIONS = "-c listen_addresses='' -c fsync=off -c unix_socket_directories='{}'"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """URL of a server that lives as long as the tests; skipped where there is none to start."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs or importlib.util.find_spec("psycopg") is None:
        pytest.skip("needs PostgreSQL and psycopg (Debian: postgresql; extra: postgres)")
    folder = Path(tempfile.mkdtemp(prefix="dragoman-pg-", dir="/tmp"))
    # the server refuses to run as root
    user = "nobody" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    if os.geteuid() == 0:
        shutil.chown(folder, user)

    def run(program: str, *arguments: str) -> None:
        line = [str(programs[-1].with_name(program)), "-D", str(folder / "data"), *arguments]
        subprocess.run(line, user=user if os.geteuid() == 0 else None, cwd=folder, check=True, capture_output=True)

    try:
        run("initdb", "-U", "dragoman", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        run("pg_ctl", "start", "-w", "-l", str(folder / "log"), "-o", OPTIONS.format(folder))
        yield f"postgresql://dragoman@/postgres?host={folder}"
        run("pg_ctl", "stop", "-w", "-m", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'memory.db'}"


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Address of an empty store, once of each kind."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_url")
        return
    found: str = request.getfixturevalue("postgres_server")
    yield found
    from tmx.store.postgres import PostgresDatabase

    database = PostgresDatabase(found)
    for table in ("documents", "units", "texts", "segments", "postings", "store_version"):
        database.execute(f"DROP TABLE IF EXISTS {table}")
    database.close()
