"""The steps from files to translation units, each kept under a key of what it was made from.

    read ─▶ first, counts ─▶ learn ─▶ align ─▶ units, figures
    (file)     (batch)      (group)  (batch)      (batch)

A step asks for the results before it and makes those that are missing or damaged. So it matters for time, but not for
the outcome, what was done before, where, and by whom.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from aligner.alignment.evidence_kinds import Explanation
from aligner.errors import AlignerError
from aligner.model import Bitext, Document
from aligner.pipeline.cache import MISFITS, Cache, Form
from aligner.pipeline.decided import Decided, decided
from aligner.pipeline.plan import Batch, File, Group, Pair, Site, Work, name_beside_symbol
from aligner.pipeline.values import from_json, to_json

if TYPE_CHECKING:
    from aligner.alignment.counts import Counts
    from aligner.alignment.joint import First

T = TypeVar("T")

STEPS = ("read", "first", "counts", "learn", "align", "doubt", "evidence", "units", "figures", "glossary", "check")
"""Names of the steps, which are the cache's folders."""


def kept_as(kind: type[T]) -> Form[T]:
    """How values of a dataclass are kept."""
    return Form(to_json, functools.partial(from_json, kind))


_DOCUMENT = kept_as(Document)


class Steps:
    """The steps over one site; a result asked for twice is made once."""

    def __init__(self, site: Site, cache: Cache | None = None) -> None:
        self.site = site
        self.cache = cache or site.cache()

    def document(self, file: File, data: bytes | None = None) -> Document:
        """The document in a file; ``data`` is its content, where it is at hand.

        Raises :class:`AlignerError` where it can't be read, or is another than the plan speaks of.
        """

        def make() -> Document:
            from aligner.documents import parse

            content = self.site.documents().read(file.name) if data is None else data
            if hashlib.sha256(content).hexdigest() != file.digest:
                raise AlignerError("changed while it was worked on", source=file.name, advice="build again")
            return parse(content, file.name, language=file.language)

        try:
            document = self.cache.value("read", file.key, make, _DOCUMENT)
        except AlignerError as error:
            if error.source == file.name:
                error.source = self.site.shown_name(file)
            raise
        metadata = {**document.metadata, "status": file.status} if file.status else document.metadata
        return replace(document, source=self.site.shown_name(file), metadata=metadata)

    def documents(self, batch: Batch) -> list[tuple[Document, Document]]:
        """The documents of a batch, pair by pair."""
        return [(self.document(one), self.document(other)) for one, other in batch.pairs]

    def first(self, batch: Batch, documents: Sequence[tuple[Document, Document]]) -> First:
        """What the first pass found for the ``documents`` of a batch."""
        return self._first(batch, documents)[0]()

    def counts(self, batch: Batch) -> Counts:
        """What a batch shows."""
        return self._first(batch, ())[1]()

    def _first(
        self, batch: Batch, documents: Sequence[tuple[Document, Document]]
    ) -> tuple[Callable[[], First], Callable[[], Counts]]:
        """Two results of one piece of work: what was found, and what it shows.

        ``documents`` are the batch's; none where they are not at hand.
        """
        from aligner.pipeline.values_of_bitexts import of_first, to_first

        @functools.cache
        def known() -> Sequence[tuple[Document, Document]]:
            return documents or self.documents(batch)

        @functools.cache
        def work() -> tuple[First, Counts]:
            from aligner.alignment.joint import align_first

            return align_first(known())

        def first() -> First:
            form = Form(lambda found: of_first(found, known()), lambda value: to_first(value, known()))
            return self.cache.value("first", batch.first_key, lambda: work()[0], form)

        return first, lambda: self._counted("counts", batch.first_key, lambda: work()[1])

    def both(self, batch: Batch) -> None:
        """Make sure of both results of the first pass."""
        first, counts = self._first(batch, ())
        first()
        counts()

    def taught(self, group: Group) -> Counts:
        """What the batches of a group show together."""
        from aligner.alignment.counts import added

        if len(group.batches) == 1:
            return self.counts(group.batches[0])
        return self._counted("learn", group.key, lambda: added([self.counts(batch) for batch in group.batches]))

    def _counted(self, step: str, key: str, make: Callable[[], Counts]) -> Counts:
        from aligner.alignment.counts_arrays import from_arrays, to_arrays

        try:
            return from_arrays(self.cache.arrays(step, key, lambda: to_arrays(make())))
        except MISFITS:
            if self.cache.frozen:
                raise
            self.cache.drop(step, key)
            return from_arrays(self.cache.arrays(step, key, lambda: to_arrays(make())))

    def bitexts(self, work: Work) -> list[tuple[Pair, Bitext]]:
        """The aligned pairs of a batch, as the machine aligned them."""
        from aligner.pipeline.values_of_bitexts import of_bitext, to_bitext

        documents = self.documents(work.batch)

        def make() -> list[Bitext]:
            # the aligner is not loaded to look at what it left
            from aligner.alignment.joint import align_again

            first = self.first(work.batch, documents)
            return align_again(documents, first, _taught_before(self.site, work.group))

        def read(values: Sequence[Any]) -> list[Bitext]:
            return [to_bitext(value, *sides) for value, sides in zip(values, documents, strict=True)]

        form: Form[list[Bitext]] = Form(lambda found: [of_bitext(each) for each in found], read)
        bitexts = self.cache.value("align", work.align_key, make, form)
        return list(zip(work.batch.pairs, bitexts, strict=True))

    def decided(self, work: Work) -> list[Decided]:
        """The aligned pairs of a batch, as people decided them."""
        return [decided(pair, bitext, work.decisions) for pair, bitext in self.bitexts(work)]

    def finish(self, work: Work) -> None:
        """Make the units and the figures of a batch."""
        found = functools.cache(lambda: self.decided(work))
        self.units(work, found)
        self.figures(work, found)
        if work.looked_at:
            self.doubts(work)

    def doubts(self, work: Work) -> list[list[float]]:
        """How likely each bead of a batch is wrong, as the machine made it: where a person should look first.

        What speaks for and against each bead is made with it (:meth:`evidence`), from the same words.
        """

        def make() -> list[list[float]]:
            from aligner.pipeline.looking import look

            found = []
            for number, (_, bitext) in enumerate(self.bitexts(work)):
                doubts, parts = look(bitext)
                for part, value in enumerate(parts):
                    self.cache.json("evidence", work.evidence_key(number, part), functools.partial(to_json, value))
                found.append(doubts)
            return found

        value: list[list[float]] = self.cache.json("doubt", work.doubt_key, make)
        return value

    def evidence(self, work: Work, number: int, part: int) -> Explanation:
        """What speaks for and against some beads of pair ``number`` of a batch, as the machine made them."""

        def make() -> Explanation:
            from aligner.pipeline.looking import look

            return look(self.bitexts(work)[number][1])[1][part]

        return self.cache.value("evidence", work.evidence_key(number, part), make, kept_as(Explanation))

    def units(self, work: Work, found: Callable[[], list[Decided]] | None = None) -> bytes:
        """The translation units of a batch; ``found`` gives its pairs, where they are at hand."""
        from aligner.pipeline.units import units_of

        return self.cache.raw(
            "units",
            work.units_key,
            lambda: b"".join(
                units_of(each.bitext, work.date, name_beside_symbol(each.pair[0]))
                for each in (found() if found else self.decided(work))
            ),
        )

    def figures(self, work: Work, found: Callable[[], list[Decided]] | None = None) -> list[dict[str, Any]]:
        """The figures of each pair of a batch, as JSON values."""
        from aligner.pipeline.figures import checked, figures_of

        return self.cache.value(
            "figures",
            work.figures_key,
            lambda: [figures_of(each) for each in (found() if found else self.decided(work))],
            Form(lambda value: value, checked),
        )


@functools.lru_cache(maxsize=2)
def _taught_before(site: Site, group: Group) -> Counts:
    """What a group taught: its batches are mostly finished one after the other."""
    return Steps(site).taught(group)
