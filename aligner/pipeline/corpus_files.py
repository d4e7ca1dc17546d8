"""A file of a corpus, as it was found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusFile:
    """One document in one language."""

    stem: str
    """What its versions have in common."""
    language: str
    path: str
    """As the user would name it."""
    name: str
    """In the folder of the corpus."""
    size: int = 0
    stamp: str = ""
    """Changes with the file."""
    status: str = ""
