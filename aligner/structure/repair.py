"""Repairs of what extraction from a PDF does to running text, each listed and each switched off by its kind.

Every rule is generic: it follows from the language's spelling or from evidence in the document itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice

from aligner.languages.language import Language
from aligner.languages.words import lexicon
from aligner.structure.passage import Edit, Passage
from aligner.structure.words import SplitWords

KINDS: tuple[str, ...] = (
    "split-word",
    "apostrophe-space",
    "doubled-space",
    "punctuation-space",
    "hyphen",
    "broken-compound",
    "footnote-mark",
    "lost-superscript",
    "page-break",
    "joined-heading",
    "moved-footnote",
)
"""All kinds of repair there are."""

MOST = 300_000
"""Repairs of one document, each a value that is kept and listed; a report of a thousand pages has ten thousand."""
_SPACES = re.compile(r"[ \t\u00a0\u2007\u202f]{2,}")
_DAMAGED_RATE = 1e-3
_CLEAN_RATE = 2e-5
_NO_SPACE_BEFORE = re.compile(r"(?<=\w)[ \u00a0](?=[,.](?:\s|$)|[，。、；：])")
_BEFORE_SIGN = re.compile(r"(?<=\w)[ \u00a0](?=[;:?!؛؟،](?:\s|$))")
_COMPOUND = re.compile(r"(?<![\w-])[^\W\d_]{2,}-[^\W\d_]{2,}(?![\w-])")
_SUSPICIOUS = (
    *(" ,", " .", " ，", " 。", " 、", " ；", " ：", " ’", " '", " -", "- ", "  ", "\t"),
    *("\u00a0,", "\u00a0.", "\u00a0’", "\u00a0'", "\u00a0 ", " \u00a0", "\u00a0\u00a0", "\u202f", "\u2007"),
)
"""Every passage with something to mend but a split word or a broken compound holds one of these."""
_MORE_SUSPICIOUS = (" ;", " :", " ?", " !", " ؛", " ؟", " ،", "\u00a0;", "\u00a0:", "\u00a0?", "\u00a0!")
_LAST_WORD = re.compile(r"[^\W\d_]{2,}$")
_FIRST_WORD = re.compile(r"[^\W\d_]{2,}")
_HYPHEN = re.compile(r"(?<![\w-])([^\W\d_]{2,})(?: (-)|(-) )([^\W\d_]{2,})(?![\w])")


class Mender:
    """Finds the repairs of a document's passages."""

    def __init__(self, passages: Sequence[Passage], language: Language, kinds: frozenset[str]) -> None:
        self._passages = passages
        self._language = language
        self._kinds = kinds
        self._apostrophe = _apostrophes(language)
        self._compound_parts = [tuple(compound.split("-", 1)) for compound in language.compounds]
        self._compound_ends = tuple(right for _, right in self._compound_parts)
        self._whole = "\n".join(passage.text for passage in passages)
        self._ends = list(accumulate(len(passage.text) + 1 for passage in passages))
        self._compounds = set(_COMPOUND.findall(" ".join(_hyphenated(self._whole))))
        damaged = _SPACES.search(self._whole) is not None and any(
            _SPACES.search(passage.text, passage.marker_end) for passage in passages
        )
        self._words = SplitWords(self._whole, language, _DAMAGED_RATE if damaged else _CLEAN_RATE)
        self._lexicon = lexicon(language.tag)

    def mend(self) -> bool:
        """Add the edits to every passage; whether there were few enough for a document, else not all were added."""
        left = MOST
        for number in sorted(self._suspects()):
            passage = self._passages[number]
            found = list(islice((edit for edit in self._found(number, passage) if edit.kind in self._kinds), left + 1))
            if found:
                passage.edits = _without_overlaps([*passage.edits, *found])
                left -= len(found)
                if left < 0:
                    return False
        return True

    def _suspects(self) -> set[int]:
        """Indices of the passages in which there may be something to mend: one search for all is far cheaper."""
        ends, whole = self._ends, self._whole
        signs = _SUSPICIOUS if self._language.spaced_signs else _SUSPICIOUS + _MORE_SUSPICIOUS
        found: set[int] = set()
        for needle in (*signs, *(f"{left} {right}" for left, right in self._compound_parts)):
            # to look for one sign is far quicker than for two, and most texts lack most signs
            at = whole.find(needle) if all(sign in whole for sign in needle) else -1
            while at >= 0:
                number = bisect_right(ends, at)
                found.add(number)
                at = whole.find(needle, ends[number])
        return found | self._words.suspects

    def _found(self, number: int, passage: Passage) -> Iterator[Edit]:
        text, start = passage.text, passage.marker_end
        yield from self._spaces(text, start)
        if self._apostrophe is not None and (" ’" in text or " '" in text):
            for match in self._apostrophe.finditer(text, start):
                yield Edit(match.end() - 1, match.end(), "", "apostrophe-space")
        if " -" in text or "- " in text:
            yield from self._hyphens(text, start)
            yield from self._divided(passage)
        if len(passage.starts) > 1 and self._language.compounds:
            yield from self._broken_compounds(passage)
        for gap in self._words.broken(number, text, start):
            yield Edit(gap, gap + 1, "", "split-word")

    def _spaces(self, text: str, start: int) -> Iterator[Edit]:
        yield from _removed(_NO_SPACE_BEFORE.finditer(text, start), "punctuation-space")
        if not self._language.spaced_signs:
            yield from _removed(_BEFORE_SIGN.finditer(text, start), "punctuation-space")
        for match in _SPACES.finditer(text, start):
            hard = next((sign for sign in match[0] if sign in "\u00a0\u202f\u2007"), " ")
            yield Edit(match.start(), match.end(), hard, "doubled-space")

    def _hyphens(self, text: str, start: int) -> Iterator[Edit]:
        for match in _HYPHEN.finditer(text, start):
            if f"{match[1]}-{match[4]}".lower() in self._compounds:
                gap = match.end(1) if match[2] else match.end(3)
                yield Edit(gap, gap + 1, "", "hyphen")

    def _divided(self, passage: Passage) -> Iterator[Edit]:
        """Words divided by a hyphen at the end of a line: ``coopé-`` / ``ration``."""
        text = passage.text
        for start in passage.starts[1:]:
            if not text.endswith("- ", 0, start):
                continue
            left, right = _LAST_WORD.search(text[max(0, start - 40) : start - 2]), _FIRST_WORD.match(text, start)
            if left is None or right is None or not right[0].islower():
                continue
            compound = f"{left[0]}-{right[0]}".lower()
            if compound not in self._compounds and compound.replace("-", "") in self._lexicon:
                yield Edit(start - 2, start, "", "hyphen")

    def _broken_compounds(self, passage: Passage) -> Iterator[Edit]:
        """Compounds that a line end took apart: ``main`` / ``d’œuvre``."""
        text = passage.text
        for start in passage.starts[1:]:
            if text.startswith(self._compound_ends, start):
                for left, right in self._compound_parts:
                    if text.startswith(right, start) and text.endswith(f" {left}", 0, start - 1):
                        # the hyphen is not in the file, so it is not put into the text
                        yield Edit(start - 1, start, " ", "broken-compound")


