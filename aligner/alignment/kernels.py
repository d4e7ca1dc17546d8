"""How the aligner's array code is compiled, and where the compiled code is kept.

The first use of a kernel compiles it (some seconds for all of them); the result is kept in a folder of the user's,
so that later runs only load it. :func:`compile_needed` tells whether that wait lies ahead, so that a command can
announce it; it does not import numba.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any, TypeVar, cast

import numpy as np

F = TypeVar("F", bound=Callable[..., Any])


def cache_folder() -> Path:
    """The folder of compiled code: ``$NUMBA_CACHE_DIR``, or ``dragoman`` in the user's cache folder."""
    named = os.environ.get("NUMBA_CACHE_DIR")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".cache") / "dragoman"


@cache
def _stamp() -> Path:
    """A file whose presence says that the kernels, as they are written now, have been compiled."""
    digest = hashlib.sha256()
    for part in (sys.version, metadata.version("numba"), metadata.version("llvmlite")):
        digest.update(part.encode())
    folder = Path(__file__).parent
    for module in sorted(folder.glob("*.py")):
        content = module.read_bytes()
        if b"@kernel" in content:
            # numba looks at the path and the time of change of the file, so both are part of the mark
            digest.update(f"{module}:{module.stat().st_mtime_ns}".encode())
    return cache_folder() / f"compiled-{digest.hexdigest()[:16]}"


def compile_needed() -> bool:
    """Whether the next alignment has to compile first."""
    return not _stamp().exists()


def note_compiled() -> None:
    """Remember that everything is compiled; a folder that can't be written is no error, only slower next time."""
    try:
        _stamp().parent.mkdir(parents=True, exist_ok=True)
        _stamp().touch()
    except OSError:
        return


def kernel(function: F) -> F:
    """Compile ``function`` at its first call and keep the result on disk."""
    import numba

    settings: Any = numba.config
    if not settings.CACHE_DIR:
        settings.CACHE_DIR = str(_writable(cache_folder()))
    compiled: Any = numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    return cast("F", compiled)


@cache
def _writable(folder: Path) -> Path:
    """``folder``, or one in the system's temporary files where it can't be made."""
    import tempfile

    try:
        folder.mkdir(parents=True, exist_ok=True)
        return folder if os.access(folder, os.W_OK) else Path(tempfile.gettempdir()) / "dragoman-cache"
    except OSError:
        return Path(tempfile.gettempdir()) / "dragoman-cache"


@kernel
def grown(values: Any) -> Any:
    """An array of twice the length that begins with ``values``; slices and appends take far longer to compile."""
    out = np.empty(2 * len(values), values.dtype)
    for k in range(len(values)):
        out[k] = values[k]
    return out
