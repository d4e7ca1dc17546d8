from __future__ import annotations

import copy
from collections.abc import Callable

import pytest

from aligner.alignment import AlignOptions, align, align_all
from aligner.model import Bitext, Block, Document
from tests.aligner.alignment.bilingual import Node, found_pairs, numbered, tree, true_pairs, version

PARAGRAPHS = AlignOptions(level="paragraph")
LANGUAGES = ("en", "ru", "zh", "ar")
Damage = Callable[[list[Node]], list[Node]]


def _without_paragraph(sections: list[Node]) -> list[Node]:
    del sections[1].children[4]
    return sections


def _renumbered_tail(sections: list[Node]) -> list[Node]:
    del sections[1].children[4]
    return numbered(sections)


def _swapped(sections: list[Node]) -> list[Node]:
    children = sections[2].children
    children[3], children[4] = children[4], children[3]
    return numbered(sections)


def _swapped_far(sections: list[Node]) -> list[Node]:
    one, other = sections[0].children, sections[3].children
    one[2], other[7] = other[7], one[2]
    return numbered(sections)


def _list_run_together(sections: list[Node]) -> list[Node]:
    for section in sections:
        for paragraph in section.children[:6]:
            for item in paragraph.children:
                paragraph.identities += item.identities
                paragraph.texts += item.texts
            paragraph.children = []
    return sections


def _three_sections(sections: list[Node]) -> list[Node]:
    return [sections[0], sections[3], sections[4]]


def _section_lost(sections: list[Node]) -> list[Node]:
    return numbered(sections[:2] + sections[3:])


def _two_run_together(sections: list[Node]) -> list[Node]:
    children = sections[1].children
    at = next(k for k in range(1, len(children)) if not children[k - 1].children)
    first, second = children[at - 1 : at + 1]
    first.identities += second.identities
    first.texts += second.texts
    first.children = second.children
    del children[at]
    return numbered(sections)


def _markers_lost(sections: list[Node]) -> list[Node]:
    for section in sections:
        for paragraph in section.children[::3]:
            paragraph.label = ""
    return sections


