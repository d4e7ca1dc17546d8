"""Finding the documents of a corpora folder: one folder per language, one file per document, the same stem in each."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from aligner.errors import AlignerError, UsageError, reason
from aligner.languages import known
from aligner.model import Document
from aligner.pipeline import archives
from aligner.pipeline.corpus_files import CorpusFile
from aligner.storage import Entry, Folder, open_folder
from tmx import TermEntry, read_terms
from tmx.errors import TmxError
from tmx.lang import normalise

__all__ = [
    "Corpus",
    "CorpusFile",
    "ManifestEntry",
    "checksum",
    "declared",
    "find",
    "read_manifest",
    "targets_for",
    "term_list",
]
MANIFEST = "manifest.toml"
TERMS = "terms/terms.tbx"
"""Where a corpora folder keeps its term list unless the settings name another file."""
DOCUMENT_ENDINGS = (".txt", ".docx", ".pdf", ".html", ".htm", ".xml")
"""Endings of documents, the most faithful last resort first: of several files with one stem the first ending wins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestEntry:
    """What the manifest says of one file."""

    symbol: str = ""
    language: str = ""
    title: str = ""
    status: str = ""
    """``official``, ``working translation``, ``partial working translation``, ``extracted``."""
    source: str = ""
    licence: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """The documents of a corpora folder."""

    folder: Folder
    files: tuple[CorpusFile, ...]
    """In order of language, then stem."""
    warnings: tuple[str, ...] = ()
    """What the user should know: files passed over, checksums that differ from the manifest."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Tags of the languages present, in name order."""
        return tuple(sorted({file.language for file in self.files}))

    def of(self, language: str) -> dict[str, CorpusFile]:
        """Files of one language by stem."""
        return {file.stem: file for file in self.files if file.language == language}


def find(location: Path | str) -> Corpus:
    """Find the documents under a folder, or those that an archive's manifest lists (:mod:`archives`).

    Raises :class:`UsageError` where the folder is missing or holds no language folder, :class:`AlignerError` where
    its manifest can't be read.
    """
    if archives.is_manifest(str(location)):
        folder, listed = archives.listed(str(location))
        return Corpus(folder=folder, files=tuple(sorted(listed, key=lambda file: (file.language, file.stem))))
    folder = open_folder(str(location))
    if not folder.exists():
        raise UsageError("no such folder", source=str(location), advice="it should hold one folder per language")
    manifest = _manifest(folder.read(MANIFEST), folder.shown(MANIFEST)) if folder.entry(MANIFEST) else {}
    warnings: list[str] = []
    files: list[CorpusFile] = []
    supported = set(known())
    by_folder: dict[str, list[Entry]] = {}
    others: list[Entry] = []
    for entry in folder.files():
        top, _, rest = entry.name.partition("/")
        language = _language(top) if rest else ""
        if language.split("-")[0] in supported:
            by_folder.setdefault(top, []).append(entry)
        else:
            others.append(entry)
    for top, entries in sorted(by_folder.items()):
        files.extend(_files(folder, entries, _language(top), manifest, warnings))
    files = archives.linked(folder, files, others, warnings)
    if not files:
        raise UsageError(
            "holds no documents",
            source=str(location),
            advice="put them in one folder per language: fr/X.txt, en/X.txt",
        )
    files.sort(key=lambda file: (file.language, file.stem))
    return Corpus(folder=folder, files=tuple(files), warnings=tuple(warnings))


def _language(name: str) -> str:
    """The language a folder is named after; empty where it is none."""
    try:
        return normalise(name)
    except TmxError:
        return ""


def read_manifest(path: Path) -> dict[str, ManifestEntry]:
    """Read ``manifest.toml``: one ``[[document]]`` per file; an absent manifest is an empty one.

    Raises :class:`AlignerError` naming the entry for what is not TOML, lacks ``file`` or has an unknown key.
    """
    return _manifest(path.read_bytes(), str(path)) if path.is_file() else {}


