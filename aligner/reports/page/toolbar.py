"""The bar that filters and steps through the rows, and the list of its keys; the script brings both to life."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from aligner.reports.page.markup import Html, element, join
from aligner.reports.page.view import State, Thresholds, View
from aligner.reports.page.wording import kind_label, state_label, whole_percent

KEYS = (
    ("/", "filter by text: all words, or a phrase in quotation marks; accents do not matter"),
    ("Enter", "from the filter to the first row it leaves"),
    ("j", "next row to look at"),
    ("k", "previous row to look at"),
    ("Esc", "clear the filter, close this list"),
    ("?", "this list"),
)


def toolbar(views: Sequence[View], thresholds: Thresholds) -> Html:
    """Return the bar; it is hidden until the script runs."""
    return element(
        "div",
        _labelled(
            "f-text",
            "Filter by text",
            element(
                "input",
                id="f-text",
                type="search",
                autocomplete="off",
                spellcheck="false",
                placeholder="Filter text or reference",
            ),
        ),
        _labelled("f-part", "Section", _select("f-part", "All sections", _sections(views))),
        _labelled("f-conf", "Confidence", _select("f-conf", "Any confidence", _confidences(thresholds))),
        _labelled("f-kind", "Kind", _select("f-kind", "Any kind", _kinds(views))),
        element("button", "Clear", id="f-clear", type="button"),
        element("output", id="f-count", role="status"),
        element(
            "span",
            element("button", "‹ Previous", id="f-prev", type="button", title="Previous row to look at (k)"),
            element("button", "Next ›", id="f-next", type="button", title="Next row to look at (j)"),
            element("button", "?", id="f-help", type="button", aria_label="Keys"),
            class_="steps",
        ),
        class_="toolbar",
        role="search",
        aria_label="Rows",
        hidden=True,
    )


def key_list() -> Html:
    """Return the dialog that lists the keys and lets a reader switch them off (WCAG 2.2, 2.1.4)."""
    entries = [element("div", element("dt", element("kbd", key)), element("dd", what)) for key, what in KEYS]
    return element(
        "dialog",
        element("h2", "Keys", id="keys-title"),
        element("dl", *entries),
        element(
            "p",
            element("label", element("input", id="keys-on", type="checkbox", checked=True), " Single-key commands on"),
        ),
        element("button", "Close", id="keys-close", type="button"),
        id="keys",
        aria_labelledby="keys-title",
    )


def _labelled(identifier: str, label: str, control: Html) -> Html:
    return join([element("label", label, for_=identifier, class_="unseen"), control])


def _select(identifier: str, everything: str, options: Iterable[Html]) -> Html:
    return element("select", element("option", everything, value=""), *options, id=identifier)


def _sections(views: Sequence[View]) -> Iterable[Html]:
    for view in views:
        options = [element("option", section.label, value=section.id) for section in view.sections]
        if len(views) == 1:
            yield from options
            continue
        label = f"{view.bitext.source.symbol}, {' – '.join(view.names)}"
        whole = element("option", f"All of {label}", value=view.id)
        yield element("optgroup", whole, *options, label=label)


def _confidences(thresholds: Thresholds) -> Iterable[Html]:
    sure, likely = whole_percent(thresholds.sure), whole_percent(thresholds.likely)
    for low, high, label in (
        (sure, 101, f"Sure: {sure} % and above"),
        (likely, sure, f"Likely: {likely} to {sure} %"),
        (0, likely, f"Doubtful: below {likely} %"),
        (0, sure, f"All below {sure} %"),
    ):
        yield element("option", label, value=f"{low}-{high}")


def _kinds(views: Sequence[View]) -> Iterable[Html]:
    rows = [row for view in views for unit in view.units() for row in unit.rows]
    kinds = Counter(row.kind for row in rows)
    for kind, number in sorted(kinds.items(), key=lambda item: (-item[1], item[0])):
        yield element("option", f"{kind_label(kind)} ({number:,})", value=f"kind:{kind}")
    pairs = {view.names for view in views}
    names = pairs.pop() if len(pairs) == 1 else ("Source", "Target")
    unsure: tuple[State, ...] = ("moved", "only-source", "only-target")
    for state in unsure:
        number = sum(row.state == state for row in rows)
        if number:
            yield element("option", f"{state_label(state, names)} ({number:,})", value=f"state:{state}")
