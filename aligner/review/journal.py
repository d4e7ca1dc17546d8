"""What was done on a page, so that it can be taken back and done again: sets of decisions that went and came."""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

from aligner.errors import UsageError

Said = TypeVar("Said")


class Step(NamedTuple, Generic[Said]):
    """One action: the decisions it took away, and those it made."""

    old: frozenset[Said]
    new: frozenset[Said]


class Journal(Generic[Said]):
    """The actions of one run of the server, the last one first to be taken back."""

    def __init__(self) -> None:
        self.done: list[Step[Said]] = []
        self.undone: list[Step[Said]] = []

    def note(self, old: frozenset[Said], new: frozenset[Said]) -> None:
        """Remember an action; what was taken back before it can't be done again."""
        self.done.append(Step(old, new))
        self.undone.clear()

    def last(self, *, back: bool) -> Step[Said]:
        """What :meth:`turn` would take back, or do again, as decisions that go and come.

        Raises :class:`~aligner.errors.UsageError` where there is nothing.
        """
        steps = self.done if back else self.undone
        if not steps:
            raise UsageError(f"there is nothing to {'undo' if back else 'redo'}")
        old, new = steps[-1]
        return Step(new, old) if back else Step(old, new)

    def turn(self, *, back: bool) -> None:
        """The last action was taken back, or done again."""
        one, other = (self.done, self.undone) if back else (self.undone, self.done)
        other.append(one.pop())
