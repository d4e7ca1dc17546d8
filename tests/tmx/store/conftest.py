"""Stores to test with: an SQLite file, and a PostgreSQL server of our own where Debian's package is installed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tmx.store import server


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """URL of a server that lives as long as the tests; skipped where there is none to start."""
    if not server.can_start():
        pytest.skip(server.NEEDED)
    with server.server() as url:
        yield url


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
