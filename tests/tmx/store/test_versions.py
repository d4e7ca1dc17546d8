"""Stores that older versions made: brought up to date as they are opened, nothing lost, found as if made today."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

import tmx
from tests.conftest import ROOT
from tests.tmx.store.samples import many, unit
from tmx.store import Added, open_store
from tmx.store.concordance import concordance
from tmx.store.lookup import Query, lookup
from tmx.store.schema import VERSION

OLDER = sorted((ROOT / "tests" / "cases" / "store").glob("version-*.sql"))
"""What ``sqlite3 memory.db .dump`` says of stores made by versions past."""
CHINESE = unit("z", "港口开放，船只可以入港。", "The port is open, ships may enter.")
UNITS = [
    *many(40),
    CHINESE._replace(variants=(CHINESE.variants[0]._replace(language="zh"), CHINESE.variants[1])),
    unit("d", "Le port est ouvert.", "The port is open.", confidence="0.900", review="confirmed"),
]
"""What those stores hold."""


def test_there_is_a_store_of_every_version_past() -> None:
    assert [path.stem for path in OLDER] == [f"version-{number}" for number in range(1, VERSION)]


@pytest.mark.parametrize("path", OLDER, ids=lambda path: path.stem)
def test_an_older_store_is_brought_up_to_date(path: Path, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "old.db") as connection:
        connection.executescript(path.read_text(encoding="utf-8"))
    connection.close()
    with (
        open_store(f"sqlite:///{tmp_path}/old.db") as old,
        open_store(f"sqlite:///{tmp_path}/new.db", create=True) as new,
    ):
        new.add(UNITS)
        assert list(old.units()) == UNITS
        stores = (old, new)
        index, again = (
            one.database.query("SELECT term, count, body FROM postings ORDER BY term, segment") for one in stores
        )
        assert index == again
        query = Query(text="Le port est fermé.", source_language="fr", target_language="en")
        assert lookup(old.database, query) == lookup(new.database, query) != []
        assert [line.unit for line in concordance(old.database, "船只", "zh")] == ["z"]
        assert old.add(UNITS) == Added(unchanged=len(UNITS))


def test_the_index_of_an_older_store_is_made_anew(url: str) -> None:
    with open_store(url, create=True) as store:
        store.add(UNITS)
        store.database.execute("DELETE FROM postings")
        store.database.execute("UPDATE store_version SET version = 1")
    with open_store(url) as store:
        (found, *_) = lookup(
            store.database, Query(text="Le port est fermé.", source_language="fr", target_language="en")
        )
        assert (found.unit, found.score) == ("d", 75)


def test_texts_of_all_regions_are_found(url: str) -> None:
    def both(name: str, text: str) -> tmx.TranslationUnit:
        return tmx.TranslationUnit(name, (tmx.Variant("fr", text), tmx.Variant("fr-CA", f"{text} là-bas")))

    with open_store(url, create=True) as store:
        store.add(both(str(number), f"Le phare {number} éclaire la digue.") for number in range(30))
        assert len(concordance(store.database, "phare", "fr")) == 60
        store.database.execute("DELETE FROM postings")
        store.database.execute("UPDATE store_version SET version = 1")
    with open_store(url) as store:
        assert len(concordance(store.database, "phare", "fr")) == 60
