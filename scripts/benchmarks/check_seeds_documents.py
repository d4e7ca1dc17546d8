"""Whole documents of six languages put together from parallel segments, and defects of structure put into them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

LANGUAGES = ("fr", "en", "es", "ru", "zh", "ar")
_HEADS = {
    "fr": "I. Première partie|II. Deuxième partie|III. Troisième partie",
    "en": "I. First part|II. Second part|III. Third part",
    "es": "I. Primera parte|II. Segunda parte|III. Tercera parte",
    "ru": "I. Первая часть|II. Вторая часть|III. Третья часть",
    "zh": "一、第一部分|二、第二部分|三、第三部分",
    "ar": "أولا- الجزء الأول|ثانيا- الجزء الثاني|ثالثا- الجزء الثالث",
}
_ABJAD = "أ ب ج د هـ و ز ح".split()
_MARKS = "¹²³⁴⁵⁶⁷⁸⁹"
_SIZE = 60
"""Segments of a document."""


class Line(NamedTuple):
    """A block as printed: its kind, its marker's number, its text in six languages."""

    kind: str
    number: int
    texts: dict[str, str]
    note: int = 0
    """Number of the note whose mark stands at its end."""


Lines = list[Line]
Defect = Callable[[Lines, str, random.Random], Lines]


def segments(folder: Path) -> list[dict[str, str]]:
    """Parallel segments that can be paragraphs: whole sentences, no marker of their own."""
    sides = {tag: (folder / f"devset.{tag}").read_text(encoding="utf-8").split("\n") for tag in LANGUAGES}
    rows = [dict(zip(LANGUAGES, row, strict=True)) for row in zip(*(sides[tag] for tag in LANGUAGES), strict=True)]
    return [
        row
        for row in rows
        if all(row.values())
        and 90 < len(row["fr"]) < 500
        and row["fr"][0].isupper()
        and row["fr"].endswith(".")
        and all(re.search(r"[.。]$", row[tag]) and not re.match(r"\W*[\d(]", row[tag]) for tag in LANGUAGES)
        and not re.search(r"\d\)|[¹²³]|[a-z]\d", row["fr"])
    ]


def document(rows: list[dict[str, str]], chance: random.Random) -> Lines:
    """Three sections of numbered paragraphs, some with three items, four notes in all."""
    rest = iter(chance.sample(rows, _SIZE))
    lines: Lines = []
    number = note = 0
    for section in range(3):
        lines.append(Line("heading", section, {tag: heads.split("|")[section] for tag, heads in _HEADS.items()}))
        for place in range(9):
            number += 1
            marked = place in (2, 6) and note < 4
            note += marked
            lines.append(Line("paragraph", number, next(rest), note if marked else 0))
            if place in (3, 7):
                lines += [Line("item", letter, next(rest)) for letter in range(3)]
    lines += [Line("note", at + 1, next(rest)) for at in range(note)]
    return lines


def printed(lines: Lines, tag: str) -> str:
    """The document as a text file in ``tag``'s own markers."""
    found = ["CTOC/COP/WG.4/2030/1", ""]
    for line in lines:
        text = line.texts[tag]
        if line.note:
            text = text[:-1] + _MARKS[line.note - 1] + text[-1]
        found.append(_marker(line, tag) + text)
        if line.kind == "heading":
            found[-1] = f"\n{text}"
    return "\n".join(found) + "\n"


def _marker(line: Line, tag: str) -> str:
    if line.kind == "paragraph":
        return f"{line.number}- " if tag == "ar" else f"{line.number}. "
    if line.kind == "item":
        letter = _ABJAD[line.number] if tag == "ar" else "abcdefgh"[line.number]
        return f"  {letter}) " if tag in ("fr", "es", "ru") else f"  ({letter}) "
    return f"{_MARKS[line.number - 1]} " if line.kind == "note" else ""


