"""The facts of a United Nations front page: symbol, distribution, date, languages, job number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from aligner.structure.furniture import SYMBOL
from aligner.structure.layout import Line

_FRONT_LINES = 40
"""A front page is looked for in so many first lines."""
_DISTRIBUTION = re.compile(r"Distr\s?\.\s?:?\s*(?P<value>.*)", re.I)
_ORIGINAL = re.compile(r"(?:Original|Язык оригинала|الأصل|原文)\s?[:：]\s*(?P<value>.+)", re.I)
_JOB_NUMBER = re.compile(
    r"(?P<value>(?:[A-Z]{1,4}[.\s-]?)?\d{2}-\d{5,6})\s*\([A-Z]\)(?:\s+\d{6,8}\s+\d{6,8})?(?:\s*\*\d{7,9}\*)?|\*\d{7,9}\*"
)
_DATE = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日"
    r"|\d{1,2}(?:er)?\s+(?:de\s+)?[^\W\d_]+(?: [^\W\d_]+)?(?:/[^\W\d_]+)?\s+(?:de\s+)?\d{4}(?:\s+года)?"
)
_LANGUAGES = re.compile(
    r"(?:Arabic|Chinese|English|French|Russian|Spanish|français|español|русский|العربية|عربي|中文|chino|anglais)"
    r"(?: only| seulement| únicamente| solamente)?",
    re.I,
)


_ALONE = frozenset(("symbol", "date", "languages"))
"""Facts that running text may have on a line, too."""
_LONGEST = 200
"""Lines of a front page are no longer, in code points."""
_SHORT = 45
"""A line of so many code points ends where it ends, not where the page does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What the front page says."""

    symbol: str = ""
    anchored: bool = False
    """Whether there is a front page: a line of distribution, or a symbol on a line of its own."""
    furniture: Mapping[int, str] = field(default_factory=dict)
    """Index of each line that is metadata: ``front-page``."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    """``distribution``, ``original-language``, ``job-number``, ``date``, as found."""


def front_matter(lines: Sequence[Line], set_aside: Mapping[int, str]) -> FrontMatter:
    """Find the facts of the front page; only lines that state one of them are set aside."""
    found: dict[int, str] = {}
    facts: dict[str, str] = {}
    head = [index for index in range(min(_FRONT_LINES, len(lines))) if index not in set_aside]
    anchored = any(_DISTRIBUTION.fullmatch(lines[index].text) for index in head)
    symbols: Counter[str] = Counter(lines[index].text for index, kind in set_aside.items() if kind == "running-head")
    for index in head:
        text = lines[index].text
        fact = _fact(text, anchored) if len(text) <= _LONGEST else None
        if fact and fact[0] in _ALONE and _inside_text(lines, index, found):
            fact = None
        if fact:
            found[index] = "front-page"
            facts.setdefault(*fact)
    for index, kind in set_aside.items():
        if kind in ("page-number", "running-head") and (
            job := re.search(r"(?:[A-Z]{1,4}\.)?\d{2}-\d{5,6}", lines[index].text)
        ):
            facts.setdefault("job-number", job[0])
    own = facts.pop("symbol", "")
    running = [text for text, _ in symbols.most_common() if SYMBOL.fullmatch(text)]
    symbol = own or (running[0] if running else "")
    return FrontMatter(symbol=symbol, anchored=anchored or bool(own), furniture=found, metadata=facts)


def _fact(text: str, anchored: bool) -> tuple[str, str] | None:
    """The fact a line of the front page states; dates and languages count only beside a distribution line."""
    if SYMBOL.fullmatch(text):
        return "symbol", text
    for name, pattern in (
        ("distribution", _DISTRIBUTION),
        ("original-language", _ORIGINAL),
        ("job-number", _JOB_NUMBER),
    ):
        match = pattern.fullmatch(text)
        if match:
            return name, match["value"] or text
    if anchored and _DATE.fullmatch(text):
        return "date", text
    return ("languages", text) if anchored and _LANGUAGES.fullmatch(text) else None


def _inside_text(lines: Sequence[Line], index: int, found: Mapping[int, str]) -> bool:
    """Whether the line goes on with the text of a long line directly before it."""
    before = lines[index - 1] if index and index - 1 not in found else None
    return before is not None and not lines[index].blanks and not before.whole and len(before.text) > _SHORT
