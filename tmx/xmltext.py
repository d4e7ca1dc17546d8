"""Text on its way into XML: made safe, and made one line."""

from __future__ import annotations

import re

# blanks count from the first of a row only: to begin again at each would take the square of their number
_BREAKS = re.compile(r"(?:(?<![ \t])[ \t]+)?[\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]+[ \t]*")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def one_line(text: str) -> str:
    """``text`` without control characters, each line break in it, with the blanks around, made one space."""
    return _FORBIDDEN.sub("", _BREAKS.sub(" ", text))


def escape(text: str) -> str:
    """``text`` for XML, between tags or double quotes."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&quot;")
    return text


def clean(text: str) -> str:
    r"""``text`` without what a segment or attribute must not hold: control characters, line breaks, padding.

    >>> clean("  a\r\n b\x00 \u00a0")
    'a b'
    """
    if text.isprintable() and text[:1] != " " and text[-1:] != " ":
        return text
    return one_line(text).strip()
