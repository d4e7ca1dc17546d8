"""What the alignment noticed: missing, added, moved, renumbered, merged, …"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from aligner.model import Document, Notice
from aligner.reports.naming import language_name, shown_ref
from aligner.reports.page.markup import Html, element, join, text
from aligner.reports.page.view import Node, View
from aligner.reports.page.wording import count_of

_HEADINGS: dict[str, str] = {
    "unrelated": "The texts do not correspond",
    "missing": "Missing in the target",
    "added": "Added in the target",
    "moved": "Moved",
    "renumbered": "Renumbered",
    "merged": "Merged in the target",
    "split": "Split in the target",
    "unmarked": "Marker lost on one side",
}


_LONGEST = 12
"""Refs, or runs of refs, that one notice names; a list of hundreds would be read by no one."""


def notices(view: View) -> Html:
    """Return the notices of one pair, by kind, each with links to the blocks it is about."""
    found = view.bitext.notices
    if not found:
        return element("p", "The alignment noticed nothing out of the ordinary.", class_="quiet")
    ids = view.unit_ids()
    sides = (
        _Side(view.bitext.source, view.source_nodes, ids[0]),
        _Side(view.bitext.target, view.target_nodes, ids[1]),
    )
    groups = [
        _group(kind, heading, [notice for notice in found if notice.kind == kind], sides)
        for kind, heading in _HEADINGS.items()
    ]
    return join(
        [element("p", count_of(len(found), "notice"), class_="quiet"), element("div", *groups, class_="notices")]
    )


class _Side:
    """The refs of one text: their order, their links, how they are written."""

    def __init__(self, document: Document, nodes: Sequence[Node], ids: Mapping[str, str]) -> None:
        self.language = document.language
        self.ids = ids
        self.places: dict[str, int] = {}
        for place, node in enumerate(nodes):
            self.places.setdefault(node.ref, place)

    def written(self, refs: Sequence[str]) -> Html:
        """The language's name and the refs, runs of more than two as first and last."""
        runs = self._runs(refs)
        shown = [self._run(run) for run in runs[:_LONGEST]]
        left = sum(len(run) for run in runs[_LONGEST:])
        if left:
            shown.append(text(f"and {left:,} more"))
        return element("span", f"{language_name(self.language)} ", join(shown, ", "), class_="where")

    def _runs(self, refs: Sequence[str]) -> list[list[str]]:
        runs: list[list[str]] = []
        for ref in refs:
            before = self.places.get(runs[-1][-1], -2) if runs else -2
            if self.places.get(ref) == before + 1:
                runs[-1].append(ref)
            else:
                runs.append([ref])
        return runs

    def _run(self, run: list[str]) -> Html:
        if len(run) < 3:
            return join((self._link(ref) for ref in run), ", ")
        return join([self._link(run[0]), " to ", self._link(run[-1]), f" ({count_of(len(run), 'block')})"])

    def _link(self, ref: str) -> Html:
        label = element("bdi", shown_ref(ref, self.language))
        return element("a", label, href=f"#{self.ids[ref]}") if ref in self.ids else label


def _group(kind: str, heading: str, members: Sequence[Notice], sides: tuple[_Side, _Side]) -> Html:
    if not members:
        return Html()
    count = element("span", f"{len(members):,}", class_="badge")
    items = [element("li", *_notice(notice, sides)) for notice in members]
    return element("section", element("h4", f"{heading} ", count), element("ul", *items), class_=f"notice {kind}")


def _notice(notice: Notice, sides: tuple[_Side, _Side]) -> Iterable[Html]:
    named = zip(sides, (notice.source_refs, notice.target_refs), strict=True)
    yield join([side.written(refs) for side, refs in named if refs], " → ")
    if notice.message:
        yield element("span", notice.message, class_="message")
