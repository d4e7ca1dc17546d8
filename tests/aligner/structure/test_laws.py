"""Laws of reading: nothing is lost, nothing invented, references are unique, reading what we wrote changes nothing."""

from __future__ import annotations

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.documents.plain import lines_of
from aligner.documents.rendering import as_text
from aligner.model import Document
from aligner.structure import build
from aligner.structure.layout import Layout
from tests.aligner.structure.accounts import leftovers

WORDS = st.sampled_from(
    "the States parties should ensure that Convention measures 2013 46 article of and reports, (Geneva) text; "
    "victims: l’accès d’origine persons. Group".split()
)
MARKERS = st.sampled_from(
    [
        "",
        "",
        "",
        "I. ",
        "II. ",
        "A. ",
        "1. ",
        "2. ",
        "3. ",
        "12. ",
        "(a) ",
        "(b) ",
        "a) ",
        "b) ",
        "i) ",
        "(ii) ",
        "C. ",
        "Annex ",
    ]
)
SPECIAL = st.sampled_from(
    [
        "",
        "",
        "__________________",
        "A/RES/64/293",
        "3/12",
        "http://undocs.org/A/1",
        "¹ A note.",
        "1 A note.",
        "\f",
        "2013",
    ]
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    lines = []
    for _ in range(draw(st.integers(1, 14))):
        words = draw(st.lists(WORDS, min_size=1, max_size=16))
        lines.append(
            draw(st.sampled_from(["", "  "]))
            + draw(MARKERS)
            + " ".join(words)
            + draw(st.sampled_from(["", ".", ";", ":", "¹"]))
        )
        lines.append(draw(SPECIAL))
    return draw(st.sampled_from(["\n", "\n\n"])).join(lines)


def built(text: str, repairs: frozenset[str] | None = None) -> Document:
    layout = Layout(text=text, lines=lines_of(text), stem="x", source="x.txt")
    return build(layout, language="en") if repairs is None else build(layout, language="en", repairs=repairs)


@given(texts())
@settings(max_examples=150, deadline=None)
def test_every_character_is_accounted_for(text: str) -> None:
    assert leftovers(text.replace("\f", " "), built(text, frozenset())) == ""


@given(texts())
@settings(max_examples=100, deadline=None)
def test_references_are_unique(text: str) -> None:
    refs = [block.ref for block in built(text).walk()]
    assert len(refs) == len(set(refs))


@given(st.text(alphabet=string.printable + "éß’ьم中。（）㈠١ ́", max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read(text: str) -> None:
    document = built(text, frozenset())
    wanted = sorted(character for character in text if not character.isspace())
    kept = [block.marker + block.text for block in document.walk()] + [piece.text for piece in document.furniture]
    found = sorted(character for piece in kept for character in piece if not character.isspace())
    marks = sum(len(block.notes) for block in document.walk())
    assert len(wanted) - marks * 3 <= len(found) <= len(wanted)
    assert marks or wanted == found


@given(texts())
@settings(max_examples=60, deadline=None)
def test_spans_and_origins_lie_in_the_file(text: str) -> None:
    lines = text.split("\n")
    for block in built(text).walk():
        assert 0 <= block.span.start <= block.span.end <= len(text)
        offsets = [place.offset for place in block.origin]
        assert offsets == sorted(offsets)
        assert all(1 <= place.line <= len(lines) for place in block.origin)


def test_what_we_write_reads_the_same() -> None:
    text = (
        "I. Opening\n\n1. The Group met:¹\n\n(a) In Vienna;\n\n(b) In Geneva.\n\nIt closed.\n\n2. It met again.²\n\n"
        "II. Closing\n\nNo number stands here.\n\n__________________\n\n¹ First note.\n\n² Second note.\n"
    )
    first = built(text)
    again = built(as_text(first))
    assert [(b.kind, b.ref, b.marker, b.text, b.notes, b.note_offsets) for b in again.walk()] == [
        (b.kind, b.ref, b.marker, b.text, b.notes, b.note_offsets) for b in first.walk()
    ]
    assert again.repairs == ()
