"""What the alignment noticed: missing, added, moved, renumbered, merged, …"""

from __future__ import annotations

from collections.abc import Iterable

from aligner.model import Notice
from aligner.reports.page.markup import Html, element, join
from aligner.reports.page.naming import language_name, shown_ref
from aligner.reports.page.view import View
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


def notices(view: View) -> Html:
    """Return the notices of one pair, by kind, each with links to the blocks it is about."""
    found = view.bitext.notices
    if not found:
        return element("p", "The alignment noticed nothing out of the ordinary.", class_="quiet")
    ids = view.unit_ids()
    groups = []
    for kind, heading in _HEADINGS.items():
        members = [notice for notice in found if notice.kind == kind]
        if not members:
            continue
        items = [element("li", *_notice(view, notice, ids)) for notice in members]
        groups.append(
            element(
                "section",
                element("h4", f"{heading} ", element("span", f"{len(members):,}", class_="badge")),
                element("ul", *items),
                class_=f"notice {kind}",
            )
        )
    return join(
        [element("p", count_of(len(found), "notice"), class_="quiet"), element("div", *groups, class_="notices")]
    )


def _notice(view: View, notice: Notice, ids: tuple[dict[str, str], dict[str, str]]) -> Iterable[str]:
    bitext = view.bitext
    sides = (
        (notice.source_refs, bitext.source.language, ids[0]),
        (notice.target_refs, bitext.target.language, ids[1]),
    )
    links = [
        element(
            "span", f"{language_name(language)} ", join((_ref(r, language, known) for r in refs), ", "), class_="where"
        )
        for refs, language, known in sides
        if refs
    ]
    yield join(links, " → ")
    if notice.message:
        yield element("span", notice.message, class_="message")


def _ref(ref: str, language: str, known: dict[str, str]) -> Html:
    label = element("bdi", shown_ref(ref, language))
    return element("a", label, href=f"#{known[ref]}") if ref in known else label
