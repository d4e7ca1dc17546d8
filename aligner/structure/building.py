"""The way from lines to a document, step by step."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from aligner.errors import UnreadableDocument
from aligner.languages.language import Language
from aligner.model import Document, Furniture, Repair
from aligner.structure import contents, decimals, displaced, flow, furniture, note_marks, notes, outline, tree
from aligner.structure.front import front_matter
from aligner.structure.front_title import title_of
from aligner.structure.layout import Layout, Line
from aligner.structure.markers import MarkerReader, Reading
from aligner.structure.passage import Edit, Passage
from aligner.structure.repair import MOST, Mender, lost_superscripts

_CONTEXT = 20
"""Code points around a repair that are shown with it, as far as words reach."""
_HABIT = 0.3
"""What more than so many places have is the document's habit, no damage."""


class Builder:
    """Builds one document."""

    def __init__(self, layout: Layout, language: Language, repairs: frozenset[str]) -> None:
        self._layout = layout
        self._language = language
        self._kinds = repairs
        self._lines: Sequence[Line] = layout.lines
        self._set_aside = furniture.find(self._lines)
        self._set_aside.update(contents.find(self._lines, language, self._set_aside))
        self._front = front_matter(self._lines, self._set_aside)
        self._set_aside.update(self._front.furniture)
        kept = [line for index, line in enumerate(self._lines) if index not in self._set_aside]
        self._habits = flow.habits(kept)
        self._footnotes = notes.find(self._lines, self._set_aside, self._habits)
        taken = {index for note in self._footnotes for index in note.indices} | self._set_aside.keys()
        self._body = [index for index in range(len(self._lines)) if index not in taken]
        decimal = decimals.are_used(self._lines[index].text for index in self._body)
        self._markers = MarkerReader(language, decimal=decimal)

    def document(self, tag: str) -> Document:
        """Put the document together."""
        pieces = self._pieces()
        top = tree.grow(pieces)
        note_pieces = [self._note_piece(note) for note in self._footnotes]
        self._mend(pieces, note_pieces)
        for piece in [*pieces, *note_pieces]:
            piece.finished = piece.passage.finish()
        note_pieces.sort(key=_place_of_note)
        return Document(
            symbol=self._layout.symbol or self._front.symbol or self._layout.stem,
            language=tag,
            title=self._layout.title or title_of(pieces, self._language, anchored=self._front.anchored),
            blocks=tuple(piece.block() for piece in [*top, *note_pieces]),
            repairs=tuple(self._repairs([*pieces, *note_pieces])),
            furniture=tuple(
                Furniture(kind=kind, text=self._lines[index].text, line=self._lines[index].line)
                for index, kind in sorted(self._set_aside.items())
            ),
            source=self._layout.source,
            metadata={**self._front.metadata, **self._layout.metadata},
        )

    def _pieces(self) -> list[tree.Piece]:
        """Group the body's lines into blocks and read their markers."""
        starts = list(self._starts())
        choices = displaced.restored(starts, outline.most_likely(starts))
        pieces: list[tree.Piece] = []
        groups: list[list[Line]] = []
        for place, choice in enumerate(choices):
            line = self._lines[self._body[place]]
            if choice.starts or not pieces:
                groups.append([line])
                pieces.append(tree.Piece(Passage(), choice.reading))
            else:
                groups[-1].append(line)
            if self._new_page(place):
                pieces[-1].breaks.append(self._break(place, joined=not choice.starts))
        for piece, group in zip(pieces, groups, strict=True):
            piece.passage = Passage.of(group, piece.reading.end if piece.reading else 0)
            if piece.reading is None and group[0].kind in ("heading", "cell"):
                piece.kind = group[0].kind
        return pieces

    def _starts(self) -> Iterator[outline.Start]:
        reader = self._markers
        before: Line | None = None
        behind_heading = False
        keep_pages = "page-break" not in self._kinds
        for place, index in enumerate(self._body):
            line = self._lines[index]
            readings = [] if line.kind == "cell" else reader.readings(line.text, heading=line.kind == "heading")
            hints = flow.NO_HINTS
            page = line.blanks > 0 and self._new_page(place)
            if readings or behind_heading or page:
                hints = flow.Hints(readings[0].end if readings else 0, behind_heading, page)
            score = flow.break_score(before, line, self._habits, hints) if before else 9.0
            if keep_pages and score < 0 and self._new_page(place):
                score = 9.0
            if readings:
                heading_like = flow.heading_like(line.text)
                yield outline.Start(readings, score, flow.last_sign(before.text) if before else "", heading_like)
                # a heading that is but a name, «Annex I», is no broken line
                behind_heading = heading_like and any(
                    reading.level <= outline.SUBSECTION and (reading.end or reading.style >= 0) for reading in readings
                )
            else:
                yield outline.Start((), score, "", False)
                behind_heading = False
            before = line

    def _new_page(self, place: int) -> bool:
        """Whether extraction left signs of a page break before this line of the body."""
        if not place:
            return False
        index = self._body[place]
        line = self._lines[index]
        return (
            line.page_start
            or (line.blanks < self._habits.spacing and not self._lines[index - 1].whole)
            or self._set_aside.get(index - 1, "") in ("page-number", "running-head")
        )

    def _break(self, place: int, *, joined: bool) -> tree.Break:
        line, last = self._lines[self._body[place]], self._lines[self._body[place - 1]]
        head, tail = _end_of(last.text), _begin_of(line.text)
        kind = "page-break"
        if joined and any(level <= outline.SUBSECTION for level in self._levels_of(last)):
            kind = "joined-heading"
        return tree.Break(kind, f"{head}\n{tail}", f"{head}{' ' if joined else chr(10)}{tail}", line)

    def _levels_of(self, line: Line) -> list[int]:
        return [reading.level for reading in self._markers.readings(line.text)]

    def _note_piece(self, note: notes.Footnote) -> tree.Piece:
        lines = [self._lines[index] for index in note.indices]
        passage = Passage.of(lines, note.text_start)
        reading = Reading(-1, note.number, -1, note.label, note.text_start, 0.0)
        piece = tree.Piece(passage, reading, kind="footnote", ref=note.ref)
        if note.at_foot:
            first = f"{_begin_of(lines[0].text)}"
            piece.breaks.append(tree.Break("moved-footnote", first, first, lines[0]))
        return piece

    def _mend(self, pieces: list[tree.Piece], note_pieces: list[tree.Piece]) -> None:
        index_of = {line.start: index for index, line in enumerate(self._lines)}
        placed = [(index_of[piece.passage.lines[0].start], piece.passage) for piece in pieces]
        note_marks.mark(placed, self._footnotes, self._language, plain="footnote-mark" in self._kinds)
        passages = [piece.passage for piece in [*pieces, *note_pieces]]
        lost = any(edit.kind == "footnote-mark" for passage in passages for edit in passage.edits)
        mender = Mender(passages, self._language, self._kinds)
        if not mender.mend():
            message = f"more than {MOST:,} places are damaged: this is hardly text"
            raise UnreadableDocument(message, source=self._layout.source, advice="extract its text anew")
        if lost and "lost-superscript" in self._kinds:
            lost_superscripts(passages, self._language)

    def _repairs(self, pieces: list[tree.Piece]) -> Iterator[Repair]:
        found: list[tuple[int, Repair]] = []
        odd = self._odd_marker_gaps(pieces)
        for piece in pieces:
            for kind, before, after, line in piece.breaks:
                if kind in self._kinds:
                    repair = Repair(kind=kind, ref=piece.ref, before=before, after=after, line=line.line)
                    found.append((line.start, repair))
            if piece.ref in odd:
                found.append(self._repair_of(piece, odd[piece.ref]))
            for edit in piece.passage.edits:
                if edit.kind:
                    found.append(self._repair_of(piece, edit))
        yield from (repair for _, repair in sorted(found, key=lambda pair: pair[0]))

    def _odd_marker_gaps(self, pieces: list[tree.Piece]) -> dict[str, Edit]:
        """Doubled spaces behind markers, by ref, unless that is how the document sets its markers."""
        if "doubled-space" not in self._kinds:
            return {}
        marked = [piece for piece in pieces if piece.passage.marker_end]
        gaps = {piece.ref: gap for piece in marked if (gap := piece.passage.marker_gap()) is not None}
        return gaps if len(gaps) <= _HABIT * len(marked) else {}

    @staticmethod
    def _repair_of(piece: tree.Piece, edit: Edit) -> tuple[int, Repair]:
        passage = piece.passage
        line = passage.line_at(edit.start)
        # a little more than is shown: whole rests of a long text, again and again, would take for ever
        head = _end_of(passage.text[max(0, edit.start - _CONTEXT - 1) : edit.start])
        tail = _begin_of(passage.text[edit.end : edit.end + _CONTEXT + 1])
        middle = note_marks.raised(edit.note[1:]) if edit.note else edit.text
        before = f"{head}{passage.text[edit.start : edit.end]}{tail}"
        repair = Repair(kind=edit.kind, ref=piece.ref, before=before, after=f"{head}{middle}{tail}", line=line.line)
        return line.start + edit.start, repair


def _place_of_note(piece: tree.Piece) -> int:
    """Notes stand in the order of their numbers, those with an asterisk first."""
    number = piece.ref[1:]
    return int(number) if number.isdecimal() else 0


def _end_of(text: str) -> str:
    """The last words of ``text``."""
    return re.split(r"^\S*\s", text[-_CONTEXT:])[-1] if len(text) > _CONTEXT else text


def _begin_of(text: str) -> str:
    """The first words of ``text``."""
    return re.split(r"\s\S*$", text[:_CONTEXT])[0] if len(text) > _CONTEXT else text
