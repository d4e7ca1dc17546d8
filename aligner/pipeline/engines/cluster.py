"""The engine on a cluster: dask.distributed (extra ``[cluster]``)."""

from __future__ import annotations

import contextlib
import ctypes
import functools
import itertools
import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from aligner import __version__
from aligner.errors import AlignerError, UsageError
from aligner.pipeline.engines.engine import Lost, Result, Task

AHEAD = 4
"""Tasks that are handed out for each thread of the cluster, so that none waits."""
PATIENCE = 10
"""Seconds a scheduler is given to answer."""
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
"""Parameters of mallopt(3)."""
TALKATIVE = ("distributed", "tornado", "asyncio")
"""Packages whose loggers print a traceback for each connection they lose: this engine says what is lost, once."""


class Cluster:
    """The workers of a dask scheduler, which see the same corpora and the same output folder as this process."""

    def __init__(self, scheduler: str) -> None:
        if not scheduler:
            raise UsageError("--engine dask needs --scheduler ADDRESS", advice="for example tcp://10.0.0.1:8786")
        try:
            import distributed
        except ImportError as error:
            raise UsageError("--engine dask needs dask", advice="install dragoman with the extra [cluster]") from error
        _hush()
        self._distributed: Any = distributed
        self._address = scheduler
        _quiet()
        try:
            self._client: Any = self._distributed.Client(scheduler, timeout=PATIENCE, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise UsageError(
                f"no scheduler answers at {scheduler}", advice="start one with 'dask scheduler'"
            ) from error
        try:
            self.jobs = self._checked()
        except BaseException:
            self.close()
            raise

    def _checked(self) -> int:
        """How many tasks the workers run at once; their versions must be this one, or results would differ."""
        workers = self._client.scheduler_info(n_workers=-1)["workers"]
        if not workers:
            raise UsageError(f"the scheduler at {self._address} has no workers", advice="start some: 'dask worker'")
        try:
            versions = self._client.run(_version)
        except Exception as error:
            raise UsageError(f"the workers of {self._address} do not have dragoman: {error}") from error
        for worker, version in sorted(versions.items()):
            if version != __version__:
                raise UsageError(f"worker {worker} has dragoman {version}, this is {__version__}")
        return sum(int(facts["nthreads"]) for facts in workers.values())

    def run(self, function: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[tuple[Task, Result | Lost]]:
        """Yield each task with its result, in the order of the tasks."""
        waiting: deque[tuple[Task, Any]] = deque()
        left = iter(tasks)
        while True:
            for task in itertools.islice(left, max(0, AHEAD * self.jobs - len(waiting))):
                waiting.append((task, self._submit(function, task)))
            if not waiting:
                return
            task, future = waiting.popleft()
            yield task, self._result(future)

    def _submit(self, function: Callable[[Task], Result], task: Task) -> Any:  # noqa: ANN401  (untyped library)
        # results are small and the work leaves its own in storage: nothing is worth remembering between builds
        try:
            return self._client.submit(_done_there, function, task, pure=False)
        except Exception as error:
            raise self._gone() from error

    def _result(self, future: Any) -> Any:  # noqa: ANN401  (untyped library)
        try:
            return future.result()
        except self._distributed.KilledWorker as error:
            return Lost(f"the workers that worked on it ended: {error}")
        except AlignerError:
            raise
        except Exception as error:
            if self._client.status == "running" and not _is_loss(error):
                raise
            raise self._gone() from error

    def _gone(self) -> AlignerError:
        advice = "what is done is kept: start it and build again to go on"
        return AlignerError(f"the scheduler at {self._address} is gone", advice=advice)

    def close(self) -> None:
        """Leave the cluster."""
        self._client.close(timeout=1)


def _hush() -> None:
    """Keep dask from telling the story of each connection that is lost: the build says it in one line."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in ("distributed", "tornado", "asyncio"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _is_loss(error: Exception) -> bool:
    """Whether an error says that the connection was lost, and nothing of the task."""
    return type(error).__name__ in ("CancelledError", "FutureCancelledError", "CommClosedError", "TimeoutError")


def _quiet() -> None:
    # distributed gives several of its loggers a level of their own, so that of the package alone does not count
    known = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] in TALKATIVE]
    for name in (*TALKATIVE, *known):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _done_there(function: Callable[[Task], Result], task: Task) -> Result:
    """What a worker does."""
    _keep_freed_memory()
    return function(task)


@functools.cache
def _keep_freed_memory() -> None:
    """Have the C library keep what is freed, as it does by itself, within a worker that was told not to.

    dask starts its workers so that freed memory goes back to the system at once (``MALLOC_TRIM_THRESHOLD_``); a tenth
    of the time is then spent in asking for the same pages again, array after array.
    """
    with contextlib.suppress(OSError, AttributeError, TypeError):
        library = ctypes.CDLL(None)
        library.mallopt(_M_MMAP_THRESHOLD, 32 << 20)
        library.mallopt(_M_TRIM_THRESHOLD, 64 << 20)


def _version() -> str:
    return __version__
