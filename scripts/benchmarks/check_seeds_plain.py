"""A third set of defects, made with nothing but the text of the target: what a hurried hand does to it.

No seed asks the checks' own analysis where a place is, or whether a defect can be seen there.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable

from check_seeds_again import FIGURES, Variant, edited, with_source, with_target

from aligner.checks.core.views import Pair

Change = Callable[[str, random.Random], str]
_MARKER_ROOM = 4
"""Characters at the beginning in which a number may be the paragraph's."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORDS = {"en": "article paragraph", "es": "artículo párrafo", "ru": "статье пункте", "ar": "المادة الفقرة"}
_SCALES = {
    "en": "million billion",
    "es": "millones billones",
    "ru": "млн млрд",
    "ar": "مليون بليون",
}


def _changed(pair: Pair, matches: Iterable[re.Match[str]], change: Change, chance: random.Random) -> Pair | None:
    places = [match for match in matches if match.start() > _MARKER_ROOM]
    if not places:
        return None
    match = chance.choice(places)
    return edited(pair, match, change(match[0], chance))


def _other_digit(run: str, chance: random.Random) -> str:
    at = chance.randrange(len(run))
    return run[:at] + chance.choice([digit for digit in "123456789" if digit != run[at]]) + run[at + 1 :]


def digit_changed(pair: Pair, chance: random.Random) -> Pair | None:
    runs = [run for run in re.finditer(r"\d{2,}", pair.target.text) if not _YEAR.fullmatch(run[0])]
    return _changed(pair, runs, _other_digit, chance)


def any_digit_changed(pair: Pair, chance: random.Random) -> Pair | None:
    return _changed(pair, re.finditer(r"\d+", pair.target.text), _other_digit, chance)


def small_number(pair: Pair, chance: random.Random) -> Pair | None:
    runs = re.finditer(r"(?<![\d/.,()-])\b[2-9]\b(?![\d/.,)-])", pair.target.text)
    return _changed(pair, runs, lambda run, _: str(int(run) % 9 + 1), chance)


def zero_added(pair: Pair, chance: random.Random) -> Pair | None:
    runs = [run for run in re.finditer(r"\d{2,}", pair.target.text) if not _YEAR.fullmatch(run[0])]
    return _changed(pair, runs, lambda run, _: run + "0", chance)


def percentage(pair: Pair, chance: random.Random) -> Pair | None:
    runs = re.finditer(r"\d+(?=(?:[.,]\d+)?\s?(?:%|per cent|por ciento|процент|في المائة))", pair.target.text)
    return _changed(pair, runs, lambda run, chance: str(int(run) + chance.choice([1, 3, 10])), chance)


def decimals(pair: Pair, chance: random.Random) -> Pair | None:
    runs = re.finditer(r"(?<![\d.,])\d+[.,]\d{1,2}(?![\d.,]|\s?(?:[ap]\.m|hora))", pair.target.text)
    return _changed(pair, runs, lambda run, chance: run[:-1] + _other_digit(run[-1], chance), chance)


def scale(pair: Pair, chance: random.Random) -> Pair | None:
    """Millions for billions, or the reverse."""
    small, large = _SCALES.get(pair.target.language, "万 亿").split()
    places = re.finditer(rf"(?<=\d){small}|(?<=\d ){small}\b|(?<=\d){large}|(?<=\d ){large}\b", pair.target.text)
    return _changed(pair, places, lambda word, _: large if word == small else small, chance)


def resolution(pair: Pair, chance: random.Random) -> Pair | None:
    runs = re.finditer(r"\b\d{2}/\d{2,3}\b|\b[12]\d{3}(?= \((?:19|20)\d\d\))", pair.target.text)
    return _changed(pair, runs, lambda run, chance: run[:-1] + _other_digit(run[-1], chance), chance)


def other_division(pair: Pair, chance: random.Random) -> Pair | None:
    """An article becomes a paragraph, or the reverse."""
    if pair.target.language == "zh":
        first, second = "条", "款"
        places = re.finditer(r"(?<=[\d一二三四五六七八九十])[条款]", pair.target.text)
    else:
        first, second = _WORDS[pair.target.language].split()
        places = re.finditer(rf"\b(?:{first}|{second})(?= \d)", pair.target.text)
    return _changed(pair, places, lambda word, _: second if word == first else first, chance)


def other_letter(pair: Pair, chance: random.Random) -> Pair | None:
    places = re.finditer(r"(?<=[(（])[a-h](?=[)）])|(?<=[ (])[a-h](?=\))|(?<= \()[أبجدهوز](?=\))", pair.target.text)

    def other(letter: str, chance: random.Random) -> str:
        return chance.choice([each for each in ("abcdefgh" if letter.isascii() else "أبجدهوز") if each != letter])

    return _changed(pair, places, other, chance)


def mark_in_source(pair: Pair, chance: random.Random) -> Pair | None:
    text = pair.source.text
    places = [match.end() for match in re.finditer(r"\w(?=[\s,.;])", text)]
    if not places:
        return None
    at = chance.choice(places)
    return with_source(pair, text[:at] + chance.choice("¹²³⁴⁵") + text[at:])


def mark_in_target(pair: Pair, chance: random.Random) -> Pair | None:
    long = len(pair.target.text) >= 40
    return with_target(pair, pair.target.text + chance.choice(["¹", "²", "[7]", "[12]"])) if long else None


def text_twice(pair: Pair, chance: random.Random) -> Pair | None:
    del chance
    text = pair.target.text
    space = "" if pair.target.language == "zh" else " "
    return with_target(pair, text + space + text) if len(text) > 40 else None


def link_letter(pair: Pair, chance: random.Random) -> Pair | None:
    link = chance.choice(
        ["https://www.unodc.org/documents/report.pdf", "www.un.org/development/goals", "secretariat@unodc.org"]
    )
    at = chance.choice([place for place, sign in enumerate(link) if sign.isalpha() and place > 8])
    other = link[:at] + chance.choice([sign for sign in "abcdefgiklmnoprstu" if sign != link[at]]) + link[at + 1 :]
    return with_source(pair, f"{pair.source.text} ({link})")._replace(
        target=pair.target._replace(text=f"{pair.target.text} ({other})")
    )


PLAIN = (
    Variant("a digit changed", FIGURES, digit_changed),
    Variant("a digit changed, of years, dates and codes too", FIGURES, any_digit_changed),
    Variant("another small number", FIGURES, small_number),
    Variant("a zero added", FIGURES, zero_added),
    Variant("another percentage", FIGURES, percentage),
    Variant("other decimals", FIGURES, decimals),
    Variant("millions for billions", FIGURES, scale),
    Variant("another resolution", ("symbol-mismatch", *FIGURES), resolution),
    Variant("an article for a paragraph", ("reference-mismatch",), other_division),
    Variant("another letter of a reference", ("reference-mismatch",), other_letter),
    Variant("a mark in the source alone", ("footnote-mismatch",), mark_in_source),
    Variant("a mark in the target alone", ("footnote-mismatch",), mark_in_target),
    Variant("the text twice", ("added-sentence",), text_twice),
    Variant("a letter of a link", ("url-mismatch",), link_letter),
)
