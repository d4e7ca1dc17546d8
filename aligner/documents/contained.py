"""Reading in a process of its own, under limits of time and memory.

A hostile file may make a parser loop, swell or crash. There it takes down a process that holds nothing, may write
nothing, and hands over values as JSON; here the file is refused like any other that is damaged. Where the system has
no such limits (Windows) the time on the clock is all that is limited.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from aligner.documents.reader import Request
from aligner.errors import UnreadableDocument

_BEGIN = "import sys; sys.path[:] = sys.argv[4:]; from aligner.documents.contained import serve; serve()"
_NO_MEMORY = 3
"""Exit code of the other process."""
_BUSY = 4
"""How many times as long as the processor's time the time on the clock may be."""

Allow = Callable[[int], None]
"""Tells that so many seconds more of processor time are allowed."""
Task = Callable[[bytes, Allow], Iterable[Any]]
"""What is done there: takes the file, yields values that are JSON; raises :class:`UnreadableDocument`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What reading one file may take."""

    memory: int = 2**30
    """Bytes, beside twice the file's own size."""
    seconds: int = 30
    """Of processor time, for the file as a whole."""
    more: int = 0
    """Seconds of processor time that the task may be allowed beside, at most."""


def values(task: str, request: Request, limits: Limits, what: str) -> Iterator[Any]:
    """Yield what a task makes of a file; ``task`` is named as ``package.module:function``, ``what`` is "a PDF".

    Raises :class:`UnreadableDocument` where the task does, or where it needs more time or memory than ``limits``
    allow, or breaks down.
    """
    memory = limits.memory + 2 * len(request.data)
    # isolated: neither the current folder nor the environment may say what is imported
    command = [sys.executable, "-I", "-c", _BEGIN, task, str(memory), f"{limits.seconds} {limits.more}", *sys.path]
    # on the clock: a machine may be busy with other things, and Windows knows no other limit
    longest = 120 + _BUSY * (limits.seconds + limits.more)
    try:
        done = subprocess.run(command, input=request.data, capture_output=True, timeout=longest, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as wrong:
        raise UnreadableDocument(f"{what} that takes far too long to read", source=request.source) from wrong
    if done.returncode:
        message = breakdown(done.returncode, limits, what)
        raise UnreadableDocument(message, source=request.source, advice="fetch it again, or split it")
    for line in done.stdout.splitlines():
        value = json.loads(line)
        if isinstance(value, dict) and "problem" in value:
            raise UnreadableDocument(
                value["problem"], source=request.source, place=value["place"], advice=value["advice"]
            )
        yield value


def breakdown(code: int, limits: Limits, what: str) -> str:
    """What became of a process that ended with ``code``, for the user."""
    if sys.platform != "win32":
        import signal

        if -code == signal.SIGXCPU:
            return f"{what} that takes too long to read: more than {limits.seconds} s of processor time" + (
                " and what its pages allow" if limits.more else ""
            )
        if -code == signal.SIGKILL:
            code = _NO_MEMORY
    if code == _NO_MEMORY:
        return f"{what} that takes more than {limits.memory / 2**20:.0f} MiB to read"
    return f"{what} that is damaged: it can't be read to its end"


def serve() -> None:
    """Be the other process: the file from standard input, one value a line to standard output."""
    name, memory, times = sys.argv[1:4]
    seconds, more = (int(part) for part in times.split())
    module, _, function = name.partition(":")
    # loaded before memory is limited
    task: Task = getattr(import_module(module), function)
    data = sys.stdin.buffer.read()
    _limit(int(memory), seconds)
    write = sys.stdout.buffer.write
    try:
        for value in task(data, lambda allowed: _limit(0, seconds + min(allowed, more))):
            write(json.dumps(value).encode("ascii") + b"\n")
    except UnreadableDocument as wrong:
        problem = {"problem": wrong.message, "place": wrong.place, "advice": wrong.advice}
        write(json.dumps(problem).encode("ascii") + b"\n")
    except MemoryError:
        sys.exit(_NO_MEMORY)
    sys.stdout.flush()


def _limit(memory: int, seconds: int) -> None:
    """Bound this process: bytes of memory (0: as before), seconds of processor time, no files, no core dump."""
    if sys.platform == "win32":
        return
    import resource

    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    soft = seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
