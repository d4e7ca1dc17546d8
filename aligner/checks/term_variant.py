"""One concept goes by several forms.

What: where the glossary gives a concept several accepted terms, the rarer one of those that a document uses; and,
without a glossary, forms of one expression that differ in what should not vary: the number of a complement without
article (« plans d’action », « plans d’actions »), « de » for « des » against the habit of the document, an adjective
left out, the preposition of the second of two nouns (« d’autorité ou d’une situation »), a hyphen or -ise for -ize;
for information, States addressed by another name than usual. Terms inside longer ones, names in capitals and
quotations are left alone.
Why: readers of a legal text take two forms for two concepts, and translators render them in two ways.
Example: « techniques d’enquête spéciales » here, « techniques d’enquêtes spéciales » there
Instead: the usual form throughout
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from aligner.checks.analysis.complements import Expression, expressions
from aligner.checks.analysis.coordinations import ARTICLES, PREPOSITION, Coordination, coordinations
from aligner.checks.analysis.once import told_once
from aligner.checks.analysis.openings import RECOMMENDING, Opening, openings
from aligner.checks.analysis.term_uses import Use, of_document, unwanted
from aligner.checks.analysis.titles import in_title
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.run import normalised
from aligner.checks.core.views import DocumentView, Passage
from aligner.model import Span
from tmx.lang import primary

_HABIT = 5
"""Times as often the usual joint of an expression must occur."""
_RARE = 4
"""Most occurrences of an expression whose adjective may have been left out."""
_ADDRESSED = 10
"""Recommendations to one kind of addressee from which there is a usual name for it."""
_SHORT_SUBJECT = 2
"""Nouns of a subject that is a name and no description."""
_STATES = "états parties states parties estados partes государства-участники государства"
_VERBAL = ("er", "ir", "re", "ar")
"""Endings of infinitives: « de faire » is no complement of a noun."""
_HYPHENED = re.compile(r"(?<![\w’'-])[^\W\d_]{3,}-[^\W\d_]{3,}(?![\w-])")
_WORD = re.compile(r"[^\W\d_]{5,}")
_IZE = re.compile(r"(?<=\w\w\w)i([sz])(e|ed|es|ing|ation|ations)\b")
_S_ALWAYS = re.compile(
    r"(?:adv|rev|superv|telev|surpr|compr|exerc|ar|pra|ra|prom|prem|other|exc|parad|expert|dev|disgu|conc)is", re.I
)


def find(view: DocumentView) -> Iterator[Hit]:
    """Yield variants by the glossary, then those that the document itself shows, each place once."""
    told: set[tuple[int, int]] = set()
    for hit in _all(view):
        place = (id(hit.at), hit.span.start if hit.span else -1)
        if place not in told:
            told.add(place)
            yield hit


def _all(view: DocumentView) -> Iterator[Hit]:
    if view.terms:
        yield from _by_glossary(view)
    if view.document is None:
        return
    found = expressions(view)
    yield from _complement_number(found)
    yield from _joint(found)
    yield from _adjective(found)
    yield from _ties(view.shared(coordinations))
    yield from _addressees(view.shared(openings), RECOMMENDING.get(primary(view.language), ()))
    yield from _spelling(view)


def _by_glossary(view: DocumentView) -> Iterator[Hit]:
    uses: dict[str, dict[str, list[Hit]]] = defaultdict(dict)
    for passage, row in zip(view.passages, view.shared(of_document), strict=True):
        for use in row:
            named = not use.term.text[0].isupper() and in_title(passage.text, use.span.start)
            left_alone = unwanted(use.term) or use.nested or named
            if not left_alone and not _better_said(use, row, passage):
                hit = Hit("", passage, use.span)
                uses[use.entry.id].setdefault(use.term.text, []).append(hit)
    for forms in uses.values():
        yield from _rarer(forms)


def _better_said(use: Use, row: Sequence[Use], passage: Passage) -> bool:
    """Whether another term is found there that says better what the text has: word for word, or with more words."""
    seen = normalised(passage.text[use.span.start : use.span.end])
    if normalised(use.term.text) == seen:
        return False
    for other in row:
        if other.span.start <= use.span.start and use.span.end <= other.span.end:
            same = other.entry is use.entry
            if normalised(other.term.text) == seen if same else len(other.term.text) > len(use.term.text):
                return True
    return False


def _rarer(forms: dict[str, list[Hit]]) -> Iterator[Hit]:
    """All hits of forms that are not the most frequent one, with that one named."""
    if len(forms) < 2:
        return
    usual = max(forms, key=lambda form: len(forms[form]))
    first = forms[usual][0].at
    for form, hits in forms.items():
        if form != usual:
            times = f" ({len(forms[usual])} times)" if len(forms[usual]) > 1 else ""
            there = f"elsewhere “{_seen(forms[usual][0])}”{times}"
            related = ((first.document, first.ref),)
            named = [hit._replace(message=f"“{_seen(hit)}”, {there}", related=related) for hit in hits]
            yield from told_once(named, form)


def _complement_number(found: Sequence[Expression]) -> Iterator[Hit]:
    """« plans d’action », « plans d’actions »: a complement without article is singular or plural throughout."""
    groups: dict[tuple[str, str], dict[str, list[Hit]]] = defaultdict(dict)
    for one in found:
        if one.joint in ("de", "d’"):
            groups[one.head, one.stem].setdefault(one.text, []).append(_hit(one))
    for forms in groups.values():
        words = {form.rpartition(" ")[2].rpartition("’")[2].rstrip("sx") for form in forms}
        if len(words) == 1 and max(map(len, forms.values())) > 1:
            yield from _rarer(forms)


def _joint(found: Sequence[Expression]) -> Iterator[Hit]:
    """« traite de personnes » where all others are « traite des personnes »."""
    groups: dict[tuple[str, str], dict[str, list[Hit]]] = defaultdict(dict)
    for one in found:
        if not one.adjective and one.complement.endswith("s") and one.joint in ("de", "d’", "des", "de las", "de los"):
            groups[one.head, one.complement].setdefault(one.text, []).append(_hit(one))
    for forms in groups.values():
        counts = sorted(map(len, forms.values()))
        if len(forms) == 2 and counts[0] <= 2 and counts[1] >= _HABIT * counts[0]:
            yield from _rarer(forms)


def _adjective(found: Sequence[Expression]) -> Iterator[Hit]:
    """« trafic de migrants » beside « trafic illicite de migrants », both rare."""
    groups: dict[tuple[str, str, str], list[Expression]] = defaultdict(list)
    for one in found:
        if one.joint in ("de", "d’") and not one.complement.endswith(_VERBAL):
            groups[one.head, one.joint, one.complement].append(one)
    for same in groups.values():
        short = [one for one in same if not one.adjective]
        long = [one for one in same if one.adjective]
        if short and long and len(same) <= _RARE and len({one.adjective for one in long}) == 1:
            whole = _shown(long[0])
            for one in short:
                related = ((long[0].passage.document, long[0].passage.ref),)
                yield _hit(one)._replace(message=f"“{_shown(one)}”, elsewhere “{whole}”", related=related)


def _ties(found: Sequence[Coordination]) -> Iterator[Hit]:
    """« l’abus d’autorité ou une situation » beside « … ou d’une situation »."""
    groups: dict[tuple[str, ...], dict[str, list[Hit]]] = defaultdict(dict)
    loose: dict[tuple[str, ...], dict[str, list[Hit]]] = defaultdict(dict)
    for one in found:
        # the preposition of the first is missing before the second, which has an article: no matter of style
        slip = one.tie and PREPOSITION.match(one.key[0]) and not PREPOSITION.match(one.tie)
        hit = Hit("", one.passage, one.span, severity=None if slip else "info")
        groups[one.key].setdefault(one.tie, []).append(hit)
        # whatever preposition governs both, a second article is there or not
        loose[ARTICLES.get(one.key[0], one.key[0]), *one.key[1:]].setdefault("tied" if one.tie else "", []).append(hit)
    for forms in groups.values():
        yield from _rarer(forms)
    for forms in loose.values():
        if len(forms.get("tied", ())) > max(1, len(forms.get("", ()))):
            yield from _rarer(forms)


def _addressees(found: Sequence[Opening], recommending: Sequence[str]) -> Iterator[Hit]:
    """« Les États Membres devraient » where most recommendations are made to « Les États parties »."""
    groups: dict[frozenset[str], dict[str, list[Hit]]] = defaultdict(dict)
    for one in found:
        nouns = [word for word in one.subject.split() if len(word) > 3]
        if one.verb in recommending and 1 <= len(nouns) <= _SHORT_SUBJECT:
            at = one.passage.text.find(one.subject)
            hit = Hit("", one.passage, Span(at, at + len(one.subject)), severity="info")
            groups[frozenset({_whom(nouns)})].setdefault(one.subject, []).append(hit)
    for forms in groups.values():
        if sum(map(len, forms.values())) >= _ADDRESSED:
            yield from _rarer(forms)


def _whom(nouns: Sequence[str]) -> str:
    """One name for all that States are called."""
    return _STATES if any(noun.lower() in _STATES.split() for noun in nouns) else " ".join(nouns).lower()


def _seen(hit: Hit) -> str:
    return hit.at.text[hit.span.start : hit.span.end] if hit.span else ""


def _shown(one: Expression) -> str:
    return one.passage.text[one.span.start : one.span.end]


def _hit(one: Expression) -> Hit:
    return Hit("", one.passage, one.span)


def _spelling(view: DocumentView) -> Iterator[Hit]:
    """Words with and without a hyphen, and in English with -ise and -ize."""
    forms: dict[str, dict[str, list[Hit]]] = defaultdict(dict)
    joined = {match[0].lower().replace("-", "") for p in view.passages for match in _HYPHENED.finditer(p.text)}
    english = primary(view.language) == "en"
    for passage in view.passages:
        for match in _HYPHENED.finditer(passage.text):
            _add(forms, match[0].lower().replace("-", ""), match, passage)
        for match in _WORD.finditer(passage.text):
            word = match[0].lower()
            if word in joined:
                _add(forms, word, match, passage)
            elif english and _IZE.search(word) and not _S_ALWAYS.match(word):
                _add(forms, _IZE.sub(r"iz\2", word), match, passage)
    for group in forms.values():
        yield from _rarer(group)


def _add(forms: dict[str, dict[str, list[Hit]]], key: str, match: re.Match[str], passage: Passage) -> None:
    # a name keeps its spelling
    if not match[0][:1].isupper():
        forms[key].setdefault(match[0], []).append(Hit("", passage, Span(*match.span())))


check = Check(
    id="term-variant",
    severity="warning",
    scope="document",
    summary="one concept under several forms",
    find=find,
    work="terms",
)
