"""A space is missing or wrong beside a mark.

What: no space behind a comma, semicolon or full stop; a space before a comma or full stop, or within brackets; in
French no space before « ; : ? ! » or inside « », elsewhere one before such a mark. Links, times and figures are left
alone. What a text has throughout is reported once.
Why: segmentation, search and the exact matching of memories depend on it.
Example: « les États,les organisations » · « réunion; »
Instead: « les États, les organisations » · « réunion ; »
Default: a missing space is a warning, a plain one where French has a no-break space information, since most text
loses no-break spaces on its way. In memories, a space too many is information, too, and so are French no-break spaces.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from aligner.checks.analysis.links import links
from aligner.checks.analysis.once import told_once
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import DocumentView, Passage
from aligner.model import Severity, Span
from tmx.lang import primary

_NB = "\u00a0"


class _Rule(NamedTuple):
    name: str
    marks: str
    """The signs it speaks of."""
    pattern: re.Pattern[str]
    right: str
    severity: Severity = "warning"
    but: frozenset[str] = frozenset()
    """Languages in which it is no fault."""
    only: frozenset[str] = frozenset()
    """Languages in which alone it is a fault; empty for all."""


_FR = frozenset({"fr"})
_ZH, _AR = frozenset({"zh"}), frozenset({"ar"})
_COMMA = re.compile(r"(?<=[^\W\d_][\w)])([,;])(?=[^\W\d_](?:[^\W\d_]|\s))")
_STOP = re.compile(r"(?<=[^\W\d_]{3})\.(?=[^\W\d_a-zа-яß-ÿ][a-zа-яß-ÿ]{2})")
_LATER = r"(?<=[\w)»”]) +([{}])(?=\s|$)"
_HAN = r"[\u4e00-\u9fff]"
_RULES = (
    _Rule("no space behind the mark", ",;", _COMMA, r"\1 ", but=_ZH),
    _Rule("no space behind the full stop", ".", _STOP, ". ", but=_ZH | _AR),
    _Rule("a space before the mark", ",.", re.compile(_LATER.format(",.")), r"\1"),
    _Rule("a space before the mark", ";:?!", re.compile(_LATER.format(";:?!")), r"\1", but=_FR),
    _Rule("a space within the brackets", "(", re.compile(r"\( +(?=\w)"), "("),
    _Rule("a space within the brackets", ")", re.compile(r"(?<=\w) +\)"), ")"),
    _Rule("no space before the mark", ";:?!", re.compile(r"(?<=[\w)»])([;:?!])(?=\s|$)"), _NB + r"\1", only=_FR),
    _Rule("no space behind the mark", "«", re.compile(r"«(?=\w)"), "«" + _NB, only=_FR),
    _Rule("no space before the mark", "»", re.compile(r"(?<=[\w.)])»"), _NB + "»", only=_FR),
    _Rule(
        "a plain space before the mark", ";:?!»", re.compile(r"(?<=[\w)»]) ([;:?!»])"), _NB + r"\1", "info", only=_FR
    ),
    _Rule("a plain space behind the mark", "«", re.compile(r"« "), "«" + _NB, "info", only=_FR),
    _Rule("a Western mark", ",;:?!", re.compile(rf"(?<={_HAN})[,;:?!](?={_HAN}|$)"), "", "info", only=_ZH),
    _Rule("a Western mark", ",;?", re.compile(r"(?<=[\u0620-\u064a])[,;?](?=\s|$)"), "", "info", only=_AR),
)
_MARK = re.compile(r"[,;:?!.«»()]")


def find(view: DocumentView) -> Iterator[Hit]:
    """Yield the hits rule by rule."""
    language = primary(view.language)
    marks: Counter[str] = Counter()
    marked: list[tuple[Passage, frozenset[str]]] = []
    for passage in view.passages:
        if found := _MARK.findall(passage.text):
            marks.update(found)
            marked.append((passage, frozenset(found)))
    for rule in _RULES:
        if language in rule.but or (rule.only and language not in rule.only):
            continue
        hits = [hit for passage, signs in marked if not signs.isdisjoint(rule.marks) for hit in _hits(rule, passage)]
        if view.document is None and (rule.only == _FR or rule.name.startswith("a space")):
            # memories are made of extracted text, which loses no-break spaces and puts in plain ones
            hits = [hit._replace(severity="info") for hit in hits]
        yield from told_once(hits, rule.name + rule.right, sum(marks[sign] for sign in rule.marks))


def _hits(rule: _Rule, passage: Passage) -> Iterator[Hit]:
    addresses: list[Span] | None = None
    for match in rule.pattern.finditer(passage.text):
        if addresses is None:
            addresses = [link.span for link in links(passage.text)]
        if any(span.start <= match.start() < span.end for span in addresses):
            continue
        near = passage.text[max(0, match.start() - 12) : match.end() + 6].strip()
        suggestion = match.expand(rule.right) if rule.right else None
        yield Hit(f"{rule.name}: “{near}”", passage, Span(*match.span()), suggestion=suggestion, severity=rule.severity)


check = Check(
    id="punctuation-spacing",
    severity="warning",
    scope="document",
    summary="a space missing or wrong beside a mark",
    find=find,
    fixable=True,
)
