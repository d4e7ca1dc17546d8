"""TMX 1.4b (LISA/GALA, 2005): what every CAT tool imports. Versions 1.1 to 1.4 are read."""

from __future__ import annotations

from tmx.formats.descriptor import ALL_FEATURES, UnitFormat
from tmx.formats.tmx14.read import read
from tmx.formats.tmx14.write import write
from tmx.xmlstream import root_of


def sniff(head: bytes) -> bool:
    """Whether the root element is ``tmx``."""
    root = root_of(head)
    return root is not None and root[1] == "tmx"


FORMAT = UnitFormat(
    name="tmx14",
    title="TMX 1.4b",
    description="Translation Memory eXchange, for every CAT tool; versions 1.1 to 1.4 are read; .gz both ways",
    extensions=(".tmx",),
    sniff=sniff,
    keeps=ALL_FEATURES - {"matches"},
    read=read,
    write=write,
)
