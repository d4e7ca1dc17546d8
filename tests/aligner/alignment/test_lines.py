from __future__ import annotations

from pathlib import Path

import pytest

from aligner.alignment import lines
from aligner.alignment.options import EngineOptions
from aligner.errors import UnreadableDocument


def test_every_line_counts_and_only_line_feeds_end_lines() -> None:
    document = lines.parse("un\r\n\r\ndeux\u2028trois\x0c\n\n", language="fr")
    assert [block.text for block in document.blocks] == ["un", "", "deux\u2028trois\x0c", ""]
    assert [block.ref for block in document.blocks] == ["~1", "~2", "~3", "~4"]


def test_a_file_is_read_with_or_without_bom(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfLes \xc3\x89tats parties devraient agir.\n")
    document = lines.read(path)
    assert (document.language, document.symbol, len(document.blocks)) == ("fr", "a", 1)


def test_what_is_no_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"un\ndeux\n\xe9tat\n")
    with pytest.raises(UnreadableDocument) as error:
        lines.read(path)
    assert str(error.value) == f"{path}, line 3: not text in UTF-8 (save it as UTF-8 and try again)"


def test_lines_are_aligned_and_blank_ones_stay_in_their_place() -> None:
    source = lines.parse("Article 12 de 1998.\n\nParagraphe 47 de 2003.\nSigné.", language="fr")
    target = lines.parse("Article 12 of 1998.\n\nParagraph 47 of 2003.\nSigned.", language="en")
    (bitext,) = lines.align_lines([(source, target)], EngineOptions())
    assert sorted(i for bead in bitext.beads for i in bead.source) == [0, 1, 2, 3]
    assert sorted(j for bead in bitext.beads for j in bead.target) == [0, 1, 2, 3]
    met = {bead.source: bead.target for bead in bitext.beads}
    assert met[0,] == (0,)
