"""Fetching a list of symbols in a list of languages into a corpora folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from aligner.documents import read
from aligner.errors import AlignerError, UsageError
from aligner.fetch.contents import RefusedContent
from aligner.fetch.ledger import record
from aligner.fetch.symbols import Address, checked, stem_of
from aligner.fetch.transfer import NotPublished, Transfer, TransferFailed, Unreachable
from aligner.languages import get
from aligner.languages.detection import detect
from aligner.pipeline.corpus import DOCUMENT_ENDINGS, MANIFEST, ManifestEntry, checksum, read_manifest
from tmx.files import locked, write_bytes
from tmx.lang import primary

KINDS = ("docx", "pdf")
"""Forms asked for, the better one first: Word documents keep numbering and notes, which PDF loses."""
WORKPLACE = ".dragoman"
"""Folder, inside the corpora folder, for downloads that have not arrived whole, and for the lock."""
_LICENCE = "United Nations terms of use, https://www.un.org/en/about-us/terms-of-use"

State = Literal["fetched", "present", "missing", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one symbol in one language."""

    symbol: str
    language: str
    state: State
    """``fetched`` now, ``present`` before, ``missing``: not published in this language, ``failed``: see ``reason``."""
    file: str = ""
    """Path of the document; empty where there is none."""
    bytes: int = 0
    sha256: str = ""
    reason: str = ""
    """Why it failed or is missing."""
    warnings: tuple[str, ...] = ()
    """What to look at although it was fetched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to fetch, from where, into which folder."""

    symbols: tuple[str, ...]
    languages: tuple[str, ...]
    folder: Path
    address: Address
    force: bool = False
    """Fetch again what is there, and replace it where it differs."""


def fetch(order: Order, transfer: Transfer, report: Callable[[Outcome], None]) -> tuple[Outcome, ...]:
    """Fetch every symbol in every language, one after the other; ``report`` hears of each as it is done.

    Each document is written whole or not at all, then entered into the manifest. Raises :class:`UsageError` for
    symbols or languages that are none, :class:`AlignerError` where the manifest can't be read, :class:`OSError`
    where the folder can't be written.
    """
    order = _checked(order)
    read_manifest(order.folder / MANIFEST)
    (order.folder / WORKPLACE).mkdir(parents=True, exist_ok=True)
    outcomes: list[Outcome] = []
    for outcome in _outcomes(order, transfer):
        report(outcome)
        outcomes.append(outcome)
    return tuple(outcomes)


def _checked(order: Order) -> Order:
    symbols = tuple(dict.fromkeys(checked(symbol) for symbol in order.symbols))
    stems: dict[str, str] = {}
    for symbol in symbols:
        other = stems.setdefault(stem_of(symbol).casefold(), symbol)
        if other != symbol:
            raise UsageError(
                f"{other} and {symbol} would have the same file name", advice="fetch them into two folders"
            )
    if not order.languages:
        raise UsageError("no language named", advice="--lang fr,en")
    languages = tuple(dict.fromkeys(primary(get(tag).tag) for tag in order.languages))
    return replace(order, symbols=symbols, languages=languages)


def _outcomes(order: Order, transfer: Transfer) -> Iterator[Outcome]:
    unreachable = ""
    for symbol in order.symbols:
        for language in order.languages:
            if unreachable:
                yield Outcome(symbol=symbol, language=language, state="failed", reason=f"not tried: {unreachable}")
                continue
            try:
                # one document at a time, also among several runs: they share parts, manifest and the server's patience
                with locked(order.folder / WORKPLACE / "fetch"):
                    outcome = _Document(order, symbol, language).fetched(transfer)
                yield outcome
            except Unreachable as trouble:
                unreachable = str(trouble)
                yield Outcome(symbol=symbol, language=language, state="failed", reason=unreachable)


