"""Alignment: documents to bitexts, segments to beads."""

from __future__ import annotations

from aligner.alignment.blocks_align import AlignOptions, align, align_all

__all__ = ["AlignOptions", "align", "align_all"]
