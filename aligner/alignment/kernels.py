"""How the aligner's array code is compiled: at its first use, and kept on disk for later runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from tmx.compiled import compiled

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T", bound=np.generic)
Longs = npt.NDArray[np.int64]


def kernel(function: F) -> F:
    """Compile ``function`` at its first call and keep the result on disk.

    A kernel makes no array: whoever calls it passes those it fills. That, and tables of numbers passed rather than
    taken from the module, is what keeps compiling short: each of numpy's functions would be compiled anew, for every
    type and every kernel, and every array would be counted.
    """
    return _compiled(function, keep=True)


def part(function: F) -> F:
    """Compile ``function`` into the kernels that call it; Python can't."""
    return _compiled(function, keep=False, no_cpython_wrapper=True)


def _compiled(function: F, *, keep: bool, **options: bool) -> F:
    return compiled(function, keep=keep, _nrt=False, no_cfunc_wrapper=True, **options)


@kernel
def _grouped(keys: Any, place: Any, order: Any) -> None:
    for k in range(len(keys)):
        order[place[keys[k]]] = k
        place[keys[k]] += 1


def grouped(keys: npt.NDArray[np.int32], kinds: int) -> tuple[Longs, npt.NDArray[np.int32]]:
    """Sort the places of ``keys`` (0 to ``kinds`` - 1) by key, equal ones in order.

    Returns int64[kinds+1] and int32[len(keys)]: those of key v are ``order[start[v]:start[v+1]]``.
    """
    start = np.zeros(kinds + 1, np.int64)
    np.cumsum(np.bincount(keys, minlength=kinds), out=start[1:])
    order = np.empty(len(keys), np.int32)
    _grouped(keys, start[:-1].copy(), order)
    return start, order


def grown(array: npt.NDArray[T]) -> npt.NDArray[T]:
    """An array of twice the length that begins with ``array``; the rest is not set."""
    out = np.empty(2 * len(array), array.dtype)
    out[: len(array)] = array
    return out
