"""A PostgreSQL server of our own, from Debian's package, for as long as it is needed."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

OPTIONS = "-c listen_addresses='' -c fsync=off -c unix_socket_directories='{}'"
NEEDED = "needs PostgreSQL and psycopg (Debian: postgresql; extra: postgres)"


def can_start() -> bool:
    """Whether what a server needs is installed."""
    return bool(_programs()) and importlib.util.find_spec("psycopg") is not None


@contextlib.contextmanager
def server() -> Iterator[str]:
    """URL of a fresh server with an empty database."""
    folder = Path(tempfile.mkdtemp(prefix="dragoman-pg-", dir="/tmp"))
    # the server refuses to run as root
    user = "nobody" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    if os.geteuid() == 0:
        shutil.chown(folder, user)

    def run(program: str, *arguments: str) -> None:
        line = [str(_programs()[-1].with_name(program)), "-D", str(folder / "data"), *arguments]
        subprocess.run(line, user=user if os.geteuid() == 0 else None, cwd=folder, check=True, capture_output=True)

    try:
        run("initdb", "-U", "dragoman", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        run("pg_ctl", "start", "-w", "-l", str(folder / "log"), "-o", OPTIONS.format(folder))
        try:
            yield f"postgresql://dragoman@/postgres?host={folder}"
        finally:
            run("pg_ctl", "stop", "-w", "-m", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> list[Path]:
    return sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
