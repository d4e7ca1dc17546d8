"""HTML that cannot forget to escape: text becomes markup only through :func:`element`.

A plain ``str`` is always text and is escaped; only :class:`Html` is taken as it is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

_NOT_HTML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_VOID = frozenset({"br", "hr", "input", "link", "meta", "rect", "path"})

Attribute = str | int | bool | None


class Html(str):
    """Markup, as opposed to text."""

    __slots__ = ()


def text(value: str) -> Html:
    """Return ``value`` escaped; what HTML 5 (section 13.2.3.5) has no place for becomes U+FFFD.

    >>> text("a < b & c")
    'a &lt; b &amp; c'
    """
    # attributes always stand in double quotes here, so an apostrophe may stay what it is
    return Html(html.escape(_NOT_HTML.sub("\ufffd", value), quote=False).replace('"', "&quot;"))


def join(parts: Iterable[str], separator: str = "") -> Html:
    """Return ``parts`` one after the other: text escaped, markup as it is."""
    return Html(text(separator).join(part if isinstance(part, Html) else text(part) for part in parts))


def element(name: str, /, *content: str, **attributes: Attribute) -> Html:
    """Return an element.

    An attribute of value None or False is left out, True stands alone; ``_`` in a name is written ``-``, and a
    trailing one is dropped (``class_``, ``for_``).

    >>> element("p", "1 < 2", class_="note", hidden=True)
    '<p class="note" hidden>1 &lt; 2</p>'
    """
    opening = f"<{name}"
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        label = key.rstrip("_").replace("_", "-")
        opening += f" {label}" if value is True else f' {label}="{text(str(value))}"'
    if name in _VOID:
        return Html(f"{opening}/>" if name in ("rect", "path") else f"{opening}>")
    return Html(f"{opening}>{join(content)}</{name}>")