def _manifest(data: bytes, path: str) -> dict[str, ManifestEntry]:
    """The entries of a manifest, by the name of their file in its folder."""
    try:
        table = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise AlignerError(f"not a readable manifest: {reason(error)}", source=path) from error
    entries: dict[str, ManifestEntry] = {}
    names = set(ManifestEntry.__dataclass_fields__) | {"file"}
    rows = table.get("document", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise AlignerError("must be tables: [[document]]", source=path, place="document")
    for number, row in enumerate(rows, start=1):
        unknown = sorted(set(row) - names)
        if unknown or not isinstance(row.get("file"), str):
            wrong = f"unknown key '{unknown[0]}'" if unknown else "no 'file'"
            raise AlignerError(
                wrong, source=path, place=f"document {number}", advice="keys: " + ", ".join(sorted(names))
            )
        fields = {key: str(value) for key, value in row.items() if key != "file"}
        entries[row["file"]] = ManifestEntry(**fields)
    return entries


def _files(
    folder: Folder, entries: Sequence[Entry], language: str, manifest: dict[str, ManifestEntry], warnings: list[str]
) -> list[CorpusFile]:
    found: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda entry: (_rank(entry.name), entry.name)):
        path = PurePosixPath(entry.name)
        # folders below the language's are part of a document's name
        stem = path.with_suffix("").as_posix().partition("/")[2]
        if path.suffix.lower() not in DOCUMENT_ENDINGS:
            reason = f"passed over (documents end in {' '.join(DOCUMENT_ENDINGS)})"
            warnings.append(f"{folder.shown(entry.name)}: {reason}")
        elif stem in found:
            reason = f"passed over for {PurePosixPath(found[stem].name).name}, which has the same stem"
            warnings.append(f"{folder.shown(entry.name)}: {reason}")
        else:
            found[stem] = entry
    files = []
    for stem, entry in sorted(found.items()):
        said = manifest.get(entry.name, ManifestEntry())
        if said.sha256 and said.sha256 != hashlib.sha256(folder.read(entry.name)).hexdigest():
            reason = f"differs from the sha256 in {MANIFEST}; correct the manifest if that is meant"
            warnings.append(f"{folder.shown(entry.name)}: {reason}")
        files.append(
            CorpusFile(
                stem=stem,
                language=language,
                path=folder.shown(entry.name),
                name=entry.name,
                size=entry.size,
                stamp=entry.stamp,
                status=said.status,
            )
        )
    return files


def _rank(name: str) -> int:
    ending = PurePosixPath(name).suffix.lower()
    return DOCUMENT_ENDINGS.index(ending) if ending in DOCUMENT_ENDINGS else len(DOCUMENT_ENDINGS)


def checksum(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def targets_for(corpus: Corpus, source: str, wanted: Sequence[str]) -> tuple[str, ...]:
    """The target languages of a build: ``wanted``, or every language of the corpus but ``source``.

    Raises :class:`UsageError` for a language the corpus does not hold.
    """
    languages = corpus.languages
    for language in (source, *wanted):
        if language not in languages:
            raise UsageError(
                f"no documents in '{language}'",
                source=corpus.folder.location,
                advice="it holds " + ", ".join(languages),
            )
    return tuple(wanted) or tuple(language for language in languages if language != source)


def declared(document: Document, file: CorpusFile) -> Document:
    """The document with what the manifest declares of its file (``status``) in its metadata."""
    return replace(document, metadata={**document.metadata, "status": file.status}) if file.status else document


def term_list(folder: Path, named: str) -> tuple[TermEntry, ...]:
    """The project's term list: the file the settings name, or ``terms/terms.tbx`` where there is one.

    Raises :class:`UsageError` where a named file is missing, :class:`tmx.errors.TmxError` where it can't be read.
    """
    path = folder / (named or TERMS)
    if not path.is_file():
        if named:
            raise UsageError("the glossary named in the settings does not exist", source=str(path))
        return ()
    with read_terms(path) as reader:
        return tuple(reader)
