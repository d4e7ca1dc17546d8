"""PDF files that loop, swell or break the library: refused, and nothing of ours is harmed."""

from __future__ import annotations

import io
import json
import signal
import sys
import zlib

import pytest

from aligner.documents.contained import Limits, breakdown
from aligner.documents.pdf_process import LIMITS, extracted, pages
from aligner.documents.reader import Request
from aligner.errors import UnreadableDocument
from tests.aligner.documents import printing
from tests.aligner.documents.trees import tree

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits for a process's memory and time")


def document(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def stream(dictionary: bytes, content: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (dictionary, len(content), content)


def page(content: bytes, *more: bytes) -> bytes:
    """A PDF of one page with this content stream (object 4) and further objects from 5 on."""
    return document(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << "
        b"/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> /XObject << /X 5 0 R >> >> >>",
        content,
        *more,
    )


def branching() -> bytes:
    """Forms that each show the next one many times over: a small file, more marks than atoms."""
    forms = []
    for number in range(5, 15):
        following = b"/XObject << /X %d 0 R >>" % (number + 1) if number < 14 else b""
        content = b"/X Do " * 60 if following else b"BT /F 9 Tf (text) Tj ET " * 60
        font = b"/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
        head = b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << %s %s >>" % (following, font)
        forms.append(stream(head, content))
    return page(stream(b"", b"/X Do"), *forms)


def bomb() -> bytes:
    """A content stream that unpacks to a thousand times its size."""
    packer = zlib.compressobj(9)
    block = b"0 0 m 1 1 l S \n" * 70_000
    packed = b"".join(packer.compress(block) for _ in range(400)) + packer.flush()
    return page(stream(b"/Filter /FlateDecode", packed))


def request(data: bytes) -> Request:
    return Request(data=data, source="a.pdf", stem="a")


def test_the_other_process_hands_over_what_is_found_here() -> None:
    data = printing.pdf(tree("fr"), columns=2)
    here = list(extracted(data))
    there = pages(request(data))
    assert [page.height for page in there] == [page["height"] for page in json.loads(json.dumps(here))]
    assert sum(len(page.rows) for page in there) > 20


def test_a_pdf_that_takes_for_ever_is_stopped() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        pages(request(branching()), Limits(seconds=1))
    # whichever limit it meets first: it grows while it goes on
    assert caught.value.message in (
        "a PDF that takes too long to read: more than 1 s of processor time",
        "a PDF that takes more than 1024 MiB to read",
        "a PDF that is damaged: it can't be read to its end",
    )


def test_a_pdf_that_swells_is_stopped_or_left_empty() -> None:
    try:
        found = pages(request(bomb()), Limits(memory=2**28))
    except UnreadableDocument as refusal:
        assert str(refusal).startswith(("a.pdf: a PDF that takes more than 256 MiB", "a.pdf: a PDF that is damaged"))
    else:
        assert not any(page.rows for page in found)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (-11, "a PDF that is damaged: it can't be read to its end"),
        (1, "a PDF that is damaged: it can't be read to its end"),
        (
            -getattr(signal, "SIGXCPU", 24),
            "a PDF that takes too long to read: more than 30 s of processor time and what its pages allow",
        ),
        (3, "a PDF that takes more than 1024 MiB to read"),
        (-9, "a PDF that takes more than 1024 MiB to read"),
    ],
)
def test_a_breakdown_is_a_refusal(code: int, message: str) -> None:
    assert breakdown(code, LIMITS, "a PDF") == message
