"""What a build works on, as plain values that any process can be handed: files, pairs, batches, groups.

Keys of all results follow from the files' digests alone, so a build knows what is missing before it does anything.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from aligner.pipeline.cache import Cache, key_of
from aligner.pipeline.values import to_json
from aligner.review.decisions import Decision
from aligner.storage import Folder, is_address, open_folder
from tmx.files import shown

CACHE = ".dragoman"
"""Name of the cache's folder inside the output folder."""


@functools.cache
def _opened(location: str) -> Folder:
    return open_folder(location)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where documents and results lie, for a process that may run elsewhere."""

    corpora: str
    """Path or address; absolute where other machines take part."""
    out: str
    shown: str
    """The corpora's location as the user gave it."""

    @classmethod
    def of(cls, corpora: str, out: str) -> Site:
        """The site of these locations; paths are made absolute, for processes that run in another folder."""
        places = [place if is_address(place) else str(Path(place).absolute()) for place in (corpora, out)]
        return cls(corpora=places[0], out=places[1], shown=corpora)

    def documents(self) -> Folder:
        """The folder of documents."""
        return _opened(self.corpora)

    def shown_name(self, file: File) -> str:
        """A file as the user would name it."""
        return shown(f"{self.shown.rstrip('/')}/{file.name}")

    def cache(self) -> Cache:
        """The results of steps."""
        return Cache(_opened(self.out), f"{CACHE}/")


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One document in one language, as it was found and read."""

    name: str
    """In the corpora's folder."""
    language: str
    stem: str
    """What the versions of a document have in common."""
    size: int = 0
    stamp: str = ""
    """Changes with the file, so that an unchanged one need not be read to know its digest."""
    status: str = ""
    """As the manifest says."""
    digest: str = ""
    """SHA-256 of its content; empty until it is read."""
    symbol: str = ""
    """As read; empty until then."""

    @property
    def key(self) -> str:
        """Key of the document read from it."""
        return key_of("read", self.digest, self.name, self.language)


Pair = tuple[File, File]


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Pairs in the same two languages that are aligned in one go."""

    pairs: tuple[Pair, ...]

    @property
    def languages(self) -> tuple[str, str]:
        """Source and target."""
        return self.pairs[0][0].language, self.pairs[0][1].language

    @functools.cached_property
    def first_key(self) -> str:
        """Key of the first pass and of its counts."""
        return key_of("first", [[source.key, target.key] for source, target in self.pairs])


@dataclass(frozen=True, kw_only=True)
class Group:
    """Batches in the same two languages that learn from each other."""

    batches: tuple[Batch, ...]

    @functools.cached_property
    def key(self) -> str:
        """Key of what they teach."""
        return key_of("learn", [batch.first_key for batch in self.batches])


@dataclass(frozen=True, kw_only=True)
class Work:
    """A batch to be finished."""

    batch: Batch
    group: Group
    decisions: tuple[Decision, ...] = ()
    """What people decided about its documents."""
    date: str = ""
    """Date of the units."""
    looked_at: bool = False
    """Whether it is told for each bead how likely it is wrong, and why it was made, for those who review it."""

    @functools.cached_property
    def align_key(self) -> str:
        """Key of the bitexts, before anyone's decisions."""
        return key_of("align", self.batch.first_key, self.group.key)

    @functools.cached_property
    def doubt_key(self) -> str:
        """Key of how likely each bead is wrong."""
        return key_of("doubt", self.align_key)

    def evidence_key(self, number: int, part: int) -> str:
        """Key of the evidence about part ``part`` of the beads of pair ``number`` of the batch."""
        return key_of("evidence", self.align_key, number, part)

    @property
    def figures_key(self) -> str:
        """Key of the figures of each pair."""
        return key_of("figures", self.align_key, to_json(self.decisions))

    @property
    def units_key(self) -> str:
        """Key of the translation units."""
        return key_of("units", self.align_key, to_json(self.decisions), self.date)


def name_beside_symbol(file: File) -> str:
    """What tells a document from others of its symbol: nothing, where its name is its symbol."""
    stem = PurePosixPath(file.stem).name
    return "" if stem == file.symbol.replace("/", "-") else file.stem
