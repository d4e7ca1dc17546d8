"""What a build asks of an engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, Protocol, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


class Lost(NamedTuple):
    """A task whose process ended under it, again and again, while others went well."""

    reason: str
    """Why, as far as it is known."""


class Engine(Protocol):
    """Runs functions of plain values; keeps what they work on in bounds, however many there are."""

    jobs: int
    """How many tasks run side by side; 1 where it is not known."""

    def run(self, function: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[tuple[Task, Result | Lost]]:
        """Yield each task with its result, in the order of the tasks.

        ``function`` is found by its module and name. What it raises is raised here. A process that dies costs the
        tasks it was at; they are done again, and one that ends its process each time is yielded as :class:`Lost`.
        """

    def close(self) -> None:
        """End what was started. Tasks that still run are left."""
