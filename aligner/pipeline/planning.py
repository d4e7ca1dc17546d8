"""From the files that were found to the work that is to be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from aligner.pipeline.batches import Named, batches, groups
from aligner.pipeline.plan import Batch, File, Group, Pair, Work
from aligner.review.decisions import Decision

Languages = tuple[str, str]
TOGETHER, BYTES = 16, 1_000_000
"""Files that are read in one task, and how many bytes of them, unless one alone has more."""


class Without(NamedTuple):
    """What can't be worked on."""

    files: set[str]
    """Names of files that can't be read."""
    pairs: set[tuple[str, str]]
    """Names of the files of pairs that can't be aligned."""

    def concerns(self, pair: Pair) -> bool:
        """Whether a pair is left out."""
        names = pair[0].name, pair[1].name
        return names in self.pairs or not self.files.isdisjoint(names)


def slices(files: Iterable[File], jobs: int, count: int) -> Iterator[list[File]]:
    """Deal ``count`` files out into tasks of reading, for ``jobs`` processes."""
    most = max(1, min(TOGETHER, count // (4 * jobs)))
    task: list[File] = []
    for file in files:
        if task and (len(task) >= most or sum(each.size for each in task) + file.size > BYTES):
            yield task
            task = []
        task.append(file)
    if task:
        yield task


def plan(
    files: Sequence[File], languages: Languages, decisions: Sequence[Decision], date: str, without: Without
) -> list[Work]:
    """The work for one language pair, in order of the documents' names.

    ``without`` tells of pairs that are left out. They count when documents are dealt out, so that a file that is
    mended later changes its own batch only.
    """
    sides = [{file.stem: file for file in files if file.language == language} for language in languages]
    pairs: list[Pair] = [(sides[0][stem], sides[1][stem]) for stem in sorted(sides[0].keys() & sides[1].keys())]
    dealt = list(batches(pairs, lambda pair: Named(pair[0].stem, pair[0].size + pair[1].size)))
    works: list[Work] = []
    for group in groups(dealt, lambda batch: batch[-1][0].stem):
        readable = [tuple(pair for pair in batch if not without.concerns(pair)) for batch in group]
        members = tuple(Batch(pairs=batch) for batch in readable if batch)
        for batch in members:
            works.append(Work(batch=batch, group=Group(batches=members), decisions=_about(batch, decisions), date=date))
    return works


def _about(batch: Batch, decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions that speak of a batch's documents."""
    if not decisions:
        return ()
    symbols = {source.symbol for source, _ in batch.pairs}
    return tuple(
        one
        for one in decisions
        if one.document in symbols and (one.source_language, one.target_language) == batch.languages
    )
