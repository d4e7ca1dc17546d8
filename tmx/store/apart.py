"""Postings gathered by a process of its own, beside the one that reads and writes units.

A message is a line of JSON and, behind it, as many bytes as the line says. Texts are answered with how many postings
are held, eight bytes that are read some messages later, so that neither process waits for the other; ``packed`` is
answered with the lists. The process ends with its standard input, and holds nothing that is missed.
"""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import sys
from typing import IO

import numpy as np

from tmx.errors import TmxError
from tmx.store.gathering import Gathering, Numbers32, Packed

_BEGIN = "import sys; sys.path[:] = sys.argv[1:]; from tmx.store.apart import serve; serve()"
_COUNT = 8
"""Bytes of an answer."""
_LATE = 8
"""Messages that may be unanswered when the next one is sent."""
_PIPE = 2**20
"""Bytes on their way."""
_TYPES = (np.int64, np.int64, np.int64, np.int64, np.uint8)


class Apart:
    """What :class:`Gathering` is, in another process. Raises :class:`TmxError` where that ends too early."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._answered = 0
        self._waiting: list[int] = []
        """Texts of the messages that are not answered yet."""
        # isolated: neither the current folder nor the environment may say what is imported
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-I", "-c", _BEGIN, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        _widen(self._process.stdin)

    @property
    def held(self) -> int:
        """Postings held, at least: of texts that are still on the way one each."""
        return self._answered + sum(self._waiting)

    def add(self, language: str, texts: str, numbers: Numbers32) -> None:
        """See :meth:`Gathering.add`."""
        body = texts.encode("utf-8", "surrogatepass")
        self._send({"language": language, "texts": len(numbers), "bytes": len(body)}, numbers.tobytes() + body)
        self._waiting.append(len(numbers))
        self._hear(at_most=_LATE)

    def packed(self) -> Packed:
        """See :meth:`Gathering.packed`."""
        self._send({}, b"")
        self._hear(at_most=0)
        self._answered = 0
        sizes = np.frombuffer(self._read(_COUNT * len(_TYPES)), dtype=np.int64).tolist()
        return Packed(*[np.frombuffer(self._read(size), dtype=kind) for size, kind in zip(sizes, _TYPES, strict=True)])

    def close(self) -> None:
        """End the process; closing twice does nothing."""
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                _there(stream).close()
        self._process.wait()

    def _send(self, head: dict[str, str | int], body: bytes) -> None:
        stream = _there(self._process.stdin)
        try:
            stream.write(json.dumps(head).encode("ascii") + b"\n" + body)
            stream.flush()
        except OSError as error:
            raise self._ended() from error

    def _hear(self, *, at_most: int) -> None:
        """Read answers until at most so many are still to come."""
        while len(self._waiting) > at_most:
            self._answered = int.from_bytes(self._read(_COUNT), "little")
            self._waiting.pop(0)

    def _read(self, size: int) -> bytes:
        found = _there(self._process.stdout).read(size)
        if len(found) < size:
            raise self._ended()
        return found

    def _ended(self) -> TmxError:
        return TmxError(
            "the process that makes the index has ended; nothing was taken in, try again", source=self._name
        )


def serve() -> None:
    """Be the other process."""
    # an interruption is for whoever writes the store; this one ends with its input
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gathering = Gathering()
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    with contextlib.suppress(BrokenPipeError):
        while line := stdin.readline():
            head = json.loads(line)
            if head:
                numbers = np.frombuffer(stdin.read(4 * head["texts"]), dtype=np.uint32)
                texts = stdin.read(head["bytes"])
                if len(texts) < head["bytes"]:
                    return
                gathering.add(head["language"], texts.decode("utf-8", "surrogatepass"), numbers)
                stdout.write(gathering.held.to_bytes(_COUNT, "little"))
            else:
                parts = [part.tobytes() for part in gathering.packed()]
                stdout.write(np.array([len(part) for part in parts], dtype=np.int64).tobytes())
                for part in parts:
                    stdout.write(part)
            stdout.flush()


def _widen(stream: IO[bytes] | None) -> None:
    """Let a pipe hold some messages, where the system allows it."""
    if sys.platform == "linux":
        import fcntl

        with contextlib.suppress(OSError):
            fcntl.fcntl(_there(stream), fcntl.F_SETPIPE_SZ, _PIPE)


def _there(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream
