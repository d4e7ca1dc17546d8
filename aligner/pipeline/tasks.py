"""What an engine is handed: functions found by name in any process, that leave their results in the cache."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from aligner.errors import AlignerError
from aligner.pipeline.aligning import Stumble, stumbling
from aligner.pipeline.examine import Sample, look_at
from aligner.pipeline.plan import Batch, File, Group, Site, Work
from aligner.pipeline.steps import Steps
from tmx.collecting import no_cycles

Made = dict[str, int]
"""How often each step was done."""


class Reading(NamedTuple):
    """What became of a file."""

    file: File
    """With digest and symbol, where it could be read."""
    error: str
    """Why it could not; empty otherwise."""


def read_files(task: tuple[Site, Sequence[File]]) -> tuple[list[Reading], Made]:
    """Read files; one that can't be read is said and hinders no other."""
    site, files = task
    steps = Steps(site)
    with no_cycles():
        return [_read(steps, file) for file in files], dict(steps.cache.made)


def _read(steps: Steps, file: File) -> Reading:
    from aligner.documents import check_size

    known = file
    try:
        check_size(file.size, steps.site.shown_name(file))
        data = steps.site.documents().read(file.name)
        known = replace(file, digest=hashlib.sha256(data).hexdigest())
        return Reading(replace(known, symbol=steps.document(known, data).symbol), "")
    except AlignerError as error:
        return Reading(known, str(error))
    except MemoryError:
        return Reading(file, f"{steps.site.shown_name(file)}: there is not enough memory for it")
    except OSError as error:
        return Reading(file, f"{steps.site.shown_name(file)}: {error.strerror or error}")


def first_pass(task: tuple[Site, Batch]) -> tuple[list[Stumble], Made]:
    """Align a batch for the first time, and count what it shows; or say which pairs can't be aligned."""
    steps = Steps(task[0])
    return _guarded(steps, task[1], lambda: steps.both(task[1])), dict(steps.cache.made)


def learn(task: tuple[Site, Group]) -> tuple[list[Stumble], Made]:
    """Add up what the batches of a group show."""
    steps = Steps(task[0])
    with no_cycles():
        steps.taught(task[1])
    return [], dict(steps.cache.made)


def last(task: tuple[Site, Work | Sample]) -> tuple[list[Stumble], Made]:
    """Finish a batch, or make the glossary from some that are finished."""
    return _examine(task[0], task[1]) if isinstance(task[1], Sample) else _finish(task[0], task[1])


def _finish(site: Site, work: Work) -> tuple[list[Stumble], Made]:
    """Align a batch again, and make its units and figures; or say which pairs can't be aligned."""
    steps = Steps(site)
    return _guarded(steps, work, lambda: steps.finish(work)), dict(steps.cache.made)


def _examine(site: Site, sample: Sample) -> tuple[list[Stumble], Made]:
    steps = Steps(site)
    # what fails here fails once more where the build asks for the glossary, and is said there
    with no_cycles(), contextlib.suppress(Exception):
        look_at(steps, sample)
    return [], dict(steps.cache.made)


def _guarded(steps: Steps, work: Batch | Work, function: Callable[[], None]) -> list[Stumble]:
    """Do it; where it fails, find out which pairs are the reason. A storage that fails is no pair's fault."""
    try:
        with no_cycles():
            function()
    except OSError:
        raise
    except Exception as error:
        return stumbling(steps, work, error)
    return []
