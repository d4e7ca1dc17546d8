"""Alignment: documents to bitexts, segments to beads.

The names are loaded when they are first used: a command that only asks whether there is something to compile, or
reads a ladder, does not load the compiler.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aligner.alignment.bitexts import AlignOptions, align, align_all

__all__ = ["AlignOptions", "align", "align_all"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from aligner.alignment import bitexts

    return getattr(bitexts, name)
