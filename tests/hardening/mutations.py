"""Mutations of files that keep to the shape of their container: what lies inside a ZIP archive is mutated inside it."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Sequence
from typing import NamedTuple

COMMON = (
    b"", b"\0", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc0\x80", b"\xe2\x80\xae", b"\xe2\x80\xa8",
    b"\xf4\x8f\xbf\xbf", b"\x1b[2J", b"-1", b"0", b"4294967296", b"1e400", b" " * 3000, b"\n" * 500, b"a" * 5000,
    b"\xcc\x81" * 400, b"%s%n", b"../../etc/passwd", b"'", b'"',
)  # fmt: skip
"""Pieces that trouble any format: encodings, limits, controls, lengths."""
ACTIONS = ("delete", "double", "insert", "replace", "flip", "cut", "move")
_REPEATS = 40


class Operation(NamedTuple):
    """One change; places are shares of the length, so that an operation fits any file."""

    action: str
    at: float
    """0 to 1: where."""
    to: float
    """0 to 1: how far, or where to."""
    piece: bytes


def changed(data: bytes, operations: Sequence[Operation], member: float = 0.0) -> bytes:
    """Return ``data`` after all operations; in an archive, applied to one part, chosen by ``member`` (0 to 1)."""
    parts = _parts(data)
    if not parts or member >= 0.9:
        return _raw(data, operations)
    index = min(int(member / 0.9 * len(parts)), len(parts) - 1)
    name, content, method = parts[index]
    parts[index] = (name, _raw(content, operations), method)
    return _archive(parts)


def drawn(generator: random.Random, words: Sequence[bytes], most: int = 6) -> tuple[list[Operation], float]:
    """Operations and a member, by chance: what the fuzzer and the property tests both use."""
    pieces = (*COMMON, *words, *words, *words)
    operations = [
        Operation(generator.choice(ACTIONS), generator.random(), generator.random() ** 3, generator.choice(pieces))
        for _ in range(generator.randint(1, most))
    ]
    return operations, generator.random()


def _raw(data: bytes, operations: Sequence[Operation]) -> bytes:
    for action, at, to, piece in operations:
        start = int(at * len(data))
        end = min(len(data), start + 1 + int(to * min(len(data), 4096)))
        stretch = data[start:end]
        if action == "delete":
            data = data[:start] + data[end:]
        elif action == "double":
            data = data[:end] + stretch * (_REPEATS if len(stretch) < 400 else 1) + data[end:]
        elif action == "insert":
            data = data[:start] + piece + data[start:]
        elif action == "replace":
            data = data[:start] + piece + data[end:]
        elif action == "flip" and stretch:
            data = data[:start] + bytes([stretch[0] ^ (1 << int(to * 7.99))]) + data[start + 1 :]
        elif action == "cut":
            data = data[:start] if to > 0.5 else data[start:]
        elif action == "move":
            rest = data[:start] + data[end:]
            place = int(to * len(rest))
            data = rest[:place] + stretch + rest[place:]
    return data


def _parts(data: bytes) -> list[tuple[str, bytes, int]]:
    if not data.startswith(b"PK\x03\x04"):
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = [(one.filename, one.file_size, one.compress_type) for one in archive.infolist()]
            if sum(size for _, size, _ in found) > 1 << 22:
                return []
            return [(name, archive.read(name), method) for name, _, method in found]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, KeyError):
        return []


def _archive(parts: Sequence[tuple[str, bytes, int]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content, method in parts:
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=method)
    return stream.getvalue()
