"""The two texts side by side, row by row."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from aligner.model import Block, Document, Segment
from aligner.reports.naming import direction, language_name, shown_ref
from aligner.reports.page.markup import Html, element, join, text
from aligner.reports.page.view import Node, Row, Section, Unit, View
from aligner.reports.page.wording import count_of, kind_label, percent, state_label, whole_percent

_WORD_JOINER = "\u2060"


def texts(view: View) -> Html:
    """Return the tables of one pair, one a section."""
    sides = (_Side(view, on_source=True), _Side(view, on_source=False))
    return join(_section(view, section, sides) for section in view.sections)


class _Side:
    """One of the two texts: how its refs, notes and segments are written."""

    def __init__(self, view: View, *, on_source: bool) -> None:
        document: Document = view.bitext.source if on_source else view.bitext.target
        self.language = document.language
        self.direction = direction(document.language)
        self.name = language_name(document.language)
        self.nodes: Sequence[Node] = view.source_nodes if on_source else view.target_nodes
        self.ids: Mapping[str, str] = view.unit_ids()[0 if on_source else 1]
        self.blocks: dict[str, Block] = {}
        for block in document.walk():
            self.blocks.setdefault(block.ref, block)

    def cell(self, segments: Sequence[Segment], begun: set[str]) -> Html:
        """The cell of a row, block by block; the refs of blocks that begin here are added to ``begun``."""
        blocks = []
        for ref, members in itertools.groupby(segments, key=lambda segment: segment.ref):
            label = Html() if ref in begun else self._label(ref)
            begun.add(ref)
            spans = join((element("span", self.written(segment), class_="s") for segment in members), " ")
            blocks.append(element("div", label, spans, class_=self._class(ref)))
        nothing = element("div", f"nothing in {self.name}", class_="b nothing", lang="en", dir="ltr")
        return self._cell(blocks or [nothing])

    def bare(self, nodes: Sequence[int]) -> Html:
        """The cell of blocks that have no text of their own."""
        refs = [self.nodes[node].ref for node in nodes]
        return self._cell([element("div", self._label(ref), class_=self._class(ref)) for ref in refs])

    def _cell(self, content: Sequence[Html]) -> Html:
        return element("td", *content, lang=self.language, dir=self.direction)

    def _label(self, ref: str) -> Html:
        return element("span", element("bdi", shown_ref(ref, self.language)), class_="ref")

    def _class(self, ref: str) -> str:
        kind = self.blocks[ref].kind if ref in self.blocks else ""
        return f"b {kind}" if kind in ("heading", "item", "subitem", "footnote") else "b"

    def written(self, segment: Segment) -> Html:
        """A segment's text with the marks of its footnotes put back."""
        block = self.blocks.get(segment.ref)
        start, end = segment.span
        if block is None or not block.notes or block.text[start:end] != segment.text:
            return text(segment.text)
        parts: list[str] = []
        done = 0
        for ref, offset in zip(block.notes, block.note_offsets, strict=False):
            at = offset - start
            # a mark on the seam of two segments belongs to the one it follows
            if not (0 < at <= len(segment.text)) or at < done:
                continue
            parts += [segment.text[done:at], self._mark(ref)]
            done = at
        return join([*parts, segment.text[done:]])

    def _mark(self, ref: str) -> Html:
        label = ref.removeprefix("n")
        content = element("a", label, href=f"#{self.ids[ref]}") if ref in self.ids else label
        return join([_WORD_JOINER, element("sup", content)])


def _section(view: View, section: Section, sides: tuple[_Side, _Side]) -> Html:
    rows = sum(len(unit.rows) for unit in section.units)
    heading = section.label if section.label in ("Text", "Notes") else f"Section {section.label}"
    head = element(
        "thead",
        element(
            "tr",
            element("th", sides[0].name, scope="col", dir=sides[0].direction),
            element("th", element("span", "Confidence", class_="unseen"), scope="col", class_="mid"),
            element("th", sides[1].name, scope="col", dir=sides[1].direction),
        ),
    )
    return element(
        "section",
        element("h4", heading, " ", element("span", count_of(rows, "row"), class_="badge")),
        element("table", head, *(_unit(unit, sides) for unit in section.units)),
        id=section.id,
        class_="part",
    )


def _unit(unit: Unit, sides: tuple[_Side, _Side]) -> Html:
    kinds = [
        side.nodes[node].kind for side, nodes in zip(sides, (unit.source, unit.target), strict=True) for node in nodes
    ]
    classes = ["unit", unit.state, *(["opening"] if "heading" in kinds else [])]
    begun: tuple[set[str], set[str]] = (set(), set())
    rows = [_row(row, sides, begun) for row in unit.rows] or [_bare(unit, sides)]
    return element("tbody", *rows, id=unit.id, class_=" ".join(classes), tabindex="-1")


def _row(row: Row, sides: tuple[_Side, _Side], begun: tuple[set[str], set[str]]) -> Html:
    return element(
        "tr",
        sides[0].cell(row.source, begun[0]),
        element("td", _gutter(row, (sides[0].name, sides[1].name)), class_="mid"),
        sides[1].cell(row.target, begun[1]),
        class_=row.state,
        data_c=whole_percent(row.confidence),
        data_k=row.kind,
    )


def _bare(unit: Unit, sides: tuple[_Side, _Side]) -> Html:
    """A unit without text of its own, like an empty table cell: a line of the table, but no row that counts."""
    middle = element("td", class_="mid")
    left, right = sides[0].bare(unit.source), sides[1].bare(unit.target)
    return element("tr", left, middle, right, class_=unit.state, data_c=whole_percent(unit.confidence), data_k="0-0")


def _gutter(row: Row, names: tuple[str, str]) -> Html:
    parts = [
        element(
            "span",
            percent(row.confidence),
            class_="chip",
            title=f"{state_label(row.state, names)}: probability that this row is right",
        )
    ]
    if row.state in ("moved", "only-source", "only-target"):
        parts.append(element("span", state_label(row.state, names), class_="word"))
    elif row.kind != "1-1":
        parts.append(element("span", kind_label(row.kind), class_="word"))
    return join(parts)
