"""Postings gathered by another process: the same as here, and an error where it ends too early."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.tmx.store.samples import many
from tmx.errors import TmxError
from tmx.store import index, open_store
from tmx.store.apart import Apart
from tmx.store.gathering import Gathering, Packed, lines
from tmx.store.index import lists
from tmx.store.words import term

TEXTS = {
    "fr": [f"Les États\u00a0parties n’ont\nrien adopté {number} fois" for number in range(40)] + ["", "é\ud800"],
    "zh": [f"第{number}条所述的缔约方" for number in range(40)],
}


def _filled(gathering: Gathering | Apart) -> Packed:
    last = 0
    for _ in range(15):
        for language, texts in TEXTS.items():
            gathering.add(language, lines(texts), np.arange(last, last + len(texts), dtype=np.uint32))
            last += len(texts)
            assert gathering.held
    return gathering.packed()


def test_what_another_process_gathers_is_the_same() -> None:
    apart, here = Apart("memory"), Gathering()
    try:
        for _ in range(2):
            for one, other in zip(_filled(apart), _filled(here), strict=True):
                assert one.tolist() == other.tolist()
            assert apart.held == here.held == 0
    finally:
        apart.close()
        apart.close()


def test_a_process_that_ends_is_an_error() -> None:
    apart = Apart("memory.db")
    apart._process.kill()
    apart._process.wait()
    with pytest.raises(TmxError, match=r"memory\.db: the process that makes the index has ended"):
        _filled(apart)
    apart.close()


def test_a_large_import_has_the_same_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for started, handed_over in ((100, 300), (10**9, 10**9)):
        monkeypatch.setattr(index, "STARTED", started)
        monkeypatch.setattr(index, "HANDED_OVER", handed_over)
        with open_store(f"sqlite:///{tmp_path}/{started}.db", create=True) as store:
            store.add(many(3000))
            words = {word for unit in many(50) for word in unit.text("fr").split()}
            names = [term(word, "fr") for word in sorted(words)]
            found.append({name: numbers.tolist() for name, numbers in lists(store.database, names).items()})
    assert found[0] == found[1] != {}
