"""What ``dragoman check --cache`` keeps: documents, alignments and findings, each by the content it was made from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from aligner.alignment import AlignOptions, align_all
from aligner.documents import read
from aligner.model import Bitext, Document
from aligner.pipeline.cache import Cache, key_of
from aligner.pipeline.corpus import checksum
from aligner.pipeline.values import from_json, to_json
from aligner.storage import open_folder


class Keeper:
    """Makes things, or takes them from a folder where an earlier run made the same; without a folder it only makes."""

    def __init__(self, folder: Path | None) -> None:
        self._cache = Cache(open_folder(str(folder))) if folder else None
        self._seen: list[str] = []

    def document(self, path: Path | str, language: str | None = None) -> Document:
        """Read a document. Raises what reading raises."""
        if self._cache is None or not Path(path).is_file():
            return read(path, language=language)
        key = key_of("checked document", checksum(Path(path)), str(path), language)
        self._seen.append(key)
        value = self._cache.json("document", key, lambda: to_json(read(path, language=language)))
        document: Document = from_json(Document, value)
        return document

    def bitexts(self, pairs: Sequence[tuple[Document, Document]]) -> list[Bitext]:
        """Align pairs of documents, learning from all of them together."""
        if self._cache is None:
            return align_all(pairs, AlignOptions())
        key = key_of("checked pairs", [to_json(document) for pair in pairs for document in pair])
        value = self._cache.json("bitexts", key, lambda: to_json(align_all(pairs, AlignOptions())))
        return [from_json(Bitext, each) for each in value]

    def note(self, *parts: object) -> None:
        """Findings depend on ``parts``, too."""
        if self._cache is not None:
            self._seen.append(key_of("part", *parts))

    def findings(self, make: Callable[[], Any]) -> Any:  # noqa: ANN401  (a JSON value)
        """What ``make`` returns, kept by everything that was read and noted before."""
        return make() if self._cache is None else self._cache.json("findings", key_of("findings", self._seen), make)
