"""Where a unit of a memory stands in its file: the line of the text, for formats that are text."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from html import escape
from pathlib import Path

TEXTUAL = (".tmx", ".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".po", ".csv", ".tsv", ".txt", ".json", ".ts", ".tbx")
_LARGEST = 400_000_000
"""Bytes of a file that is looked through."""
_SHOWN = 60
"""Characters by which a text is found: escapes and line breaks make longer ones differ."""


class Lines:
    """The text of one file and where its lines begin; empty for what is no text."""

    def __init__(self, path: Path) -> None:
        self._text = _text_of(path)
        self._starts = [0]
        at = self._text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = self._text.find("\n", at + 1)

    def locate(self, unit: str, texts: Sequence[str]) -> tuple[int, int]:
        """Line and column, from 1, of the first of ``texts`` behind the identifier ``unit``; 0 where none is found."""
        start = max(0, self._text.find(f'"{unit}"')) if unit else 0
        for text in texts:
            for form in dict.fromkeys((text[:_SHOWN], escape(text[:_SHOWN], quote=False), escape(text[:_SHOWN]))):
                at = self._text.find(form, start) if form else -1
                if at >= 0:
                    line = bisect.bisect_right(self._starts, at)
                    return line, at - self._starts[line - 1] + 1
        if start:
            return bisect.bisect_right(self._starts, start), 1
        return 0, 0


def _text_of(path: Path) -> str:
    if path.suffix.lower() not in TEXTUAL:
        return ""
    try:
        if path.stat().st_size > _LARGEST:
            return ""
        data = path.read_bytes()
    except OSError:
        return ""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return data.decode(encoding, "replace")
