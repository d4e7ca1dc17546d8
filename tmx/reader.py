"""What reading gives: a header, and a stream of units or term entries."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Generic, Self, TypeVar

from tmx.model import Header, TranslationUnit
from tmx.remarks import Remarks
from tmx.terms import TermEntry

Record = TypeVar("Record")


class Reader(Generic[Record]):
    """The records of a file, once, in its order; a context manager that closes the file, as reading it to its end does.

    Iterating raises :class:`tmx.errors.ParseError` at the first record that cannot be read, unless reading is
    lenient. ``remarks`` grows while one iterates.
    """

    def __init__(self, header: Header, records: Iterator[Record], remarks: Remarks) -> None:
        self.header = header
        """What the file says about all its records."""
        self.remarks = remarks
        """What was noticed and dealt with so far."""
        self._records: Iterator[Record] = itertools.chain(records, self._end())
        self._closers: list[Callable[[], object]] = []

    def __iter__(self) -> Iterator[Record]:
        return self._records

    def _end(self) -> Iterator[Record]:
        """No record: close the file once all have been read."""
        self.close()
        yield from ()

    def on_close(self, closer: Callable[[], object]) -> None:
        """Have ``closer`` called when the reader is closed, the last one first."""
        self._closers.append(closer)

    def close(self) -> None:
        """Close what the reader has open; closing twice does nothing."""
        while self._closers:
            self._closers.pop()()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


UnitReader = Reader[TranslationUnit]
"""A memory, or any bilingual file, being read."""
TermReader = Reader[TermEntry]
"""A glossary being read."""
