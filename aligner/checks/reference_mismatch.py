"""A reference names another article, paragraph or subparagraph in the translation.

What: references to articles, paragraphs, rules, chapters, annexes and lettered subparagraphs are read part by part,
so that their order may differ («alinéa a) du paragraphe 2 de l’article 6» / "article 6, paragraph 2 (a)"), with
numerals of every script (第六条第二款). A part is reported when each side has one that the other has nowhere.
Why: a legal text that cites another provision says something else.
Example: «article 6, par. 2» / "article 9, paragraph 2".
Instead: the source's numbers; the order and the words of the target language.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.checks.analysis.figure_match import reference_contradictions
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import PairView


def find(view: PairView) -> Iterator[Hit]:
    """Yield each part of a reference that contradicts the source's."""
    for pair, found in zip(view.pairs, view.shared(reference_contradictions), strict=True):
        for each in found:
            message = f"another {each.what}: “{each.seen}” for “{each.expected}”"
            yield Hit(message, pair.target, each.target, pair.source.text)


check = Check(
    id="reference-mismatch",
    severity="error",
    scope="pair",
    summary="a reference names another article, paragraph or subparagraph",
    find=find,
    work="figures",
)
