"""A TMX file in parts, so that many processes can make the units of one file: opening, units, …, closing."""

from __future__ import annotations

from collections.abc import Iterable

from tmx.formats.tmx14.write import CLOSING, UnitWriter
from tmx.model import Header, TranslationUnit
from tmx.options import WriteOptions
from tmx.remarks import Remarks

__all__ = ["CLOSING", "opening", "units"]


def opening(header: Header, options: WriteOptions) -> bytes:
    """The file up to its units. ``options`` or ``header`` name the source language."""
    return UnitWriter(options, Remarks()).head(header, None).encode("utf-8")


def units(some: Iterable[TranslationUnit], header: Header, options: WriteOptions) -> bytes:
    """Units as they stand between opening and closing.

    Identifiers are made unique among ``some``; those of other parts have to differ by themselves.
    """
    writer = UnitWriter(options, Remarks())
    writer.head(header, None)
    return "".join(map(writer.unit, some)).encode("utf-8")
