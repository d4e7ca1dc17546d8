"""What goes wrong in the tmx package, with the place where it did."""

from __future__ import annotations

import re

_CONTROL = re.compile("[\\x00-\\x1f\\x7f-\\x9f]")


def one_line(text: str) -> str:
    r"""``text`` with control characters shown instead of obeyed: a message may quote a file nobody trusts.

    >>> one_line("a\nb\x1b[2J")
    'a b\\x1b[2J'
    """
    return _CONTROL.sub(lambda found: " " if found[0].isspace() else f"\\x{ord(found[0]):02x}", text)


class TmxError(Exception):
    """Root of the package's errors: what is wrong, in which file, where in it."""

    def __init__(self, message: str, *, source: str = "", line: int = 0, trail: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.source = source
        """File as the user named it."""
        self.line = line
        """Line of the file, from 1; 0 where it is not known."""
        self.trail = trail
        """Element or record within the file: ``tu[3].tuv[fr]``."""

    def __str__(self) -> str:
        parts = [self.source, f"line {self.line}" if self.line else "", self.trail]
        where = ", ".join(part for part in parts if part)
        return one_line(f"{where}: {self.message}" if where else self.message)


class ParseError(TmxError):
    """A file that is not what its format asks for."""


class UnsupportedFormat(TmxError):
    """No format of ours has that name, ending or content."""


class LossyWrite(TmxError):
    """A format cannot keep what was to be written into it."""
