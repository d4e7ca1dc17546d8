"""A sentence of the source is not translated.

What: the sentences of a pair are aligned by length, shared words and what the other pairs teach about the
vocabulary; one that stands alone is reported. A long sentence cut in two, or two joined into one, is no omission.
Why: the reader does not know that something is missing, and the target reads well.
Example: two sentences in French, the first of them in English.
Instead: the translation of the sentence, in its place.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.checks.analysis.sentences import alone
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import PairView


def find(view: PairView) -> Iterator[Hit]:
    """Yield each sentence of the source without counterpart."""
    for pair, span in view.shared(alone)[0]:
        sentence = pair.source.text[span.start : span.end]
        yield Hit(f"not translated: “{sentence}”", pair.target, None, pair.source.text, key=sentence)


check = Check(
    id="omitted-sentence",
    severity="error",
    scope="pair",
    summary="a sentence of the source is not translated",
    find=find,
    work="sentences",
)