def _places(lines: Lines, kind: str = "paragraph") -> list[int]:
    """Blocks of a kind that carry no mark and no items, neither first nor last."""
    return [
        at
        for at, line in enumerate(lines)
        if line.kind == kind
        and not line.note
        and 1 < at < len(lines) - 1
        and (kind == "note" or lines[at + 1].kind != "item" or kind == "item")
    ]


def dropped(lines: Lines, tag: str, chance: random.Random) -> Lines:
    at = chance.choice(_places(lines))
    return lines[:at] + lines[at + 1 :]


def renumbered(lines: Lines, tag: str, chance: random.Random) -> Lines:
    at = chance.choice(_places(lines))
    rest = [line._replace(number=line.number - 1) if line.kind == "paragraph" else line for line in lines[at + 1 :]]
    return lines[:at] + rest


def doubled(lines: Lines, tag: str, chance: random.Random) -> Lines:
    """A paragraph stands twice, the others numbered on."""
    at = chance.choice(_places(lines))
    rest = [line._replace(number=line.number + 1) if line.kind == "paragraph" else line for line in lines[at + 1 :]]
    return [*lines[: at + 1], lines[at]._replace(number=lines[at].number + 1), *rest]


def repeated_later(lines: Lines, tag: str, chance: random.Random) -> Lines:
    """A paragraph's text stands in place of another one's."""
    first, second = sorted(chance.sample(_places(lines), 2))
    return [line._replace(texts=lines[first].texts) if at == second else line for at, line in enumerate(lines)]


def swapped_texts(lines: Lines, tag: str, chance: random.Random) -> Lines:
    """Two neighbours' texts change places, the numbers stay."""
    places = [at for at in _places(lines) if lines[at + 1].kind == "paragraph" and at + 1 in _places(lines)]
    at = chance.choice(places)
    new = list(lines)
    new[at], new[at + 1] = (
        lines[at]._replace(texts=lines[at + 1].texts),
        lines[at + 1]._replace(texts=lines[at].texts),
    )
    return new


def swapped(lines: Lines, tag: str, chance: random.Random) -> Lines:
    """Two neighbours change places with their numbers."""
    places = [at for at in _places(lines) if lines[at + 1].kind == "paragraph" and at + 1 in _places(lines)]
    at = chance.choice(places)
    new = list(lines)
    new[at], new[at + 1] = lines[at + 1], lines[at]
    return new


def moved_far(lines: Lines, tag: str, chance: random.Random) -> Lines:
    """A paragraph's text goes five paragraphs down, the numbers stay in order."""
    places = [at for at, line in enumerate(lines) if line.kind == "paragraph" and not line.note]
    start = chance.randrange(len(places) - 5)
    run = places[start : start + 6]
    texts = [lines[at].texts for at in run]
    texts = [*texts[1:], texts[0]]
    return [line._replace(texts=texts[run.index(at)]) if at in run else line for at, line in enumerate(lines)]


def item_dropped(lines: Lines, tag: str, chance: random.Random) -> Lines:
    at = chance.choice(_places(lines, "item"))
    return lines[:at] + lines[at + 1 :]


def note_dropped(lines: Lines, tag: str, chance: random.Random) -> Lines:
    at = chance.choice(_places(lines, "note"))
    return lines[:at] + lines[at + 1 :]


def mark_dropped(lines: Lines, tag: str, chance: random.Random) -> Lines:
    marked = [at for at, line in enumerate(lines) if line.note]
    at = chance.choice(marked)
    return [line._replace(note=0) if place == at else line for place, line in enumerate(lines)]


def number_repeated(lines: Lines, tag: str, chance: random.Random) -> Lines:
    at = chance.choice(_places(lines))
    return [line._replace(number=line.number - 1) if place == at else line for place, line in enumerate(lines)]


def letter_skipped(lines: Lines, tag: str, chance: random.Random) -> Lines:
    at = chance.choice([at for at in _places(lines, "item") if lines[at].number == 2])
    return [line._replace(number=3) if place == at else line for place, line in enumerate(lines)]


