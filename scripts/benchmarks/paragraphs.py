"""True pairs of paragraphs found between two versions, clean and perturbed, by language and format

Options: --seeds N (3), --formats NAME,NAME, --damages NAME,NAME, --languages TAG,TAG (all but French), --misses.
Documents of one seed are translations of one another, made of phrases that correspond; the French one is clean, the
other is perturbed and each is laid out in its own way. A pair of blocks is found if they are in one bead; what is
printed is the share of the true pairs that are. «noticed» is the share of perturbed documents whose perturbation the
alignment reports.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from aligner.alignment import AlignOptions, align
from aligner.documents import read
from aligner.model import Bitext, Document
from tests.aligner.documents.shapes.measure import FORMATS
from tests.aligner.documents.shapes.tree import LANGUAGES, SHAPES, Known, Node, known

_KINDS = {
    "missing": {"missing"},
    "swapped": {"moved"},
    "renumbered": {"renumbered"},
    "run together": {"merged", "missing"},
    "markers lost": {"unmarked", "renumbered", "missing"},
    "section missing": {"missing"},
}
"""Notices that tell of each perturbation."""


def _plain(document: Known) -> list[int]:
    """Places of paragraphs with nothing below them and no note."""
    nodes = document.nodes
    return [
        place
        for place, node in enumerate(nodes)
        if node.kind == "paragraph"
        and not node.notes
        and not (place + 1 < len(nodes) and nodes[place + 1].ref.startswith(f"{node.ref}."))
    ]


def missing(document: Known, chance: random.Random) -> None:
    del document.nodes[chance.choice(_plain(document))]


def swapped(document: Known, chance: random.Random) -> None:
    first, second = sorted(chance.sample(_plain(document), 2))
    nodes = document.nodes
    nodes[first].text, nodes[second].text = nodes[second].text, nodes[first].text
    nodes[first].ref, nodes[second].ref = nodes[second].ref, nodes[first].ref


def renumbered(document: Known, chance: random.Random) -> None:
    places = [place for place, node in enumerate(document.nodes) if node.kind == "paragraph" and node.marker]
    start = chance.choice(places[1 : max(2, len(places) // 2)])
    for place in places:
        node = document.nodes[place]
        digits = "".join(sign for sign in node.marker if sign.isdecimal())
        if place >= start and "." not in node.marker.strip(".．- "):
            node.marker = node.marker.replace(digits, str(int(digits) + 1))


def run_together(document: Known, chance: random.Random) -> None:
    leads = [node for node in document.nodes if any(other.ref == f"{node.ref}.a" for other in document.nodes)]
    if leads:
        lead = chance.choice(leads)
        below = [node for node in document.nodes if node.ref.startswith(f"{lead.ref}.")]
        lead.text = " ".join([lead.text, *(f"{node.marker} {node.text}" for node in below)])
        document.nodes = [node for node in document.nodes if node not in below]


def markers_lost(document: Known, chance: random.Random) -> None:
    for place in chance.sample(_plain(document), 2):
        document.nodes[place].marker = ""


def section_missing(document: Known, chance: random.Random) -> None:
    heads = [node for node in document.nodes if node.kind == "heading" and "." not in node.ref]
    gone = chance.choice(heads) if heads else document.nodes[0]
    document.nodes = [node for node in document.nodes if node is not gone and not node.ref.startswith(f"{gone.ref}.")]


def spaces(document: Known, chance: random.Random) -> None:
    for node in document.nodes:
        node.text = "".join(sign * 2 if sign == " " and chance.random() < 0.03 else sign for sign in node.text)


DAMAGES: dict[str, Callable[[Known, random.Random], None]] = {
    "clean": lambda document, chance: None,
    "missing": missing,
    "swapped": swapped,
    "renumbered": renumbered,
    "run together": run_together,
    "markers lost": markers_lost,
    "section missing": section_missing,
    "doubled spaces": spaces,
}


def _read(document: Known, name: str, seed: int, folder: Path) -> Document:
    ending, rendered = FORMATS[name]
    path = folder / f"{document.language}.{ending}"
    path.write_bytes(rendered(document, seed))
    return read(path, language=document.language)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def found_pairs(bitext: Bitext) -> dict[str, set[str]]:
    """For the text of each source block the texts of the target blocks it is in one bead with."""
    source = [_squeezed(block.text) for block in bitext.source.walk()]
    target = [_squeezed(block.text) for block in bitext.target.walk()]
    found: dict[str, set[str]] = defaultdict(set)
    for bead in bitext.block_beads:
        for place in bead.source:
            found[source[place]].update(target[other] for other in bead.target)
    return found


def measure(
    shape: str, language: str, name: str, damage: str, seed: int, folder: Path
) -> tuple[float, bool, list[str]]:
    """Share of the true pairs found, whether the perturbation was noticed, and the pairs that were not found."""
    french, other = known("fr", shape, seed), known(language, shape, seed)
    pairs: list[tuple[Node, Node]] = list(zip(deepcopy(french.nodes), other.nodes, strict=True))
    before = deepcopy(other.nodes)
    DAMAGES[damage](other, random.Random(f"{damage} {seed}"))
    kept = {id(node) for node in other.nodes}
    versions = _read(french, name, seed, folder), _read(other, name, seed + 1, folder)
    bitext = align(*versions, AlignOptions(level="paragraph"))
    found = found_pairs(bitext)
    texts = {node.ref: node.text for node in other.nodes}
    wanted = [(a.text, texts[a.ref]) for a, b in pairs if id(b) in kept and a.ref in texts]
    lost = [a for a, b in wanted if not any(_squeezed(b) in text for text in found[_squeezed(a)])]
    untouched = damage not in _KINDS or before == other.nodes
    noticed = untouched or bool(_KINDS[damage] & {notice.kind for notice in bitext.notices})
    return 1 - len(lost) / len(wanted), noticed, lost


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--damages", default=",".join(DAMAGES))
    parser.add_argument("--languages", default=",".join(language for language in LANGUAGES if language != "fr"))
    parser.add_argument("--shapes", default="report,resolution,treaty,guidelines")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    languages = options.languages.split(",")
    assert set(options.shapes.split(",")) <= set(SHAPES)
    print(f"true pairs of blocks found, French with each; {options.seeds} documents a shape ({options.shapes})")
    print(f"{'format':6} {'perturbation':16}" + "".join(f"{language:>7}" for language in languages) + "   mean noticed")
    with tempfile.TemporaryDirectory() as folder:
        for name in options.formats.split(","):
            for damage in options.damages.split(","):
                means, noticed = [], []
                for language in languages:
                    shares = []
                    for shape in options.shapes.split(","):
                        for seed in range(1, 1 + options.seeds):
                            share, seen, lost = measure(shape, language, name, damage, seed, Path(folder))
                            shares.append(share)
                            noticed.append(seen)
                            if options.misses and (lost or not seen):
                                print(f"  {language} {shape} {seed} {name} {damage}: noticed {seen}, lost {lost[:3]}")
                    means.append(statistics.mean(shares))
                row = "".join(f"{mean:7.3f}" for mean in means)
                print(
                    f"{name:6} {damage:16}{row}{statistics.mean(means):7.3f} {statistics.mean(noticed):7.2f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
