"""Ladders: an alignment as text, one bead a line, ``[0, 1]:[0]:0.97`` (0-based segments, confidence 0 to 1)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from aligner.errors import UnreadableDocument
from aligner.model import Bead
from tmx.files import write_text

_LINE = re.compile(r"\[([\d, ]*)\]:\[([\d, ]*)\](?::([0-9.eE+-]+))?")
DIGITS = 4
"""Decimal places of a confidence."""


def dump(beads: Iterable[Bead]) -> str:
    r"""Return a ladder, one line a bead in the order given.

    >>> dump([Bead((0, 1), (0,), 0.97), Bead((2,), ())])
    '[0, 1]:[0]:0.97\n[2]:[]:1\n'
    """
    return "".join(f"{list(bead.source)}:{list(bead.target)}:{_number(bead.confidence)}\n" for bead in beads)


def _number(confidence: float) -> str:
    text = f"{confidence:.{DIGITS}f}".rstrip("0").rstrip(".")
    return text or "0"


def parse(text: str, *, source: str = "") -> list[Bead]:
    """Read a ladder with or without confidences (1 where there is none); blank lines do not count.

    Raises :class:`UnreadableDocument` with the line for what is not a bead.
    """
    beads = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        found = _LINE.fullmatch(line.strip())
        try:
            if found is None:
                raise ValueError
            places = [tuple(int(place) for place in side.split(",") if place.strip()) for side in found.groups()[:2]]
            confidence = float(found[3]) if found[3] else 1.0
            if not 0.0 <= confidence <= 1.0:
                raise ValueError
        except ValueError:
            raise UnreadableDocument(
                f"not a bead: {line.strip()[:60]}",
                source=source,
                place=f"line {number}",
                advice="write [0, 1]:[0] or [0, 1]:[0]:0.97",
            ) from None
        beads.append(Bead(places[0], places[1], confidence))
    return beads


def read(path: Path | str) -> list[Bead]:
    """Read the ladder at ``path``; raises as :func:`parse` does, and where the file cannot be read."""
    try:
        return parse(Path(path).read_text(encoding="utf-8-sig"), source=str(path))
    except UnicodeDecodeError as error:
        raise UnreadableDocument("not text in UTF-8", source=str(path)) from error
    except FileNotFoundError as error:
        raise UnreadableDocument("there is no such file", source=str(path)) from error
    except OSError as error:
        raise UnreadableDocument(error.strerror or str(error), source=str(path)) from error


def write(beads: Iterable[Bead], path: Path | str) -> None:
    """Write a ladder to ``path``, whole or not at all."""
    write_text(path, dump(beads))
