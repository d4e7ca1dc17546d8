"""A space is missing or wrong beside a mark.

What: no space behind a comma, semicolon or full stop; a space before a comma or full stop, or within brackets; in
French no space before « ; : ? ! » or inside « », elsewhere one before such a mark. Links, times and figures are left
alone. What a text has throughout is reported once.
Why: segmentation, search and the exact matching of memories depend on it.
Example: « les États,les organisations » · « réunion; »
Instead: « les États, les organisations » · « réunion ; »
Default: a missing space is a warning, a plain one where French has a no-break space information, since most text
loses no-break spaces on its way.
"""

from __future__ import annotations

import re
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
    pattern: re.Pattern[str]
    right: str
    severity: Severity
    but: frozenset[str] = frozenset()
    """Languages in which it is no fault."""
    only: frozenset[str] = frozenset()
    """Languages in which alone it is a fault; empty for all."""


_FR = frozenset({"fr"})
_RULES = (
    _Rule(
        "no space behind the mark",
        re.compile(r"(?<=[^\W\d_][\w)])([,;])(?=[^\W\d_]{2})"),
        r"\1 ",
        "warning",
        frozenset({"zh"}),
    ),
    _Rule(
        "no space behind the full stop",
        re.compile(r"(?<=[^\W\d_]{3})\.(?=[^\W\d_a-zа-яß-ÿ][a-zа-яß-ÿ]{2})"),
        ". ",
        "warning",
        frozenset({"zh", "ar"}),
    ),
    _Rule("a space before the mark", re.compile(r"(?<=[\w)»”]) +([,.])(?=\s|$)"), r"\1", "warning"),
    _Rule("a space before the mark", re.compile(r"(?<=[\w)»”]) +([;:?!])(?=\s|$)"), r"\1", "warning", _FR),
    _Rule("a space within the brackets", re.compile(r"\( +(?=\w)"), "(", "warning"),
    _Rule("a space within the brackets", re.compile(r"(?<=\w) +\)"), ")", "warning"),
    _Rule("no space before the mark", re.compile(r"(?<=[\w)»])([;:?!])(?=\s|$)"), _NB + r"\1", "warning", only=_FR),
    _Rule("no space behind the mark", re.compile(r"«(?=\w)"), "«" + _NB, "warning", only=_FR),
    _Rule("no space before the mark", re.compile(r"(?<=[\w.)])»"), _NB + "»", "warning", only=_FR),
    _Rule("a plain space before the mark", re.compile(r"(?<=[\w)»]) ([;:?!»])"), _NB + r"\1", "info", only=_FR),
    _Rule("a plain space behind the mark", re.compile(r"« "), "«" + _NB, "info", only=_FR),
    _Rule(
        "a Western mark",
        re.compile(r"(?<=[\u4e00-\u9fff])[,;:?!](?=[\u4e00-\u9fff]|$)"),
        "",
        "info",
        only=frozenset({"zh"}),
    ),
    _Rule("a Western mark", re.compile(r"(?<=[\u0620-\u064a])[,;?](?=\s|$)"), "", "info", only=frozenset({"ar"})),
)
_MARK = re.compile(r"[,;:?!.«»()]")


def find(view: DocumentView) -> Iterator[Hit]:
    """Yield the hits rule by rule."""
    language = primary(view.language)
    marked = [(passage, _MARK.findall(passage.text)) for passage in view.passages]
    plain = [passage for passage, marks in marked if marks]
    linked = {id(passage): [link.span for link in links(passage.text)] for passage in plain}
    for rule in _RULES:
        if language in rule.but or (rule.only and language not in rule.only):
            continue
        hits = [
            hit
            for passage in plain
            for hit in _hits(rule, passage)
            if not any(hit.span and span.start <= hit.span.start < span.end for span in linked[id(passage)])
        ]
        yield from told_once(hits, rule.name + rule.right)


def _hits(rule: _Rule, passage: Passage) -> Iterator[Hit]:
    for match in rule.pattern.finditer(passage.text):
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
