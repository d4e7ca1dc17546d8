"""A pair's translation units, as they stand in the memory."""

from __future__ import annotations

from aligner import __version__
from aligner.bitext import UnitOptions, to_units
from aligner.model import Bitext
from aligner.pipeline.paragraphs import longer_paragraphs
from tmx import Header, WriteOptions
from tmx.formats.tmx14 import parts


def frame(source: str, date: str) -> tuple[Header, WriteOptions]:
    """What all units of a memory have in common."""
    return (
        Header(source_language=source, segtype="sentence", tool="dragoman", tool_version=__version__),
        WriteOptions(source_language=source, date=date, tool_version=__version__),
    )


def units_of(bitext: Bitext, date: str, name: str) -> bytes:
    """The units of sentences and of longer paragraphs, as TMX; ``name`` tells documents of one symbol apart."""
    chosen = UnitOptions(date=date, name=name)
    levels = (bitext, longer_paragraphs(bitext))
    units = (unit for level in levels for unit in to_units(level, chosen))
    return parts.units(units, *frame(bitext.source.language, date))
