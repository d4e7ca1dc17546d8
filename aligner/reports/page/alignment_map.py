"""The map: both texts as rails of blocks, section by section, with a band between what met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aligner.reports.naming import shown_ref
from aligner.reports.page.markup import Html, element, join
from aligner.reports.page.strips import FULL, Box, Placed, Strip, strips
from aligner.reports.page.view import Unit, View
from aligner.reports.page.wording import count_of, percent, state_label

_HEIGHT = 54
_RAIL = 14
"""Where the bands begin, counted from either edge."""
_DEPTHS = {"item": 10, "subitem": 7, "cell": 7, "footnote": 10, "heading": 14}
"""How high a block is drawn: what stands under something else is lower."""
_NUMBER = "{:.5g}"


def alignment_map(view: View) -> Html:
    """Return the map of one pair."""
    return element(
        "div",
        *(_line(view, strip) for strip in strips(view)),
        element(
            "p",
            f"Above, the {view.names[0]} text; below, the {view.names[1]} text; each block as wide as its text is "
            "long. Choose a block to read it: ",
            join([element("kbd", key) for key in ("←", "→", "↑", "↓")], " "),
            " move, ",
            element("kbd", "Enter"),
            " opens.",
            class_="hint",
        ),
        class_="lines",
    )


def _line(view: View, strip: Strip) -> Html:
    label = strip.section.label
    if strip.part:
        label = f"{label} (continued)"
    summary = _summary(view, strip)
    return element(
        "div",
        element(
            "div",
            element("a", label, href=f"#{strip.section.id}"),
            element("span", summary),
            class_="map-label",
        ),
        _drawing(view, strip, f"{label}: {summary}"),
        class_="map-line",
    )


def _summary(view: View, strip: Strip) -> str:
    total = count_of(len(strip.units), "block")
    unsure = [unit.state for unit in strip.units if unit.state != "sure"]
    if len(unsure) == len(strip.units) and len(set(unsure)) == 1:
        return f"{total}, {state_label(unsure[0], view.names)}"
    return f"{total}, {len(unsure):,} to look at" if unsure else total


def _drawing(view: View, strip: Strip, label: str) -> Html:
    placed = sorted(strip.placed.values(), key=lambda item: item.unit.state == "moved")
    links = [_link(view, item, first=item is placed[0]) for item in placed]
    return element(
        "svg",
        *links,
        viewBox=f"0 0 {_NUMBER.format(max(strip.length, 1.0))} {_HEIGHT}",
        width=f"{_NUMBER.format(100 * strip.length / FULL)}%",
        height=_HEIGHT,
        preserveAspectRatio="none",
        role="group",
        aria_label=label,
    )


def _link(view: View, placed: Placed, *, first: bool) -> Html:
    unit = placed.unit
    bands = "".join(_bands(placed))
    blocks = "".join(
        [*(_block(box, top=True) for box in placed.source), *(_block(box, top=False) for box in placed.target)]
    )
    return element(
        "a",
        element("title", describe(view, unit)),
        element("path", class_="band", d=bands) if bands else Html(),
        element("path", class_="block", d=blocks),
        href=f"#{unit.id}",
        class_=unit.state,
        # one stop of the Tab key a line; the arrows do the rest
        tabindex="0" if first else "-1",
    )


def describe(view: View, unit: Unit) -> str:
    """Say in one line which blocks a unit joins and how surely."""
    bitext = view.bitext
    source = "; ".join(shown_ref(view.source_nodes[node].ref, bitext.source.language) for node in unit.source)
    target = "; ".join(shown_ref(view.target_nodes[node].ref, bitext.target.language) for node in unit.target)
    where = " ↔ ".join(part for part in (source, target) if part)
    words = [state_label(unit.state, view.names), percent(unit.confidence)]
    alone = sum(not row.source or not row.target for row in unit.rows) if unit.source and unit.target else 0
    if alone:
        words.append(f"{count_of(alone, 'row')} without counterpart")
    return f"{where}: {', '.join(words)}"


def _block(box: Box, *, top: bool) -> str:
    depth = _DEPTHS.get(box.kind, 12)
    y = _RAIL - depth if top else _HEIGHT - _RAIL
    return f"M{_NUMBER.format(box.start)} {y}H{_NUMBER.format(box.end)}v{depth}H{_NUMBER.format(box.start)}z"


def _bands(placed: Placed) -> Iterator[str]:
    """A band from each run of source blocks to each run of target blocks."""
    for above_start, above_end in _runs(placed.source):
        for below_start, below_end in _runs(placed.target):
            corners = (above_start, above_end, below_end, below_start)
            a, b, c, d = (_NUMBER.format(corner) for corner in corners)
            yield f"M{a} {_RAIL + 2}H{b}L{c} {_HEIGHT - _RAIL - 2}H{d}z"


def _runs(boxes: Sequence[Box]) -> list[tuple[float, float]]:
    runs: list[tuple[float, float]] = []
    for box in boxes:
        if runs and box.start - runs[-1][1] < 4.0:
            runs[-1] = (runs[-1][0], box.end)
        else:
            runs.append((box.start, box.end))
    return runs
