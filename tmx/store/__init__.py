"""A translation memory that many documents go into, in an SQLite file or a PostgreSQL database.

>>> import tempfile, pathlib, tmx
>>> with tempfile.TemporaryDirectory() as folder:
...     with open_store(f"sqlite:///{folder}/memory.db", create=True) as store:
...         report = store.add([tmx.TranslationUnit("1", (tmx.Variant("fr", "Bonjour"), tmx.Variant("en", "Hello")))])
...         report.added, store.stats().languages
(1, {'en': 1, 'fr': 1})
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tmx.errors import TmxError

if TYPE_CHECKING:
    from tmx.store.store import Stats, Store
    from tmx.store.writer import Added

__all__ = ["Added", "Stats", "Store", "open_store"]

_SQLITE = "sqlite:///"
_POSTGRES = ("postgresql://", "postgres://")


def __getattr__(name: str) -> Any:  # noqa: ANN401  (the module's own attributes)
    """Load the store at its first use: who only needs its words needs no array code."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from tmx.store import store, writer

    return getattr(writer if name == "Added" else store, name)


def open_store(url: str, *, create: bool = False) -> Store:
    """Open the store at ``sqlite:///path`` (relative, or absolute with a fourth slash) or ``postgresql://…``.

    With ``create`` it is made where there is none. Raises :class:`tmx.errors.TmxError`.
    """
    from tmx.store.store import Store

    if url.startswith(_POSTGRES):
        from tmx.store.postgres import PostgresDatabase

        return Store(PostgresDatabase(url), create=create)
    if url.startswith(_SQLITE) and len(url) > len(_SQLITE):
        from tmx.store.sqlite import SqliteDatabase

        return Store(SqliteDatabase(Path(url.removeprefix(_SQLITE)), create=create), create=create)
    raise TmxError(f"{url!r} is not the address of a store; write sqlite:///memory.db or postgresql://…")
