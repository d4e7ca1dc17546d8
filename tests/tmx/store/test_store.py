"""The store over its whole life, in SQLite and in PostgreSQL alike."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import tmx
from tests.tmx.store.samples import many, unit
from tmx.store import Added, open_store
from tmx.store.concordance import concordance
from tmx.store.lookup import Query, lookup
from tmx.store.schema import VERSION
from tmx.store.store import Store


def fr(text: str, **more: object) -> Query:
    return Query(text=text, source_language="fr", target_language="en", **more)  # type: ignore[arg-type]


def scores(store: Store, query: Query) -> list[tuple[int, str]]:
    return [(one.score, one.target) for one in lookup(store.database, query)]


def test_units_go_in_once_and_come_out_in_order(url: str) -> None:
    units = many(2_500)
    with open_store(url, create=True) as store:
        assert store.add(units) == Added(added=2_500)
        assert store.add(units) == Added(unchanged=2_500)
        assert list(store.units()) == units
        found = store.stats()
        assert (found.units, found.languages, found.documents) == (2_500, {"en": 2_500, "fr": 2_500}, 50)
        assert found.bytes > 100_000
    with open_store(url) as store:
        assert store.add([*units[:10], *many(20, seed=2)[10:]]) == Added(added=10, unchanged=10)
        assert store.stats().units == 2_510
        assert store.source_language() == "fr"


def test_what_is_said_anew_counts_but_a_decision_stays(url: str) -> None:
    first = unit("1", "Le port est ouvert.", "The port is open.", confidence="0.800")
    decided = unit("1", "Le port est ouvert.", "The port is open.", confidence="0.800", review="confirmed")
    later = unit("1", "Le port est ouvert.", "The port is open.", confidence="0.950")
    with open_store(url, create=True) as store:
        assert store.add([first]) == Added(added=1)
        assert store.add([decided]) == Added(updated=1)
        assert store.add([later]) == Added(updated=1)
        kept = next(store.units())
        assert (kept.property("x-review"), kept.property("x-confidence")) == ("confirmed", "0.950")
        (match,) = lookup(store.database, fr("Le port est ouvert."))
        assert (match.review, match.confidence) == ("confirmed", 0.95)


def test_lookups(url: str) -> None:
    with open_store(url, create=True) as store:
        store.add(many(300))
        store.add(
            [
                unit("a", "Le phare éclaire la digue.", "The lamp lights the dyke.", ref="I.1", context_pre="Avant."),
                unit("b", "Le phare éclaire la digue.", "The beam lights the dyke.", ref="I.2", context_post="Après."),
                unit("c", "Le phare éclaire la balise.", "The beam lights the buoy.", ref="I.3"),
                unit("d", "Le phare éclaire la rive.", "Wrong.", ref="I.4", review="rejected"),
                tmx.TranslationUnit(
                    "e", (tmx.Variant("fr-CA", "Le phare éclaire la ville."), tmx.Variant("es", "El faro"))
                ),
            ]
        )
        query = "Le phare éclaire la digue."
        exact = scores(store, fr(query, after="Après."))
        assert exact[:2] == [(101, "The beam lights the dyke."), (100, "The lamp lights the dyke.")]
        assert exact[2:] == [(80, "The beam lights the buoy.")]
        assert scores(store, fr(query, before="Avant."))[0] == (101, "The lamp lights the dyke.")
        assert scores(store, fr(query, least=101)) == []
        assert scores(store, fr(query, most=1)) == [(100, "The beam lights the dyke.")]
        assert scores(store, fr("Le phare éclaire la ville.")) == [
            (80, "The beam lights the buoy."),
            (80, "The beam lights the dyke."),
            (80, "The lamp lights the dyke."),
        ]
        other = Query(text="The beam lights the dyke", source_language="en", target_language="fr")
        assert scores(store, other)[0] == (99, query)
        spanish = Query(text="Le phare éclaire la ville.", source_language="fr", target_language="es")
        assert scores(store, spanish) == [(100, "El faro")]
        assert scores(store, fr("  ")) == []
        assert scores(store, fr("zzz")) == []
        (line,) = concordance(store.database, "BALISES", "fr", 1)
        assert (line.text[line.start : line.end], line.language) in {("balise", "fr")}


def test_nothing_of_a_failed_import_stays(url: str) -> None:
    def failing() -> Iterator[tmx.TranslationUnit]:
        yield from many(1_500)
        raise tmx.ParseError("raw ampersand", source="b.tmx", line=3)

    with open_store(url, create=True) as store:
        store.add(many(10, seed=3))
        with pytest.raises(tmx.TmxError, match=r"^b\.tmx, line 3: raw ampersand$"):
            store.add(failing())
        assert store.stats().units == 10
        assert store.add(many(30)) == Added(added=30)
        assert len(list(store.units())) == 40


def test_the_first_import_meets_its_own_units_again(url: str) -> None:
    units = many(2_000)
    with open_store(url, create=True) as store:
        assert store.add([*units, *units[5:7], *units]) == Added(added=2_000, unchanged=2_002)
        assert list(store.units()) == units
        # the indexes put off are there again: a digest cannot come twice
        assert store.add([units[3]._replace(changed="20200101T000000Z")]) == Added(updated=1)
        with pytest.raises(tmx.TmxError):
            store.database.execute("INSERT INTO units SELECT 9999, digest, name, document, ref, date, confidence, "
                                   "review, before, after, first, languages, more FROM units WHERE id = 1")  # fmt: skip


def test_a_first_import_that_fails_leaves_an_empty_store(url: str) -> None:
    def failing() -> Iterator[tmx.TranslationUnit]:
        yield from many(700)
        raise tmx.ParseError("cut off", source="a.tmx")

    with open_store(url, create=True) as store:
        with pytest.raises(tmx.TmxError):
            store.add(failing())
        assert store.stats().units == 0
        assert store.add(many(700)) == Added(added=700)
        assert store.add(many(700)) == Added(unchanged=700)


def test_two_writers_take_turns(url: str) -> None:
    with open_store(url, create=True):
        pass
    failures: list[BaseException] = []

    def write(seed: int) -> None:
        try:
            for part in range(3):
                with open_store(url, create=True) as store:
                    store.add(many(200 * (part + 1), seed))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(seed,)) for seed in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    with open_store(url) as store:
        assert store.stats().units == 1_200
        for wanted in (many(600)[599], many(600, 2)[0]):
            assert scores(store, fr(wanted.text("fr")))[0] == (100, wanted.text("en"))


def test_a_failure_while_writing_leaves_the_store_as_it_was(url: str) -> None:
    with open_store(url, create=True) as store:
        store.add(many(10, seed=3))
        store.database.execute("CREATE UNIQUE INDEX one_name ON units (name)")
        with pytest.raises(tmx.TmxError):
            store.add(many(1_200))
        assert store.stats().units == 10


def test_many_imports_keep_the_index_small(url: str) -> None:
    with open_store(url, create=True) as store:
        for number in range(20):
            store.add([unit(f"{number}", f"Le port {number} contrôle le navire.", f"Port {number}.")])
        assert store.database.query("SELECT COUNT(*) FROM segments")[0][0] < 8
        assert scores(store, fr("Le port 11 contrôle le navire.", most=1)) == [(100, "Port 11.")]


def test_a_killed_import_leaves_the_store_as_it_was(sqlite_url: str, tmp_path: Path) -> None:
    code = (
        "import os, sys; from tmx.store import open_store; from tests.tmx.store.samples import many\n"
        "def units():\n    yield from many(3000)\n    os.kill(os.getpid(), 9)\n"
        f"open_store({sqlite_url!r}).add(units())"
    )
    with open_store(sqlite_url, create=True) as store:
        store.add(many(5, seed=9))
    done = subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parents[3])
    assert done.returncode == -9
    with open_store(sqlite_url) as store:
        assert store.stats().units == 5
        assert store.database.query("PRAGMA integrity_check") == [("ok",)]


def test_a_reader_sees_the_store_as_it_was_while_another_writes(sqlite_url: str) -> None:
    with open_store(sqlite_url, create=True) as writer, open_store(sqlite_url) as reader:
        writer.add(many(3))
        with writer.database.writing():
            writer.database.execute("DELETE FROM units")
            assert reader.stats().units == 3


def test_what_is_no_store_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("no store at all", encoding="utf-8")
    alien = tmp_path / "alien.db"
    with sqlite3.connect(alien) as connection:
        connection.execute("CREATE TABLE units (x)")
    connection.close()
    missing = tmp_path / "none.db"
    refused = {
        f"sqlite:///{missing}": f"{missing}: there is no such store; 'dragoman memory import' makes one",
        f"sqlite:///{text}": f"{text}: not a store: not an SQLite file",
        f"sqlite:///{tmp_path}": f"{tmp_path}: is a folder, not a store",
        f"sqlite:///{alien}": f"{alien}: a database of another program",
        "mysql://x": "'mysql://x' is not the address of a store; write sqlite:///memory.db or postgresql://…",
    }
    for url, message in refused.items():
        with pytest.raises(tmx.TmxError) as raised:
            open_store(url)
        assert str(raised.value) == message
    with pytest.raises(tmx.TmxError) as raised:
        open_store(f"sqlite:///{tmp_path}/no/where.db", create=True)
    assert str(raised.value) == f"{tmp_path}/no/where.db: its folder does not exist"


def test_a_newer_store_is_left_alone(url: str) -> None:
    with open_store(url, create=True) as store:
        store.database.execute("UPDATE store_version SET version = ?", (VERSION + 1,))
        name = store.database.name
    with pytest.raises(tmx.TmxError) as raised:
        open_store(url, create=True)
    message = f"the store is of version {VERSION + 1}, this program knows versions up to {VERSION}; update dragoman"
    assert str(raised.value) == f"{name}: {message}"
    if url.startswith("postgresql"):
        assert "?" not in name


def test_an_older_store_is_brought_up_to_date(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(url, create=True) as store:
        store.add(many(3))
    from tmx.store import schema
    from tmx.store import store as module

    monkeypatch.setattr(module, "MIGRATIONS", (*schema.MIGRATIONS, ("CREATE TABLE extra (id {number})",)))
    monkeypatch.setattr(module, "VERSION", VERSION + 1)
    with open_store(url) as store:
        assert store.database.exists("extra")
        assert store.stats().units == 3
        store.database.execute("DROP TABLE extra")
    with open_store(url) as store:
        assert not store.database.exists("extra")
