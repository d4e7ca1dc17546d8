"""The manifest as fetching keeps it: one entry per document, the rest of the file as its owner wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aligner.errors import AlignerError, UsageError
from aligner.pipeline.corpus import read_manifest
from tmx.files import write_text

_HEADER = "What each document is, where it comes from, and its SHA-256."


def record(path: Path, file: str, values: Mapping[str, str]) -> None:
    """Write the entry for ``file`` into the manifest at ``path``: in place where there is one, else at the end.

    Comments, order and all other entries stay as they are. Raises :class:`AlignerError` where the manifest can't
    be read.
    """
    read_manifest(path)
    document = _parsed(path)
    entry = next((row for row in document.get("document", ()) if row.get("file") == file), None)
    if entry is None:
        entry = _appended(document, file)
    for key, value in values.items():
        if value or key in entry:
            entry[key] = value
    write_text(path, document.as_string())


def _parsed(path: Path) -> Any:  # noqa: ANN401  (tomlkit's containers are loosely typed)
    tomlkit = _tomlkit()
    if not path.is_file():
        document = tomlkit.document()
        document.add(tomlkit.comment(_HEADER))
        return document
    try:
        return tomlkit.parse(path.read_bytes().decode("utf-8"))
    except (tomlkit.exceptions.TOMLKitError, UnicodeDecodeError) as wrong:
        raise AlignerError(f"not a readable manifest: {wrong}", source=str(path)) from wrong


def _appended(document: Any, file: str) -> Any:  # noqa: ANN401  (as above)
    tomlkit = _tomlkit()
    if "document" not in document:
        document.add("document", tomlkit.aot())
    entry = tomlkit.table()
    entry["file"] = file
    document["document"].append(entry)
    return document["document"][-1]


def _tomlkit() -> Any:  # noqa: ANN401  (as above)
    try:
        import tomlkit
        import tomlkit.exceptions
    except ImportError as missing:
        raise UsageError("fetching needs tomlkit", advice="pip install 'dragoman[fetch]'") from missing
    return tomlkit
