"""Defects put into translated pairs, one kind at a time, the same in every run.

A seed takes a pair and its figures and returns the pair with one defect, or None where the pair has no place for it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from aligner.checks.analysis.acronyms import acronyms, table
from aligner.checks.analysis.digits import ascii_digits
from aligner.checks.analysis.figures import Figures, figures, within
from aligner.checks.core.views import Pair
from aligner.model import Span
from tmx.terms import LanguageSection, Term, TermEntry


class Seed(NamedTuple):
    """One kind of defect and the check that has to see it."""

    check: str
    kind: str
    plant: Callable[[Pair, random.Random], Pair | None]


def _put(pair: Pair, target: str) -> Pair:
    return pair._replace(target=pair.target._replace(text=target))


def _replaced(text: str, span: Span, new: str) -> str:
    return text[: span.start] + new + text[span.end :]


def _other_digits(text: str, chance: random.Random) -> str:
    """Two digits exchanged, or one changed."""
    places = [place for place, sign in enumerate(ascii_digits(text)) if sign in "0123456789"]
    swaps = [(a, b) for a, b in pairwise(places) if text[a] != text[b] and a != places[0]]
    if swaps and chance.random() < 0.5:
        a, b = chance.choice(swaps)
        return text[:a] + text[b] + text[a + 1 : b] + text[a] + text[b + 1 :]
    at = chance.choice(places[1:] or places)
    old = int(ascii_digits(text[at]))
    return text[:at] + str((old + chance.randint(1, 8)) % 10) + text[at + 1 :]


def _spans(facts: Figures) -> list[Span]:
    return [each.span for group in (facts.dates, facts.references) for each in group]


def number(pair: Pair, chance: random.Random) -> Pair | None:
    facts = figures(pair.target)
    taken = _spans(facts)
    places = [n for n in facts.numbers if not within(n.span, taken) and len(n.runs[0]) > 1 and len(n.text) < 9]
    # years are a kind of their own in the second set
    places = [n for n in places if not re.fullmatch(r"(?:19|20)\d\d", n.text)]
    if not places:
        return None
    chosen = chance.choice(places)
    return _put(pair, _replaced(pair.target.text, chosen.span, _other_digits(chosen.text, chance)))


def date(pair: Pair, chance: random.Random) -> Pair | None:
    places = [date for date in figures(pair.target).dates if date.days or date.year]
    if not places or not figures(pair.source).dates:
        return None
    chosen = chance.choice(places)
    runs = list(re.finditer(r"\d+", ascii_digits(chosen.text)))
    run = chance.choice(runs)
    value = int(run[0])
    new = value + 1 if value > 31 or value < 28 else value - 3
    text = chosen.text[: run.start()] + str(new) + chosen.text[run.end() :]
    return _put(pair, _replaced(pair.target.text, chosen.span, text))


def symbol(pair: Pair, chance: random.Random) -> Pair | None:
    body = chance.choice(["A/RES/", "S/2014/", "CTOC/COP/WG.4/2009/", "E/CN.15/2012/", "A/C.3/66/L."])
    code = f"{body}{chance.randint(11, 99)}" + chance.choice(["", "/Rev.1", "/Add.2"])
    target = f"{pair.target.text} ({_other_digits(code, chance)})"
    return _put(pair._replace(source=pair.source._replace(text=f"{pair.source.text} ({code})")), target)


def reference(pair: Pair, chance: random.Random) -> Pair | None:
    places = [part for part in figures(pair.target).references if part.value.isdigit()]
    if not places or not figures(pair.source).references:
        return None
    chosen = chance.choice(places)
    seen = pair.target.text[chosen.span.start : chosen.span.end]
    if seen.isascii() and seen.isalpha():
        new = "XII" if seen != "XII" else "XI"
    elif not ascii_digits(seen).isdigit():
        new = "九" if seen != "九" else "三"
    else:
        new = str(int(ascii_digits(seen)) + chance.randint(1, 3))
    return _put(pair, _replaced(pair.target.text, chosen.span, new))


def footnote(pair: Pair, chance: random.Random) -> Pair | None:
    words = [match.end() for match in re.finditer(r"[^\W\d_]{4,}(?=[ ,.;])", pair.source.text)]
    if not words:
        return None
    at = chance.choice(words)
    source = pair.source.text[:at] + chance.choice("¹²³⁴") + pair.source.text[at:]
    return pair._replace(source=pair.source._replace(text=source))


def link(pair: Pair, chance: random.Random) -> Pair | None:
    page = chance.choice(["treaties", "drugs", "reports", "sessions", "documents"])
    number_ = chance.randint(100, 999)
    host = chance.choice(["www.unodc.org", "https://undocs.org", "http://www.ohchr.org"])
    source = f"{pair.source.text} ({host}/{pair.source.language}/{page}/{number_}.html)"
    target = f"{pair.target.text} ({host}/{pair.target.language}/{page}/{number_ + 10}.html)"
    return _put(pair._replace(source=pair.source._replace(text=source)), target)


def empty(pair: Pair, chance: random.Random) -> Pair | None:
    del chance
    return _put(pair, "")


def untranslated(pair: Pair, chance: random.Random) -> Pair | None:
    del chance
    return _put(pair, pair.source.text) if len(pair.source.text.split()) >= 3 else None


def bracket(pair: Pair, chance: random.Random) -> Pair | None:
    places = [m.start() for m in re.finditer(r"(?<!\d)[()（）]", pair.target.text)]
    if not places or pair.target.text.count("(") != pair.target.text.count(")"):
        return None
    at = chance.choice(places)
    return _put(pair, pair.target.text[:at] + pair.target.text[at + 1 :])


def half(pair: Pair, chance: random.Random) -> Pair | None:
    del chance
    size = len(pair.target.text)
    return _put(pair, pair.target.text[: round(size * 0.35)]) if len(pair.source.text) > 150 else None


def foreign_word(pair: Pair, chance: random.Random) -> Pair | None:
    words = [w for w in re.findall(r"(?<![\w'’-])[^\W\d_A-Z]{6,}(?![\w-])", pair.source.text) if w.islower()]
    places = [m for m in re.finditer(r"(?<![\w-])[^\W\d_]{4,}(?![\w-])", pair.target.text) if m[0].islower()]
    if pair.target.language == "zh":
        places = list(re.finditer(r"[\u4e00-\u9fff]{2}", pair.target.text))
    if len(words) < 2 or len(places) < 2:
        return None
    place = chance.choice(places[1:])
    return _put(pair, _replaced(pair.target.text, Span(*place.span()), chance.choice(words)))


def acronym(pair: Pair, chance: random.Random) -> Pair | None:
    theirs = table(pair.source.language, pair.target.language)
    mine = {match[0] for match in acronyms(pair.source.text)}
    places = [m for m in acronyms(pair.target.text) if len(m[0]) >= 4 and m[0] in {theirs.get(n, n) for n in mine}]
    if not places:
        return None
    place = chance.choice(places)
    back = {other: name for name, other in theirs.items() if name != other and name in mine}
    letters = place[0]
    changed = back.get(letters) or letters[0] + letters[2] + letters[1] + letters[3:]
    return _put(pair, _replaced(pair.target.text, Span(*place.span()), changed)) if changed != letters else None


def separators(pair: Pair, chance: random.Random) -> Pair | None:
    del chance
    wrong = {"en": " ", "es": ",", "ru": ","}.get(pair.target.language)
    found = re.search(r"(?<![\d.,] )(?<![\d.,/])[1-9]\d{0,2}[ .,\u00a0]000(?![\d.,/]| \d)", pair.target.text)
    if wrong is None or not found:
        return None
    return _put(pair, _replaced(pair.target.text, Span(*found.span()), found[0][:-4] + wrong + "000"))


def final_mark(pair: Pair, chance: random.Random) -> Pair | None:
    del chance
    ends = pair.source.text.endswith(".") and pair.target.text[-1:] in ".。"
    return _put(pair, pair.target.text[:-1]) if ends and len(pair.source.text) > 80 else None


SEEDS = (
    Seed("number-mismatch", "another number", number),
    Seed("date-mismatch", "another day or year", date),
    Seed("symbol-mismatch", "another symbol", symbol),
    Seed("reference-mismatch", "another article or paragraph", reference),
    Seed("footnote-mismatch", "a mark lost", footnote),
    Seed("url-mismatch", "another page", link),
    Seed("acronym-mismatch", "left in the source language, letters exchanged", acronym),
    Seed("number-format", "thousands of another language", separators),
    Seed("untranslated", "emptied", empty),
    Seed("untranslated", "the source copied", untranslated),
    Seed("untranslated-word", "one word left", foreign_word),
    Seed("unbalanced-brackets", "a bracket lost", bracket),
    Seed("length-outlier", "cut to a third", half),
    Seed("final-punctuation", "the full stop lost", final_mark),
)

SYNONYMS = {
    "en": {
        "droits de l’homme|droits de l'homme": ("human rights", "rights of man", "entitlements of people"),
        "États Membres": ("Member States", "member nations", "countries of the Organization"),
        "développement durable": ("sustainable development", "durable development", "lasting growth"),
        "secteur privé": ("private sector", "business world", "private enterprise"),
        "société civile": ("civil society", "the public", "non-State actors"),
        "communauté internationale": ("international community", "world community", "community of nations"),
        "ordre du jour": ("agenda", "order of the day", "list of items"),
    },
    "es": {
        "droits de l’homme|droits de l'homme": ("derechos humanos", "derechos del hombre", "derechos de la persona"),
        "États Membres": ("Estados Miembros", "países miembros", "naciones participantes"),
        "développement durable": ("desarrollo sostenible", "desarrollo duradero", "crecimiento perdurable"),
        "secteur privé": ("sector privado", "empresariado", "mundo empresarial"),
        "société civile": ("sociedad civil", "ciudadanía", "opinión pública"),
        "communauté internationale": ("comunidad internacional", "comunidad mundial", "concierto de naciones"),
    },
}
"""By target language: French term, approved form, deprecated form, synonym that no glossary has."""


def glossary(language: str) -> tuple[TermEntry, ...]:
    """The glossary that the seeded terms are checked against."""
    return tuple(
        TermEntry(
            id=source,
            languages=(
                LanguageSection(
                    language="fr", terms=tuple(Term(text=text, status="preferred") for text in source.split("|"))
                ),
                LanguageSection(
                    language=language,
                    terms=(Term(text=approved, status="preferred"), Term(text=old, status="deprecated")),
                ),
            ),
        )
        for source, (approved, old, _) in SYNONYMS.get(language, {}).items()
    )


def other_terms(pairs: Sequence[Pair], language: str, form: int, share: float) -> tuple[list[Pair], set[int]]:
    """The pairs with every n-th use of an approved form replaced by its deprecated form (1) or a synonym (2)."""
    seen: dict[str, int] = {}
    changed: set[int] = set()
    result = []
    for place, pair in enumerate(pairs):
        text = pair.target.text
        for source, forms in SYNONYMS.get(language, {}).items():
            names = source.split("|")
            if forms[0] in text and text.count(forms[0]) == 1 and any(name in pair.source.text for name in names):
                seen[source] = seen.get(source, 0) + 1
                if seen[source] % round(1 / share) == 0:
                    text = text.replace(forms[0], forms[form])
                    changed.add(place)
        result.append(_put(pair, text))
    return result, changed
