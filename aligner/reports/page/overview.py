"""What was aligned: documents, counts, and how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from aligner.model import Bitext, Document
from aligner.reports.page.markup import Html, element, join
from aligner.reports.page.naming import direction, language_name
from aligner.reports.page.view import View
from aligner.reports.page.wording import STATE_LABELS, count_of, kind_label, percent


def contents(views: Sequence[View]) -> Html:
    """Return the table of all pairs, for a page of several."""
    heads = ("Document", "Languages", "Blocks", "Sure", "To look at", "Unmatched", "Mean confidence")
    rows = []
    for view in views:
        counts = state_counts(view)
        unmatched = counts.get("only-source", 0) + counts.get("only-target", 0)
        total = sum(counts.values())
        bitext = view.bitext
        rows.append(
            element(
                "tr",
                element("th", element("a", bitext.source.symbol, href=f"#{view.id}"), scope="row"),
                element("td", f"{language_name(bitext.source.language)} – {language_name(bitext.target.language)}"),
                *(
                    element("td", cell, class_="figure")
                    for cell in (
                        f"{total:,}",
                        f"{counts.get('sure', 0):,}",
                        f"{total - counts.get('sure', 0) - unmatched:,}",
                        f"{unmatched:,}",
                        percent(_mean_confidence(bitext)),
                    )
                ),
            )
        )
    head = element(
        "tr", *(element("th", h, scope="col", class_="figure" if n > 1 else None) for n, h in enumerate(heads))
    )
    return element("table", element("thead", head), element("tbody", *rows), class_="contents")


def state_counts(view: View) -> dict[str, int]:
    """Return how many units are in each state, in the order of the states."""
    found = Counter(unit.state for unit in view.units())
    return {state: found[state] for state in STATE_LABELS}


def overview(view: View) -> Html:
    """Return the facts about one pair."""
    bitext = view.bitext
    return join(
        [
            element(
                "div",
                _side("Source", bitext.source, len(bitext.source_segments)),
                _side("Target", bitext.target, len(bitext.target_segments)),
                class_="sides",
            ),
            element("dl", *_facts(bitext), class_="facts"),
        ]
    )


def _side(role: str, document: Document, segments: int) -> Html:
    blocks = sum(1 for _ in document.walk())
    lines = [count_of(blocks, "block"), count_of(segments, "segment")]
    mended = Counter(repair.kind for repair in document.repairs)
    aside = Counter(furniture.kind for furniture in document.furniture)
    return element(
        "section",
        element("h3", f"{role}: {language_name(document.language)}"),
        element("p", document.title, class_="title", lang=document.language, dir=direction(document.language))
        if document.title
        else Html(),
        element("p", element("bdi", document.source), class_="file") if document.source else Html(),
        element("p", " · ".join(lines)),
        _counted(count_of(sum(mended.values()), "repair"), mended),
        _counted(f"{count_of(sum(aside.values()), 'line')} set aside", aside),
    )


def _counted(summary: str, kinds: Counter[str]) -> Html:
    if not kinds:
        return Html()
    entries = [element("li", f"{kind.replace('-', ' ')}: {number:,}") for kind, number in sorted(kinds.items())]
    return element("details", element("summary", summary), element("ul", *entries))


def _facts(bitext: Bitext) -> list[Html]:
    kinds = Counter(bead.kind for bead in bitext.beads)
    ordered = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    unmatched = (
        sum(len(bead.source) for bead in bitext.beads if not bead.target),
        sum(len(bead.target) for bead in bitext.beads if not bead.source),
    )
    names = language_name(bitext.source.language), language_name(bitext.target.language)
    facts = [
        ("Rows", f"{len(bitext.beads):,} ({', '.join(f'{kind_label(k)}: {n:,}' for k, n in ordered)})"),
        ("Unmatched segments", f"{unmatched[0]:,} {names[0]}, {unmatched[1]:,} {names[1]}"),
        ("Moved rows", f"{sum(bead.moved for bead in bitext.beads):,}"),
        ("Mean confidence", percent(_mean_confidence(bitext))),
        ("Complete", _proof(bitext)),
    ]
    shown = [element("div", element("dt", name), element("dd", value)) for name, value in facts]
    if bitext.signature:
        shown.append(element("div", element("dt", "Signature"), element("dd", element("code", bitext.signature))))
    return shown


def _proof(bitext: Bitext) -> str:
    """Say whether every segment is in exactly one row, counting rather than trusting."""
    for side, segments in (("source", bitext.source_segments), ("target", bitext.target_segments)):
        seen = sorted(index for bead in bitext.beads for index in getattr(bead, side))
        if seen != list(range(len(segments))):
            return f"No: of {count_of(len(segments), 'segment')} of the {side}, {len(set(seen)):,} are shown"
    return "Yes: every segment of either text is in exactly one row"


def _mean_confidence(bitext: Bitext) -> float:
    beads = bitext.beads
    return sum(bead.confidence for bead in beads) / len(beads) if beads else 0.0
