"""Link files of the UN Parallel Corpus as gold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from aligner.alignment import ladder, lines, linked
from aligner.cli.evaluate import command
from aligner.errors import UnreadableDocument
from aligner.model import Bead

LINKS = """<linkGrp fromDoc="fr/a.xml" toDoc="en/a.xml">
<link xtargets="1:1;1:1"/><link xtargets="1:2 2:1;1:2"/>
</linkGrp>"""


def corpus(folder: Path, links: str = LINKS) -> Path:
    sides = {"fr": (("1:1", "Un."), ("1:2", "Deux."), ("2:1", "Trois.")), "en": (("1:1", "One."), ("1:2", "Two."))}
    for language, texts in sides.items():
        (folder / language).mkdir()
        body = "".join(f'<p><s id="{key}">{text}</s></p>' for key, text in texts)
        (folder / language / "a.xml").write_text(f"<TEI><text><body>{body}</body></text></TEI>", "utf-8")
    place = folder / "links" / "a.xml"
    place.parent.mkdir()
    place.write_text(links, "utf-8")
    return place


def test_links_are_beads_of_the_sentences_in_order(tmp_path: Path) -> None:
    assert linked.read(corpus(tmp_path)) == [Bead((0,), (0,), 1.0), Bead((1, 2), (1,), 1.0)]
    assert [block.text for block in lines.read(tmp_path / "fr" / "a.xml").blocks] == ["Un.", "Deux.", "Trois."]


def test_a_ladder_is_scored_against_links(tmp_path: Path) -> None:
    place = corpus(tmp_path)
    ladder.write([Bead((0,), (0,), 1.0), Bead((1,), (1,), 1.0), Bead((2,), (), 1.0)], tmp_path / "a.ladder")
    result = CliRunner().invoke(command, [str(tmp_path / "a.ladder"), str(place), "--format", "json"])
    assert json.loads(result.output)["strict"]["recall"] == 0.5


@pytest.mark.parametrize(
    ("links", "message"),
    [
        (LINKS.replace("2:1;", "9:9;"), "its document has no sentence '9:9'"),
        (LINKS.replace("fr/a", "fr/b"), "the document it links, 'fr/b.xml', is not there"),
        (f"<links>{LINKS}{LINKS}</links>", "it links 2 pairs of documents (give the links of one pair)"),
    ],
)
def test_links_that_lead_nowhere_are_refused(links: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        linked.read(corpus(tmp_path, links))
    assert message in str(caught.value)
