"""Structure found in documents of known trees: block F1 by language, format and damage

Options: --seeds N (2), --formats NAME,NAME (all), --speed FILE (also print how fast that text file is read, repeated
to 5 MB), --misses (print what differs). Every document is rendered from a tree of invented sentences, damaged as
extraction and editing damage them, and read back; a block counts as found where kind, reference and text all agree.
The truth is what is printed: a block that keeps its marker keeps its reference, one that lost it is unnumbered.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from aligner.documents import read
from tests.aligner.documents import printing, render
from tests.aligner.documents.trees import LANGUAGES, Marked, Tree, paragraph_marker, tree

FORMATS: dict[str, tuple[str, Callable[[Tree], bytes]]] = {
    "text": ("txt", render.text),
    "docx": ("docx", lambda known: render.word(known, automatic=False)),
    "html": ("html", render.web),
    "tei": ("xml", render.tei),
    "pdf": ("pdf", printing.pdf),
}
_MEGABYTES = 5


def _simple(blocks: tuple[Marked, ...]) -> list[int]:
    """Places of paragraphs and items that have nothing below them and no footnote."""
    return [
        place
        for place, block in enumerate(blocks)
        if block.kind != "heading"
        and not block.note
        and not (place + 1 < len(blocks) and blocks[place + 1].ref.startswith(f"{block.ref}."))
    ]


def clean(known: Tree, chance: random.Random) -> Tree:
    return known


def dropped_paragraph(known: Tree, chance: random.Random) -> Tree:
    """A paragraph is missing, the others keep their numbers."""
    gone = chance.choice([place for place in _simple(known.blocks) if known.blocks[place].kind == "paragraph"])
    return replace(known, blocks=known.blocks[:gone] + known.blocks[gone + 1 :])


def swapped(kind: str) -> Callable[[Tree, random.Random], Tree]:
    """Two neighbours changed places, with their markers."""

    def damage(known: Tree, chance: random.Random) -> Tree:
        blocks = list(known.blocks)
        simple = [place for place in _simple(known.blocks) if blocks[place].kind == kind]
        pairs = [(a, b) for a, b in pairwise(simple) if b == a + 1]
        first, second = chance.choice(pairs)
        blocks[first], blocks[second] = blocks[second], blocks[first]
        return replace(known, blocks=tuple(blocks))

    return damage


def renumbered_tail(known: Tree, chance: random.Random) -> Tree:
    """From some paragraph on all are numbered one or two higher."""
    start, more = chance.randint(3, 12), chance.randint(1, 2)
    blocks = []
    for printed in known.blocks:
        block = printed
        section, _, rest = block.ref.partition(".")
        number, _, below = rest.partition(".")
        if number and int(number) >= start:
            own = f"{section}.{int(number) + more}"
            marker = paragraph_marker(known.language, int(number) + more) if not below else block.marker
            blocks.append(block._replace(ref=f"{own}.{below}" if below else own, marker=marker))
        else:
            blocks.append(block)
    return replace(known, blocks=tuple(blocks))


def flattened_list(known: Tree, chance: random.Random) -> Tree:
    """A list, markers and all, runs on in its paragraph."""
    lead = chance.choice([block for block in known.blocks if f"{block.ref}.a" in {b.ref for b in known.blocks}])
    if lead.kind != "paragraph":
        lead = next(block for block in known.blocks if lead.ref.startswith(f"{block.ref}.") and "." in block.ref)
    below = [block for block in known.blocks if block.ref.startswith(f"{lead.ref}.")]
    text = " ".join([lead.text, *(f"{block.marker} {block.text}" for block in below)])
    blocks = tuple(lead._replace(text=text) if block is lead else block for block in known.blocks if block not in below)
    return replace(known, blocks=blocks)


def lost_markers(known: Tree, chance: random.Random) -> Tree:
    """One paragraph and one item of each document are there without their markers."""
    blocks = list(known.blocks)
    for kind in ("paragraph", "item"):
        own = [place for place in _simple(known.blocks) if blocks[place].kind == kind]
        # the last item of a list cannot be told from a paragraph without number
        inner = [place for place in own if kind == "paragraph" or blocks[place + 1].kind == "item"]
        place = chance.choice(inner)
        base = blocks[place].ref.rpartition(".")[0]
        blocks[place] = blocks[place]._replace(kind="text", marker="", ref=f"{base}.~1")
    return replace(known, blocks=tuple(blocks))


def doubled_spaces(known: Tree, chance: random.Random) -> Tree:
    """Spaces are doubled here and there; the text to be read has them single."""
    blocks = tuple(block._replace(text=_doubled(block.text, chance)) for block in known.blocks)
    return replace(known, blocks=blocks)


def _doubled(text: str, chance: random.Random) -> str:
    return "".join(sign * 2 if sign == " " and chance.random() < 0.05 else sign for sign in text)


DAMAGES: dict[str, Callable[[Tree, random.Random], Tree]] = {
    "clean": clean,
    "dropped paragraph": dropped_paragraph,
    "swapped paragraphs": swapped("paragraph"),
    "swapped items": swapped("item"),
    "renumbered tail": renumbered_tail,
    "flattened list": flattened_list,
    "lost markers": lost_markers,
    "doubled spaces": doubled_spaces,
}


def _compared(text: str, known: Tree) -> str:
    """One space for any run of them; none in Chinese, where the end of a line says nothing of spaces."""
    return ("" if known.language == "zh" else " ").join(text.split())


def f1(known: Tree, name: str, folder: Path, *, misses: bool) -> float:
    """F1 of the blocks read back from ``known`` written in the format of that ``name``."""
    ending, rendered = FORMATS[name]
    path = folder / f"known.{ending}"
    path.write_bytes(rendered(known))
    document = read(path, language=known.language)
    found = Counter((block.kind, block.ref, _compared(block.text, known)) for block in document.walk())
    wanted = Counter(
        (kind, ref, _compared(text, known))
        for kind, ref, text in known.expected()
        if name != "tei" or kind != "footnote"
    )
    if misses:
        for sign, blocks in (("-", wanted - found), ("+", found - wanted)):
            for kind, ref, text in sorted(blocks):
                print(f"    {sign} {known.language} {name} {kind} {ref} {text[:50]} … {text[-30:]}")
    return 2 * (found & wanted).total() / (found.total() + wanted.total())


def measure(name: str, damage: str, seeds: int, *, misses: bool) -> dict[str, float]:
    """Mean F1 by language."""
    with tempfile.TemporaryDirectory() as folder:
        return {
            language: statistics.mean(
                f1(
                    DAMAGES[damage](tree(language, 17 * seed), random.Random(seed)),
                    name,
                    Path(folder),
                    misses=misses,
                )
                for seed in range(seeds)
            )
            for language in LANGUAGES
            if name != "pdf" or printing.available(language)
        }


def speed(source: Path) -> None:
    """Print how fast ``source``, repeated to some megabytes, is read as text."""
    data = source.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.txt"
        path.write_bytes(b"\n\n".join([data] * (_MEGABYTES * 1_000_000 // len(data) + 1)))
        seconds = []
        for _ in range(3):
            begin = time.process_time()
            read(path)
            seconds.append(time.process_time() - begin)
        size = path.stat().st_size / 1e6
    print(f"{source.name} repeated to {size:.1f} MB: {size / min(seconds):.2f} MB/s of processor time, best of 3")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--damages", default=",".join(DAMAGES))
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--speed", type=Path)
    options = parser.parse_args()
    print(f"block F1 by kind, reference and text; {options.seeds} trees a language, seeds 0 to {options.seeds - 1}")
    print(f"{'format':6} {'damage':20}" + "".join(f"{language:>7}" for language in LANGUAGES) + "   mean")
    for name in options.formats.split(","):
        for damage in options.damages.split(","):
            scores = measure(name, damage, options.seeds, misses=options.misses)
            row = "".join(f"{scores[language]:7.3f}" if language in scores else "      -" for language in LANGUAGES)
            print(f"{name:6} {damage:20}{row}{statistics.mean(scores.values()):7.3f}", flush=True)
    if options.speed:
        speed(options.speed)


if __name__ == "__main__":
    main()
