"""The last step of a build, and what goes on beside it: memories are written, the glossary of an archive is made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aligner.pipeline.examine import Sample
from aligner.pipeline.memories import Memories
from aligner.pipeline.plan import Work


class Finishing:
    """Hands out the batches to be finished, and uses each as soon as it is."""

    def __init__(self, memories: Memories, sample: Sample | None) -> None:
        """``sample`` is what a glossary is made from beside everything else; None where that is done at the end."""
        self.memories = memories
        self._sample = sample
        self._awaited: set[str] = set()

    def parts(self, works: Sequence[Work], due: Sequence[Work]) -> Iterator[Work | Sample]:
        """Yield what is ``due`` of all ``works``: first what the sample holds, and the sample when that is finished."""
        missing = {work.units_key for work in due}
        for work in works:
            if work.units_key not in missing:
                self.memories.note(work)
        held = {work.units_key for _, each in self._sample.works for work in each} if self._sample else set()
        self._awaited = held & missing
        yield from (work for work in due if work.units_key in held)
        for work in due:
            if work.units_key not in held:
                yield from self._ready()
                yield work
        yield from self._ready()

    def _ready(self) -> Iterator[Sample]:
        """The sample, once, if all it holds is finished."""
        if self._sample and not self._awaited:
            yield self._sample
            self._sample = None

    def finished(self, part: Work | Sample) -> None:
        """A part is done."""
        if isinstance(part, Work):
            self._awaited.discard(part.units_key)
            self.memories.add(part)
