from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.alignment import AlignOptions, align
from aligner.bitext import account, to_units
from aligner.model import Bitext, Block, BlockKind, Document, Level

WORDS = st.sampled_from(
    "États parties 12 2009 CTOC/COP devraient coopération traite 国家 应当 государства должны 7 law . ; ".split()
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)
KINDS: tuple[BlockKind, ...] = ("heading", "paragraph", "item", "text", "cell", "footnote")
LEVELS: tuple[Level, ...] = ("sentence", "paragraph")


@st.composite
def documents(draw: st.DrawFn, language: str) -> Document:
    """Trees with any numbering, right or wrong, blocks without text, and footnotes."""
    blocks = []
    for number in range(draw(st.integers(0, 7))):
        kind = draw(st.sampled_from(KINDS))
        ref = f"n{number}" if kind == "footnote" else str(draw(st.integers(1, 9)))
        children = tuple(
            Block(kind="item", ref=f"{ref}.{letter}", marker=f"{letter})", text=draw(TEXTS))
            for letter in "abc"[: draw(st.integers(0, 3))]
            if kind not in ("footnote", "cell")
        )
        marker = draw(st.sampled_from(["", f"{ref}."]))
        blocks.append(Block(kind=kind, ref=ref, marker=marker, text=draw(TEXTS), children=children))
    return Document(symbol="A/1", language=language, blocks=tuple(blocks))


def _places(bitext: Bitext, side: str) -> list[int]:
    return sorted(place for bead in bitext.beads for place in getattr(bead, side))


@settings(max_examples=60, deadline=None)
@given(documents("fr"), documents("en"), st.sampled_from(LEVELS))
def test_every_segment_is_in_exactly_one_bead(source: Document, target: Document, level: Level) -> None:
    bitext = align(source, target, AlignOptions(level=level))
    assert _places(bitext, "source") == list(range(len(bitext.source_segments)))
    assert _places(bitext, "target") == list(range(len(bitext.target_segments)))
    assert account(bitext).source == len(bitext.source_segments)
    blocks = sorted(place for bead in bitext.block_beads for place in bead.source)
    assert blocks == list(range(len(list(source.walk()))))


@settings(max_examples=60, deadline=None)
@given(documents("fr"), documents("en"), st.sampled_from(LEVELS))
def test_beads_are_monotone_unless_moved(source: Document, target: Document, level: Level) -> None:
    bitext = align(source, target, AlignOptions(level=level))
    for beads in (bitext.beads, bitext.block_beads):
        staying = [bead for bead in beads if bead.source and bead.target and not bead.moved]
        assert [bead.source for bead in staying] == sorted(bead.source for bead in staying)
        if not any(block.kind == "footnote" for block in (*source.walk(), *target.walk())):
            assert [bead.target for bead in staying] == sorted(bead.target for bead in staying)
        assert all(0.0 <= bead.confidence <= 1.0 for bead in beads)


@settings(max_examples=60, deadline=None)
@given(documents("fr"), documents("zh"), st.sampled_from(LEVELS))
def test_both_directions_give_the_same_beads(source: Document, target: Document, level: Level) -> None:
    options = AlignOptions(level=level)
    forth, back = align(source, target, options), align(target, source, options)
    assert {(bead.source, bead.target, bead.confidence, bead.moved) for bead in forth.beads} == {
        (bead.target, bead.source, bead.confidence, bead.moved) for bead in back.beads
    }


@settings(max_examples=30, deadline=None)
@given(documents("fr"), documents("en"))
def test_the_same_input_gives_the_same_units(source: Document, target: Document) -> None:
    once, again = (list(to_units(align(source, target))) for _ in range(2))
    assert once == again
    assert len({unit.id for unit in once}) == len(once)
    assert all(variant.text.strip() == variant.text and variant.text for unit in once for variant in unit.variants)


@settings(max_examples=30, deadline=None)
@given(documents("fr"))
def test_a_document_meets_itself(source: Document) -> None:
    bitext = align(source, source, AlignOptions(level="paragraph"))
    assert all(bead.source == bead.target for bead in bitext.beads)
