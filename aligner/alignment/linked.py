"""Link files of the UN Parallel Corpus as gold: their sentences, counted as they stand in the documents they link."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from aligner.documents.tei import LinkGroup, links, sentences
from aligner.errors import UnreadableDocument
from aligner.model import Bead

ENDINGS = (".xml", ".lnk", ".link", ".links")
"""Endings of link files."""


def read(path: Path | str) -> list[Bead]:
    """Read the link file of one pair of documents as beads of sentence indices, each side from 0.

    The documents are looked for where the file says, from its own folder and the one above, then beside it. Raises
    :class:`UnreadableDocument` where a file is missing or damaged, links more than one pair, or names a sentence
    that its document does not have.
    """
    groups = links(_bytes(Path(path)), str(path))
    if len(groups) != 1:
        message = f"it links {len(groups)} pairs of documents"
        raise UnreadableDocument(message, source=str(path), advice="give the links of one pair")
    sides = [_places(Path(path), name) for name in (groups[0].source, groups[0].target)]
    return list(_beads(groups[0], sides[0], sides[1], str(path)))


def _beads(group: LinkGroup, source: Mapping[str, int], target: Mapping[str, int], path: str) -> Iterable[Bead]:
    for link in group.links:
        try:
            yield Bead(tuple(source[key] for key in link.source), tuple(target[key] for key in link.target), 1.0)
        except KeyError as wrong:
            message = f"its document has no sentence {wrong.args[0]!r}"
            raise UnreadableDocument(message, source=path) from wrong


def _places(path: Path, name: str) -> dict[str, int]:
    """Index of each sentence of the document of that ``name`` by its identifier."""
    folder = path.resolve().parent
    tried = [folder / name, folder.parent / name, folder / Path(name).name]
    found = next((place for place in tried if place.is_file()), None)
    if found is None:
        message = f"the document it links, {name!r}, is not there"
        raise UnreadableDocument(message, source=str(path), advice=f"put it at {tried[0]}")
    return {key: place for place, key in enumerate(sentences(_bytes(found), str(found)))}


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableDocument("there is no such file", source=str(path)) from error
    except OSError as error:
        raise UnreadableDocument(error.strerror or str(error), source=str(path)) from error
