"""Decisions about an alignment, in a plain file beside the corpora: one JSON object a line, sorted.

A decision speaks of one bead and names its segments by their text, with the block they stood in and a digest of
their neighbours to tell repeated texts apart. So it holds after a rerun, a renumbering, or a change elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import operator
import threading
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from aligner.errors import AlignerError, reason
from aligner.model import Segment
from tmx.files import locked, write_bytes

FILE = "decisions.jsonl"
"""Its name in the corpora folder."""
Verdict = Literal["accepted", "corrected", "rejected", "cut"]
"""The machine's bead is right; a person drew this bead; these segments do not translate one another; and, of a single
segment, that a person cut it into pieces."""
VERDICTS: tuple[str, ...] = get_args(Verdict)
_FIELDS = {"document", "source_language", "target_language", "verdict", "source", "target"}


class StaleDecisions(AlignerError):
    """Someone else wrote the file since it was read."""


class Anchor(NamedTuple):
    """A segment, found again by what it says and, where that occurs twice, by where it stands."""

    text: str
    ref: str
    """Block it stood in."""
    before: str
    """Digest of the segment before it; empty at the beginning."""
    after: str
    """Digest of the segment after it; empty at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person said about one bead."""

    document: str
    """Symbol."""
    source_language: str
    target_language: str
    verdict: Verdict
    source: tuple[Anchor, ...]
    """Empty for an addition."""
    target: tuple[Anchor, ...]
    """Empty for a deletion."""
    pieces: tuple[str, ...] = ()
    """Of a segment that was cut: the texts it became, two at least; empty for what is said of a bead."""


def plain(text: str) -> str:
    """The text as it is compared: composed, each run of space as one.

    >>> plain("e\u0301té\u00a0 1")
    'été 1'
    """
    return " ".join(unicodedata.normalize("NFC", text).split())


def digest(text: str) -> str:
    """Eight hexadecimal digits that stand for a neighbour's text."""
    return hashlib.sha256(plain(text).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def anchors(segments: Sequence[Segment], places: Iterable[int]) -> tuple[Anchor, ...]:
    """How the segments at ``places`` are found again."""
    return tuple(
        Anchor(
            text=plain(segments[place].text),
            ref=segments[place].ref,
            before=digest(segments[place - 1].text) if place else "",
            after=digest(segments[place + 1].text) if place + 1 < len(segments) else "",
        )
        for place in places
    )


class DecisionFile:
    """The file of decisions, read and written whole; a write based on an older state is refused."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._read: tuple[str, tuple[Decision, ...]] = ("", ())
        self._lines: dict[Decision, str] = {}

    def read(self) -> tuple[tuple[Decision, ...], str]:
        """All decisions, and the version of the file they were read from (empty where there is none).

        Raises :class:`~aligner.errors.AlignerError` naming the line that is no decision.
        """
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return (), ""
        version = _version(data)
        known, decisions = self._read
        if known != version:
            decisions = tuple(_parsed(data, str(self.path)))
            self._read = version, decisions
        return decisions, version

    def write(self, decisions: Iterable[Decision], version: str) -> str:
        """Write all decisions and return the new version.

        Raises :class:`StaleDecisions`, and writes nothing, where the file is not at ``version`` any more.
        """
        lines = sorted(self._written(decisions), key=operator.itemgetter(0))
        data = "".join(line + "\n" for line, _ in lines).encode()
        with self._lock, locked(self.path):
            if self.read()[1] != version:
                raise StaleDecisions("changed since it was read", source=str(self.path), advice="reload and try again")
            write_bytes(self.path, data)
            self._read = _version(data), tuple(decision for _, decision in lines)
            return self._read[0]

    def _written(self, decisions: Iterable[Decision]) -> list[tuple[str, Decision]]:
        """Each decision with its line; those written before are not written out again."""
        before, self._lines = self._lines, {}
        for decision in decisions:
            self._lines[decision] = before.get(decision) or _line(decision)
        return [(line, decision) for decision, line in self._lines.items()]


def read(path: Path) -> tuple[Decision, ...]:
    """The decisions in ``path``, none where there is no such file; raises as :meth:`DecisionFile.read` does."""
    return DecisionFile(path).read()[0]


def _version(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _line(decision: Decision) -> str:
    value = {
        "document": decision.document,
        "source_language": decision.source_language,
        "target_language": decision.target_language,
        "source": [anchor._asdict() for anchor in decision.source],
        "target": [anchor._asdict() for anchor in decision.target],
        "verdict": decision.verdict,
        **({"pieces": decision.pieces} if decision.pieces else {}),
    }
    return json.dumps(value, ensure_ascii=False)


def _parsed(data: bytes, name: str) -> Iterable[Decision]:
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            yield _decision(json.loads(line.decode("utf-8")))
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise AlignerError(
                f"not a decision: {reason(error)}",
                source=name,
                place=f"line {number}",
                advice="mend the line or remove it",
            ) from error


def _decision(value: Any) -> Decision:  # noqa: ANN401  (any JSON value)
    if not isinstance(value, dict) or set(value) - {"pieces"} != _FIELDS:
        raise ValueError("its fields should be " + ", ".join(sorted(_FIELDS)))
    if value["verdict"] not in VERDICTS:
        raise ValueError(f"unknown verdict {value['verdict']!r}, not one of {', '.join(VERDICTS)}")
    source, target = (tuple(_anchor(each) for each in value[side]) for side in ("source", "target"))
    if not source and not target:
        raise ValueError("it names no segment")
    pieces = tuple(_text(each) for each in value.get("pieces", ()))
    if (value["verdict"] == "cut") != bool(pieces):
        raise ValueError("a cut has pieces, and nothing else has")
    if pieces:
        _check_pieces(pieces, (*source, *target))
    return Decision(
        document=_text(value["document"]),
        source_language=_text(value["source_language"]),
        target_language=_text(value["target_language"]),
        verdict=value["verdict"],
        source=source,
        target=target,
        pieces=pieces,
    )


def _check_pieces(pieces: tuple[str, ...], whole: tuple[Anchor, ...]) -> None:
    if len(whole) != 1:
        raise ValueError("a cut is of one segment")
    if len(pieces) < 2 or "".join("".join(pieces).split()) != "".join(whole[0].text.split()):
        raise ValueError("its pieces are not the segment's text")
    if not all(piece.strip() for piece in pieces):
        raise ValueError("a piece is empty")


def _anchor(value: Any) -> Anchor:  # noqa: ANN401  (any JSON value)
    if not isinstance(value, dict) or set(value) != set(Anchor._fields):
        raise ValueError("a segment has the fields " + ", ".join(Anchor._fields))
    return Anchor(**{key: _text(each) for key, each in value.items()})


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not a text")
    return value
