"""The report: one self-contained page that shows how documents were aligned, and what was found in them.

The page needs no network and runs under a content security policy that names its one style sheet and its one script
by hash. Each part of it is a module of this folder that turns a :class:`~aligner.reports.page.view.View` into markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from aligner.glossary import Glossary
from aligner.model import Bitext, Finding
from aligner.reports.page.alignment_map import alignment_map
from aligner.reports.page.findings import findings_content
from aligner.reports.page.glossary import glossary_content
from aligner.reports.page.legend import legend, state_counts
from aligner.reports.page.links import Links
from aligner.reports.page.markup import Html, element, join
from aligner.reports.page.notices import notices
from aligner.reports.page.overview import contents, documents, particulars
from aligner.reports.page.shell import Part, shell
from aligner.reports.page.texts import texts
from aligner.reports.page.toolbar import key_list, toolbar
from aligner.reports.page.view import Thresholds, View, view

__all__ = ["PageOptions", "Part", "Thresholds", "render"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOptions:
    """What a caller may choose about the page."""

    title: str = ""
    """Heading of the page; empty: the symbol of the document, or how many there are."""
    thresholds: Thresholds = field(default_factory=Thresholds)
    """Where confidence is called sure, likely, doubtful."""
    parts: tuple[Part, ...] = ()
    """Further parts of the page, after all others."""


def render(
    bitexts: Sequence[Bitext],
    options: PageOptions | None = None,
    *,
    findings: Sequence[Finding] | None = None,
    glossary: Glossary | None = None,
) -> str:
    """Return the page for any number of aligned documents as HTML, UTF-8 when written.

    ``findings`` and ``glossary`` each add a part, None adds none; what they name of the documents on the page is
    linked. The same arguments give the same text. Nothing of the documents can become markup.
    """
    options = options or PageOptions()
    views = [view(bitext, name, options.thresholds) for name, bitext in zip(_names(bitexts), bitexts, strict=True)]
    links = Links(views)
    parts = []
    if views:
        parts.append(Part(id="alignment", title="Alignment", content=_alignment(views, options.thresholds)))
    if findings is not None:
        parts.append(Part(id="findings", title="Findings", content=findings_content(findings, links)))
    if glossary is not None:
        parts.append(Part(id="glossary", title="Glossary", content=glossary_content(glossary, links)))
    parts += options.parts
    return shell(options.title or _title(bitexts), _subtitle(views, parts), parts)


def _alignment(views: Sequence[View], thresholds: Thresholds) -> Html:
    return join(
        [
            contents(views) if len(views) > 1 else Html(),
            toolbar(views, thresholds),
            *(_article(item, alone=len(views) == 1) for item in views),
            key_list(),
        ]
    )


def _names(bitexts: Sequence[Bitext]) -> list[str]:
    """A short prefix for each pair's identifiers: its target language, numbered where that is not enough."""
    tags = [bitext.target.language for bitext in bitexts]
    if len(set(tags)) == len(tags):
        return tags
    return [f"{tag}{n}" for n, tag in enumerate(tags, start=1)]


def _title(bitexts: Sequence[Bitext]) -> str:
    symbols = list(dict.fromkeys(bitext.source.symbol for bitext in bitexts))
    if not symbols:
        return "Report"
    return symbols[0] if len(symbols) == 1 else f"{len(symbols):,} documents"


def _subtitle(views: Sequence[View], parts: Sequence[Part]) -> str:
    if not views:
        return ", ".join(part.title for part in parts)
    return "Alignment, " + "; ".join(dict.fromkeys(" – ".join(item.names) for item in views))


def _article(item: View, *, alone: bool) -> Html:
    heading = " – ".join(item.names)
    parts = (
        ("Map", join([legend(state_counts(item), item.names), alignment_map(item)])),
        ("Noticed", notices(item)),
        ("Texts", texts(item)),
        ("Particulars", particulars(item)),
    )
    return element(
        "article",
        element(
            "h2", heading if alone else f"{item.bitext.source.symbol}, {heading}", class_="unseen" if alone else None
        ),
        documents(item),
        *(
            element("section", element("h3", name), content, id=f"{item.id}-{name.lower()}", class_=name.lower())
            for name, content in parts
        ),
        id=item.id,
        class_="pair",
    )