class _Document:
    """One symbol in one language on its way."""

    def __init__(self, order: Order, symbol: str, language: str) -> None:
        self._order = order
        self._symbol = symbol
        self._language = language
        self._stem = stem_of(symbol)
        self._entries = read_manifest(order.folder / MANIFEST)

    def fetched(self, transfer: Transfer) -> Outcome:
        """Have it there, if that can be; raises :class:`Unreachable`."""
        if not self._order.force:
            for kind in KINDS:
                known = self._present(f".{kind}")
                if known:
                    return known
        refused: list[str] = []
        for kind in KINDS:
            address = self._order.address.of(self._symbol, self._language, kind)
            try:
                ending, data = transfer.get(address, self._part(kind))
            except NotPublished:
                continue
            except RefusedContent as trouble:
                refused.append(f"asked for {kind.upper()}, the server sent {trouble}")
                continue
            except Unreachable:
                raise
            except TransferFailed as trouble:
                return self._outcome("failed", reason=f"{kind.upper()}: {trouble}")
            return self._stored(address, ending, data)
        if refused:
            return self._outcome("failed", reason="; ".join(refused))
        return self._outcome("missing", reason=f"not published in {self._language!r}")

    def _present(self, ending: str) -> Outcome | None:
        """The outcome for a file that is there already; None where there is none, or nothing is known of it."""
        path = self._path(ending)
        entry = self._entry(ending)
        if not path.is_file() or not entry.sha256:
            return None
        if entry.symbol and entry.symbol != self._symbol:
            reason = f"{path} is {entry.symbol} according to the manifest"
            return self._outcome("failed", reason=reason)
        found = checksum(path)
        if found != entry.sha256:
            reason = f"{path} has been changed since it was entered into the manifest (--force replaces it)"
            return self._outcome("failed", reason=reason)
        return replace(self._outcome("present"), file=str(path), bytes=path.stat().st_size, sha256=found)

    def _stored(self, address: str, ending: str, data: bytes) -> Outcome:
        path = self._path(ending)
        if path.is_file() and not self._order.force and path.read_bytes() != data:
            reason = f"{path} is there already, is not in the manifest and differs (--force replaces it)"
            return self._outcome("failed", reason=reason)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(path, data)
        title, warnings = self._look(path)
        values = {
            "symbol": self._symbol,
            "language": self._language,
            "title": title,
            "status": "official",
            "source": address,
            "licence": _LICENCE,
            "sha256": checksum(path),
        }
        record(self._order.folder / MANIFEST, self._name(ending), values)
        done = replace(self._outcome("fetched"), file=str(path), bytes=len(data), sha256=values["sha256"])
        return replace(done, warnings=(*warnings, *self._others(ending)))

    def _look(self, path: Path) -> tuple[str, list[str]]:
        """The title of a document just fetched, and what does not fit about it."""
        try:
            document = read(path)
        except AlignerError as wrong:
            return "", [f"fetched, but can't be read: {wrong}"]
        warnings = []
        language = detect(" ".join(block.text for block in document.blocks))
        if language != self._language:
            warnings.append(f"{path}: looks like '{language}', not '{self._language}'")
        own = document.symbol
        if own != path.stem and _plain(own) != _plain(self._symbol):
            warnings.append(f"{path}: its front page says {own}")
        return document.title, warnings

    def _others(self, ending: str) -> Iterator[str]:
        """Warnings of files with the same stem that a build would take instead."""
        for other in DOCUMENT_ENDINGS[: DOCUMENT_ENDINGS.index(ending)]:
            path = self._path(other)
            if path.is_file():
                status = self._entry(other).status
                what = f" ({status})" if status else ""
                yield f"{path}{what} stands before it: 'build' reads that file until you take it away"

    def _outcome(self, state: State, *, reason: str = "") -> Outcome:
        return Outcome(symbol=self._symbol, language=self._language, state=state, reason=reason)

    def _name(self, ending: str) -> str:
        return f"{self._language}/{self._stem}{ending}"

    def _path(self, ending: str) -> Path:
        return self._order.folder / self._language / f"{self._stem}{ending}"

    def _entry(self, ending: str) -> ManifestEntry:
        return self._entries.get(self._name(ending), ManifestEntry())

    def _part(self, kind: str) -> Path:
        return self._order.folder / WORKPLACE / f"{self._language}-{self._stem}.{kind}.part"


def _plain(symbol: str) -> str:
    """A symbol without what is written differently on the front page and in catalogues."""
    return "".join(character for character in symbol.casefold() if character not in " *")
