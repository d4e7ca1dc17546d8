"""What was aligned: documents, counts, and how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from aligner.model import Bitext, Document
from aligner.reports.naming import direction, language_name
from aligner.reports.page.legend import share_bar, state_counts
from aligner.reports.page.markup import Html, element, join
from aligner.reports.page.view import View
from aligner.reports.page.wording import count_of, kind_label, percent


def contents(views: Sequence[View]) -> Html:
    """Return the table of all pairs, for a page of several."""
    heads = ("Document", "Languages", "Alignment", "Blocks", "Sure", "To look at", "Unmatched", "Mean confidence")
    columns = [element("th", head, scope="col", class_="figure" if n > 2 else None) for n, head in enumerate(heads)]
    body = element("tbody", *(_contents_row(view) for view in views))
    table = element("table", element("thead", element("tr", *columns)), body, class_="contents")
    # on a narrow screen it scrolls by itself, with the keyboard too
    return element("div", table, class_="scroll", role="region", aria_label="Documents", tabindex="0")


def _contents_row(view: View) -> Html:
    counts = state_counts(view)
    total = sum(counts.values())
    unmatched = counts["only-source"] + counts["only-target"]
    figures = [f"{n:,}" for n in (total, counts["sure"], total - counts["sure"] - unmatched, unmatched)]
    figures.append(percent(_mean_confidence(view.bitext)))
    return element(
        "tr",
        element("th", element("a", view.bitext.source.symbol, href=f"#{view.id}"), scope="row"),
        element("td", " – ".join(view.names)),
        element("td", share_bar(counts)),
        *(element("td", figure, class_="figure") for figure in figures),
    )


def documents(view: View) -> Html:
    """Return the two documents of a pair, one beside the other."""
    bitext = view.bitext
    return element(
        "div",
        _side(bitext.source, len(bitext.source_segments)),
        _side(bitext.target, len(bitext.target_segments)),
        class_="sides",
    )


def _side(document: Document, segments: int) -> Html:
    title = element("span", document.title, lang=document.language, dir=direction(document.language))
    blocks = sum(1 for _ in document.walk())
    facts = [count_of(blocks, "block")] if blocks else []
    facts.append(count_of(segments, "segment"))
    return element(
        "div",
        element("p", element("b", language_name(document.language)), " ", title if document.title else ""),
        element("p", join([element("bdi", document.source or document.symbol), *facts], " · "), class_="quiet"),
    )


def particulars(view: View) -> Html:
    """Return how the pair was aligned: counts, the proof that nothing is lost, repairs, signature."""
    bitext = view.bitext
    facts = [
        ("Rows", _kinds([kind_label(bead.kind) for bead in bitext.beads])),
        ("Unmatched segments", _unmatched(view)),
        ("Moved rows", f"{sum(bead.moved for bead in bitext.beads):,}"),
        ("Mean confidence", percent(_mean_confidence(bitext))),
        ("Nothing lost", _proof(bitext)),
    ]
    shown = [element("div", element("dt", name), element("dd", value)) for name, value in facts]
    shown += [
        element("div", element("dt", f"{name} {what}"), element("dd", _kinds(kinds)))
        for name, document in zip(view.names, (bitext.source, bitext.target), strict=True)
        for what, kinds in (
            ("repairs", [repair.kind for repair in document.repairs]),
            ("lines set aside", [furniture.kind for furniture in document.furniture]),
        )
        if kinds
    ]
    if bitext.signature:
        signature = element("dd", element("code", bitext.signature))
        shown.append(element("div", element("dt", "Signature"), signature))
    return element("dl", *shown, class_="facts")


def _kinds(kinds: Sequence[str]) -> str:
    """How many there are, and how many of each kind, the commonest first."""
    ordered = sorted(Counter(kinds).items(), key=lambda item: (-item[1], item[0]))
    each = ", ".join(f"{kind.replace('-', ' ')}: {number:,}" for kind, number in ordered)
    return f"{len(kinds):,} ({each})" if kinds else "0"


def _unmatched(view: View) -> str:
    beads = view.bitext.beads
    source = sum(len(bead.source) for bead in beads if not bead.target)
    target = sum(len(bead.target) for bead in beads if not bead.source)
    return f"{source:,} {view.names[0]}, {target:,} {view.names[1]}"


def _proof(bitext: Bitext) -> str:
    """Say whether every segment is in exactly one row, counting rather than trusting."""
    for side, segments in (("source", bitext.source_segments), ("target", bitext.target_segments)):
        seen = sorted(index for bead in bitext.beads for index in getattr(bead, side))
        if seen != list(range(len(segments))):
            return f"No: of {count_of(len(segments), 'segment')} of the {side}, {len(set(seen)):,} are shown"
    return "Every segment of either text is in exactly one row"


def _mean_confidence(bitext: Bitext) -> float:
    beads = bitext.beads
    return sum(bead.confidence for bead in beads) / len(beads) if beads else 0.0
