"""Where a text cites paragraphs by number: its own, those of a meeting it has a section on, of another document."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from aligner.checks.analysis.references import Reference, references
from aligner.checks.core.views import DocumentView, Passage
from tmx.lang import primary

_KINDS = frozenset({"paragraph", "recommendation"})
_REACH = 130
"""Characters behind a reference in which its meeting and year stand."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MEETING = re.compile(
    r"r[ée]union|meeting|session|conf[ée]rence|sesi[óo]n|совещани|сесси|会议|届会|اجتماع|دورة", re.IGNORECASE
)
_END = re.compile(r"[.;](?:\s|$)|[。；]")
_ABOVE = re.compile(
    r"ci-dessus|supra\b|above\b|precedente\b|выше\b|上文|أعلاه|du présent \w+|of the present \w+|del presente \w+"
    r"|настоящего \w+|本报告|من هذا",
    re.IGNORECASE,
)
_BELOW = re.compile(r"ci-dessous|ci-après|infra\b|below\b|siguiente\b|ниже\b|下文|أدناه", re.IGNORECASE)
_TREATY = re.compile(
    r"article|art\.|artículo|стать|第\d+条|مادة|r[ée]solution|резолюци|决议|décision|decision|قرار", re.IGNORECASE
)


class Citation(NamedTuple):
    """A paragraph cited by its number."""

    passage: Passage
    reference: Reference
    number: int


@functools.lru_cache(maxsize=4096)
def _references(text: str, language: str) -> tuple[Reference, ...]:
    return references(text, language)


def citations(view: DocumentView) -> Iterator[tuple[Citation, str, str]]:
    """Yield each cited paragraph or recommendation with the text before it and, to the sentence's end, behind."""
    language = primary(view.language)
    for passage in view.passages:
        for reference in _references(passage.text, language):
            if reference.kind in _KINDS and reference.value.isdecimal():
                end = reference.span.end
                behind = passage.text[end : end + _REACH]
                stop = _END.search(behind)
                before = passage.text[max(0, reference.span.start - 40) : reference.span.start]
                yield (
                    Citation(passage, reference, int(reference.value)),
                    before,
                    behind[: stop.start() if stop else None],
                )


def numbers_by_section(view: DocumentView) -> dict[str, dict[int, str]]:
    """For each section (empty where there is none), the refs of its numbered paragraphs by number."""
    found: dict[str, dict[int, str]] = {}
    for passage in view.passages:
        section, _, last = passage.ref.rpartition(".")
        if passage.kind == "paragraph" and last.isdecimal():
            found.setdefault(section, {})[int(last)] = passage.ref
    return found


def sections_by_year(view: DocumentView) -> dict[str, str]:
    """The section whose heading names a year, for each year that one heading alone names as that of its meeting."""
    years: dict[str, list[str]] = {}
    for passage in view.passages:
        if passage.kind == "heading" and _MEETING.search(passage.text):
            for year in dict.fromkeys(_YEAR.findall(passage.text)):
                years.setdefault(year, []).append(passage.ref)
    return {year: refs[0] for year, refs in years.items() if len(refs) == 1}


def of_meeting(behind: str) -> str:
    """The year of the meeting whose paragraph is cited, by what stands behind the number; empty where none does."""
    year = _YEAR.search(behind)
    if year is None or not _MEETING.search(behind[: year.end() + 3]) or _TREATY.search(behind[: year.start()]):
        return ""
    return year[0]


def direction(before: str, behind: str, language: str) -> int:
    """Where in this very document the cited paragraph should be: -1 above, 1 below, 0 not of this document.

    What says so stands directly behind the number, in Chinese before it.
    """
    near = before[-6:] if primary(language) == "zh" else behind[:24]
    if _TREATY.search(near):
        return 0
    if _ABOVE.search(near):
        return -1
    return 1 if _BELOW.search(near) else 0
