"""The steps of a build, each a function of plain values, each keyed by the content of what goes into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aligner.errors import AlignerError
from aligner.model import Bitext, Document
from aligner.pipeline.cache import Cache, key_of
from aligner.pipeline.corpus import CorpusFile, checksum
from aligner.pipeline.values import from_json, to_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A document that was read, or the reason why it was not."""

    file: CorpusFile
    key: str
    """Key of the reading step: identifies content, language and version."""
    document: Document | None
    error: str = ""


def read_document(task: tuple[CorpusFile, str, bool]) -> Outcome:
    """Read one document, or take it from the cache: ``(file, cache folder, fresh)`` to its outcome.

    An unreadable document is an outcome with the reason, not an error: the others go on.
    """
    from aligner.documents import read

    file, folder, fresh = task
    key = ""
    try:
        key = key_of("read", checksum(file.path), str(file.path), file.language)
        value = Cache(Path(folder), fresh).get("read", key, lambda: to_json(read(file.path, language=file.language)))
    except AlignerError as error:
        return Outcome(file=file, key=key, document=None, error=str(error))
    except OSError as error:
        return Outcome(file=file, key=key, document=None, error=f"{file.path}: {error.strerror or error}")
    return Outcome(file=file, key=key, document=from_json(Document, value))


def align_pair(cache: Cache, outcomes: Sequence[tuple[Outcome, Outcome]]) -> list[Bitext]:
    """Align all documents of one language pair, learning from all of them together."""

    def make() -> Any:  # noqa: ANN401  (a JSON value)
        from aligner.alignment import AlignOptions, align_all

        pairs = [(one.document, other.document) for one, other in outcomes if one.document and other.document]
        return to_json(align_all(pairs, AlignOptions(level="sentence")))

    key = key_of("align", [[one.key, other.key] for one, other in outcomes])
    return [from_json(Bitext, value) for value in cache.get("align", key, make)]
