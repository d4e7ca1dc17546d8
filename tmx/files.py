"""Writing files whole or not at all.

A write goes to a temporary file beside the target, is flushed to disk and then renamed over the target, so a
killed process leaves the old file or the new one, never half of either.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_SURROGATE = re.compile("[\ud800-\udfff]")


@contextlib.contextmanager
def replacing(path: Path | str, *, flushed: bool = True) -> Iterator[BinaryIO]:
    """Yield a binary stream whose content becomes ``path`` when the block ends without an error.

    Where ``flushed`` is false, it may be damaged after a power cut: for what carries a checksum and can be made
    again. On any error the temporary file is removed and ``path`` is left as it was. Raises :class:`OSError` where the
    folder does not exist or can't be written. The new file gets the permissions of the old one, or those the
    umask gives.
    """
    target = Path(path)
    if not target.parent.is_dir():
        # mkstemp would name the temporary file, which nobody asked for
        raise FileNotFoundError(errno.ENOENT, "its folder does not exist", str(path))
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "this is a folder, not a file", str(path))
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    except OSError as error:
        reason = f"nothing can be written in its folder: {error.strerror}"
        raise type(error)(error.errno, reason, str(path)) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            if flushed:
                stream.flush()
                os.fsync(stream.fileno())
        temporary.chmod(_mode(target))
        temporary.replace(target)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno and (error.filename is None or error.filename == name):
            # a write that fails does not say where, and nobody asked for the temporary file
            error.filename = str(path)
        raise


@contextlib.contextmanager
def locked(path: Path | str) -> Iterator[None]:
    """Keep other processes that do the same out while the file at ``path`` is read, changed and replaced; they wait.

    The lock is on the file's folder (on Windows on a file beside it, ``.NAME.lock``). The system lets go of it when
    the process ends, however it ends; it does not hinder those who only read. Not to be taken twice in one process.
    Raises :class:`OSError` where the folder does not exist.
    """
    target = Path(path)
    if sys.platform == "win32":
        import msvcrt

        with target.with_name(f".{target.name}.lock").open("ab") as stream:
            msvcrt.locking(stream.fileno(), msvcrt.LK_LOCK, 1)
            yield
        return
    import fcntl

    folder = os.open(target.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def encoded(text: str) -> bytes:
    """``text`` in UTF-8; a lone surrogate, which comes from the name of a file that is no text, becomes U+FFFD."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text).encode("utf-8")


def shown(name: Path | str) -> str:
    """A file's name as text that can be written: bytes that are no UTF-8 are shown as U+FFFD.

    Under a locale without UTF-8, Python keeps such bytes of names as lone surrogates, which no file can hold.
    """
    return os.fsencode(name).decode("utf-8", "replace")


def write_bytes(path: Path | str, data: bytes, *, flushed: bool = True) -> None:
    """Write ``data`` to ``path``, whole or not at all; ``flushed`` as in :func:`replacing`."""
    with replacing(path, flushed=flushed) as stream:
        stream.write(data)


def write_text(path: Path | str, text: str) -> None:
    """Write ``text`` as UTF-8 with the line ends it has, whole or not at all."""
    write_bytes(path, encoded(text))


def _mode(target: Path) -> int:
    try:
        return target.stat().st_mode & 0o777
    except OSError:
        umask = os.umask(0)
        os.umask(umask)
        return 0o666 & ~umask
