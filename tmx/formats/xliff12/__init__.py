"""XLIFF 1.2 (OASIS, 2008): bilingual files with states and proposals, for nearly every CAT tool."""

from __future__ import annotations

from tmx.formats.descriptor import ALL_FEATURES, UnitFormat
from tmx.formats.xliff12.read import NAMESPACE, read
from tmx.formats.xliff12.write import write
from tmx.xmlstream import root_of


def sniff(head: bytes) -> bool:
    """Whether the root is ``xliff`` of version 1."""
    root = root_of(head)
    return root is not None and root[1] == "xliff" and (root[0] == NAMESPACE or root[2].get("version", "")[:2] == "1.")


FORMAT = UnitFormat(
    name="xliff12",
    title="XLIFF 1.2",
    description="bilingual files with states, notes and proposals; 1.0 and 1.1 are read",
    extensions=(".xlf", ".xliff", ".sdlxliff", ".mxliff", ".mqxliff"),
    sniff=sniff,
    keeps=ALL_FEATURES - {"languages", "variant-details"},
    read=read,
    write=write,
)
