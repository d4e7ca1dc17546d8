"""Large memories to measure with, recombined from the sentences of ../shared/un6, French and English side by side.

``halves`` puts front halves and back halves of any two sentences together. Every half stands in hundreds of units and
no word is rare: harder than any real memory.

``realistic`` does what memories of UN documents do. Of 100 units, 60 are of pieces of two or three sentences, 30 are
earlier units with one to three words exchanged (recommendations come back from meeting to meeting), 10 are earlier
ones word for word, from another document. A third holds a symbol, a year or an amount of its own, and words unmet so
far come in as Heaps' law has it, continued from the 4,000 sentences (exponent 0.5), and come back by preference.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import tmx

FOLDER = Path(__file__).resolve().parents[2] / ".." / "shared" / "un6"
LANGUAGES = ("fr", "en")
SEED = 5
RECENT = 50_000
"""Earlier units among which those that come back are chosen."""
Sides = tuple[list[str], list[str]]
"""Words of a unit's text in each language."""
_CONSONANTS, _VOWELS = "bcdfglmnprstv", "aeiou"
_SYMBOLS = ("A/RES/{}/{}", "A/C.3/{}/L.{}", "S/{}/{}", "E/CN.7/{}/{}", "CTOC/COP/{}/{}")


def sentences() -> list[Sides]:
    """The development set, taken apart at spaces."""
    lines = [(FOLDER / f"devset.{tag}").read_text(encoding="utf-8").splitlines() for tag in LANGUAGES]
    return [(french.split(), english.split()) for french, english in zip(*lines, strict=True)]


def halves(count: int) -> Iterator[tmx.TranslationUnit]:
    """Units of a front half and a back half."""
    chance = random.Random(SEED)
    source = sentences()
    for number in range(count):
        yield _unit(number, _pieces([chance.choice(source), chance.choice(source)]))


def realistic(count: int) -> Iterator[tmx.TranslationUnit]:
    """Units as a memory of UN documents has them."""
    chance = random.Random(SEED)
    source = sentences()
    recent: list[Sides] = []
    invented: list[str] = []
    for number in range(count):
        kind = chance.random()
        if kind < 0.4 and recent:
            sides = chance.choice(recent)
            if kind < 0.3:
                sides = _exchanged(sides, chance, invented)
        else:
            sides = _pieces(chance.choices(source, k=2 + (chance.random() < 0.3)))
            sides = _with_rarities(sides, chance, invented)
        if len(recent) < RECENT:
            recent.append(sides)
        else:
            recent[chance.randrange(RECENT)] = sides
        yield _unit(number, sides)


KINDS: dict[str, Callable[[int], Iterator[tmx.TranslationUnit]]] = {"realistic": realistic, "halves": halves}


def _pieces(chosen: list[Sides]) -> Sides:
    """The first part of the first, the second of the second, and so on."""
    parts = len(chosen)
    joined: Sides = ([], [])
    for place, sides in enumerate(chosen):
        for side, words in zip(joined, sides, strict=True):
            side.extend(words[place * len(words) // parts : (place + 1) * len(words) // parts])
    return joined


def _rarity(chance: random.Random, invented: list[str]) -> str:
    """A symbol, a year, an amount, a name unmet so far, or one met before."""
    kind = chance.random()
    if kind < 0.2:
        return chance.choice(_SYMBOLS).format(chance.randrange(40, 75), chance.randrange(1, 400))
    if kind < 0.35:
        return str(chance.randrange(1945, 2030))
    if kind < 0.45:
        return str(chance.randrange(1, 2000) * 5)
    if invented and kind < 0.8:
        return chance.choice(invented)
    word = "".join(chance.choice(_CONSONANTS) + chance.choice(_VOWELS) for _ in range(chance.randrange(2, 6)))
    invented.append(word)
    return word


def _with_rarities(sides: Sides, chance: random.Random, invented: list[str]) -> Sides:
    for _ in range(chance.choice((0, 1, 1, 2))):
        word = _rarity(chance, invented)
        invented.append(word)
        for side in sides:
            side.insert(chance.randrange(len(side) + 1), word)
    return sides


def _exchanged(sides: Sides, chance: random.Random, invented: list[str]) -> Sides:
    """The unit with one to three words exchanged, on both sides."""
    french, english = list(sides[0]), list(sides[1])
    for _ in range(chance.randrange(1, 4)):
        word = _rarity(chance, invented) if chance.random() < 0.5 else ""
        for side in (french, english):
            if side:
                side[chance.randrange(len(side))] = word or chance.choice(side)
    return french, english


def _unit(number: int, sides: Sides) -> tmx.TranslationUnit:
    variants = tuple(tmx.Variant(tag, " ".join(words)) for tag, words in zip(LANGUAGES, sides, strict=True))
    properties = (tmx.Property("x-document", f"D/{number // 100}"), tmx.Property("x-ref-source", f"I.{number}"))
    return tmx.TranslationUnit(f"u{number}", variants, properties=properties)
