"""What goes wrong in the toolkit, with the place where it did.

The command line prints such an error as one line and ends with exit code 2; anything else is a defect of ours.
"""

from __future__ import annotations

from tmx.errors import one_line


class AlignerError(Exception):
    """Root of the toolkit's errors: what is wrong, where, and what the user can do.

    ``source`` is the file as the user named it, ``place`` the spot in it (``line 12``, ``paragraph IV.46``),
    ``advice`` a remedy; each may be empty.
    """

    def __init__(self, message: str, *, source: str = "", place: str = "", advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.source = source
        self.place = place
        self.advice = advice

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.source, self.place) if part)
        text = f"{where}: {self.message}" if where else self.message
        return one_line(f"{text} ({self.advice})" if self.advice else text)


def reason(error: Exception) -> str:
    """What a parser's error says; of one that ran out of stack, which its own text tells by chance, what caused it."""
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)


class UnreadableDocument(AlignerError):
    """A file that is missing, empty, damaged, too large, or not what its ending says."""


class UsageError(AlignerError):
    """Options or arguments that contradict each other or name something unknown."""
