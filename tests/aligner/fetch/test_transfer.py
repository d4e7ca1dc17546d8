"""A server that misbehaves in every way: what is had is whole, what is not had is said, nothing is half there."""

from __future__ import annotations

import gzip
import socket
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from aligner.fetch.transfer import Policy
from tests.aligner.fetch import server
from tests.aligner.fetch.samples import ENGLISH, FRENCH, STEM, SYMBOL, Clock, Fetching, pdf, word
from tests.aligner.fetch.server import Answer, Script

DOCX = word(FRENCH)
PDF = pdf(FRENCH)
PAGE = b"<!DOCTYPE html><html><body>No document</body></html>"
TYPE = "Content-Type: application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def script() -> Iterator[Script]:
    with server.serving() as running:
        yield running


@pytest.fixture
def fetching(script: Script, tmp_path: Path) -> Fetching:
    return Fetching(script=script, folder=tmp_path / "corpora")


def left(folder: Path) -> set[str]:
    """Everything in the folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


WELL: dict[str, tuple[list[Answer], list[float]]] = {
    "at once": ([server.whole(DOCX)], []),
    "wrong content type": ([server.whole(DOCX, "Content-Type: text/html")], []),
    "no length": ([server.without_length(DOCX)], []),
    "redirect": ([server.status(302, "Location: /elsewhere/file.docx")], []),
    "500, then well": ([server.status(500), server.whole(DOCX)], [2.0]),
    "503 twice, waits doubled": ([server.status(503), server.status(503), server.whole(DOCX)], [2.0, 4.0]),
    "429, seconds": ([server.status(429, "Retry-After: 7"), server.whole(DOCX)], [7.0]),
    "503, date": ([server.status(503, "Retry-After: Thu, 01 Jan 2026 00:01:00 GMT"), server.whole(DOCX)], [60.0]),
    "503, date that has passed": (
        [server.status(503, "Retry-After: Wed, 31 Dec 2025 00:01:00 GMT"), server.whole(DOCX)],
        [0.0],
    ),
    "503, nonsense": ([server.status(503, "Retry-After: soon"), server.whole(DOCX)], [2.0]),
    "cut off, no version": ([server.cut(DOCX, 100), server.whole(DOCX)], [2.0]),
    "cut off, goes on": ([server.cut(DOCX, 100, f"ETag: {server.ETAG}"), server.stretches(DOCX)], [2.0]),
    "cut off, another version now": (
        [server.cut(word(ENGLISH), 100, 'ETag: "old"'), server.stretches(DOCX)],
        [2.0],
    ),
    "cut off, stretch ignored": ([server.cut(DOCX, 100, f"ETag: {server.ETAG}"), server.whole(DOCX)], [2.0]),
    "cut off, stretch refused": (
        [server.cut(DOCX, 100, f"ETag: {server.ETAG}"), server.status(416), server.whole(DOCX)],
        [2.0, 0.0],
    ),
    "cut off, other stretch sent": (
        [
            server.cut(DOCX, 100, f"ETag: {server.ETAG}"),
            server.raw(b"HTTP/1.1 206 P\r\nContent-Range: bytes 0-9/10\r\nContent-Length: 10\r\n\r\n0123456789"),
            server.whole(DOCX),
        ],
        [2.0, 0.0],
    ),
    "length too great": (
        [server.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n" + DOCX), server.whole(DOCX)],
        [2.0],
    ),
    "no length and cut off": ([server.without_length(DOCX[:-50]), server.whole(DOCX)], [2.0]),
    "hangs up": ([server.raw(b""), server.whole(DOCX)], [2.0]),
    "no HTTP": ([server.raw(b"220 ftp ready\r\n"), server.whole(DOCX)], [2.0]),
    "garbage headers": ([server.raw(b"HTTP/1.1 200 OK\r\n\x00\xff: \x01\r\n\r\n"), server.whole(DOCX)], [2.0]),
    "silent": ([server.silent, server.whole(DOCX)], [2.0]),
    "a name for the file that leads elsewhere": (
        [server.whole(DOCX, 'Content-Disposition: attachment; filename="../../../../tmp/out.docx"')],
        [],
    ),
    "compressed and cut off": (
        [server.whole(gzip.compress(DOCX)[:-200], "Content-Encoding: gzip"), server.whole(DOCX)],
        [2.0],
    ),
    "compressed though not asked": (
        [server.whole(gzip.compress(DOCX), "Content-Encoding: gzip")],
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WELL)
def test_a_whole_document_is_had_in_the_end(case: str, script: Script, fetching: Fetching) -> None:
    answers, waits = WELL[case]
    script.on(SYMBOL, "fr", "docx", *answers)
    script.at("/elsewhere/file.docx", server.whole(DOCX))
    (outcome,) = fetching()
    assert (outcome.state, outcome.reason, outcome.warnings) == ("fetched", "", ())
    assert (fetching.folder / "fr" / f"{STEM}.docx").read_bytes() == DOCX
    assert fetching.clock.waits == waits
    assert left(fetching.folder) == {f"fr/{STEM}.docx", "manifest.toml"}
    assert not [asked for asked in script.asked if asked.kind == "pdf"]


def test_going_on_asks_for_the_rest_only(script: Script, fetching: Fetching) -> None:
    script.on(SYMBOL, "fr", "docx", server.cut(DOCX, 100, f"ETag: {server.ETAG}"), server.stretches(DOCX))
    fetching()
    assert script.asked[1].headers["range"] == "bytes=100-"
    assert script.asked[1].headers["if-range"] == server.ETAG


def test_a_later_run_goes_on_where_a_broken_one_was(script: Script, fetching: Fetching) -> None:
    fetching.policy = Policy(interval=0.0, attempts=1)
    script.on(SYMBOL, "fr", "docx", server.cut(DOCX, 100, f"ETag: {server.ETAG}"), server.stretches(DOCX))
    (outcome,) = fetching()
    assert (outcome.state, left(fetching.folder)) == (
        "failed",
        {f".dragoman/fr-{STEM}.docx.part", f".dragoman/fr-{STEM}.docx.part.json"},
    )
    (outcome,) = fetching()
    assert outcome.state == "fetched"
    assert script.asked[-1].headers["range"] == "bytes=100-"
    assert left(fetching.folder) == {f"fr/{STEM}.docx", "manifest.toml"}


REFUSED: dict[str, tuple[list[Answer], str]] = {
    "web page": ([server.whole(PAGE, TYPE)], "asked for DOCX, the server sent a web page instead of the document"),
    "Word 97": (
        [server.whole(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99, TYPE)],
        "asked for DOCX, the server sent a document of Word 97 to 2003, which is not read",
    ),
    "WordPerfect": (
        [server.whole(b"\xffWPC" * 99, TYPE)],
        "asked for DOCX, the server sent a WordPerfect document, which is not read",
    ),
    "a picture": (
        [server.whole(b"\x89PNG\r\n\x1a\n" * 9, TYPE)],
        "asked for DOCX, the server sent neither DOCX nor PDF",
    ),
    "always damaged": (
        [server.whole(DOCX[:-30], TYPE)],
        "asked for DOCX, the server sent a damaged Word document (damaged archive: File is not a zip file)",
    ),
    "refused": ([server.status(403)], "DOCX: the server answers 403 Whatever"),
    "always 500": ([server.status(500)], "DOCX: the server answers 500 Whatever (asked 5 times)"),
    "wait for an hour": (
        [server.status(429, "Retry-After: 3600")],
        "DOCX: the server answers 429 Whatever; it asks to wait 3600 s: try again then",
    ),
    "too large, said": (
        [server.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")],
        "DOCX: larger than 1 MiB",
    ),
    "without end": ([server.endless], "DOCX: larger than 1 MiB"),
    "a bomb": (
        [server.whole(gzip.compress(b"\0" * 3 * 2**20), "Content-Encoding: gzip")],
        "DOCX: larger than 1 MiB",
    ),
    "bad compression": (
        [server.whole(b"nothing compressed", "Content-Encoding: gzip")],
        "DOCX: the answer can't be read: Error -3 while decompressing data: incorrect header check",
    ),
    "redirect loop": ([server.status(302, "Location: /loop")], "DOCX: more than 5 redirects"),
    "redirect nowhere": ([server.status(302)], "DOCX: redirected to '', which is not followed"),
    "redirect to a file": (
        [server.status(302, "Location: file:///etc/passwd")],
        "DOCX: redirected to 'file:///etc/passwd', which is not followed",
    ),
    "redirect to FTP": (
        [server.status(302, "Location: ftp://127.0.0.1/x")],
        "DOCX: redirected to 'ftp://127.0.0.1/x', which is not followed",
    ),
    "redirect to nonsense": (
        [server.status(302, "Location: http://[::1")],
        "DOCX: the exchange broke off: Invalid URL in location header",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_the_document_is_refused_and_said(case: str, script: Script, fetching: Fetching) -> None:
    answers, reason = REFUSED[case]
    fetching.policy = Policy(interval=0.0, silence=2.0, max_bytes=2**20)
    script.on(SYMBOL, "fr", "docx", *answers)
    script.at("/loop", server.status(302, "Location: /loop"))
    (outcome,) = fetching()
    assert outcome.state == "failed"
    assert outcome.reason.startswith(reason)
    assert left(fetching.folder) == set()


def test_bytes_that_drip_in_for_ever_are_given_up(script: Script, fetching: Fetching) -> None:
    fetching.policy = Policy(interval=0.0, longest=600.0, attempts=2)
    fetching.clock = Clock(step=200.0)
    script.on(SYMBOL, "fr", "docx", server.dripping(DOCX))
    (outcome,) = fetching()
    assert (outcome.state, outcome.reason) == ("failed", "DOCX: not whole after 600 s (asked 2 times)")


def test_requests_keep_their_distance(script: Script, fetching: Fetching) -> None:
    fetching.policy = Policy(interval=1.5)
    fetching(languages=("fr", "en"))
    assert len(script.asked) == 4
    assert fetching.clock.waits == [1.5, 1.5, 1.5]


def test_a_server_that_is_not_there_is_not_asked_for_everything(script: Script, fetching: Fetching) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        script.port = taken.getsockname()[1]
        outcomes = fetching(SYMBOL, "A/RES/64/293", languages=("fr", "en"))
    assert [outcome.state for outcome in outcomes] == ["failed"] * 4
    assert outcomes[0].reason.startswith("the server can't be reached: ")
    assert outcomes[0].reason.endswith("(asked 5 times)")
    assert all(outcome.reason == f"not tried: {outcomes[0].reason}" for outcome in outcomes[1:])
    assert len(fetching.clock.waits) == 4


@pytest.mark.parametrize(
    "answer", [server.status(404), server.status(410), server.raw(b"HTTP/1.1 204 X\r\n\r\n"), server.whole(b"")]
)
def test_a_language_that_is_not_published_is_reported(answer: Answer, script: Script, fetching: Fetching) -> None:
    script.on(SYMBOL, "fr", "docx", server.whole(DOCX))
    for kind in ("docx", "pdf"):
        script.on(SYMBOL, "ar", kind, answer)
    french, arabic = fetching(languages=("fr", "ar"))
    assert french.state == "fetched"
    assert (arabic.state, arabic.reason) == ("missing", "not published in 'ar'")
    assert left(fetching.folder) == {f"fr/{STEM}.docx", "manifest.toml"}


@pytest.mark.parametrize("answer", [server.status(404), server.whole(b""), server.whole(PAGE, TYPE)])
def test_without_docx_the_pdf_is_taken(answer: Answer, script: Script, fetching: Fetching) -> None:
    script.on(SYMBOL, "fr", "docx", answer)
    script.on(SYMBOL, "fr", "pdf", server.whole(PDF))
    (outcome,) = fetching()
    assert (outcome.state, Path(outcome.file).name) == ("fetched", f"{STEM}.pdf")
    (entry,) = tomllib.loads((fetching.folder / "manifest.toml").read_text(encoding="utf-8"))["document"]
    assert (entry["file"], entry["status"]) == (f"fr/{STEM}.pdf", "official")


def test_a_pdf_sent_for_a_docx_is_named_after_what_it_is(script: Script, fetching: Fetching) -> None:
    script.on(SYMBOL, "fr", "docx", server.whole(PDF, TYPE))
    (outcome,) = fetching()
    assert Path(outcome.file).name == f"{STEM}.pdf"
