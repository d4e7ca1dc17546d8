"""Where the steps of a build run: in this process or in several, with the same result in the same order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


def run(function: Callable[[Task], Result], tasks: Sequence[Task], jobs: int) -> Iterator[Result]:
    """Yield ``function(task)`` for each task, in order, using up to ``jobs`` processes.

    ``function`` must be a module's function, tasks and results plain values. Processes are started afresh
    (``spawn``), so nothing of this process but the task reaches them.
    """
    if jobs <= 1 or len(tasks) <= 1:
        yield from map(function, tasks)
        return
    with ProcessPoolExecutor(min(jobs, len(tasks)), mp_context=get_context("spawn")) as pool:
        yield from pool.map(function, tasks, chunksize=max(1, len(tasks) // (jobs * 8)))
