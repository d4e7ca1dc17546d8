from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.model import Bead, Bitext, Document, Segment, Span
from aligner.reports.page.alignment_map import describe
from aligner.reports.page.strips import FULL, strips
from aligner.reports.page.view import Thresholds, view
from tests.aligner.reports.samples import arabic, bitext


def states(sample: Bitext) -> dict[str, str]:
    return {unit.id: unit.state for unit in view(sample, "en", Thresholds()).units()}


def test_units_are_named_after_their_refs_and_say_how_far_to_trust_them() -> None:
    assert states(bitext()) == {
        "en/I": "sure",
        "en/I.1": "sure",
        "en/I.2": "sure",
        "en/I.2.a": "moved",
        "en/I.2.b": "moved",
        # its blocks met surely, its one row did not
        "en/I.3": "doubtful",
        "en/II": "sure",
        "en/II.1": "only-source",
        "en/+II.1": "only-target",
        "en/II.2": "likely",
        "en/n1": "sure",
    }


def test_a_sentence_without_counterpart_makes_its_block_doubtful_and_the_map_says_why() -> None:
    sample = bitext()
    torn = (*sample.beads[:1], Bead((1,), (1,), 0.99), Bead((2,), (), 0.95), Bead((), (2,), 0.95), *sample.beads[2:])
    shown = view(replace(sample, beads=torn), "en", Thresholds())
    unit = next(unit for unit in shown.units() if unit.id == "en/I.1")
    assert [row.state for row in unit.rows] == ["sure", "only-source", "only-target"]
    assert (
        describe(shown, unit) == "I, par. 1 ↔ I, para. 1: Doubtful, 95\N{NO-BREAK SPACE}%, 2 rows without counterpart"
    )


def test_sections_follow_the_headings_and_the_notes_come_last() -> None:
    sections = view(bitext(), "en", Thresholds()).sections
    assert [(section.label, len(section.units)) for section in sections] == [("I", 6), ("II", 4), ("Notes", 1)]


def test_without_beads_of_blocks_neighbours_that_share_a_block_make_a_unit() -> None:
    sample = bitext(block_beads=())
    shown = view(sample, "en", Thresholds())
    assert [len(unit.rows) for unit in shown.units()] == [1] * 11
    split = replace(sample, beads=(*sample.beads[:1], Bead((1,), (1,), 0.9), Bead((2,), (2,), 0.6), *sample.beads[2:]))
    unit = view(split, "en", Thresholds()).sections[0].units[1]
    assert (unit.source, unit.target, unit.confidence, unit.state) == ((1,), (1,), 0.6, "doubtful")


def test_lines_taken_as_segments_have_no_blocks() -> None:
    lines = tuple(Segment(text, str(n), Span(0, len(text))) for n, text in enumerate(("un", "deux", ""), start=1))
    plain = Bitext(
        source=Document(symbol="x", language="fr"),
        target=Document(symbol="x", language="en"),
        level="sentence",
        source_segments=lines,
        target_segments=lines[:2],
        beads=(Bead((0,), (0,)), Bead((1,), (1,), 0.5), Bead((2,), ())),
    )
    assert list(states(plain).values()) == ["sure", "doubtful", "only-source"]


def test_an_empty_pair_is_a_page_without_rows() -> None:
    nothing = Document(symbol="x", language="fr")
    empty = Bitext(source=nothing, target=nothing, level="paragraph", source_segments=(), target_segments=(), beads=())
    shown = view(empty, "en", Thresholds())
    assert shown.sections == ()
    assert strips(shown) == []


def test_a_section_that_only_the_target_has_stands_by_itself() -> None:
    sample = bitext()
    beads = tuple(bead for bead in sample.block_beads if not bead.source or bead.source[0] < 6)
    apart = (*beads[:6], *(Bead((node,), ()) for node in range(6, 10)), *(Bead((), (node,)) for node in range(6, 10)))
    labels = [section.label for section in view(replace(sample, block_beads=apart), "en", Thresholds()).sections]
    assert labels == ["I", "II", "Notes", "II", "Notes"]


def test_the_map_draws_every_block_once_where_its_own_text_has_it() -> None:
    for sample in (bitext(), arabic()):
        lines = strips(view(sample, "x", Thresholds()))
        assert max(line.length for line in lines) == pytest.approx(FULL)
        first = lines[0].placed
        # the swapped items: the first above leads to the second below
        assert first["x/I.2.a"].source[0].start < first["x/I.2.b"].source[0].start
        assert first["x/I.2.a"].target[0].start > first["x/I.2.b"].target[0].start
        assert sum(len(placed.source) for line in lines for placed in line.placed.values()) == 10
        assert sum(len(placed.target) for line in lines for placed in line.placed.values()) == 10


def test_a_long_section_takes_several_strips() -> None:
    count = 205
    lines = tuple(Segment("a line of text", str(n), Span(0, 14)) for n in range(count))
    beads = tuple(Bead((n,), (n,)) for n in range(count))
    document = Document(symbol="x", language="fr")
    long = Bitext(
        source=document,
        target=document,
        level="sentence",
        source_segments=lines,
        target_segments=lines,
        beads=beads,
    )
    assert [len(line.units) for line in strips(view(long, "x", Thresholds()))] == [69, 69, 67]


@given(st.data())
def test_every_bead_is_in_exactly_one_row_and_every_block_in_one_place(data: st.DataObject) -> None:
    sample = bitext()
    cut = data.draw(st.lists(st.sampled_from(sample.beads), unique=True))
    # beads torn apart into one-sided ones, in any place, with or without beads of blocks
    loose = [
        b for bead in cut for b in (*(Bead((i,), ()) for i in bead.source), *(Bead((), (i,)) for i in bead.target))
    ]
    beads = tuple(data.draw(st.permutations([bead for bead in sample.beads if bead not in cut] + loose)))
    blocks = data.draw(st.sampled_from([(), sample.block_beads]))
    shown = view(replace(sample, beads=beads, block_beads=blocks), "en", Thresholds())
    rows = Counter((row.source, row.target) for unit in shown.units() for row in unit.rows)
    expected = Counter(
        (tuple(sample.source_segments[i] for i in b.source), tuple(sample.target_segments[i] for i in b.target))
        for b in beads
    )
    assert rows == expected
    ids = [unit.id for unit in shown.units()]
    assert len(set(ids)) == len(ids)
    assert {node for line in strips(shown) for unit in line.units for node in unit.source} == set(range(10))
