"""A link or e-mail address is another one in the translation.

What: links are compared without scheme, language folder (`/fr/`), language query (`?lang=`) and letter case.
Why: the reader is sent to another page, or to none.
Example: …/CTOC/index.html / …/CAC/index.html.
Instead: the source's link, in the page's own language version where there is one.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.checks.analysis.figures import of_pairs
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import PairView


def find(view: PairView) -> Iterator[Hit]:
    """Yield each link of the target that contradicts the source's, or is missing."""
    for pair, (source, target) in zip(view.pairs, view.shared(of_pairs), strict=True):
        if not source.links and not target.links:
            continue
        mine, theirs = {link.key for link in source.links}, {link.key for link in target.links}
        lonely = [link for link in source.links if link.key not in theirs]
        rivals = [link for link in target.links if link.key not in mine]
        for place, link in enumerate(rivals):
            if place < len(lonely):
                message = f"another link: “{link.text}” for “{lonely[place].text}”"
                yield Hit(message, pair.target, link.span, pair.source.text)
        for link in lonely[len(rivals) :]:
            yield Hit(f"the link “{link.text}” is missing", pair.target, None, pair.source.text, key=link.key)


check = Check(
    id="url-mismatch",
    severity="warning",
    scope="pair",
    summary="another link or e-mail address",
    find=find,
    work="figures",
)
