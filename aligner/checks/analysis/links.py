"""Links and e-mail addresses, and what of them must be the same in two languages."""

from __future__ import annotations

import re
from typing import NamedTuple

from aligner.model import Span


class Link(NamedTuple):
    """A web or e-mail address."""

    text: str
    span: Span
    key: str
    """What two versions of the same link share: no scheme, no language folder or query, no case."""


_LINK = re.compile(
    r"(?:https?://|ftp://|www\.)[^\s<>«»“”\"'，。；、）】؛،\u4e00-\u9fff\u0600-\u06ff]+"
    r"|(?<![\w.+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
)
_BROKEN = re.compile(r"(?<=[/_=&-])\s(?=[A-Za-z0-9_]+[/._=&-]\S*)")
_LANGUAGE = (
    r"(?:ar|en|es|fr|ru|zh|ch|cn|eng|fra|fre|spa|rus|ara|chi|arabic|english|french|spanish|russian|chinese|"
    r"francais|espanol|[aefsrc])"
)
_FOLDER = re.compile(rf"/{_LANGUAGE}(?=/|$|\.)|(?<=[/_.-]){_LANGUAGE}(?=\.(?:pdf|html?|docx?|aspx?|php|shtml|asp)\b)")
_QUERY = re.compile(rf"[?&](?:lang|language|l|lg|hl|locale|OpenAgent)=?{_LANGUAGE}?\b|[_-]{_LANGUAGE}(?=\.|/|$)")
_PREFIX = re.compile(r"^(?:https?://|ftp://)?(?:www\d?\.)?")


def links(text: str) -> tuple[Link, ...]:
    """Return the links of ``text`` in order, without the punctuation that follows them.

    >>> [link.key for link in links("Voir http://www.unodc.org/fr/index.html.")]
    ['unodc.org/index.html']
    """
    if "www." not in text and "://" not in text and "@" not in text:
        return ()
    found = []
    for match in _LINK.finditer(text):
        address = match[0].rstrip(".,;:!?)]}>*")
        if "(" in address and match[0][len(address) :].startswith(")"):
            address += ")"
        found.append(Link(address, Span(match.start(), match.start() + len(address)), _key(address)))
    return tuple(found)


def _key(address: str) -> str:
    plain = _PREFIX.sub("", address.lower())
    plain = _QUERY.sub("", _FOLDER.sub("", plain))
    plain = re.sub(r"^(?:ar|en|es|fr|ru|zh|ch)\.", "", plain)
    return plain.rstrip("/")
