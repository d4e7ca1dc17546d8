"""Lexicon files: ours, hunalign's and dictd's."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest

from aligner.alignment.background import background
from aligner.alignment.engine import EngineOptions, align_segments
from aligner.alignment.lexicon import Lexicon, composed, mirrored
from aligner.alignment.lexicon_files import dump, parse, read, write
from aligner.alignment.lexicon_learn import learn_lexicon
from aligner.errors import UnreadableDocument

SENTENCES = [
    ("la maison rouge", "the red house"),
    ("la maison verte", "the green house"),
    ("une porte rouge", "a red door"),
    ("une porte verte", "a green door"),
    ("la maison blanche", "the white house"),
    ("une porte blanche", "a white door"),
]


def same(one: Lexicon, other: Lexicon) -> bool:
    return dump(one) == dump(other)


def test_a_lexicon_survives_its_file(tmp_path: Path) -> None:
    lexicon = learn_lexicon(SENTENCES, "fr", "en")
    write(lexicon, tmp_path / "x.lexicon")
    back = read(tmp_path / "x.lexicon")
    assert (back.source_language, back.target_language) == ("fr", "en")
    assert np.array_equal(back.other, lexicon.other)
    assert np.allclose(back.forward, lexicon.forward, rtol=0.02, atol=0.001)
    assert dump(back) == (tmp_path / "x.lexicon").read_bytes()


def test_the_same_sentences_give_the_same_bytes() -> None:
    assert dump(learn_lexicon(SENTENCES, "fr", "en")) == dump(learn_lexicon(list(SENTENCES), "fr", "en"))


def test_turning_twice_changes_nothing() -> None:
    lexicon = learn_lexicon(SENTENCES, "fr", "en")
    assert same(mirrored(mirrored(lexicon)), lexicon)


@pytest.mark.parametrize("pair", [("fr", "en"), ("ru", "fr"), ("en", "es"), ("zh", "ar")])
def test_the_six_languages_have_background_lexicons(pair: tuple[str, str]) -> None:
    found = background(*pair)
    assert found is not None
    assert len(found) > 3000
    assert 0.0 <= float(found.forward.min()) <= float(found.forward.max()) <= 1.0


@pytest.mark.parametrize("pair", [("fr", "fr"), ("fr", "is"), ("de", "en"), ("../x", "fr"), ("", "fr")])
def test_other_pairs_have_none(pair: tuple[str, str]) -> None:
    assert background(*pair) is None


def test_a_composed_lexicon_leads_through_the_third_language() -> None:
    there = learn_lexicon([(a, a.replace("e", "")) for a, _ in SENTENCES], "fr", "xx")
    back = mirrored(there)
    assert len(composed(there, back)) > 0


@pytest.mark.parametrize("cut", [0, 2, 40, 500])
def test_damaged_lexicons_are_refused(cut: int) -> None:
    data = dump(learn_lexicon(SENTENCES, "fr", "en"))
    damaged = b"PK" + data[2 : len(data) // 2] if cut == 0 else data[:-cut]
    with pytest.raises(UnreadableDocument) as caught:
        parse(damaged, source="x.lexicon")
    assert str(caught.value) == "x.lexicon: not a lexicon, or a damaged one ('dragoman learn' makes one)"


def test_a_dictionary_of_hunalign_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.dic"
    path.write_text("house @ maison\nred @ rouge\ndoor lock @ serrure\n", encoding="utf-8")
    lexicon = read(path)
    assert len(lexicon.source) == 3
    assert len(lexicon) == 4


def test_a_line_that_is_no_entry_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.dic"
    path.write_text("house @ maison\nrouge red\n", encoding="utf-8")
    with pytest.raises(UnreadableDocument) as caught:
        read(path)
    assert str(caught.value) == (
        f"{path}, line 2: not a dictionary entry: rouge red (write 'target @ source', as hunalign does)"
    )


def test_a_freedict_dictionary_is_read_as_debian_packages_it(tmp_path: Path) -> None:
    articles = ["maison /mɛzɔ̃/ <n>\nhouse; home\n", "rouge <adj>\n1. red [colour]\n"]
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    index, content = "", b""
    for article in articles:
        data = article.encode()
        numbers = [letters[n // 64] + letters[n % 64] for n in (len(content), len(data))]
        index += "\t".join([article.split()[0], *numbers]) + "\n"
        content += data
    (tmp_path / "freedict-fra-eng.index").write_text(index, encoding="utf-8")
    (tmp_path / "freedict-fra-eng.dict.dz").write_bytes(gzip.compress(content))
    lexicon = read(tmp_path / "freedict-fra-eng.index")
    assert (lexicon.source_language, lexicon.target_language) == ("fr", "en")
    assert (len(lexicon.source), len(lexicon.target), len(lexicon)) == (2, 3, 3)


@pytest.mark.parametrize("turned", [False, True])
def test_a_lexicon_helps_whichever_way_round_it_is(turned: bool, tmp_path: Path) -> None:
    words = [(f"zaq{chr(97 + k)}o", f"hux{chr(97 + k)}i") for k in range(20)]
    order = np.random.default_rng(0)
    rows = [list(order.choice(20, 6, replace=False)) for _ in range(40)]
    source = [" ".join(words[k][0] for k in row) for row in rows]
    target = [" ".join(words[k][1] for k in row) for row in rows]
    del target[17]
    lines = [f"{a} @ {b}" if turned else f"{b} @ {a}" for a, b in words]
    (tmp_path / "x.dic").write_text("\n".join(lines), encoding="utf-8")
    options = EngineOptions(source_language="xx", target_language="yy", lexicon=read(tmp_path / "x.dic"), learn=False)
    found = [(bead.source, bead.target) for bead in align_segments(source, target, options)]
    assert ((17,), ()) in found
    assert len(found) == 40
