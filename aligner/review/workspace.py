"""All desks over one build, laid anew when a newer build has taken its place."""

from __future__ import annotations

import contextlib
import gc
import threading
from collections.abc import Callable, Iterator
from typing import NamedTuple

from aligner.review import glossary_decisions
from aligner.review.built import BuildResults
from aligner.review.concordance import Concordance
from aligner.review.decisions import FILE, DecisionFile
from aligner.review.desk import Desk
from aligner.review.findings_desk import FindingsDesk
from aligner.review.glossary_desk import GlossaryDesk
from aligner.review.reasons import Reasons
from aligner.review.searching import FoldedTexts
from tmx.collecting import no_cycles


class Desks(NamedTuple):
    """What the pages work on."""

    alignment: Desk
    reasons: Reasons
    glossary: GlossaryDesk
    findings: FindingsDesk
    concordance: Concordance


class Workspace:
    """The desks over the build that ``load`` gives; ``version`` tells it from the next."""

    def __init__(self, load: Callable[[], BuildResults], version: Callable[[], str]) -> None:
        self._load = load
        self._version = version
        self._lock = threading.Lock()
        self._now: tuple[str, Desks] | None = None

    def desks(self) -> Desks:
        """The desks as they are now; raises what ``load`` raises where a newer build can't be read."""
        with self._lock:
            version = self._version()
            if self._now is None or self._now[0] != version:
                with _kept():
                    self._now = version, _laid(self._load(), version)
            return self._now[1]

    def warm(self) -> None:
        """Do now what the first search and the first decision would have to wait for."""
        desk = self.desks().alignment
        with _kept():
            for number in range(len(desk.bitexts)):
                _ = desk.prepared(number).sides, desk.prepared(number).machine
                desk.folded.of(desk.overlay(number).bitext)


@contextlib.contextmanager
def _kept() -> Iterator[None]:
    """Rest the collector of cycles while a build is loaded, and leave alone from then on what was loaded.

    It finds nothing among the values of documents, and walking them would hold up whoever asks for a row meanwhile.
    """
    with no_cycles():
        yield
        gc.freeze()


def _laid(built: BuildResults, version: str) -> Desks:
    folded = FoldedTexts()
    alignment = Desk(built.bitexts, DecisionFile(built.corpora / FILE), version, folded, built.doubts)
    return Desks(
        alignment=alignment,
        reasons=Reasons(built.explained),
        glossary=GlossaryDesk(built.glossary, built.corpora / glossary_decisions.FILE, version),
        findings=FindingsDesk(built.findings, built.bitexts, built.corpora, version),
        concordance=Concordance(alignment, folded),
    )