DAMAGES: dict[str, tuple[Damage, set[str]]] = {
    "paragraph missing": (_without_paragraph, {"missing"}),
    "tail renumbered": (_renumbered_tail, {"missing", "renumbered"}),
    "paragraphs swapped": (_swapped, {"moved"}),
    "paragraphs swapped over sections": (_swapped_far, {"moved"}),
    "lists run together": (_list_run_together, {"merged"}),
    "only three sections": (_three_sections, {"missing"}),
    "section lost and the rest renumbered": (_section_lost, {"missing", "renumbered"}),
    "two paragraphs run together": (_two_run_together, {"merged", "renumbered"}),
    "markers lost": (_markers_lost, {"unmarked"}),
}
TURNED = {"missing": "added", "added": "missing", "merged": "split", "split": "merged"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_found_and_all_around_it_is_right(damage: str, language: str) -> None:
    change, expected = DAMAGES[damage]
    whole = tree(language, seed=len(damage))
    source, target = version(whole, "fr"), version(change(copy.deepcopy(whole)), language)
    bitext = align(source.document, target.document, PARAGRAPHS)
    true, found = true_pairs(source, target), found_pairs(bitext.block_beads)
    assert len(true & found) >= 0.98 * max(len(true), len(found))
    assert expected <= {notice.kind for notice in bitext.notices}
    back = align(target.document, source.document, PARAGRAPHS)
    assert {TURNED.get(kind, kind) for kind in expected} <= {notice.kind for notice in back.notices}


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_any_marker_the_texts_decide(language: str) -> None:
    whole = tree(language, seed=3)
    source, target = version(whole, "fr"), version(_section_lost(copy.deepcopy(whole)), language, marked=False)
    bitext = align(source.document, target.document, PARAGRAPHS)
    true, found = true_pairs(source, target), found_pairs(bitext.block_beads)
    assert len(true & found) >= 0.98 * max(len(true), len(found))
    assert "unmarked" in {notice.kind for notice in bitext.notices}


@pytest.mark.parametrize("language", LANGUAGES)
def test_unrelated_documents_are_left_alone(language: str) -> None:
    one, other = version(tree(language, seed=1), "fr"), version(tree(language, seed=2), language)
    bitext = align(one.document, other.document)
    assert [notice.kind for notice in bitext.notices] == ["unrelated"]
    assert not any(bead.source and bead.target for bead in (*bitext.beads, *bitext.block_beads))
    assert bitext.notices[0].message == "the texts do not correspond: nothing of A/1 was aligned with A/1"


def test_identical_lead_ins_follow_their_lists() -> None:
    whole = tree("en", seed=8, sections=2, paragraphs=8)
    for section in whole:
        for paragraph in section.children:
            paragraph.texts = [("Les États parties devraient :", "States parties should:")]
            paragraph.children = copy.deepcopy(whole[0].children[0].children) or paragraph.children
    damaged = copy.deepcopy(whole)
    del damaged[0].children[3]
    source, target = version(whole, "fr"), version(damaged, "en")
    bitext = align(source.document, target.document, PARAGRAPHS)
    refs = [block.ref for block in source.document.walk()], [block.ref for block in target.document.walk()]
    pairs = {(refs[0][i], refs[1][j]) for i, j in found_pairs(bitext.block_beads)}
    assert pairs == {(ref, ref) for ref in refs[1]}


def test_footnotes_meet_footnotes() -> None:
    def document(language: str, texts: list[str], notes: list[tuple[str, str]]) -> Document:
        blocks = [
            Block(kind="paragraph", ref=str(k), marker=f"{k}.", text=text, notes=(f"n{k}",))
            for k, text in enumerate(texts, start=1)
        ]
        blocks += [Block(kind="footnote", ref=ref, marker=ref[1:], text=text) for ref, text in notes]
        return Document(symbol="A/1", language=language, blocks=tuple(blocks))

    source = document("fr", ["Premier alinéa 12.", "Deuxième alinéa 47."], [("n1", "Ibid."), ("n2", "Ibid.")])
    target = document("en", ["First paragraph 12.", "Second paragraph 47."], [("n2", "Ibid.")])
    bitext = align(source, target, PARAGRAPHS)
    assert found_pairs(bitext.block_beads) == {(0, 0), (1, 1), (3, 2)}


def test_sentences_keep_to_their_blocks() -> None:
    whole, more = tree("en", seed=5), tree("en", seed=6)
    for section, other in zip(whole, more, strict=True):
        for paragraph, addition in zip(section.children, other.children, strict=True):
            paragraph.texts += addition.texts
    bitext = align(version(whole, "fr").document, version(whole, "en").document)
    assert bitext.level == "sentence"
    assert len(bitext.source_segments) > len(list(bitext.source.walk()))
    for bead in bitext.beads:
        refs = {bitext.source_segments[i].ref for i in bead.source}
        assert refs == {bitext.target_segments[j].ref for j in bead.target}
        assert len(refs) == 1


def test_several_pairs_learn_together_and_stay_apart() -> None:
    trees = [tree("zh", seed) for seed in (11, 12)]
    pairs = [(version(each, "fr").document, version(each, "zh").document) for each in trees]
    together = align_all(pairs)
    assert [len(bitext.source_segments) for bitext in together] == [len(align(*pair).source_segments) for pair in pairs]
    for bitext in together:
        assert {bead.kind for bead in bitext.beads} == {"1-1"}


def _shape(bitext: Bitext, *, turned: bool) -> set[object]:
    return {
        (bead.target, bead.source, bead.confidence, bead.moved)
        if turned
        else (bead.source, bead.target, bead.confidence, bead.moved)
        for bead in (*bitext.beads, *bitext.block_beads)
    }


@pytest.mark.parametrize("damage", DAMAGES)
def test_both_directions_give_the_same_beads(damage: str) -> None:
    whole = tree("en", seed=2)
    source = version(whole, "fr").document
    target = version(DAMAGES[damage][0](copy.deepcopy(whole)), "en").document
    assert _shape(align(source, target), turned=False) == _shape(align(target, source), turned=True)
