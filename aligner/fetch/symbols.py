"""Document symbols as the user gives them, and the names and addresses made from them."""

from __future__ import annotations

import re
import string
import urllib.parse
from dataclasses import dataclass

from aligner.errors import UsageError

UN_DOCUMENTS = "https://documents.un.org/api/symbol/access?s={symbol}&l={language}&t={type}"
"""The public address of the documents system: symbol, language of two letters, ``docx`` or ``pdf``."""

_SYMBOL = re.compile(r"[A-Z][A-Za-z0-9]*(?:[/.\-][A-Za-z0-9 ().,*+_-]+)+")
_LONGEST = 100
"""Code points of a symbol; the longest in use have some forty."""
_FIELDS = {"symbol", "language", "type"}


def checked(symbol: str) -> str:
    """Return ``symbol`` without blanks around it. Raises :class:`UsageError` for what can't be a symbol.

    >>> checked(" CTOC/COP/WG.4/2019/5 ")
    'CTOC/COP/WG.4/2019/5'
    """
    text = symbol.strip()
    if len(text) > _LONGEST or not _SYMBOL.fullmatch(text) or ".." in text or "//" in text:
        raise UsageError(f"{symbol!r} is no document symbol", advice="write it as printed: CTOC/COP/WG.4/2019/5")
    return text


def stem_of(symbol: str) -> str:
    """The file name, without ending, of a document in a corpora folder: slashes and blanks become hyphens.

    >>> stem_of("CTOC/COP/WG.4/2019/5"), stem_of("S/RES/1440 (2002)"), stem_of("A/AC.96/1*")
    ('CTOC-COP-WG.4-2019-5', 'S-RES-1440-(2002)', 'A-AC.96-1')
    """
    return re.sub(r"[/\s]+", "-", symbol.replace("*", "")).strip("-. ")


@dataclass(frozen=True, slots=True)
class Address:
    """Where documents are asked for: a template with ``{symbol}``, ``{language}`` and ``{type}``."""

    template: str

    def __post_init__(self) -> None:
        """Raise :class:`UsageError` for another scheme than HTTP or a template without ``{symbol}``."""
        try:
            fields = {name for _, name, _, _ in string.Formatter().parse(self.template) if name is not None}
            parts = urllib.parse.urlsplit(self.template)
            host = parts.hostname
        except ValueError as wrong:
            raise UsageError(f"{self.template}: {wrong}", advice=f"write it like {UN_DOCUMENTS}") from wrong
        if parts.scheme not in ("http", "https") or not host:
            raise UsageError(f"{self.template}: not an http or https address", advice=f"write it like {UN_DOCUMENTS}")
        if not {"symbol", "language"} <= fields or not fields <= _FIELDS:
            raise UsageError(
                f"{self.template}: needs {{symbol}} and {{language}}, may have {{type}} and nothing else in braces",
                advice=f"write it like {UN_DOCUMENTS}",
            )

    def of(self, symbol: str, language: str, kind: str) -> str:
        """The address of one document; ``kind`` is ``docx`` or ``pdf``."""
        values = {"symbol": symbol, "language": language, "type": kind}
        return self.template.format(**{name: urllib.parse.quote(value, safe="") for name, value in values.items()})
