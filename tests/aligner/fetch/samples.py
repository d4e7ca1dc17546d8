"""Small documents to serve, a clock that never waits, and a run of the fetching against a script."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from pathlib import Path

from aligner.fetch.run import Order, Outcome, fetch
from aligner.fetch.symbols import Address
from aligner.fetch.transfer import Policy, Transfer, client
from tests.aligner.documents.render import package, run
from tests.aligner.fetch.server import Script

SYMBOL = "CTOC/COP/WG.4/2019/5"
STEM = "CTOC-COP-WG.4-2019-5"
FRENCH = "Les États parties devraient adopter une loi sur les forêts et en informer la Conférence."
ENGLISH = "States parties should adopt a law on forests and they should inform the Conference of it."


def word(*paragraphs: str) -> bytes:
    """A Word document of these paragraphs."""
    return package({"document": f"<w:body>{''.join(f'<w:p>{run(text)}</w:p>' for text in paragraphs)}</w:body>"})


def pdf(text: str) -> bytes:
    """A PDF of one line."""
    import io

    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1)
    canvas.drawString(50, 700, text)
    canvas.save()
    return stream.getvalue()


@dataclass(slots=True)
class Clock:
    """A clock by which waiting takes no time, and looking at it takes ``step`` seconds."""

    step: float = 0.0
    waits: list[float] = field(default_factory=list)
    _ticks: itertools.count[int] = field(default_factory=itertools.count)

    def now(self) -> float:
        """Seconds passed."""
        return sum(self.waits) + self.step * next(self._ticks)

    def date(self) -> float:
        """1 January 2026, midnight, and what has passed since."""
        return 1_767_225_600 + sum(self.waits)

    def sleep(self, seconds: float) -> None:
        """Note that somebody waits."""
        self.waits.append(seconds)


@dataclass(slots=True, kw_only=True)
class Fetching:
    """A run to be made against a script."""

    script: Script
    folder: Path
    policy: Policy = field(default_factory=lambda: Policy(interval=0.0, silence=0.5))
    clock: Clock = field(default_factory=Clock)

    def __call__(self, *symbols: str, languages: tuple[str, ...] = ("fr",), force: bool = False) -> tuple[Outcome, ...]:
        """Fetch and return what came of it."""
        order = Order(
            symbols=symbols or (SYMBOL,),
            languages=languages,
            folder=self.folder,
            address=Address(self.script.address),
            force=force,
        )
        with client(self.policy, "test") as http:
            return fetch(order, Transfer(http, self.policy, self.clock), lambda _: None)
