"""PDFium, in a process of its own: a large library in C++, which a hostile file may make loop, swell or crash."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple
from typing import Any

from aligner.documents.contained import Allow, Limits, values
from aligner.documents.pdf_page import Page, Print, pages_of
from aligner.documents.pdf_text import Stretch, stretches
from aligner.documents.reader import Request
from aligner.errors import UnreadableDocument

_MAX_PAGES = 3000
LIMITS = Limits(more=_MAX_PAGES)
"""Half a minute, and a second a page."""


def pages(request: Request, limits: Limits = LIMITS) -> list[Page]:
    """Return the pages of a PDF with their lines of print.

    Raises :class:`UnreadableDocument` where it is damaged, encrypted, absurdly large, or needs more time or memory
    than ``limits`` allow.
    """
    found = values("aligner.documents.pdf_process:extracted", request, limits, "a PDF")
    return pages_of(
        [
            Print(number, page["height"], [Stretch(*stretch) for stretch in page["stretches"]])
            for number, page in enumerate(found, start=1)
        ]
    )


def extracted(data: bytes, allow: Allow = lambda _: None) -> Iterator[dict[str, Any]]:
    """Height and stretches of print of each page; a second of time is asked for each.

    Raises :class:`UnreadableDocument`, its source left empty.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as wrong:
        if "password" in str(wrong).lower():
            raise UnreadableDocument("protected by a password", advice="save it without a password") from wrong
        raise UnreadableDocument("a damaged PDF", advice="fetch it again") from wrong
    try:
        if len(document) > _MAX_PAGES:
            raise UnreadableDocument(f"more than {_MAX_PAGES:,} pages")
        allow(len(document))
        for index in range(len(document)):
            yield _page(document, index)
    finally:
        document.close()


def _page(document: Any, index: int) -> dict[str, Any]:  # noqa: ANN401  (pypdfium2 is untyped)
    import pypdfium2
    from pypdfium2 import raw

    try:
        page = document[index]
        found = stretches(page, raw, "", index + 1)
        height = page.get_height()
    except pypdfium2.PdfiumError as wrong:
        raise UnreadableDocument("a damaged page", place=f"page {index + 1}") from wrong
    page.close()
    return {"height": height, "stretches": [astuple(stretch) for stretch in found]}
