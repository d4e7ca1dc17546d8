"""Time as an argument: what fetching needs of it, so that tests need not wait."""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    """A clock that only runs forward, one that tells the date, and a way to wait."""

    def now(self) -> float:
        """Seconds since an arbitrary moment, never running back."""

    def date(self) -> float:
        """Seconds since 1970, as the machine believes."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


class SystemClock:
    """The machine's own."""

    def now(self) -> float:
        """See :meth:`Clock.now`."""
        return time.monotonic()

    def date(self) -> float:
        """See :meth:`Clock.date`."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """See :meth:`Clock.sleep`."""
        time.sleep(seconds)
