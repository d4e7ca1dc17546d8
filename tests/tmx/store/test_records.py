"""Units come out of the store as they went in."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import tmx
from tests.tmx.strategies import UNITS
from tmx.store import open_store
from tmx.store.records import decode, encode


def test_every_field_survives() -> None:
    bold = tmx.Code("hi", (("type", "bold"),), ("gras", tmx.Code("ph", (("x", "1"),), ("<br>",))))
    variant = tmx.Variant(
        "fr", "un gras", ("un ", bold), (tmx.Note("note", "en"),), (tmx.Property("x-a", "b", "fr"),),
        "20190528T083000Z", "20190529T083000Z", "a", "b", (("usagecount", "3"),),
    )  # fmt: skip
    unit = tmx.TranslationUnit(
        "1", (variant, tmx.Variant("en", "one")), (tmx.Note("n"),),
        (tmx.Property("x-ref-source", "I.1"), tmx.Property("x-document", "A/1"), tmx.Property("x-document", "A/2"),
         tmx.Property("x-context-pre", "avant", "fr"), tmx.Property("x-confidence", "0.970")),
        "paragraph", "20190528T083000Z", "20190529T083000Z", "a", "b", "fr", (("datatype", "html"),),
        (tmx.Match("un", "one", 88, "A/1, I.1"),),
    )  # fmt: skip
    record = encode(unit)
    assert (record.document, record.ref, record.before, record.confidence) == ("A/1", "I.1", "", 0.97)
    assert decode(record, [(one.language, one.text) for one in unit.variants]) == unit


@settings(max_examples=30, deadline=None)
@given(UNITS, st.sampled_from(["", ".gz"]))
def test_import_export_round_trip(units: list[tmx.TranslationUnit], ending: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / f"a.tmx{ending}", Path(folder) / "b.tmx"
        tmx.write_units(first, units)
        with tmx.open_units(first) as reader:
            written = list(reader)
        with open_store(f"sqlite:///{folder}/memory.db", create=True) as store:
            with tmx.open_units(first) as reader:
                added = store.add(reader)
            assert added.added + added.unchanged + added.updated == len(written)
            distinct = list({encode(unit).digest: unit for unit in written}.values())
            assert list(store.units()) == distinct
            again = store.add(written[:1] * 2)
            assert (again.added, again.updated) == (0, 0)
            tmx.write_units(second, store.units())
        with tmx.open_units(second) as reader:
            assert [unit.variants for unit in reader] == [unit.variants for unit in distinct]
