"""From a document's paragraph to its place on the page."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.reports.page.markup import Html, element
from aligner.reports.page.view import View


class Links:
    """Where on the page each block of each document is shown."""

    def __init__(self, views: Sequence[View]) -> None:
        self._known: dict[tuple[str, str, str], str] = {}
        for view in views:
            documents = (view.bitext.source, view.bitext.target)
            for document, ids in zip(documents, view.unit_ids(), strict=True):
                for ref, identifier in ids.items():
                    # a source text is shown once a pair: its first place is as good as the others
                    self._known.setdefault((document.symbol, document.language, ref), identifier)

    def to(self, document: str, language: str, ref: str, label: str) -> Html:
        """Return ``label`` as a link to that block, or by itself where the block is not on the page."""
        identifier = self._known.get((document, language, ref))
        name = element("bdi", label) if label else Html()
        return element("a", name, href=f"#{identifier}") if identifier and label else name
