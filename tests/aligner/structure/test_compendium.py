"""The real French compendium: every reference, every text, every one of its known defects."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aligner.documents import read
from aligner.model import Document
from aligner.structure import ALL_REPAIRS
from tests.aligner.structure.accounts import leftovers

REPAIRS = {
    "compound_broken_over_line": "broken-compound",
    "double_space_after_footnote_marker": "doubled-space",
    "double_space_after_marker": "doubled-space",
    "double_space_before_high_punct": "doubled-space",
    "double_space_inside_text": "doubled-space",
    "footnote_in_body_flow": "moved-footnote",
    "footnote_mark_detached": "footnote-mark",
    "footnote_mark_glued": "footnote-mark",
    "heading_broken": "joined-heading",
    "lost_superscript": "lost-superscript",
    "page_break_no_blank": "page-break",
    "space_before_apostrophe": "apostrophe-space",
    "space_before_comma": "punctuation-space",
    "space_before_hyphen": "hyphen",
    "space_before_period": "punctuation-space",
    "split_word": "split-word",
}
FURNITURE = {
    "footnote_rule": "rule",
    "page_footer": "page-number",
    "page_header": "running-head",
    "stray_url": "link",
}
STRUCTURE = {
    "list_split_by_footnote",
    "list_split_by_url",
    "page_furniture_between_paragraphs",
    "paragraph_break_at_footnote",
    "sentence_split_by_footnote",
}
_RAISED = str.maketrans("", "", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@pytest.fixture(scope="module")
def path(root: Path) -> Path:
    return root / "corpora" / "fr" / "CTOC-COP-WG.4-2019-5.txt"


@pytest.fixture(scope="module")
def document(path: Path) -> Document:
    return read(path)


def expected(structure: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Ref and text of every block that ``map.json`` describes."""
    for meeting in structure["meetings"]:
        section = meeting["roman"]
        yield section, meeting["title"].partition(". ")[2]
        for paragraph in meeting["paragraphs"]:
            yield from listed(paragraph, f"{section}.{paragraph['n'] or '~1'}")
    for note in structure["footnotes"]:
        yield f"n{note['n']}", note["text"]


def listed(entry: dict[str, Any], ref: str) -> Iterator[tuple[str, str]]:
    yield ref, entry["text"]
    for item in entry.get("items", []):
        yield from listed(item, f"{ref}.{item['marker']}")


@pytest.mark.shared
def test_every_reference_and_no_other_with_the_text_as_it_should_read(shared: Path, document: Document) -> None:
    wanted = dict(expected(json.loads((shared / "seed" / "map.json").read_text("utf-8"))))
    found = {block.ref: block.text for block in document.walk()}
    assert list(found) == list(wanted)
    assert found == {ref: text.translate(_RAISED) for ref, text in wanted.items()}


@pytest.mark.shared
def test_the_text_is_that_of_the_repaired_file(shared: Path, document: Document) -> None:
    repaired = (shared / "seed" / "repaired.txt").read_text("utf-8").translate(_RAISED)
    lines = [re.sub(r"^\[\d\] ", "", line.strip()) for line in repaired.split("\n") if line.strip()]
    marked = list(document.walk())
    texts = [f"{block.marker} {block.text}" if block.kind != "footnote" else block.text for block in marked]
    assert [text.strip() for text in texts] == lines


@pytest.mark.shared
def test_each_known_defect_is_accounted_for_and_nothing_else_was_changed(shared: Path, document: Document) -> None:
    defects = json.loads((shared / "seed" / "defects.json").read_text("utf-8"))["defects"]
    assert len(defects) == 194
    repairs = Counter((repair.kind, repair.line) for repair in document.repairs)
    furniture = Counter((piece.kind, piece.line) for piece in document.furniture)
    for defect in defects:
        kind, line = defect["kind"], defect["line"]
        if kind in STRUCTURE:
            assert interrupted(document, line, resumed(defect)), f"{defect['id']} {kind} in line {line}"
        elif kind in FURNITURE:
            furniture[FURNITURE[kind], line] -= 1
        else:
            # a broken heading or compound is listed at the line that was joined to the one before
            places = [(REPAIRS[kind], place) for place in (line, line + 1, line + 2)]
            place = next((place for place in places if repairs[place] > 0), None)
            assert place is not None, f"{defect['id']} {kind} in line {line} is not listed"
            repairs[place] -= 1
    assert not +repairs, "repairs that no known defect asks for"
    assert not +furniture, "furniture that is none"


def resumed(defect: dict[str, Any]) -> int:
    """The line at which the body goes on behind what interrupts it."""
    return int(defect.get("line_end") or re.findall(r"line (\d+)|at (\d+)", defect["correct"])[-1][1])


def interrupted(document: Document, line: int, resumes: int) -> bool:
    """Whether the body has text in both lines and nothing but footnotes between them."""
    body = {place.line for block in document.walk() if block.kind != "footnote" for place in block.origin}
    return line in body and resumes in body and not any(between in body for between in range(line + 1, resumes))


def test_counts(document: Document) -> None:
    kinds = Counter(block.kind for block in document.walk())
    assert kinds == {"heading": 8, "paragraph": 197, "text": 1, "item": 110, "subitem": 9, "footnote": 5}
    assert document.symbol == "CTOC/COP/WG.4/2019/5"
    assert document.language == "fr"
    assert document.metadata["job-number"] == "V.19-08476"


def test_footnotes_are_where_their_marks_stood(document: Document) -> None:
    blocks = {block.ref: block for block in document.walk()}
    marked = [(block.ref, block.notes) for block in blocks.values() if block.notes]
    assert marked == [("I.2", ("n1", "n2")), ("II.1", ("n3",)), ("II.44", ("n4",)), ("II.46", ("n5",))]
    text, offsets = blocks["I.2"].text, blocks["I.2"].note_offsets
    assert [text[:offset].rsplit(" ", 1)[-1] for offset in offsets] == ["organisée", "organisée"]


def test_nothing_is_lost(path: Path, document: Document) -> None:
    text = path.read_text("utf-8")
    assert leftovers(text, read(path, repairs=frozenset())) == ""
    # the letters of two lost superscripts were replaced, nothing else
    assert leftovers(text, document) == "oo"


def test_without_repairs_nothing_is_changed(path: Path) -> None:
    plain = read(path, repairs=frozenset())
    assert plain.repairs == ()
    assert any("l ’immigration" in block.text for block in plain.walk())


def test_one_kind_of_repair_can_be_switched_off(path: Path, document: Document) -> None:
    fewer = read(path, repairs=ALL_REPAIRS - {"apostrophe-space"})
    kept = [repair for repair in document.repairs if repair.kind != "apostrophe-space"]
    assert [(r.kind, r.ref, r.line) for r in fewer.repairs] == [(r.kind, r.ref, r.line) for r in kept]


def test_origins_lead_back_to_the_file(path: Path, document: Document) -> None:
    lines = path.read_text("utf-8").split("\n")
    block = next(block for block in document.walk() if block.ref == "II.44")
    line, column = block.locate(block.text.index("traite des êtres"))
    assert lines[line - 1][column - 1 :].startswith("traite des êtres humains recommandés")
    assert line == 798
