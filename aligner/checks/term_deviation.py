"""The source has a term of the glossary, the target none of its approved forms.

What: terms are found in any inflection; a target that has a word of the same family (a verb for a noun), another
sense that the glossary knows, or a deprecated form (which `deprecated-term` reports) is left alone, and so is a term
inside a longer one, or mentioned again in the same text.
Why: one concept under two names is two concepts to a court.
Example: « consentement » / "agreement".
Instead: the approved form, "consent".
Default: a warning where the pairs checked together use an approved form in most places, so that the deviation is
the exception; information where they do not, because then it is the glossary that is in doubt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aligner.checks.analysis.families import related
from aligner.checks.analysis.term_uses import Use, by_term, of_pairs, terms_of, unwanted
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import Pair, PairView
from tmx.terms import TermEntry

_RULE = 0.85
"""Share of a term's uses with an approved form, one more added, from which a deviation is a warning."""
_USES = 3
"""Uses from which there is a rule."""


class Deviation(NamedTuple):
    """A source term without an approved form on the other side."""

    pair: Pair
    use: Use
    approved: tuple[str, ...]


def find(view: PairView) -> Iterator[Hit]:
    """Yield each deviation, in the order of the pairs."""
    if not view.terms:
        return
    kept, deviations = _judged(view)
    lost = Counter(each.use.term.text for each in deviations)
    for each in deviations:
        term = each.use.term.text
        seen = each.pair.source.text[each.use.span.start : each.use.span.end]
        total = kept[term] + lost[term]
        rule = total >= _USES and kept[term] + 1 >= _RULE * (total + 1)
        message = f"no approved form of “{seen}”: expected “{'” or “'.join(each.approved)}”"
        yield Hit(
            message,
            each.pair.target,
            None,
            each.pair.source.text,
            severity="warning" if rule else "info",
            key=f"{term} {each.pair.target.text}",
        )


def _judged(view: PairView) -> tuple[Counter[str], list[Deviation]]:
    """How often each term has an approved form, and where it has none."""
    language = view.target.language
    senses = by_term(view.terms, view.source.language)
    kept: Counter[str] = Counter()
    deviations: list[Deviation] = []
    sources, targets = view.shared(of_pairs)
    for pair, mine, theirs in zip(view.pairs, sources, targets, strict=True):
        if not pair.target.text:
            continue
        done: set[str] = set()
        for use in mine:
            if use.nested or use.term.text in done:
                continue
            done.add(use.term.text)
            entries = senses[use.term.text]
            approved = [term.text for _, term in terms_of(entries, language) if not unwanted(term)]
            if not approved:
                continue
            if _answered(entries, theirs) or related(approved, pair.target.text, language):
                kept[use.term.text] += 1
            else:
                deviations.append(Deviation(pair, use, tuple(dict.fromkeys(approved))))
    return kept, deviations


def _answered(entries: Sequence[TermEntry], uses: Sequence[Use]) -> bool:
    return any(use.entry in entries for use in uses)


check = Check(
    id="term-deviation",
    severity="warning",
    scope="pair",
    summary="the source has the term, the target none of its approved forms",
    find=find,
    work="terms",
)
