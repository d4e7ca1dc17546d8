"""Documents in two invented languages: numbered trees whose texts are translations of each other, word for word.

A word has a translation of its own; some words and all numbers are written alike on both sides. Every block carries
the identities of what it says, so that a test knows which blocks of two damaged versions correspond.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from aligner.model import Bead, Block, BlockKind, Document

ALPHABETS = {
    "en": "abdefgilmnoprstuvy",
    "ru": "абвгдеиклмнопрстуяжч",
    "ar": "بتثجحدرزسشصطعفقكلمنهوي",
    "zh": "".join(chr(code) for code in range(0x4E00, 0x4E00 + 900, 3)),
}
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass
class Node:
    """A block in both languages; ``texts`` has one text for each identity it holds."""

    identities: list[int]
    texts: list[tuple[str, str]]
    label: str = ""
    children: list[Node] = field(default_factory=list)


class Writer:
    """Writes texts in both languages; the same seed gives the same texts."""

    def __init__(self, language: str, seed: int) -> None:
        self.random = random.Random(seed)
        self.words = [self._word(language) for _ in range(900)]
        self.weights = [1.0 / (rank + 5) for rank in range(len(self.words))]
        self.written = 0
        self.close_up = language == "zh"

    def _word(self, language: str) -> tuple[str, str]:
        letters = self.random.choices(ALPHABETS["en"], k=self.random.randint(3, 10))
        word = "".join(letters)
        if language == "en" and self.random.random() < 0.25:
            return word, word[:-1] + self.random.choice("aeiou")
        length = self.random.randint(1, 2) if language == "zh" else self.random.randint(3, 9)
        return word, "".join(self.random.choices(ALPHABETS[language], k=length))

    def node(self, least: int = 8, most: int = 45) -> Node:
        """A block that says something new."""
        source: list[str] = []
        target: list[str] = []
        for _ in range(self.random.randint(least, most)):
            if self.random.random() < 0.03:
                source.append(str(self.random.randint(2, 4000)))
                target.append(source[-1])
                continue
            word, translation = self.random.choices(self.words, self.weights)[0]
            source.append(word)
            if self.random.random() < 0.9:
                target.append(translation)
        self.written += 1
        between = "" if self.close_up else " "
        stop = "。" if self.close_up else "."
        texts = " ".join(source).capitalize() + ".", (between.join(target) or "7") + stop
        return Node([self.written], [texts])


def tree(language: str, seed: int, sections: int = 5, paragraphs: int = 12) -> list[Node]:
    """Sections of numbered paragraphs, a third of them with lists of three to six items."""
    writer = Writer(language, seed)
    found = []
    for _ in range(sections):
        section = writer.node(4, 9)
        for _ in range(paragraphs):
            paragraph = writer.node()
            if writer.random.random() < 0.3:
                paragraph.children = [writer.node(6, 25) for _ in range(writer.random.randint(3, 6))]
            section.children.append(paragraph)
        found.append(section)
    return numbered(found)


def numbered(sections: list[Node]) -> list[Node]:
    """Number everything from the beginning."""
    for place, section in enumerate(sections):
        section.label = ROMAN[place]
        for number, paragraph in enumerate(section.children, start=1):
            paragraph.label = str(number)
            for letter, item in zip("abcdefgh", paragraph.children, strict=False):
                item.label = letter
    return sections


@dataclass(frozen=True)
class Version:
    """A document and, for each of its blocks, what it says."""

    document: Document
    identities: tuple[frozenset[int], ...]


def version(sections: Sequence[Node], language: str, *, marked: bool = True) -> Version:
    """The source version for ``fr``, the target version for any other language."""
    side = 0 if language == "fr" else 1
    identities: list[frozenset[int]] = []
    kinds: tuple[BlockKind, ...] = ("heading", "paragraph", "item")

    def block(node: Node, above: str, depth: int, position: int) -> Block:
        identities.append(frozenset(node.identities))
        named = marked and node.label
        ref = f"{above}.{node.label if named else f'~{position}'}".lstrip(".")
        between = "" if language == "zh" else " "
        return Block(
            kind=kinds[depth] if named else "text",
            ref=ref,
            marker=f"{node.label}." if named else "",
            text=between.join(text[side] for text in node.texts),
            children=tuple(block(child, ref, depth + 1, k) for k, child in enumerate(node.children, start=1)),
        )

    blocks = tuple(block(section, "", 0, k) for k, section in enumerate(sections, start=1))
    return Version(Document(symbol="A/1", language=language, blocks=blocks), tuple(identities))


def true_pairs(source: Version, target: Version) -> set[tuple[int, int]]:
    """Blocks that say the same thing, or part of it."""
    holders = {identity: place for place, held in enumerate(target.identities) for identity in held}
    return {
        (place, holders[identity])
        for place, held in enumerate(source.identities)
        for identity in held
        if identity in holders
    }


def found_pairs(beads: Sequence[Bead]) -> set[tuple[int, int]]:
    """Every source block of a bead with every target block of it."""
    return {(i, j) for bead in beads for i in bead.source for j in bead.target}
