"""When Python looks for cycles among values: never while millions of small ones are made that form none."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def no_cycles() -> Iterator[None]:
    """Rest the cycle collector: what is done makes no cycles, and it would walk its many values again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():
                # what was made meanwhile counts as old, or the next collection would walk all of it as new
                gc.freeze()
                gc.unfreeze()
            gc.enable()
