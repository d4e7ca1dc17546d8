"""Memories, put together from the units of batches while further batches are still worked on."""

from __future__ import annotations

import contextlib
import functools
import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

from aligner.pipeline.cache import key_of
from aligner.pipeline.outputs import Output, Place
from aligner.pipeline.plan import Work
from aligner.pipeline.steps import Steps

AHEAD = 8
"""Batches whose units are read while others are written."""


class Memories:
    """The memories of all language pairs, as far as their batches are finished."""

    def __init__(self, steps: Steps, works: Mapping[tuple[str, str], Sequence[Work]], date: str, place: Place) -> None:
        self._all = [_Memory(steps, languages, each, date) for languages, each in works.items()]
        # one that stands is not written anew
        self._due = [one for one in self._all if not place.stands(one.name, one.key)]
        self._staging = place.staging
        self._finished: set[str] = set()

    def note(self, work: Work) -> None:
        """A batch was finished before."""
        self._finished.add(work.units_key)

    def add(self, work: Work) -> None:
        """A batch is finished: write its units, if those of all before it are written."""
        self._finished.add(work.units_key)
        for memory in self._due:
            memory.write_finished(self._staging, self._finished)

    def outputs(self) -> Iterator[Output]:
        """Yield the memories; what is not written yet is when an output is."""
        for memory in self._all:
            yield Output(memory.name, memory.key, memory.complete)

    def discard(self) -> None:
        """Take back what was written: the batches will be others."""
        for memory in self._due:
            memory.discard()


class _Memory:
    """One memory: the units of its batches in order, as many as are written."""

    def __init__(self, steps: Steps, languages: tuple[str, str], works: Sequence[Work], date: str) -> None:
        self.name = "memory.{}-{}.tmx".format(*languages)
        self.key = key_of(self.name, [work.units_key for work in works], date)
        self._steps = steps
        self._frame = languages[0], date
        self._works = works
        self._written = 0
        self._stream: BinaryIO | None = None
        self._path = Path()

    def write_finished(self, folder: Path, finished: set[str]) -> None:
        """Write on as far as batches are ``finished``, which are known by the keys of their units."""
        while self._written < len(self._works) and self._works[self._written].units_key in finished:
            units = self._steps.units(self._works[self._written])
            with self._opened(folder) as stream:
                stream.write(units)
                # nothing waits in this process's memory, or a copy of the process would write it, too
                stream.flush()
            self._written += 1

    def complete(self, path: Path) -> None:
        """Write what is left, and put the whole to ``path``; in the same folder as what was written before."""
        from tmx.formats.tmx14 import parts

        with self._opened(path.parent) as stream:
            for units in _ahead([functools.partial(self._steps.units, work) for work in self._works[self._written :]]):
                stream.write(units)
            stream.write(parts.CLOSING)
            stream.flush()
            os.fsync(stream.fileno())
            stream.close()
        self._path.replace(path)

    @contextlib.contextmanager
    def _opened(self, folder: Path) -> Iterator[BinaryIO]:
        """Yield the stream, opened and begun where it is not; a write that fails says where."""
        from aligner.pipeline.units import frame
        from tmx.formats.tmx14 import parts

        try:
            if self._stream is None:
                self._path = folder / f"{self.name}.part"
                self._stream = self._path.open("wb")
                self._stream.write(parts.opening(*frame(*self._frame)))
            yield self._stream
        except OSError as error:
            if error.errno and error.filename is None:
                error.filename = str(self._path)
            raise

    def discard(self) -> None:
        """Take back what was written."""
        if self._stream is not None:
            self._stream.close()
            self._path.unlink()
            self._stream, self._written = None, 0


def _ahead(readers: Sequence[Callable[[], bytes]]) -> Iterator[bytes]:
    """Yield what ``readers`` return, in order; the next ones are read meanwhile."""
    with ThreadPoolExecutor(2) as pool:
        waiting: deque[Future[bytes]] = deque()
        for reader in readers:
            waiting.append(pool.submit(reader))
            if len(waiting) >= AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
