"""Lexicon files: our own, hunalign's ``.dic``, and FreeDict dictionaries as Debian packages them (dictd).

Our own is an uncompressed zip archive of NumPy arrays (``.npz`` without pickles), the same bytes for the same
lexicon. Probabilities are kept in one byte each, as steps of their logarithm.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from aligner.alignment.lexicon import Lexicon
from aligner.alignment.vectors import DAMAGED
from aligner.alignment.word_lists import from_dic, from_dictd, lexicon_of_words
from aligner.errors import UnreadableDocument
from tmx.files import write_bytes

VERSION = 1
"""Of the format, and of the way tokens are cut and hashed."""
STEPS = 36.0
"""Steps to a factor of e: 255 of them reach down to 0.0008."""
LARGEST = 512 * 1024 * 1024
"""Bytes of a lexicon file that are read at most."""
_FREEDICT = re.compile(r"freedict-([a-z]{3})-([a-z]{3})")
_THREE = {"fra": "fr", "eng": "en", "spa": "es", "rus": "ru", "zho": "zh", "ara": "ar", "deu": "de", "isl": "is"}


def write(lexicon: Lexicon, path: Path | str) -> None:
    """Write ``lexicon`` to ``path``, whole or not at all."""
    write_bytes(path, dump(lexicon))


def dump(lexicon: Lexicon) -> bytes:
    """Return the bytes of a lexicon file."""
    narrow = np.uint16 if len(lexicon.target) < 1 << 16 else np.uint32
    tags = f"{lexicon.source_language} {lexicon.target_language}"
    arrays: dict[str, npt.NDArray[Any]] = {
        "version": np.array([VERSION], np.uint8),
        "languages": np.frombuffer(tags.encode("ascii"), np.uint8),
        "source": lexicon.source,
        "target": lexicon.target,
        "start": lexicon.start.astype(np.uint32),
        "other": lexicon.other.astype(narrow),
        "forward": _steps(lexicon.forward),
        "backward": _steps(lexicon.backward),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, array in arrays.items():
            member = io.BytesIO()
            np.lib.format.write_array(member, array, version=(1, 0), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), member.getvalue())
    return stream.getvalue()


def read(path: Path | str, languages: tuple[str, str] = ("", "")) -> Lexicon:
    """Read the lexicon, ``.dic`` or dictd dictionary at ``path``.

    ``languages`` (source, target) serve where the file does not name its own; '' is unknown, and the direction of
    the dictionary is then found by trying. Raises :class:`UnreadableDocument` for what is none of these.
    """
    file = Path(path)
    try:
        if file.stat().st_size > LARGEST:
            raise UnreadableDocument("too large for a lexicon", source=str(path))
        name = file.name
        if name.endswith((".index", ".dict", ".dict.dz")):
            stem = re.sub(r"\.(index|dict|dict\.dz)$", "", name)
            index = file.with_name(f"{stem}.index").read_bytes()
            packed = file.with_name(f"{stem}.dict.dz")
            content = (packed if packed.exists() else file.with_name(f"{stem}.dict")).read_bytes()
            return lexicon_of_words(from_dictd(index, content, source=str(path)), _named(stem, languages))
        data = file.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableDocument("there is no such file", source=str(error.filename or path)) from error
    except OSError as error:
        raise UnreadableDocument(error.strerror or str(error), source=str(path)) from error
    if not data.strip():
        raise UnreadableDocument("the file is empty", source=str(path), advice="'dragoman learn' makes one")
    if data[:2] == b"PK":
        return parse(data, source=str(path))
    return lexicon_of_words(from_dic(data, source=str(path)), languages)


def _named(stem: str, languages: tuple[str, str]) -> tuple[str, str]:
    found = _FREEDICT.search(stem)
    if not found:
        return languages
    return _THREE.get(found[1], found[1]), _THREE.get(found[2], found[2])


def parse(data: bytes, *, source: str = "") -> Lexicon:
    """Read the bytes of a lexicon file; raises :class:`UnreadableDocument` where they are damaged."""
    try:
        arrays = _arrays(data)
        tags = arrays["languages"].tobytes().decode("ascii").split(" ")
        if arrays["version"].tolist() != [VERSION]:
            raise UnreadableDocument(
                "a lexicon of another version of the aligner", source=source, advice="learn it again"
            )
        lexicon = Lexicon(
            source_language=tags[0],
            target_language=tags[1],
            source=arrays["source"].astype(np.uint64),
            target=arrays["target"].astype(np.uint64),
            start=arrays["start"].astype(np.int64),
            other=arrays["other"].astype(np.int32),
            forward=_probabilities(arrays["forward"]),
            backward=_probabilities(arrays["backward"]),
        )
        _check(lexicon)
    except (*DAMAGED, KeyError, IndexError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise UnreadableDocument(
            "not a lexicon, or a damaged one", source=source, advice="'dragoman learn' makes one"
        ) from error
    return lexicon


def _arrays(data: bytes) -> dict[str, npt.NDArray[Any]]:
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist():
            if member.compress_type != zipfile.ZIP_STORED:
                raise ValueError("compressed")
            array = np.lib.format.read_array(io.BytesIO(archive.read(member)), allow_pickle=False)
            found[member.filename.removesuffix(".npy")] = array
    return found


def _check(lexicon: Lexicon) -> None:
    pairs = len(lexicon.other)
    sound = (
        lexicon.source.ndim == lexicon.target.ndim == lexicon.start.ndim == lexicon.other.ndim == 1
        and len(lexicon.start) == len(lexicon.source) + 1
        and lexicon.forward.shape == lexicon.backward.shape == lexicon.other.shape
        and int(lexicon.start[0]) == 0
        and int(lexicon.start[-1]) == pairs
        and bool((np.diff(lexicon.start) >= 0).all())
        and (not pairs or 0 <= int(lexicon.other.min()) <= int(lexicon.other.max()) < len(lexicon.target))
    )
    if not sound:
        raise ValueError("arrays that do not fit together")


def _steps(probabilities: npt.NDArray[np.float32]) -> npt.NDArray[np.uint8]:
    steps = np.round(-STEPS * np.log(np.maximum(probabilities.astype(np.float64), 1e-30)))
    return np.minimum(steps, 255).astype(np.uint8)


def _probabilities(steps: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    table = np.exp(-np.arange(256) / STEPS)
    table[255] = 0.0
    return table.astype(np.float32)[steps]
