"""XLIFF 2.0 and 2.1 core (OASIS, 2014 and 2018; ISO 21720), with its modules for metadata and for proposals."""

from __future__ import annotations

from tmx.formats.descriptor import ALL_FEATURES, UnitFormat
from tmx.formats.xliff2.read import read
from tmx.formats.xliff2.write import write
from tmx.xmlstream import root_of


def sniff(head: bytes) -> bool:
    """Whether the root is ``xliff`` of version 2."""
    root = root_of(head)
    return root is not None and root[1] == "xliff" and root[0].startswith("urn:oasis:names:tc:xliff:document:2.")


FORMAT = UnitFormat(
    name="xliff2",
    title="XLIFF 2.1",
    description="bilingual files with states, notes and proposals; 2.0 to 2.2 are read",
    extensions=(".xlf", ".xliff", ".xlf2"),
    sniff=sniff,
    keeps=ALL_FEATURES - {"languages", "inline", "variant-details"},
    read=read,
    write=write,
)