def _hyphenated(text: str) -> list[str]:
    """Each word of ``text`` with a hyphen in it, in small letters, once."""
    return sorted({word for word in text.lower().split() if "-" in word}) if "-" in text else []


def lost_superscripts(passages: Iterable[Passage], language: Language) -> None:
    """Restore superscript letters before numbers: ``no 39574`` is ``nᵒ 39574``.

    Called only for a document that lost other superscripts too: « no » is also how some texts write it.
    """
    right = dict(language.lost_superscripts)
    if not right:
        return
    pattern = re.compile(rf"(?<![\w’'-])(?:{'|'.join(map(re.escape, right))})(?=[ \u00a0]\d)")
    tails = tuple({f"{word[-2:]}{space}" for word in right for space in " \u00a0"})
    for passage in passages:
        text = passage.text
        if any(tail in text for tail in tails):
            edits = [
                Edit(match.start(), match.end(), right[match[0]], "lost-superscript")
                for match in pattern.finditer(text, passage.marker_end)
            ]
            if edits:
                passage.edits = _without_overlaps([*passage.edits, *edits])


def _apostrophes(language: Language) -> re.Pattern[str] | None:
    """A space before the apostrophe of a word that is never without one: ``l ’article``, ``State ’s``."""
    forms = []
    if language.elisions:
        forms.append(rf"(?<![\w’'-])(?:{'|'.join(language.elisions)})[ \u00a0](?=[’'][^\W\d_])")
    if language.clitics:
        forms.append(rf"(?<=[^\W\d_])[ \u00a0](?=[’'](?:{'|'.join(language.clitics)})(?![\w’']))")
    return re.compile("|".join(forms), re.I) if forms else None


def _removed(matches: Iterable[re.Match[str]], kind: str) -> Iterator[Edit]:
    for match in matches:
        yield Edit(match.start(), match.end(), "", kind)


def _without_overlaps(edits: list[Edit]) -> list[Edit]:
    """Edits in order; of two that overlap the one that came first stays."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: edit.start):
        if kept and edit.start < kept[-1].end:
            continue
        kept.append(edit)
    return kept
