"""How much of a pair is in which state: a bar, and the key to the colours of map and rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from aligner.reports.page.markup import Html, element, join
from aligner.reports.page.view import STATES, State, View
from aligner.reports.page.wording import state_label

_LENGTH = 1000.0


def state_counts(view: View) -> dict[State, int]:
    """Return how many units are in each state, in the order of the states."""
    found = Counter(unit.state for unit in view.units())
    return {state: found[state] for state in STATES}


def legend(counts: Mapping[State, int], names: tuple[str, str]) -> Html:
    """Return the bar and the key to its colours, with counts; ``names`` are those of the two languages."""
    entries = [
        element(
            "li",
            element("span", class_=f"swatch {state}", aria_hidden="true"),
            f"{state_label(state, names)} ",
            element("b", f"{counts[state]:,}"),
            class_=None if counts[state] else "none",
        )
        for state in STATES
    ]
    return join([share_bar(counts), element("ul", *entries, class_="legend")])


def share_bar(counts: Mapping[State, int]) -> Html:
    """Return a bar whose parts are as long as each state is frequent; it says nothing the counts do not."""
    parts = [
        element("rect", x=f"{start:.5g}", y=0, width=f"{length:.5g}", height=10, class_=state)
        for state, start, length in _shares(counts)
    ]
    return element(
        "svg",
        *parts,
        class_="share",
        viewBox=f"0 0 {_LENGTH:g} 10",
        preserveAspectRatio="none",
        width="100%",
        height=10,
        aria_hidden="true",
    )


def _shares(counts: Mapping[State, int]) -> Iterator[tuple[State, float, float]]:
    total = sum(counts.values())
    start = 0.0
    for state in STATES:
        if counts[state]:
            share = _LENGTH * counts[state] / total
            # one thousandth is the gap; what is rarer than that is drawn all the same
            yield state, start, max(share - 1, 1.0)
            start += share
