"""What holds of every text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.model import Block, Document, Span
from aligner.segmentation import own_rules, segment_text, segments
from tests.aligner.segmentation.test_cases import SIX

TEXTS = st.text(alphabet="aAé.!?…»”) \u00a0\n1。！”是ا؟", max_size=60) | st.text(max_size=40)


@given(TEXTS, st.sampled_from(SIX))
def test_every_character_but_space_is_in_one_segment(text: str, language: str) -> None:
    spans = segment_text(text, language)
    inside = [index for span in spans for index in range(span.start, span.end)]
    assert sorted(set(inside)) == inside
    assert all(text[index].isspace() for index in set(range(len(text))) - set(inside))
    for span in spans:
        piece = text[span.start : span.end]
        assert piece and piece == piece.strip()


@pytest.mark.parametrize("language", ["fr", "en", "es", "ru"])
def test_a_text_that_is_one_long_acronym_is_cut_too(language: str) -> None:
    assert segment_text("a." * 10_000, language) == [Span(0, 20_000)]


def test_segments_follow_the_document() -> None:
    child = Block(kind="item", ref="1.a", text="Un. Deux.")
    blocks = (Block(kind="paragraph", ref="1", text=" Trois. ", children=(child,)), Block(kind="cell", ref="~1"))
    document = Document(symbol="X", language="fr", blocks=(*blocks, Block(kind="footnote", ref="n1", text="Note.")))
    found = segments(document, "sentence")
    assert [(segment.ref, segment.text, segment.span) for segment in found] == [
        ("1", "Trois.", Span(1, 7)),
        ("1.a", "Un.", Span(0, 3)),
        ("1.a", "Deux.", Span(4, 9)),
        ("n1", "Note.", Span(0, 5)),
    ]
    assert [segment.text for segment in segments(document, "paragraph")] == ["Trois.", "Un. Deux.", "Note."]


@pytest.mark.shared
def test_the_french_compendium_is_cut_as_its_map_says(shared: Path) -> None:
    """The map cuts at « sect. | II.A.5 » once, which is no end of a sentence: there, and only there, we differ."""
    seen = []
    for meeting in json.loads((shared / "seed" / "map.json").read_text("utf-8"))["meetings"]:
        stack = [meeting]
        while stack:
            node = stack.pop()
            stack += [
                child
                for value in node.values()
                if isinstance(value, list)
                for child in value
                if isinstance(child, dict)
            ]
            if "sentences" in node:
                text = node["text"]
                cut = [text[span.start : span.end] for span in segment_text(text, "fr", own_rules())]
                seen += [sentence for sentence in node["sentences"] if sentence not in cut]
    assert [sentence.split()[-1] for sentence in seen] == ["sect.", "l’avenir)."]
