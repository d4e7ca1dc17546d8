"""Having done by an engine what a build lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from aligner.pipeline import tasks
from aligner.pipeline.aligning import Stumble
from aligner.pipeline.engines import Engine, Lost
from aligner.pipeline.examine import Sample
from aligner.pipeline.finishing import Finishing
from aligner.pipeline.inputs import remember, remembered
from aligner.pipeline.plan import Batch, File, Group, Site, Work
from aligner.pipeline.planning import slices
from aligner.pipeline.steps import Steps
from aligner.pipeline.tasks import Made, Reading
from aligner.storage import open_folder

Part = Batch | Group | Work | Sample
"""What a task is about."""
Say = Callable[[str, int, int], None]
"""Is told a step's name, how many of its tasks are done, and how many there are."""


def silent(step: str, done: int, of: int) -> None:
    """Say nothing."""


class Run:
    """One build: its site, its engine, and what happened."""

    def __init__(self, site: Site, engine: Engine, say: Say = silent) -> None:
        self.site = site
        self.steps = Steps(site)
        self.out = open_folder(site.out)
        self.jobs = engine.jobs
        self.failures: list[str] = []
        """One line for every document that could not be read or aligned."""
        self.lost: set[tuple[str, str]] = set()
        """Names of the files of pairs that can't be aligned, or in whose company a process ended."""
        self._done: Counter[str] = Counter()
        self._engine = engine
        self._say = say

    @property
    def done(self) -> dict[str, int]:
        """How often each step was done."""
        return dict(sorted((self._done + self.steps.cache.made).items()))

    def read(self, files: Sequence[File], *, fresh: bool) -> list[Reading]:
        """Read the files whose content is not known, and return what became of all of them, in name order."""
        known, unknown = ([], list(files)) if fresh else remembered(self.out, files)
        tasks_of_reading = list(slices(unknown, self.jobs, len(unknown)))
        readings = list(known)
        for task, result in self._each("read", tasks.read_files, tasks_of_reading, len(tasks_of_reading)):
            if isinstance(result, Lost):
                readings += [Reading(file, f"{self.site.shown_name(file)}: {result.reason}") for file in task]
            else:
                readings += result[0]
                self._count(result[1])
        readings.sort(key=lambda reading: (reading.file.language, reading.file.stem))
        if unknown or len(known) != len(files):
            remember(self.out, readings)
        self.failures += [reading.error for reading in readings if reading.error]
        return readings

    def align(self, works: Sequence[Work], finishing: Finishing) -> bool:
        """Do what is missing of ``works``; whether all could be done (see :attr:`lost`)."""
        cache = self.steps.cache
        due = [
            work
            for work in works
            if not (cache.has("units", work.units_key) and cache.has("figures", work.figures_key))
            or (work.looked_at and not cache.has("doubt", work.doubt_key))
        ]
        groups = list({work.group.key: work.group for work in due if not cache.has("align", work.align_key)}.values())
        unlearned = [group for group in groups if len(group.batches) == 1 or not cache.has("learn", group.key)]
        batches = [
            batch
            for group in unlearned
            for batch in group.batches
            if not (cache.has("first", batch.first_key) and cache.has("counts", batch.first_key))
        ]
        # the largest first, so that processes end together
        batches.sort(key=_size, reverse=True)
        return (
            self._do("align", tasks.first_pass, batches, len(batches))
            and self._do("learn", tasks.learn, [group for group in unlearned if len(group.batches) > 1], len(unlearned))
            and self._do("align again", tasks.last, finishing.parts(works, due), len(due), finishing.finished)
        )

    def _do(
        self,
        name: str,
        function: Callable[[tuple[Site, Any]], tuple[list[Stumble], Made]],
        parts: Iterable[Part],
        count: int,
        then: Callable[[Any], None] | None = None,
    ) -> bool:
        """Do a step of about ``count`` parts; call ``then`` for each that was done."""
        lost: set[tuple[str, str]] = set()
        for part, result in self._each(name, function, parts, count):
            if isinstance(result, Lost):
                names = [(source.name, target.name) for source, target in _pairs(part)]
                self.failures += [f"{', '.join(' and '.join(each) for each in names)}: {result.reason}"] * bool(names)
                lost.update(names)
                continue
            stumbles, made = result
            self._count(made)
            for (source, target), reason in stumbles:
                self.failures.append(f"{source.name} and {target.name}: can't be aligned: {reason}")
                lost.add((source.name, target.name))
            if then and not stumbles:
                then(part)
        self.lost |= lost
        return not lost

    def _each(
        self, name: str, function: Callable[[Any], Any], parts: Iterable[Any], count: int
    ) -> Iterator[tuple[Any, Any]]:
        pending: Iterable[Any] = ((self.site, part) for part in parts)
        for number, ((_, part), result) in enumerate(self._engine.run(function, pending), start=1):
            yield part, result
            self._say(name, number, max(number, count))

    def _count(self, made: Made) -> None:
        self._done.update(made)


def _size(batch: Batch) -> int:
    return sum(source.size + target.size for source, target in batch.pairs)


def _pairs(part: Part) -> Iterator[tuple[File, File]]:
    if isinstance(part, Sample):
        return
    if isinstance(part, Work):
        part = part.batch
    for batch in part.batches if isinstance(part, Group) else (part,):
        yield from batch.pairs
