"""Documents made of a few phrases again and again: what has no counterpart, and what changed places, is still seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.alignment import AlignOptions, align, align_all
from aligner.documents import read
from aligner.model import Bitext, Block, Document
from tests.aligner.documents.shapes.measure import FORMATS
from tests.aligner.documents.shapes.tree import Known, known


def _aligned(folder: Path, source: Known, target: Known) -> Bitext:
    documents = []
    for document in (source, target):
        ending, rendered = FORMATS["docx"]
        path = folder / f"{document.language}.{ending}"
        path.write_bytes(rendered(document, 2))
        documents.append(read(path, language=document.language))
    return align(documents[0], documents[1], AlignOptions(level="paragraph"))


def _said(bitext: Bitext) -> list[tuple[str, tuple[str, ...]]]:
    return [(notice.kind, notice.source_refs or notice.target_refs) for notice in bitext.notices]


@pytest.mark.parametrize(
    ("language", "shape", "ref"),
    [
        ("ar", "report", "annex1.3"),
        ("es", "report", "annex1.3"),
        ("en", "resolution", "annex.2"),
        ("zh", "resolution", "annex.2"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_a_missing_paragraph_is_not_run_together(
    language: str, shape: str, ref: str, turned: bool, tmp_path: Path
) -> None:
    whole, short = known("fr", shape, 2), known(language, shape, 2)
    short.nodes = [node for node in short.nodes if node.ref != ref]
    bitext = _aligned(tmp_path, short, whole) if turned else _aligned(tmp_path, whole, short)
    assert _said(bitext) == [("added" if turned else "missing", (ref,))]


@pytest.mark.parametrize("language", ["ar", "en", "es", "ru", "zh"])
def test_a_short_paragraph_run_together_with_its_number_is_merged(language: str, tmp_path: Path) -> None:
    whole, joined = known("fr", "resolution", 2), known(language, "resolution", 2)
    first, second = (next(node for node in joined.nodes if node.ref == ref) for ref in ("annex.1", "annex.2"))
    first.text += f" {second.marker} {second.text}"
    joined.nodes.remove(second)
    assert ("merged", ("annex.1", "annex.2")) in _said(_aligned(tmp_path, whole, joined))


@pytest.mark.parametrize("language", ["ar", "es", "ru"])
def test_numbered_paragraphs_that_changed_places_are_seen(language: str, tmp_path: Path) -> None:
    whole, swapped = known("fr", "guidelines", 1), known(language, "guidelines", 1)
    one, other = (next(node for node in swapped.nodes if node.ref == ref) for ref in ("1.2.3", "2.1"))
    one.text, other.text = other.text, one.text
    bitext = _aligned(tmp_path, whole, swapped)
    assert "moved" in {kind for kind, _ in _said(bitext)}
    refs = [[block.ref for block in side.walk()] for side in (bitext.source, bitext.target)]
    met = {(refs[0][bead.source[0]], refs[1][bead.target[0]]) for bead in bitext.block_beads}
    assert {("1.2.3", "2.1"), ("2.1", "1.2.3")} <= met


@pytest.mark.parametrize("times", [1, 2])
def test_identical_documents_that_repeat_themselves_are_related(times: int) -> None:
    texts = [f"The Committee {word} the report." for word in "notes recalls urges invites welcomes".split()] * 12
    sides = [
        Document(
            symbol=language,
            language=language,
            source=language,
            blocks=tuple(Block(kind="text", ref=f"~{number}", text=text) for number, text in enumerate(texts, start=1)),
        )
        for language in ("en", "fr")
    ]
    for bitext in align_all([(sides[0], sides[1])] * times, AlignOptions()):
        assert bitext.notices == ()
        assert all(bead.source == bead.target for bead in bitext.beads)
