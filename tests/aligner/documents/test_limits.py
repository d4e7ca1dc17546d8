"""Files made to take for ever or to fill the memory: each is refused in time, within bounds."""

from __future__ import annotations

import io
import os
import resource
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from aligner import documents
from aligner.documents import contained, markup, read, word
from aligner.documents.contained import Allow, Limits
from aligner.documents.reader import Request
from aligner.errors import UnreadableDocument
from aligner.structure import repair
from tests.aligner.documents.render import level, package, run
from tests.hardening.readers import files

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits for a process's memory and time")


def request(data: bytes) -> Request:
    return Request(data=data, source="a.docx", stem="a")


def docx(body: str, **parts: str) -> bytes:
    return package({"document": f"<w:body>{body}</w:body>", **parts})


def refusal(data: bytes, **how: object) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        word.layout(request(data), **how)  # type: ignore[arg-type]
    return caught.value.message


@pytest.mark.parametrize("path", files("docx", "valid"), ids=lambda path: path.name)
def test_a_process_of_its_own_hands_over_what_is_found_here(path: Path) -> None:
    here = word.layout(request(path.read_bytes()))
    assert here == word.layout(request(path.read_bytes()), 0)
    assert len(here.lines) > 3


@pytest.mark.parametrize("path", files("docx", "invalid"), ids=lambda path: path.name)
def test_a_process_of_its_own_refuses_what_is_refused_here(path: Path) -> None:
    data = path.read_bytes()
    if data.startswith(b"PK"):
        assert refusal(data) == refusal(data, here=0)


def test_a_word_document_that_takes_too_long_is_stopped() -> None:
    body = f"<w:p>{'<w:r><w:t>a</w:t></w:r>' * 1_400_000}</w:p>"
    before = os.times().children_user
    assert refusal(docx(body), limits=Limits(seconds=0)) == (
        "a Word document that takes too long to read: more than 0 s of processor time"
    )
    # it was stopped there: one second is the shortest that is allowed
    assert os.times().children_user - before < 5


def test_a_word_document_that_swells_is_stopped() -> None:
    runs = "".join(f'<w:r a="{n}" b="" c="" d="" e="" f=""/>' for n in range(300_000))
    body = f"<w:p>{runs}</w:p>"
    assert refusal(docx(body), limits=Limits(memory=300 * 2**20)) == (
        "a Word document that takes more than 300 MiB to read"
    )


def test_numbers_that_multiply_fill_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    one = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>' + run("x") + "</w:p>"
    lists = f'<w:abstractNum w:abstractNumId="0">{level(0, "lowerRoman", "%1" * 4000)}</w:abstractNum>'
    lists += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    path.write_bytes(docx(one * 2000, numbering=lists))
    assert sum(len(block.text) + len(block.marker) for block in read(path).walk()) < 2000 * 1000


def test_absurd_numbers_in_attributes_are_no_numbers() -> None:
    odd = f'<w:numPr><w:ilvl w:val="{"9" * 5000}"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="{"9" * 5000}"/>'
    style = f'<w:style w:type="paragraph" w:styleId="S"><w:pPr>{odd}</w:pPr></w:style>'
    body = f'<w:p><w:pPr>{odd}</w:pPr>{run("Un.")}</w:p><w:p><w:pPr><w:pStyle w:val="S"/></w:pPr>{run("Deux.")}</w:p>'
    assert [line.text for line in word.layout(request(docx(body, styles=style))).lines] == ["Un.", "Deux."]


def test_a_part_that_is_named_again_and_again_is_read_once() -> None:
    links = "".join(f'<Relationship Id="h{n}" Type="http://x/header" Target="header1.xml"/>' for n in range(20_000))
    made = io.BytesIO()
    with (
        zipfile.ZipFile(
            io.BytesIO(docx(f"<w:p>{run('Un.')}</w:p>", header1=f"<w:p>{run('Head' * 5000)}</w:p>"))
        ) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(name, text.replace("</Relationships>", f"{links}</Relationships>"))
    lines = word.layout(request(made.getvalue())).lines
    assert [line.furniture for line in lines] == ["", "running-head"]


def test_too_much_xml_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = docx(f"<w:p>{run('a' * 5000)}</w:p>")
    monkeypatch.setattr(word, "MOST", 4000)
    with pytest.raises(UnreadableDocument, match="unpacks to more than 0 MiB"):
        list(word.extracted(data, lambda _: None))


def test_a_directory_without_end_is_not_read() -> None:
    assert "far too many parts" in refusal(b"PK\x03\x04" + b"PK\x01\x02" * 200_000)


@pytest.mark.parametrize("ending", [".txt", ".docx", ".html", ".xml"])
def test_text_without_end_is_refused(ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "MAX_TEXT", 4000)
    text = "Une loi. " * 1000
    contents = {
        ".txt": text.encode(),
        ".docx": docx(f"<w:p>{run(text)}</w:p>"),
        ".html": f"<html><body><p>{text}</p></body></html>".encode(),
        ".xml": f"<TEI.2><text><body><p>{text}</p></body></text></TEI.2>".encode(),
    }
    path = tmp_path / f"a{ending}"
    path.write_bytes(contents[ending])
    with pytest.raises(UnreadableDocument, match="more than 4,000 characters"):
        read(path)


def test_a_text_that_is_nothing_but_damage_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("1. Une  loi  sur  les  forêts.\n" * 40, encoding="utf-8")
    read(path, language="fr")
    monkeypatch.setattr(repair, "MOST", 60)
    with pytest.raises(UnreadableDocument, match="hardly text"):
        read(path, language="fr")


def test_a_file_larger_than_any_document_is_not_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "MAX_BYTES", 2**20)
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(2**40)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(UnreadableDocument, match="larger than 1 MiB"):
        read(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024


def misbehaving(data: bytes, _: Allow) -> Iterable[object]:
    """A task that breaks the rules, as a parser that a hostile file has taken over might."""
    yield from _deeds()[data.decode()]()


def _deeds() -> dict[str, Callable[[], Iterator[object]]]:
    def loop() -> Iterator[object]:
        while True:
            pass
        yield None

    def swell() -> Iterator[object]:
        yield len(bytearray(2**33))

    def write() -> Iterator[object]:
        Path("written-by-a-contained-process").write_text("x" * 100, encoding="utf-8")
        yield None

    def crash() -> Iterator[object]:
        os.abort()
        yield None

    def fail() -> Iterator[object]:
        raise ValueError("a bug")
        yield None

    return {"loop": loop, "swell": swell, "write": write, "crash": crash, "fail": fail}


@pytest.mark.parametrize(
    ("deed", "message"),
    [
        ("loop", "a file that takes too long to read: more than 0 s of processor time"),
        ("swell", "a file that takes more than 1024 MiB to read"),
        ("write", "a file that is damaged: it can't be read to its end"),
        ("crash", "a file that is damaged: it can't be read to its end"),
        ("fail", "a file that is damaged: it can't be read to its end"),
    ],
)
def test_whatever_a_contained_process_does_is_a_refusal(
    deed: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = Request(data=deed.encode(), source="a", stem="a")
    with pytest.raises(UnreadableDocument) as caught:
        list(contained.values(f"{__name__}:misbehaving", asked, Limits(seconds=0), "a file"))
    assert caught.value.message == message
    assert not any(path.stat().st_size for path in tmp_path.iterdir())
