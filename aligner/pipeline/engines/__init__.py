"""Where the steps of a build run: in this process, in several, or on a cluster; the results are the same."""

from __future__ import annotations

from aligner.errors import UsageError
from aligner.pipeline.engines.engine import Engine, Lost
from aligner.pipeline.engines.local import InProcess, Processes

__all__ = ["Engine", "InProcess", "Lost", "Processes", "open_engine"]


def open_engine(name: str, jobs: int, scheduler: str) -> Engine:
    """The engine called ``name`` (``local``, ``dask``).

    Raises :class:`UsageError` for a scheduler that is missing, not wanted, or does not answer.
    """
    if name == "dask":
        from aligner.pipeline.engines.cluster import Cluster

        return Cluster(scheduler)
    if scheduler:
        raise UsageError("--scheduler is for --engine dask")
    return Processes(jobs) if jobs > 1 else InProcess()
