"""The page of documents that have little in them, and of all that can be noticed."""

from __future__ import annotations

import typing
from dataclasses import replace

from aligner.model import Bead, Bitext, Block, Document, Notice
from aligner.reports.page import render
from tests.aligner.reports.samples import bitext


def test_blocks_without_text_keep_their_line_and_their_place_on_the_map() -> None:
    empty = Document(symbol="A/3", language="fr", blocks=(Block(kind="cell", ref="~1"), Block(kind="cell", ref="~2")))
    pair = Bitext(
        source=empty,
        target=replace(empty, language="en"),
        level="sentence",
        source_segments=(),
        target_segments=(),
        beads=(),
        block_beads=(Bead((0,), (0,)), Bead((1,), (1,))),
    )
    page = render([pair])
    assert page.count('data-k="0-0"') == 2
    assert "nothing in" not in page


def test_every_kind_of_notice_is_shown() -> None:
    kinds = typing.get_args(typing.get_type_hints(Notice)["kind"])
    page = render([bitext(notices=tuple(Notice(kind=kind, message=f"about {kind}") for kind in kinds))])
    assert [kind for kind in kinds if f">about {kind}<" not in page] == []
