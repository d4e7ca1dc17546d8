"""PDFium in a process of its own, under limits of time and memory.

PDFium is a large library in C++; a hostile file may make it loop, swell or crash. There it takes down a process that
holds nothing, may write nothing, and hands over lines of text as JSON; here the file is refused like any other that
is damaged. Where the system has no such limits (Windows) the time on the clock is all that is limited.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from typing import Any

from aligner.documents.pdf_page import Page, Print, pages_of
from aligner.documents.pdf_text import Stretch, stretches
from aligner.documents.reader import Request
from aligner.errors import UnreadableDocument

_MAX_PAGES = 3000
_BEGIN = "import sys; sys.path[:] = sys.argv[3:]; from aligner.documents.pdf_process import serve; serve()"
_FETCH_AGAIN = "fetch it again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What reading one PDF may take."""

    memory: int = 2**30
    """Bytes, beside twice the file's own size."""
    seconds: int = 30
    """Of processor time, for the file as a whole."""
    seconds_per_page: float = 1.0
    """Of processor time, added for each page."""


def pages(request: Request, limits: Limits = Limits()) -> list[Page]:
    """Return the pages of a PDF with their lines of print.

    Raises :class:`UnreadableDocument` where it is damaged, encrypted, absurdly large, or needs more time or memory
    than ``limits`` allow.
    """
    memory = limits.memory + 2 * len(request.data)
    allowed = [str(memory), f"{limits.seconds} {limits.seconds_per_page}"]
    # isolated: neither the current folder nor the environment may say what is imported
    command = [sys.executable, "-I", "-c", _BEGIN, *allowed, *sys.path]
    # on the clock: a machine may be busy with other things, and Windows knows no other limit
    longest = 120 + 4 * (limits.seconds + limits.seconds_per_page * _MAX_PAGES)
    try:
        done = subprocess.run(command, input=request.data, capture_output=True, timeout=longest, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as wrong:
        raise UnreadableDocument("a PDF that takes far too long to read", source=request.source) from wrong
    if done.returncode:
        raise UnreadableDocument(*_breakdown(done.returncode, limits), source=request.source, advice=_FETCH_AGAIN)
    return pages_of(list(_handed_over(done.stdout, request.source)))


def _breakdown(code: int, limits: Limits) -> tuple[str]:
    """What became of a process that ended with ``code``, for the user."""
    if sys.platform != "win32":
        import signal

        if -code == signal.SIGXCPU:
            return (f"a PDF that takes more than {limits.seconds} s to read, and {limits.seconds_per_page:g} s a page",)
        if -code == signal.SIGKILL:
            code = _NO_MEMORY
    if code == _NO_MEMORY:
        return (f"a PDF that takes more than {limits.memory / 2**20:.0f} MiB to read",)
    return ("a damaged PDF: it can't be read to its end",)


def _handed_over(output: bytes, source: str) -> Iterator[Print]:
    for number, line in enumerate(output.splitlines(), start=1):
        page = json.loads(line)
        if "problem" in page:
            raise UnreadableDocument(page["problem"], source=source, place=page["place"], advice=page["advice"])
        yield Print(number, page["height"], [Stretch(*stretch) for stretch in page["stretches"]])


_NO_MEMORY = 3
"""Exit code of the other process."""


def serve() -> None:
    """Be the other process: PDF from standard input, one page a line to standard output."""
    import pypdfium2  # noqa: F401  (loaded before memory is limited)

    memory, times = sys.argv[1:3]
    seconds, per_page = (float(part) for part in times.split())
    data = sys.stdin.buffer.read()
    _limit(int(memory), seconds)
    try:
        for page in extracted(data, lambda count: _limit(0, seconds + per_page * count)):
            sys.stdout.write(json.dumps(page) + "\n")
        sys.stdout.flush()
    except UnreadableDocument as wrong:
        problem = {"problem": wrong.message, "place": wrong.place, "advice": wrong.advice}
        sys.stdout.write(json.dumps(problem) + "\n")
        sys.stdout.flush()
    except MemoryError:
        sys.exit(_NO_MEMORY)


def extracted(data: bytes, counted: Any = lambda _: None) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    """Height and stretches of print of each page; ``counted`` is told the number of pages before the first.

    Raises :class:`UnreadableDocument`, its source left empty.
    """
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as wrong:
        if "password" in str(wrong).lower():
            raise UnreadableDocument("protected by a password", advice="save it without a password") from wrong
        raise UnreadableDocument("a damaged PDF", advice=_FETCH_AGAIN) from wrong
    try:
        if len(document) > _MAX_PAGES:
            raise UnreadableDocument(f"more than {_MAX_PAGES:,} pages")
        counted(len(document))
        for index in range(len(document)):
            yield _page(document, raw, index)
    finally:
        document.close()


def _page(document: Any, raw: Any, index: int) -> dict[str, Any]:  # noqa: ANN401  (pypdfium2 is untyped)
    import pypdfium2

    try:
        page = document[index]
        found = stretches(page, raw, "", index + 1)
        height = page.get_height()
    except pypdfium2.PdfiumError as wrong:
        raise UnreadableDocument("a damaged page", place=f"page {index + 1}") from wrong
    page.close()
    return {"height": height, "stretches": [astuple(stretch) for stretch in found]}


def _limit(memory: int, seconds: float) -> None:
    """Bound this process: bytes of memory (0: as before), seconds of processor time, no files, no core dump."""
    if sys.platform == "win32":
        return
    import resource

    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    soft = int(seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
