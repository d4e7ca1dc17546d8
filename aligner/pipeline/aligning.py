"""Aligning a batch so that a pair the aligner stumbles over costs itself and no other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aligner.alignment.counts import Counts, added
from aligner.alignment.joint import align_again, align_first
from aligner.model import Bitext, Document
from aligner.pipeline.plan import Batch
from aligner.pipeline.values_of_bitexts import of_first, to_first

Documents = tuple[Document, Document]


def first_pass(documents: Sequence[Documents], batch: Batch) -> tuple[dict[str, Any], Counts]:
    """Align the pairs of a batch for the first time: what was found, as a JSON value, and what it shows.

    ``kept`` are the places of the pairs that could be aligned, ``errors`` says why the others could not.
    """
    kept, errors, used = list(range(len(documents))), [], documents
    try:
        found = align_first(documents)
    except Exception:  # whatever it is, the other pairs are to go on
        kept = []
        for place, pair in enumerate(documents):
            if reason := _reason(pair):
                names = " and ".join(file.name for file in batch.pairs[place])
                errors.append(f"{names}: can't be aligned: {reason}")
            else:
                kept.append(place)
        if not kept:
            return {"kept": [], "found": None, "errors": errors}, added([])
        used = [documents[place] for place in kept]
        found = align_first(used)
    return {"kept": kept, "found": of_first(found[0], used), "errors": errors}, found[1]


def _reason(pair: Documents) -> str:
    """Why a pair can't be aligned; empty where it can."""
    try:
        align_first([pair])
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


def again(documents: Sequence[Documents], first: dict[str, Any], taught: Counts) -> list[Bitext]:
    """Align the pairs that the first pass kept, with what their group taught."""
    return align_again(documents, to_first(first["found"], documents), taught) if documents else []
