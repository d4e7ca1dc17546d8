"""Document pairs for benchmarks: sentences of a parallel text recombined into numbered UN-like documents."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

HEADINGS = {"fr": "Questions diverses", "en": "Other matters", "es": "Otros asuntos", "ru": "Прочие вопросы"}
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def parallel_lines(folder: Path, languages: Sequence[str]) -> list[tuple[str, ...]]:
    """Lines of ``devset.LANG`` in ``folder``, one tuple a line; short and empty ones left out."""
    sides = [(folder / f"devset.{tag}").read_text(encoding="utf-8").split("\n") for tag in languages]
    rows = zip(*sides, strict=True)
    return [row for row in rows if all(len(text.strip()) > 20 and not text[0].isdigit() for text in row)]


def write_pair(folder: Path, stem: str, rows: Sequence[tuple[str, ...]], languages: Sequence[str]) -> int:
    """Write one document in each language under ``folder/LANG/stem.txt``; return its sentences a side."""
    chance = random.Random(stem)
    count = chance.randint(40, 140)
    texts: list[list[str]] = [[] for _ in languages]
    sentences = 0
    for number in range(1, count + 1):
        if number % 14 == 1:
            section = ROMAN[number // 14]
            for text, tag in zip(texts, languages, strict=True):
                text.append(f"{section}. {HEADINGS.get(tag, stem)}")
            sentences += 1
        chosen = [rows[chance.randrange(len(rows))] for _ in range(chance.choice((1, 1, 2, 3)))]
        sentences += len(chosen)
        for place, text in enumerate(texts):
            between = "" if languages[place] == "zh" else " "
            text.append(f"{number}. " + between.join(row[place].strip() for row in chosen))
    for tag, text in zip(languages, texts, strict=True):
        (folder / tag).mkdir(parents=True, exist_ok=True)
        (folder / tag / f"{stem}.txt").write_text("\n".join(text) + "\n", encoding="utf-8")
    return sentences


def write_pairs(folder: Path, count: int, lines: Path, languages: Sequence[str] = ("fr", "en")) -> int:
    """Write ``count`` documents in each language; return their sentences of both sides."""
    rows = parallel_lines(lines, languages)
    return sum(write_pair(folder, f"A-{k:06d}", rows, languages) for k in range(count)) * len(languages)
