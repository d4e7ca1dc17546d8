"""Repairs on text we damage ourselves, in six languages; clean text stays as it is."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from aligner.documents.plain import lines_of
from aligner.languages import known
from aligner.model import Document
from aligner.structure import build
from aligner.structure.layout import Layout


def built(sentences: list[str], language: str) -> Document:
    text = "".join(f"{number}. {sentence}\n\n" for number, sentence in enumerate(sentences, start=1))
    return build(Layout(text=text, lines=lines_of(text), stem="x"), language=language)


def samples(shared: Path, tag: str) -> Iterator[list[str]]:
    """Documents of eighty sentences that begin with a letter."""
    lines = (shared / "un6" / f"devset.{tag}").read_text("utf-8").split("\n")
    fit = [line for line in lines if 60 < len(line) < 600 and line[0].isalpha() and "  " not in line]
    yield from (fit[start : start + 80] for start in range(0, 640, 80))


def damaged(sentence: str, tag: str, chance: random.Random) -> tuple[str, str]:
    """``sentence`` with one defect of extraction, and the kind of repair it needs; empty where none was put in."""
    words = sentence.split(" ")
    kind = chance.choice(["split-word", "doubled-space", "punctuation-space", "apostrophe-space"])
    if kind == "split-word" and tag != "zh":
        long = [place for place, word in enumerate(words) if re.fullmatch(r"[^\W\d_]{5,}", word)]
        if long:
            place = chance.choice(long)
            cut = chance.randint(2, len(words[place]) - 2)
            words[place] = f"{words[place][:cut]} {words[place][cut:]}"
            return " ".join(words), kind
    if kind == "doubled-space" and len(words) > 3:
        words[chance.randrange(1, len(words))] += " "
        doubled = " ".join(words)
        return doubled, kind if "  " in doubled.strip() else ""
    if kind == "punctuation-space" and re.search(r"\w, ", sentence):
        return re.sub(r"(?<=\w), ", " , ", sentence, count=1), kind
    if kind == "apostrophe-space" and tag == "fr" and re.search(r"\b[ld]'[^\W\d_]", sentence):
        return re.sub(r"\b([ld])'(?=[^\W\d_])", r"\1 '", sentence, count=1), kind
    return sentence, ""


@pytest.mark.shared
@pytest.mark.parametrize("tag", known())
def test_damage_is_mended_and_nothing_else(tag: str, shared: Path) -> None:
    chance = random.Random(7)
    right = wrong = missed = 0
    for sentences in samples(shared, tag):
        put = [damaged(sentence, tag, chance) if chance.random() < 0.4 else (sentence, "") for sentence in sentences]
        document = built([text for text, _ in put], tag)
        found = {(repair.ref, repair.kind) for repair in document.repairs}
        wanted = {(str(number), kind) for number, (_, kind) in enumerate(put, start=1) if kind}
        texts = {block.ref: block.text for block in document.walk()}
        mended = {(ref, kind) for ref, kind in found & wanted if texts[ref] == sentences[int(ref) - 1].strip()}
        right += len(mended)
        wrong += len(found - wanted)
        missed += len(wanted - mended)
    assert right > 80 or tag == "zh"
    assert wrong <= max(3, 0.02 * right), f"{wrong} of {right + wrong} repairs are wrong"
    assert missed <= 0.07 * (right + missed), f"{missed} of {right + missed} defects are left"


@pytest.mark.shared
@pytest.mark.parametrize("tag", known())
def test_clean_text_is_not_touched(tag: str, shared: Path) -> None:
    total = changed = 0
    for sentences in samples(shared, tag):
        document = built(sentences, tag)
        total += len(sentences)
        changed += len(document.repairs)
    # the sentences come from extracted text themselves, and a few have a space before a comma
    assert changed <= 0.004 * total, f"{changed} repairs in {total} clean sentences"


CASES = [
    ("fr", "La lut te contre la traite des êtres humains.", "La lutte contre la traite des êtres humains."),
    ("fr", "Il fut décidé de main d’œuvre à l ’avenir.", "Il fut décidé de main d’œuvre à l’avenir."),
    ("en", "Each State ’s duty is clear and recog nized .", "Each State’s duty is clear and recognized."),
    ("en", "The en tire list was in formed by it.", "The entire list was in formed by it."),
    ("es", "Los Est ados partes , en particular, deben actuar.", "Los Estados partes, en particular, deben actuar."),
    ("ru", "Государства долж ны принимать меры.", "Государства должны принимать меры."),
    ("fr", "Une aide public -privé et public-privé.", "Une aide public-privé et public-privé."),
    ("fr", "Les États – dont un - sont là ; c’est « tout » !", "Les États – dont un - sont là ; c’est « tout » !"),
    ("zh", "各缔约国 ，应当采取措施。", "各缔约国，应当采取措施。"),
]


@pytest.mark.parametrize(("tag", "found", "right"), CASES)
def test_single_defects(tag: str, found: str, right: str) -> None:
    assert [block.text for block in built([found], tag).walk()] == [right]
