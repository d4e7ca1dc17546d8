"""What stands beside the documents of a build: settings, term list, decisions."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from aligner import configuration
from aligner.configuration import Configuration
from aligner.glossary.decisions import Decision as TermDecision
from aligner.pipeline.corpus import TERMS, term_list
from aligner.review import decisions, glossary_decisions
from aligner.review.decisions import Decision
from aligner.storage import Folder, is_address
from tmx.files import write_bytes
from tmx.terms import TermEntry

_BESIDE = (configuration.FILE, "pyproject.toml", decisions.FILE, glossary_decisions.FILE, TERMS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """All that is said about the documents."""

    settings: Configuration
    terms: tuple[TermEntry, ...]
    decisions: tuple[Decision, ...]
    """About the alignment."""
    term_decisions: tuple[TermDecision, ...]


def beside(folder: Folder) -> Beside:
    """Read what stands in the corpora's folder.

    Raises :class:`~aligner.errors.AlignerError` and :class:`tmx.errors.TmxError` where it can't be read.
    """
    with _here(folder) as path:
        settings = configuration.find(path)
        if settings.glossary and is_address(folder.location):
            _fetch(folder, settings.glossary, path)
        return Beside(
            settings=settings,
            terms=term_list(path, settings.glossary),
            decisions=decisions.read(path / decisions.FILE),
            term_decisions=glossary_decisions.read(path / glossary_decisions.FILE),
        )


@contextlib.contextmanager
def _here(folder: Folder) -> Iterator[Path]:
    """The folder, or a copy of these files where it is behind an address."""
    if not is_address(folder.location):
        yield Path(folder.location)
        return
    with tempfile.TemporaryDirectory() as name:
        for each in _BESIDE:
            _fetch(folder, each, Path(name))
        yield Path(name)


def _fetch(folder: Folder, name: str, path: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        content = folder.read(name)
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        write_bytes(path / name, content)
