"""Vectors made by a model: what is refused, and a tiny model from end to end."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from aligner.alignment import encoding, ladder
from aligner.alignment.encoding import Encoder
from aligner.cli import dragoman
from aligner.errors import UsageError

PAIRS = {f"{a}{b}lo": f"{b}{a}ri" for a in ("ba", "do", "mi", "ze") for b in ("ku", "fa", "ti", "no", "su")}
"""Words of one invented language and of another, not alike in any letter pair that would give them away."""


@pytest.fixture(autouse=True)
def _nothing_loaded() -> None:
    encoding._loaded.cache_clear()


def test_without_the_extra_the_way_to_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(UsageError) as caught:
        Encoder("some/model")(["a"])
    assert str(caught.value) == (
        "--model needs sentence-transformers, which is not installed (pip install 'dragoman[neural]')"
    )


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A model whose vector of a word is that of its translation, and of a text the mean of its words'."""
    pytest.importorskip("sentence_transformers", reason="the extra 'neural' is not installed", exc_type=ImportError)
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    words = ["[UNK]", *PAIRS, *PAIRS.values()]
    tokenizer = Tokenizer(WordLevel({word: number for number, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    half = np.random.default_rng(0).normal(size=(len(PAIRS), 32)).astype(np.float32)
    weights = np.vstack([np.zeros((1, 32), np.float32), half, half])
    folder = tmp_path / "tiny"
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=weights)], device="cpu").save(str(folder))
    return folder


def test_a_model_tells_what_words_do_not(model: Path, tmp_path: Path) -> None:
    chosen = np.random.default_rng(1)
    rows = [list(chosen.choice(list(PAIRS), 5, replace=False)) for _ in range(12)]
    source = [" ".join(row) for row in rows]
    target = [" ".join(PAIRS[word] for word in row) for row in rows]
    del target[4]
    (tmp_path / "a.txt").write_text("\n".join(source) + "\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("\n".join(target) + "\n", encoding="utf-8")
    names = [str(tmp_path / name) for name in ("a.txt", "b.txt")]
    out = tmp_path / "out.ladder"
    options = [
        "--segments",
        "--source-lang",
        "xx",
        "--target-lang",
        "yy",
        "--scorer",
        "embedding",
        "--model",
        str(model),
    ]
    done = CliRunner().invoke(dragoman, ["align", *names, *options, "-o", str(out)])
    assert done.exit_code == 0, done.output
    found = [(bead.source, bead.target) for bead in ladder.read(out)]
    assert found == [((k,), (k - (k > 4),)) if k != 4 else ((4,), ()) for k in range(12)]


def test_the_same_text_has_the_same_vector_and_the_folder_a_fingerprint(model: Path) -> None:
    encoder = Encoder(str(model))
    vectors = encoder(["bakulo", "dofalo", "bakulo"])
    assert vectors.shape == (3, 32)
    assert (vectors[0] == vectors[2]).all()
    assert str(encoder).startswith("tiny@")
    assert str(encoder) == str(Encoder(str(model)))


def test_a_folder_without_a_model_is_refused(model: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError) as caught:
        Encoder(str(tmp_path / "empty"))(["a"])
    assert str(caught.value).startswith(f"{tmp_path / 'empty'}: the model can't be loaded: ")