def _with_text(lines: Lines, at: int, tag: str, text: str) -> Lines:
    return [line._replace(texts={**line.texts, tag: text}) if place == at else line for place, line in enumerate(lines)]


def copied(lines: Lines, tag: str, chance: random.Random) -> Lines:
    at = chance.choice(_places(lines))
    return _with_text(lines, at, tag, lines[at].texts["fr" if tag != "fr" else "en"])


def third_language(lines: Lines, tag: str, chance: random.Random) -> Lines:
    at = chance.choice(_places(lines))
    other = {"en": "es", "es": "en", "ru": "en", "zh": "en", "ar": "es"}.get(tag, "es")
    return _with_text(lines, at, tag, lines[at].texts[other])


def emptied(lines: Lines, tag: str, chance: random.Random) -> Lines:
    return _with_text(lines, chance.choice(_places(lines)), tag, "…")


def wrong_reference(lines: Lines, tag: str, chance: random.Random) -> Lines:
    """A paragraph refers to one that is not there."""
    words = {
        "fr": "Voir le paragraphe {} ci-dessous.",
        "en": "See paragraph {} below.",
        "es": "Véase el párrafo {} infra.",
        "ru": "См. пункт {} ниже.",
        "zh": "见下文第{}段。",
        "ar": "انظر الفقرة {} أدناه.",
    }
    at = chance.choice(_places(lines))
    space = "" if tag == "zh" else " "
    return _with_text(lines, at, tag, lines[at].texts[tag] + space + words[tag].format(chance.randint(40, 90)))


def reworded(lines: Lines, tag: str, chance: random.Random) -> Lines:
    """A later paragraph says what an earlier one says, a third of its words left out or others, its clauses turned."""
    first, second = sorted(chance.sample(_places(lines), 2))
    text, other = lines[first].texts[tag].rstrip(".。"), lines[second].texts[tag]
    if tag == "zh":
        runs = [text[at : at + 4] for at in range(0, len(text), 4)]
        text = "".join(run if chance.random() < 0.75 else "" for run in runs[len(runs) // 2 :] + runs[: len(runs) // 2])
        return _with_text(lines, second, tag, text + "。")
    words, others = text.split(), [word for word in other.split() if len(word) > 4]
    half = len(words) // 2
    turned = words[half:] + words[:half]
    new = [
        word if chance.random() < 0.67 else (chance.choice(others) if chance.random() < 0.5 else "") for word in turned
    ]
    return _with_text(lines, second, tag, " ".join(word for word in new if word).capitalize() + ".")


PAIRED: tuple[tuple[str, tuple[str, ...], Defect], ...] = (
    ("a paragraph dropped", ("missing-paragraph",), dropped),
    ("a paragraph dropped, renumbered", ("missing-paragraph",), renumbered),
    ("a paragraph twice", ("added-paragraph", "duplicate-paragraph"), doubled),
    ("two texts exchanged", ("paragraph-moved",), swapped_texts),
    ("two paragraphs exchanged", ("paragraph-moved",), swapped),
    ("a text moved down", ("paragraph-moved",), moved_far),
    ("an item dropped", ("missing-paragraph",), item_dropped),
    ("a note dropped", ("missing-paragraph", "footnote-mismatch"), note_dropped),
    ("a mark dropped", ("footnote-mismatch", "missing-paragraph"), mark_dropped),
    ("copied from the source", ("untranslated",), copied),
    ("in a third language", ("wrong-language",), third_language),
    ("emptied", ("untranslated", "missing-paragraph"), emptied),
)
SINGLE: tuple[tuple[str, tuple[str, ...], Defect], ...] = (
    ("a number left out", ("paragraph-gap",), dropped),
    ("a number twice", ("paragraph-gap",), number_repeated),
    ("a letter left out", ("paragraph-gap",), letter_skipped),
    ("the same paragraph twice", ("duplicate-paragraph",), repeated_later),
    ("a reference to nothing", ("broken-cross-reference",), wrong_reference),
    ("a paragraph reworded", ("reiteration-diverges",), reworded),
)
