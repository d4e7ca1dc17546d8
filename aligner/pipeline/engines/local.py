"""Engines on this computer: this process, or several."""

from __future__ import annotations

import itertools
import multiprocessing
import signal
import sys
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from aligner.pipeline.engines.engine import Lost, Result, Task

AHEAD = 4
"""Tasks that are handed out for each process, so that none waits."""


class InProcess:
    """One task after the other, here."""

    jobs = 1

    def run(self, function: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[tuple[Task, Result | Lost]]:
        """Yield each task with its result."""
        for task in tasks:
            yield task, function(task)

    def close(self) -> None:
        """Nothing was started."""


class Processes:
    """Several processes of this computer; they begin as copies of this one where the system can do that."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def run(self, function: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[tuple[Task, Result | Lost]]:
        """Yield each task with its result, in the order of the tasks."""
        waiting: deque[tuple[Task, Future[Result]]] = deque()
        left = iter(tasks)
        again: deque[Task] = deque()
        while True:
            while len(waiting) < AHEAD * self.jobs:
                fresh = [again.popleft()] if again else list(itertools.islice(left, 1))
                if not fresh:
                    break
                waiting.append((fresh[0], self._submit(function, fresh[0])))
            if not waiting:
                return
            task, future = waiting.popleft()
            try:
                yield task, future.result()
            except BrokenProcessPool:
                # which task it was can't be told: the one in turn is tried by itself, the others are handed out again
                again.extendleft(each for each, _ in reversed(waiting))
                waiting.clear()
                self.close()
                yield task, self._alone(function, task)

    def _submit(self, function: Callable[[Task], Result], task: Task) -> Future[Result]:
        try:
            return self._opened().submit(function, task)
        except BrokenProcessPool:
            # a process died while nobody was looking; what it was at is found out when its turn comes
            failed: Future[Result] = Future()
            failed.set_exception(BrokenProcessPool("a process ended before this task was handed out"))
            return failed

    def _alone(self, function: Callable[[Task], Result], task: Task) -> Result | Lost:
        with _pool(1) as pool:
            try:
                return pool.submit(function, task).result()
            except BrokenProcessPool:
                return Lost("the process that worked on it ended, twice (out of memory?)")

    def _opened(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = _pool(self.jobs)
        return self._pool

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


def _pool(jobs: int) -> ProcessPoolExecutor:
    """Processes that ignore Ctrl-C: it is this process that ends them."""
    method = "fork" if sys.platform == "linux" else "spawn"
    with warnings.catch_warnings():
        # numerical libraries keep idle threads, which a copy does not have and does not need
        warnings.simplefilter("ignore", DeprecationWarning)
        pool = ProcessPoolExecutor(jobs, multiprocessing.get_context(method), initializer=_begin)
        if method == "fork":
            # all at once, before the pool has threads
            pool.submit(int).result()
    return pool


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
