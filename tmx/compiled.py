"""Array code compiled by numba at its first call, and the folder in which the result is kept.

What numba keeps there it later loads as code, so the folder has to be the user's alone: one that somebody else owns
or may write is not used. Where there is none, code is compiled anew in every process.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])


def cache_folder() -> Path | None:
    """The folder of compiled code, made if need be; None where there is none that is the user's alone.

    ``$NUMBA_CACHE_DIR``, else ``dragoman`` in the user's cache folder, else a folder of the user's in the system's
    temporary files (no home, or one that can't be written).
    """
    named = os.environ.get("NUMBA_CACHE_DIR")
    if named:
        return Path(named)
    return next((folder for folder in _candidates() if _is_private(folder)), None)


def compiled(function: F, *, keep: bool, **options: bool) -> F:
    """Compile ``function`` at its first call, for use without the interpreter's lock.

    ``keep``: keep the result on disk, where there is a place for it. ``options`` are numba's.
    """
    import numba

    folder = cache_folder() if keep else None
    settings: Any = numba.config
    if folder and not settings.CACHE_DIR:
        settings.CACHE_DIR = str(folder)
    njit: Any = numba.njit
    return cast("F", njit(cache=folder is not None, nogil=True, error_model="numpy", **options)(function))


def kernel(function: F) -> F:
    """Compile ``function`` at its first call and keep the result on disk, where there is a place for it."""
    return compiled(function, keep=True)


def _candidates() -> list[Path]:
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        first = Path(base) if base else Path.home() / ".cache"
    except RuntimeError:
        # a user without a home, as in many containers
        first = None
    user = "" if sys.platform == "win32" else f"-{os.geteuid()}"
    places = [Path(tempfile.gettempdir()) / f"dragoman-cache{user}"]
    return [first / "dragoman", *places] if first and first.is_absolute() else places


def _is_private(folder: Path) -> bool:
    """Whether ``folder`` is there or can be made, is the user's, and may be written by nobody else."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if sys.platform == "win32":
            return os.access(folder, os.W_OK)
        state = folder.lstat()
        if state.st_uid != os.geteuid() or folder.is_symlink():
            return False
        if state.st_mode & 0o022:
            folder.chmod(0o700)
        return os.access(folder, os.W_OK)
    except OSError:
        return False
