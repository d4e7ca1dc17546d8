"""Usage by section as bars: one small drawing a form, all forms of a concept on one scale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from aligner.glossary.model import Glossary, GlossaryEntry, Usage

MOST_COLUMNS = 24
"""Sections that are drawn one by one; beyond it they are drawn by year."""
WIDTH, HEIGHT, LABEL = 30, 26, 12
"""Pixels of a column, of the highest bar with its number, and of a line of labels."""


class Row(NamedTuple):
    """One form of a concept."""

    text: str
    status: str
    places: int
    drawing: str
    """SVG, or nothing where there is one section only."""


Column = tuple[str, str, str]
"""Document, section, date; the first two empty where a column is a year."""


def axis(glossary: Glossary) -> tuple[Column, ...]:
    """The columns that all drawings of a glossary share: sections by date, years where there are too many of them."""
    usages = [term.usage for entry in glossary.entries for term in entry.terms[glossary.source_language]]
    usages += [variant.usage for entry in glossary.entries for variant in entry.variants]
    parts = dict.fromkeys((use.document, use.section, use.date) for usage in usages for use in usage)
    if len(parts) <= MOST_COLUMNS:
        places = {part: at for at, part in enumerate(parts)}
        firsts: dict[str, int] = {}
        for document, _, _ in parts:
            firsts.setdefault(document, len(firsts))
        # what has no date comes last in its document
        return tuple(sorted(parts, key=lambda part: (part[2][:4] or "9", firsts[part[0]], places[part])))
    years = sorted({date[:4] for _, _, date in parts if date})
    return tuple(("", "", year) for year in years) if len(years) <= MOST_COLUMNS else ()


def rows(entry: GlossaryEntry, language: str, columns: Sequence[Column]) -> list[Row]:
    """The source terms of a concept and its variants, each with its bars over ``columns``; the last has the labels."""
    forms: list[tuple[str, str, int, Sequence[Usage]]] = [
        (term.text, term.status, term.count, term.usage) for term in entry.terms[language] if term.usage
    ]
    forms += [(one.text, "variant", one.count, one.usage) for one in entry.variants]
    counts = [_by_column(usage, columns) for *_, usage in forms]
    most = max((max(each.values()) for each in counts if each), default=1)
    drawn = []
    for place, (text, status, places, _) in enumerate(forms):
        labels = columns if place == len(forms) - 1 else ()
        drawing = _bars(text, counts[place], columns, (most, labels)) if len(columns) > 1 else ""
        drawn.append(Row(text, status, places, drawing))
    return drawn


def _by_column(usage: Sequence[Usage], columns: Sequence[Column]) -> Counter[Column]:
    by_year = bool(columns) and not any(document or section for document, section, _ in columns)
    counts: Counter[Column] = Counter()
    for use in usage:
        counts[("", "", use.date[:4]) if by_year else (use.document, use.section, use.date)] += use.occurrences
    return counts


def _bars(text: str, counts: Counter[Column], columns: Sequence[Column], rule: tuple[int, Sequence[Column]]) -> str:
    most, labels = rule
    height = HEIGHT + (2 * LABEL if labels else 0)
    parts = []
    for place, column in enumerate(columns):
        count = counts[column]
        left = place * WIDTH
        high = round(count / most * (HEIGHT - LABEL)) if count else 0
        if count:
            parts.append(
                f'<rect x="{left + 3}" y="{HEIGHT - max(high, 1)}" width="{WIDTH - 6}" height="{max(high, 1)}">'
                f"<title>{escape(_named(column, count), quote=False)}</title></rect>"
                f'<text x="{left + WIDTH // 2}" y="{HEIGHT - max(high, 1) - 2}">{count}</text>'
            )
        else:
            parts.append(f'<rect class="none" x="{left + 3}" y="{HEIGHT - 1}" width="{WIDTH - 6}" height="1"/>')
    for place, (_, section, date) in enumerate(labels):
        middle = place * WIDTH + WIDTH // 2
        parts += [
            f'<text x="{middle}" y="{HEIGHT + LABEL - 2}">{escape(section[:5], quote=False)}</text>',
            f'<text x="{middle}" y="{HEIGHT + 2 * LABEL - 2}">{escape(date[:4], quote=False)}</text>',
        ]
    said = "; ".join(_named(column, counts[column]) for column in columns if counts[column])
    return (
        f'<svg class="bars" width="{len(columns) * WIDTH}" height="{height}" role="img" '
        f'aria-label="{escape(f"{text}: {said}", quote=True)}">{"".join(parts)}</svg>'
    )


def _named(column: Column, count: int) -> str:
    document, section, date = column
    return f"{' '.join(part for part in (document, section, date) if part)}: {count}"
