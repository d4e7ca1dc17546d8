"""Aligners by length alone, for comparison: nltk's gale_church and galechurch."""

from __future__ import annotations

from collections.abc import Sequence

from _gold import Case

from aligner.alignment.evaluation import NOTHING, compare
from aligner.model import Bead


def print_baselines(sets: dict[str, list[Case]]) -> None:
    """Print the strict F1 of each on each set."""
    print(f"strict F1 of length-based aligners\n{'set':20}{'nltk gale_church':>20}{'galechurch':>14}")
    for name, cases in sets.items():
        texts = "".join(f"{score:>17}" for score in (_nltk(cases), _galechurch(cases)))
        print(f"{name:20}{texts}")


def _nltk(cases: Sequence[Case]) -> str:
    try:
        from nltk.translate.gale_church import align_blocks  # type: ignore[import-untyped]
    except ImportError:
        return "not installed"
    total = NOTHING
    for case in cases:
        links = align_blocks([len(s) for s in case.source], [len(t) for t in case.target])
        total += compare(_from_links(links, len(case.source), len(case.target)), case.gold)
    return f"{total.scores()[0].f1:.3f}"


def _galechurch(cases: Sequence[Case]) -> str:
    try:
        import galechurch
    except ImportError:
        return "not installed"
    total = NOTHING
    for case in cases:
        beads = [
            Bead(tuple(range(b.source_start, b.source_end)), tuple(range(b.target_start, b.target_end)))
            for b in galechurch.align(case.source, case.target).beads
        ]
        total += compare(beads, case.gold)
    return f"{total.scores()[0].f1:.3f}"


def _from_links(links: Sequence[tuple[int, int]], sources: int, targets: int) -> list[Bead]:
    """Beads from pairs of segments that correspond: connected groups of them."""
    beads: list[tuple[set[int], set[int]]] = []
    for i, j in links:
        if beads and (i in beads[-1][0] or j in beads[-1][1]):
            beads[-1][0].add(i)
            beads[-1][1].add(j)
        else:
            beads.append(({i}, {j}))
    seen = [{i for bead in beads for i in bead[side]} for side in (0, 1)]
    out = [Bead(tuple(sorted(a)), tuple(sorted(b))) for a, b in beads]
    out += [Bead((i,), ()) for i in range(sources) if i not in seen[0]]
    return out + [Bead((), (j,)) for j in range(targets) if j not in seen[1]]
