from __future__ import annotations

import copy

import pytest

from aligner.alignment import AlignOptions, align
from tests.aligner.alignment.bilingual import Node, numbered, tree, version


def _messages(whole: list[Node], damaged: list[Node], *, turned: bool = False) -> list[tuple[str, str]]:
    one, other = version(whole, "fr").document, version(damaged, "en").document
    source, target = (other, one) if turned else (one, other)
    bitext = align(source, target, AlignOptions(level="paragraph"))
    return [(notice.kind, notice.message) for notice in bitext.notices]


@pytest.fixture
def whole() -> list[Node]:
    sections = tree("en", seed=21, sections=4, paragraphs=8)
    for section in sections:
        for paragraph in section.children[1:]:
            paragraph.children = []
    return sections


def test_nothing_is_said_of_a_faithful_version(whole: list[Node]) -> None:
    assert _messages(whole, whole) == []


def test_a_missing_section_is_one_notice(whole: list[Node]) -> None:
    damaged = whole[:1] + whole[2:]
    size = 1 + len(whole[1].children) + len(whole[1].children[0].children)
    assert _messages(whole, damaged) == [("missing", f"only in the source: section II ({size} blocks)")]
    assert _messages(whole, damaged, turned=True) == [("added", f"only in the target: section II ({size} blocks)")]


def test_a_renumbered_tail_is_one_notice(whole: list[Node]) -> None:
    damaged = copy.deepcopy(whole)
    del damaged[2].children[2]
    assert _messages(whole, numbered(damaged)) == [
        ("missing", "only in the source: III.3"),
        ("renumbered", "numbered otherwise in the target: III.4 to III.8 (5 blocks) as III.3 to III.7 (5 blocks)"),
    ]


def test_a_list_run_together_is_named(whole: list[Node]) -> None:
    damaged = copy.deepcopy(whole)
    first = damaged[0].children[0]
    first.children = first.children or copy.deepcopy(damaged[0].children[1:4])
    source = copy.deepcopy(damaged)
    for letter, child in zip("abcdefgh", source[0].children[0].children, strict=False):
        child.label = letter
    for child in first.children:
        first.texts += child.texts
    size = len(first.children) + 1
    first.children = []
    last = "abcdefgh"[size - 2]
    named = (
        f"I.1 to I.1.{last} ({size} blocks)"
        if size > 4
        else ", ".join(["I.1", *(f"I.1.{letter}" for letter in "abcdefgh"[: size - 1])])
    )
    assert _messages(source, damaged)[0] == ("merged", f"run together in the target: {named} in I.1")


def test_a_lost_marker_is_named(whole: list[Node]) -> None:
    damaged = copy.deepcopy(whole)
    damaged[3].children[4].label = ""
    assert _messages(whole, damaged) == [("unmarked", "no marker in the target: IV.5")]


def test_a_displaced_paragraph_is_named(whole: list[Node]) -> None:
    damaged = copy.deepcopy(whole)
    damaged[3].children.append(damaged[0].children.pop(4))
    damaged[3].children[-1].label = "9"
    assert _messages(whole, damaged) == [("moved", "stands elsewhere in the target: I.5 met IV.9")]
