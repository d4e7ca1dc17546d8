"""Vectors of segments from a file: one row a segment, in NumPy's ``.npy`` format, never a pickle."""

from __future__ import annotations

import warnings
from pathlib import Path
from tokenize import TokenError

import numpy as np
import numpy.typing as npt

from aligner.errors import UsageError

DAMAGED = (ValueError, TypeError, EOFError, OverflowError, SyntaxError, TokenError, MemoryError, RecursionError)
"""What NumPy raises for an array file that is none: its header is read as an expression of Python."""
Vectors = npt.NDArray[np.float32]
_ADVICE = "one row of numbers a segment is needed, as numpy.save writes it"


def read(path: Path | str) -> Vectors:
    """Read an array of two dimensions. Raises :class:`UsageError` for anything else, OSError where it can't be read."""
    name = str(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # mapped, not loaded: a header that promises more than the file holds is found out before memory is taken
            vectors = np.lib.format.open_memmap(name, mode="r")
    except DAMAGED as error:
        raise UsageError("not an array of numbers in NumPy's .npy format", source=name, advice=_ADVICE) from error
    if vectors.ndim != 2:
        raise UsageError(f"an array of {vectors.ndim} dimensions", source=name, advice=_ADVICE)
    if vectors.dtype.kind not in "fiu":
        raise UsageError(f"an array of {vectors.dtype}, not of numbers", source=name, advice=_ADVICE)
    with np.errstate(over="ignore"):
        loaded = np.array(vectors, dtype=np.float32)
    if not np.isfinite(loaded).all():
        raise UsageError("some of its numbers are infinite or none", source=name, advice=_ADVICE)
    return loaded


def read_pair(source: Path | str, target: Path | str) -> tuple[Vectors, Vectors]:
    """Read the vectors of both sides; raises as :func:`read` does."""
    return read(source), read(target)
