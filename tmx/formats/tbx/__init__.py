"""TBX: version 2 (ISO 30042:2008, ``martif``), which OmegaT and others read, and version 3 (ISO 30042:2019)."""

from __future__ import annotations

from tmx.formats.descriptor import TERM_FEATURES, TermFormat
from tmx.formats.tbx.read import read
from tmx.formats.tbx.write import write
from tmx.xmlstream import root_of


def sniff(head: bytes) -> bool:
    """Whether the root is ``martif`` or ``tbx``."""
    root = root_of(head)
    return root is not None and root[1] in ("martif", "tbx")


TERM_FORMAT = TermFormat(
    name="tbx",
    title="TBX",
    description="glossaries, concept by concept; version 2 unless version 3 is asked for; both are read",
    extensions=(".tbx",),
    sniff=sniff,
    keeps=frozenset(TERM_FEATURES),
    read=read,
    write=write,
)
