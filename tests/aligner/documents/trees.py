"""Documents of known structure in six languages, for rendering into every format."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

CASES = Path(__file__).parents[2] / "cases" / "segmentation"
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
_ABJAD = "أ ب ج د هـ و ز ح ط ي".split()
_HAN = "一二三四五六七八九十"
_ORDINALS = "أولا ثانيا ثالثا رابعا خامسا".split()
_ROMAN = "i ii iii iv v vi vii viii ix x".split()
_HEADINGS = {
    "ar": ("الاجتماع الأول، المعقود في فيينا", "الاجتماع الثاني، المعقود في جنيف", "الاجتماع الثالث"),
    "en": ("First meeting, held in Vienna", "Second meeting, held in Geneva", "Third meeting"),
    "es": ("Primera reunión, celebrada en Viena", "Segunda reunión, celebrada en Ginebra", "Tercera reunión"),
    "fr": ("Première réunion, tenue à Vienne", "Deuxième réunion, tenue à Genève", "Troisième réunion"),
    "ru": ("Первое совещание, проведенное в Вене", "Второе совещание, проведенное в Женеве", "Третье совещание"),
    "zh": ("第一次会议，在维也纳举行", "第二次会议，在日内瓦举行", "第三次会议"),
}
_LEADS = {
    "ar": "ينبغي للدول الأطراف أن تقوم بما يلي:",
    "en": "States parties should take the following steps:",
    "es": "Los Estados partes deberían adoptar las medidas siguientes:",
    "fr": "Les États parties devraient prendre les mesures suivantes :",
    "ru": "Государствам-участникам следует принять следующие меры:",
    "zh": "缔约国应采取以下措施：",
}
_END = {"ar": "؛", "en": ";", "es": ";", "fr": " ;", "ru": ";", "zh": "；"}
_STOP = {"zh": "。"}


class Marked(NamedTuple):
    """One block as it should be read."""

    kind: str
    ref: str
    marker: str
    text: str
    note: int = 0
    """Number of the footnote whose mark ends it; 0 for none."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A document."""

    language: str
    blocks: tuple[Marked, ...]
    notes: tuple[str, ...]

    def expected(self) -> set[tuple[str, str, str]]:
        """Kind, ref and text of every block, spaces aside."""
        blocks = {(block.kind, block.ref, squeezed(block.text)) for block in self.blocks}
        return blocks | {("footnote", f"n{number}", squeezed(text)) for number, text in enumerate(self.notes, start=1)}


def squeezed(text: str) -> str:
    """The text with any run of spaces made one plain space."""
    return " ".join(text.split())


def section_marker(language: str, number: int) -> str:
    if language == "ar":
        return f"{_ORDINALS[number - 1]}-"
    return f"{_HAN[number - 1]}、" if language == "zh" else f"{_ROMAN[number - 1].upper()}."


def paragraph_marker(language: str, number: int) -> str:
    return f"{number}-" if language == "ar" else f"{number}."


def item_marker(language: str, number: int) -> str:
    if language == "ar":
        return f"({_ABJAD[number - 1]})"
    letter = "abcdefghij"[number - 1]
    return f"({letter})" if language in ("en", "zh") else f"{letter})"


def subitem_marker(language: str, number: int) -> str:
    if language == "ar":
        return f"'{number}'"
    if language == "zh":
        return f"({_HAN[number - 1]})"
    return f"({_ROMAN[number - 1]})" if language == "en" else f"{_ROMAN[number - 1]})"


def tree(language: str, seed: int = 0) -> Tree:
    """A document of three sections, with items, sub-items and footnotes; ``seed`` varies its texts."""
    texts = _texts(language, seed)
    notes: list[str] = []
    blocks: list[Marked] = []
    number = 0
    for section in range(1, 4):
        name = _ROMAN[section - 1].upper()
        blocks.append(Marked("heading", name, section_marker(language, section), _HEADINGS[language][section - 1]))
        for place in range(1, 6):
            number += 1
            ref = f"{name}.{number}"
            lead = place == 3
            text = _LEADS[language] if lead else next(texts)
            noted = 0
            if place == 2:
                notes.append(next(texts))
                noted = len(notes)
            blocks.append(Marked("paragraph", ref, paragraph_marker(language, number), text, noted))
            if lead:
                blocks.extend(_items(language, ref, texts))
    return Tree(language, tuple(blocks), tuple(notes))


def _items(language: str, ref: str, texts: Iterator[str]) -> Iterator[Marked]:
    for item in range(1, 5):
        own = f"{ref}.{'abcd'[item - 1]}"
        lead = item == 2
        text = _LEADS[language] if lead else _closed(next(texts), language, last=item == 4)
        yield Marked("item", own, item_marker(language, item), text)
        for sub in range(1, 4) if lead else ():
            text = _closed(next(texts), language, last=False)
            yield Marked("subitem", f"{own}.{_ROMAN[sub - 1]}", subitem_marker(language, sub), text)


def _closed(text: str, language: str, *, last: bool) -> str:
    bare = text.rstrip(".。!?؟！？…»”\"' ")
    return bare + (_STOP.get(language, ".") if last else _END[language])


def _texts(language: str, seed: int) -> Iterator[str]:
    """Running texts of some sentences each, all different; none begins with what looks like a marker."""
    with (CASES / f"{language}.toml").open("rb") as stream:
        cases = tomllib.load(stream)["cases"]
    glue = "" if language == "zh" else " "
    plain = [
        case.replace("|", glue) for case in cases if case[0].isalpha() and case[1].isalpha() and case[2] not in ".-"
    ]
    good = [case for case in plain if case.rstrip()[-1] in ".。؟?!！" and not set("¹…") & set(case)]
    for turn in range(200):
        first = good[(7 * turn + seed) % len(good)]
        yield glue.join((first, good[(11 * turn + 3 + seed) % len(good)], good[(13 * turn + 5 + seed) % len(good)]))
