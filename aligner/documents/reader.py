"""What every document format offers: a descriptor, found by the package in the module's ``READER``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from aligner.structure.layout import Layout


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A file to be read."""

    data: bytes
    """Its whole content."""
    source: str
    """Its name as the user gave it, for messages."""
    stem: str
    """Its name without folder and ending; ``stdin`` for standard input."""
    language: str | None = None
    """BCP 47 tag, where the user said it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One document format."""

    name: str
    """What users call it."""
    endings: tuple[str, ...]
    """File name endings, small letters, with the dot."""
    sniff: Callable[[bytes], bool]
    """Whether content looks like this format, judged from its first bytes."""
    layout: Callable[[Request], Layout]
    """Reads it; raises :class:`aligner.errors.UnreadableDocument`."""
    description: str
    """One sentence for ``dragoman formats``."""
    catch_all: bool = False
    """Whether it is tried only after all others."""
