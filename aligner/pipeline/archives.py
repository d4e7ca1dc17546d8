"""Archives: a manifest that lists documents, and the link files of the United Nations Parallel Corpus.

A manifest is a table with a heading (TSV in UTF-8, or Parquet) and at least the columns ``document`` (what the
versions of a document have in common), ``language`` and ``path`` (relative to the manifest); ``status`` is optional.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import NamedTuple

from aligner.errors import AlignerError, UnreadableDocument, UsageError
from aligner.pipeline.corpus_files import CorpusFile
from aligner.storage import Entry, Folder, is_address, open_folder
from tmx.errors import TmxError
from tmx.lang import normalise

ENDINGS = (".tsv", ".parquet")
"""Of manifests."""
COLUMNS = ("document", "language", "path")
LINKS = (".xml", ".lnk")
"""Endings of link files."""


class Row(NamedTuple):
    """A line of a manifest."""

    document: str
    language: str
    path: str
    status: str = ""


def is_manifest(location: str) -> bool:
    """Whether ``location`` names a manifest and no folder."""
    return location.lower().endswith(ENDINGS)


def listed(location: str) -> tuple[Folder, list[CorpusFile]]:
    """The folder a manifest stands in, and the files it lists; one that is missing is found out when it is read.

    Raises :class:`AlignerError` naming the row that is wrong.
    """
    where, _, name = location.replace("\\", "/").rpartition("/")
    folder = open_folder(where or ("/" if location.startswith("/") else "."))
    try:
        data = folder.read(name)
    except FileNotFoundError as error:
        raise UsageError("no such manifest", source=location) from error
    rows = _parquet(data, location) if name.lower().endswith(".parquet") else _tsv(data, location)
    known = {entry.name: entry for entry in folder.files()} if is_address(folder.location) else None
    seen: dict[tuple[str, str], int] = {}
    files = []
    for number, row in enumerate(rows, start=1):
        file = _file(folder, row, known, location, number)
        first = seen.setdefault((file.stem, file.language), number)
        if first != number:
            message = f"'{file.stem}' in '{file.language}' stands in row {first}, too"
            raise AlignerError(message, source=location, place=f"row {number}")
        files.append(file)
    if not files:
        raise UsageError("lists no documents", source=location)
    return folder, files


def _tsv(data: bytes, location: str) -> Iterator[Row]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AlignerError("not in UTF-8", source=location, place=f"byte {error.start + 1}") from error
    lines = _cells(text, location)
    heading = next(lines, [])
    _check_columns(heading, location)
    return _rows((dict(zip(heading, line, strict=False)) for line in lines), location)


def _cells(text: str, location: str) -> Iterator[list[str]]:
    """Lines of a table that are not blank, whatever ends them."""
    lines = csv.reader(io.StringIO(text, newline=None), delimiter="\t", quoting=csv.QUOTE_NONE)
    try:
        yield from filter(None, lines)
    except csv.Error as error:
        raise AlignerError(f"not a table: {error}", source=location, place=f"line {lines.line_num}") from error


def _parquet(data: bytes, location: str) -> Iterator[Row]:
    try:
        from pyarrow import ArrowException, BufferReader, parquet
    except ImportError as error:
        advice = "install dragoman with the extra [parquet], or give it as .tsv"
        raise UsageError("a Parquet manifest needs pyarrow", source=location, advice=advice) from error
    try:
        table = parquet.ParquetFile(BufferReader(data))
        _check_columns(table.schema_arrow.names, location)
        wanted = [name for name in (*COLUMNS, "status") if name in table.schema_arrow.names]
        batches = [batch.to_pylist() for batch in table.iter_batches(columns=wanted)]
    except (ArrowException, OSError, UnicodeDecodeError) as error:
        raise AlignerError(f"not a readable Parquet file: {error}", source=location) from error
    return _rows((row for batch in batches for row in batch), location)


def _check_columns(found: Iterable[str], location: str) -> None:
    missing = [name for name in COLUMNS if name not in found]
    if missing:
        advice = "it needs " + ", ".join(COLUMNS)
        raise AlignerError(f"no column '{missing[0]}'", source=location, place="heading", advice=advice)


def _rows(rows: Iterable[Mapping[str, object]], location: str) -> Iterator[Row]:
    for number, row in enumerate(rows, start=1):
        values = [row.get(name) for name in (*COLUMNS, "status")]
        if any(not isinstance(value, str) or not value for value in values[:3]):
            raise AlignerError("document, language or path is empty", source=location, place=f"row {number}")
        yield Row(*(value if isinstance(value, str) else "" for value in values))


def _file(folder: Folder, row: Row, known: Mapping[str, Entry] | None, location: str, number: int) -> CorpusFile:
    path = PurePosixPath(row.path.replace("\\", "/"))
    if not path.parts or path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        message = f"'{row.path}' leads out of the manifest's folder"
        raise AlignerError(message, source=location, place=f"row {number}")
    if "\0" in row.path:
        raise AlignerError("a path with a NUL character", source=location, place=f"row {number}")
    try:
        language = normalise(row.language)
    except TmxError as error:
        raise AlignerError(f"'{row.language}' is no language", source=location, place=f"row {number}") from error
    name = path.as_posix()
    entry = folder.entry(name) if known is None else known.get(name)
    return CorpusFile(
        stem=row.document,
        language=language,
        path=folder.shown(name),
        name=name,
        size=entry.size if entry else 0,
        stamp=entry.stamp if entry else "",
        status=row.status,
    )


def linked(
    folder: Folder, files: Sequence[CorpusFile], others: Iterable[Entry], warnings: list[str]
) -> list[CorpusFile]:
    """Give files that link files name as versions of one document the same stem.

    Link files are looked at only where a document has no counterpart of its own name: elsewhere they tell nothing
    new. One that can't be read is a warning.
    """
    counts: dict[str, int] = {}
    for file in files:
        counts[file.stem] = counts.get(file.stem, 0) + 1
    if all(count > 1 for count in counts.values()):
        return list(files)
    by_name = {PurePosixPath(file.name).with_suffix("").as_posix(): file for file in files}
    stems: dict[str, str] = {}
    for first, second in _links(folder, others, warnings):
        one, other = by_name.get(_bare(first)), by_name.get(_bare(second))
        if one and other and one.stem != other.stem and counts[other.stem] == 1:
            stems[other.name] = stems.get(one.name, one.stem)
    return [replace(file, stem=stems[file.name]) if file.name in stems else file for file in files]


def _links(folder: Folder, others: Iterable[Entry], warnings: list[str]) -> Iterator[tuple[str, str]]:
    from aligner.documents.tei import links

    for entry in sorted(others):
        if not entry.name.lower().endswith(LINKS):
            continue
        try:
            groups = links(folder.read(entry.name), folder.shown(entry.name))
        except UnreadableDocument as error:
            warnings.append(str(error))
            continue
        yield from ((group.source, group.target) for group in groups)


def _bare(name: str) -> str:
    """A document's name in a link file, without ending and leading ``./``."""
    path = PurePosixPath(name)
    while path.suffix.lower() in (".xml", ".gz"):
        path = path.with_suffix("")
    return path.as_posix().removeprefix("/")
