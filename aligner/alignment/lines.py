"""Files in which every line is one segment: no structure is looked for, blank lines count.

Of the XML of the UN Parallel Corpus every sentence is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from aligner import __version__
from aligner.alignment.blocks.pairing import ordered
from aligner.alignment.engine import EngineOptions, align_many, unrelated
from aligner.documents.tei import sentences
from aligner.errors import UnreadableDocument
from aligner.languages.detection import detect
from aligner.model import Bitext, Block, Document, Notice, Segment, Span

UNRELATED = Notice(kind="unrelated", message="the texts do not correspond; every segment is left alone")


def read(path: Path | str, *, language: str | None = None) -> Document:
    """Read a UTF-8 file as a document whose blocks are its lines, or TEI with its sentences; line ends may be CRLF.

    The language is found out where it is not given. Raises :class:`UnreadableDocument`.
    """
    try:
        data = Path(path).read_bytes()
        text = data.decode("utf-8-sig")
    except FileNotFoundError as error:
        raise UnreadableDocument("there is no such file", source=str(path)) from error
    except IsADirectoryError as error:
        raise UnreadableDocument("this is a folder, not a file", source=str(path)) from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableDocument(
            "not text in UTF-8", source=str(path), place=f"line {line}", advice="save it as UTF-8 and try again"
        ) from error
    except OSError as error:
        raise UnreadableDocument(error.strerror or str(error), source=str(path)) from error
    if not text:
        raise UnreadableDocument("the file is empty", source=str(path))
    if Path(path).suffix.lower() == ".xml" and (found := sentences(data, str(path))):
        text = "\n".join(found.values())
    return parse(text, source=str(path), language=language)


def parse(text: str, *, source: str = "", language: str | None = None) -> Document:
    """Return a document with one block of kind ``text`` for every line of ``text``."""
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    return Document(
        symbol=Path(source).stem,
        language=language or detect(text),
        source=source,
        blocks=tuple(Block(kind="text", ref=f"~{number}", text=line) for number, line in enumerate(lines, start=1)),
    )


def align_lines(pairs: Sequence[tuple[Document, Document]], options: EngineOptions) -> list[Bitext]:
    """Align documents read by :func:`read`; pairs in the same two languages learn from all of them together."""
    found: dict[int, Bitext] = {}
    for languages in dict.fromkeys((source.language, target.language) for source, target in pairs):
        places = [k for k, (source, target) in enumerate(pairs) if (source.language, target.language) == languages]
        texts = [tuple([block.text for block in side.blocks] for side in pairs[place]) for place in places]
        engine = replace(options, source_language=languages[0], target_language=languages[1])
        for place, beads in zip(places, align_many([(a, b) for a, b in texts], engine), strict=True):
            source, target = pairs[place]
            in_order = ordered(beads)
            found[place] = Bitext(
                source=source,
                target=target,
                level="sentence",
                source_segments=_segments(source),
                target_segments=_segments(target),
                beads=in_order,
                block_beads=in_order,
                notices=(UNRELATED,) if unrelated(beads) else (),
                signature=f"dragoman:{__version__}|pair:{languages[0]}-{languages[1]}|level:lines",
            )
    return [found[place] for place in range(len(pairs))]


def _segments(document: Document) -> tuple[Segment, ...]:
    return tuple(Segment(block.text, block.ref, Span(0, len(block.text))) for block in document.blocks)
