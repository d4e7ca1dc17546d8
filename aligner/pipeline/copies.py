"""Doing a few things side by side in copies of this process, which share what it has already in memory."""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Callable, Sequence
from typing import Any


def together(functions: Sequence[Callable[[], Any]], jobs: int) -> list[Any]:
    """Return the JSON values of ``functions``, in order, ``jobs`` of them computed at a time.

    One runs in this process, each other in a copy of it that shares what was already read and sends its value back as
    JSON. What fails in a copy is done again here, so that its error is raised as if there had been none. Where
    processes can't be copied, the functions run one after another.
    """
    if jobs <= 1 or len(functions) <= 1 or not hasattr(os, "fork"):
        return [function() for function in functions]
    return [value for at in range(0, len(functions), jobs) for value in _at_once(functions[at : at + jobs])]


def _at_once(functions: Sequence[Callable[[], Any]]) -> list[Any]:
    copies = [_copy(function) for function in functions[1:]]
    try:
        first = functions[0]()
    finally:
        sent = [_collect(*copy) for copy in copies]
    rest = zip(functions[1:], sent, strict=True)
    return [first, *(function() if data is None else json.loads(data) for function, data in rest)]


def _copy(function: Callable[[], Any]) -> tuple[int, int]:
    """Start a copy of this process that computes ``function``; return its id and the pipe it writes to."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        # numerical libraries keep idle threads, which a copy does not have and does not need
        warnings.simplefilter("ignore", DeprecationWarning)
        process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    try:
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(json.dumps(function(), ensure_ascii=False).encode("utf-8", "surrogatepass"))
    except BaseException:  # the caller does it again and gets the error
        os._exit(1)
    os._exit(0)


def _collect(process: int, reading: int) -> bytes | None:
    """What a copy sent; None where it failed."""
    with os.fdopen(reading, "rb") as pipe:
        data = pipe.read()
    _, status = os.waitpid(process, 0)
    return data if status == 0 else None
