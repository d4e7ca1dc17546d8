"""A second set of defects, made in other ways than the first, so that the checks are fitted to neither.

Where the first set changes what the checks' own analysis found, this one works on the bare text: any run of digits,
any bracket, any word. ``also`` names checks whose finding is as good.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import NamedTuple

from aligner.checks.core.views import Pair


class Variant(NamedTuple):
    """One way of making a defect, and the checks of which one has to see it."""

    kind: str
    checks: tuple[str, ...]
    plant: Callable[[Pair, random.Random], Pair | None]


FIGURES = ("number-mismatch", "date-mismatch", "reference-mismatch", "symbol-mismatch", "number-format")
_MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),
    "ar": "يناير فبراير مارس أبريل مايو يونيه يوليه أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
}
_ARABIC_FIRST = "كانون الثاني,شباط,آذار,نيسان,أيار,حزيران,تموز,آب,أيلول,تشرين الأول,تشرين الثاني,كانون الأول".split(",")
_LIKE = dict(zip("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ", strict=True))


def with_target(pair: Pair, text: str) -> Pair | None:
    return pair._replace(target=pair.target._replace(text=text)) if text != pair.target.text else None


def with_source(pair: Pair, text: str) -> Pair:
    return pair._replace(source=pair.source._replace(text=text))


def _runs(text: str, least: int = 1) -> list[re.Match[str]]:
    """Runs of digits that stand by themselves, or in groups, on the bare text."""
    found = re.finditer(r"(?<![\w/.@-])\d+(?:[.,\u00a0 ]\d{3})*(?:[.,]\d{1,2})?(?![\w/@]|[.,]\d)", text)
    return [match for match in found if len(match[0]) >= least and match.start() > 3]


def edited(pair: Pair, match: re.Match[str], new: str) -> Pair | None:
    text = pair.target.text
    return with_target(pair, text[: match.start()] + new + text[match.end() :])


def digits_swapped(pair: Pair, chance: random.Random) -> Pair | None:
    places = [m for m in re.finditer(r"\d\d", pair.target.text) if m[0][0] != m[0][1] and m.start() > 3]
    if not places:
        return None
    match = chance.choice(places)
    return edited(pair, match, match[0][::-1])


def digit_lost(pair: Pair, chance: random.Random) -> Pair | None:
    runs = _runs(pair.target.text, 2)
    if not runs:
        return None
    match = chance.choice(runs)
    at = chance.choice([place for place, sign in enumerate(match[0]) if sign.isdigit()][1:])
    return edited(pair, match, match[0][:at] + match[0][at + 1 :])


def digit_doubled(pair: Pair, chance: random.Random) -> Pair | None:
    runs = _runs(pair.target.text)
    if not runs:
        return None
    match = chance.choice(runs)
    return edited(pair, match, match[0] + match[0][-1])


def thousands_lost(pair: Pair, chance: random.Random) -> Pair | None:
    runs = [m for m in _runs(pair.target.text) if re.fullmatch(r"\d{1,3}[.,\u00a0 ]\d{3}", m[0])]
    if not runs:
        return None
    match = chance.choice(runs)
    return edited(pair, match, re.match(r"\d+", match[0])[0])  # type: ignore[index]


def point_moved(pair: Pair, chance: random.Random) -> Pair | None:
    runs = [m for m in _runs(pair.target.text) if re.fullmatch(r"\d+[.,]\d{1,2}", m[0])]
    # 12.40 and 1240 are one time
    runs = [m for m in runs if not re.match(r"\s?(?:[ap]\.m|hora)", pair.target.text[m.end() :])]
    if not runs:
        return None
    match = chance.choice(runs)
    return edited(pair, match, re.sub(r"[.,]", "", match[0]))


def number_dropped(pair: Pair, chance: random.Random) -> Pair | None:
    """A number of two digits or more, with the space behind it."""
    runs = [m for m in _runs(pair.target.text, 2) if not re.fullmatch(r"(?:19|20)\d\d", m[0])]
    source = set(re.findall(r"\d+", pair.source.text))
    runs = [m for m in runs if set(re.findall(r"\d+", m[0])) & source]
    if not runs:
        return None
    text, match = pair.target.text, chance.choice(runs)
    return with_target(pair, (text[: match.start()] + text[match.end() :].lstrip()).replace("  ", " "))


def year_shifted(pair: Pair, chance: random.Random) -> Pair | None:
    years = list(re.finditer(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/])", pair.target.text))
    if not years:
        return None
    match = chance.choice(years)
    return edited(pair, match, str(int(match[0]) + chance.choice([-10, -1, 1, 2])))


def number_of_source(pair: Pair, chance: random.Random) -> Pair | None:
    """The source is at fault."""
    runs = _runs(pair.source.text, 2)
    if not runs or not re.search(r"\d", pair.target.text):
        return None
    text, match = pair.source.text, chance.choice(runs)
    old = match[0]
    new = old[:-1] + str((int(old[-1]) + chance.randint(1, 9)) % 10)
    return with_source(pair, text[: match.start()] + new + text[match.end() :])


def day_shifted(pair: Pair, chance: random.Random) -> Pair | None:
    names = "|".join(_MONTHS.get(pair.target.language, ()) or ["月"])
    if pair.target.language == "zh":
        places = list(re.finditer(r"\d{1,2}(?=日)", pair.target.text))
    elif pair.target.language == "ar":
        places = list(re.finditer(rf"\d{{1,2}}(?= (?:{'|'.join(_ARABIC_FIRST)}))", pair.target.text))
    else:
        places = list(re.finditer(rf"(?<![\d/])\d{{1,2}}(?=(?: de)? (?:{names})\b)", pair.target.text))
    if not places:
        return None
    match = chance.choice(places)
    value = int(match[0])
    return edited(pair, match, str(value + 1 if value < 28 else value - chance.randint(1, 9)))


def month_changed(pair: Pair, chance: random.Random) -> Pair | None:
    text, tag = pair.target.text, pair.target.language
    if tag == "zh":
        places = list(re.finditer(r"(?<=年)\d{1,2}(?=月)", text))
        if not places:
            return None
        match = chance.choice(places)
        return edited(pair, match, str(int(match[0]) % 12 + 1))
    names = [f"{a}/{b}" for a, b in zip(_ARABIC_FIRST, _MONTHS["ar"], strict=True)] if tag == "ar" else _MONTHS[tag]
    dated = r"(?=,?(?: de)? (?:19|20)\d\d)"
    places = [m for name in names for m in re.finditer(rf"(?<!\w){name}{dated}", text)]
    if not places:
        return None
    match = chance.choice(places)
    return edited(pair, match, names[(names.index(match[0]) + chance.randint(1, 11)) % 12])


def symbol_edited(pair: Pair, chance: random.Random) -> Pair | None:
    """Both sides name one symbol in mid-sentence; the target's gets another series, year, addendum or number."""
    symbol = chance.choice(
        ["A/RES/69/314", "S/2015/203", "CTOC/COP/WG.4/2019/5", "E/CN.7/2014/16", "A/HRC/28/L.9/Rev.1"]
    )
    last = symbol.split("/")
    other = chance.choice(
        [
            symbol + "/Add.1",
            symbol.replace("/", "/C.3/", 1),
            symbol.replace("2", "3", 1) if "2" in symbol else symbol.replace("69", "96"),
            "/".join(last[:-1]),
            symbol.replace("1", "7", 1),
        ]
    )
    places = [[m.start() for m in re.finditer(r"(?<=\w) (?=\w)", side.text)] for side in (pair.source, pair.target)]
    if not places[0] or other == symbol:
        return None
    at, to = chance.choice(places[0]), chance.choice(places[1] or [len(pair.target.text) - 1])
    source = f"{pair.source.text[:at]} ({symbol}){pair.source.text[at:]}"
    target = f"{pair.target.text[:to]} ({other}){pair.target.text[to:]}"
    return with_source(pair, source)._replace(target=pair.target._replace(text=target))


_PARTS = {
    "en": (r"\barticle \d+", r"\bparagraphs? \d+", "article", "paragraph"),
    "es": (r"\bartículo \d+", r"\bpárrafos? \d+", "artículo", "párrafo"),
    "ru": (r"\bстат\w+ \d+", r"\bпункт\w* \d+", "статье", "пункте"),
    "zh": (r"第[\d一二三四五六七八九十百]+条", r"第[\d一二三四五六七八九十百]+[款段]", "", ""),
    "ar": (r"المادة \d+", r"الفقرة \d+", "المادة", "الفقرة"),
}


def part_exchanged(pair: Pair, chance: random.Random) -> Pair | None:
    """The numbers of an article and of a paragraph in one text change places."""
    article, paragraph, *_ = _PARTS[pair.target.language]
    first, second = re.search(article, pair.target.text), re.search(paragraph, pair.target.text)
    if not first or not second:
        return None
    pattern = r"[\d一二三四五六七八九十百]+"
    a, b = (re.search(pattern, m[0])[0] for m in (first, second))  # type: ignore[index]
    if a == b:
        return None
    text = pair.target.text
    for match, new in sorted([(first, b), (second, a)], key=lambda each: -each[0].start()):
        text = text[: match.start()] + re.sub(pattern, new, match[0], count=1) + text[match.end() :]
    return with_target(pair, text)


def part_changed(pair: Pair, chance: random.Random) -> Pair | None:
    places = [m for p in _PARTS[pair.target.language][:2] for m in re.finditer(p, pair.target.text)]
    places = [m for m in places if re.search(r"\d", m[0])]
    if not places or not re.search(r"article|paragraphe|art\.|par\.|alinéa|règle", pair.source.text):
        return None
    match = chance.choice(places)
    return edited(pair, match, re.sub(r"\d+", lambda d: str(int(d[0]) + chance.choice([1, 2, 10])), match[0]))


def letter_changed(pair: Pair, chance: random.Random) -> Pair | None:
    places = list(re.finditer(r"(?<=\()[a-h](?=\))|(?<=[\s(])[a-h](?=\))", pair.target.text))
    if not places or not re.search(r"(?<!\w)[a-h]\)", pair.source.text) or len(places) > 2:
        return None
    match = chance.choice(places)
    return edited(pair, match, chr(ord(match[0]) + 1))


def note_dropped(pair: Pair, chance: random.Random) -> Pair | None:
    """Both sides get one or two marks, the target loses the last."""
    form = chance.choice(["¹", "[3]", "²³"])
    many = chance.choice([1, 2])
    if len(pair.target.text) < 40:
        return None
    source = pair.source.text.rstrip(".") + form + "."
    target = pair.target.text
    if many == 2:
        at = source.find(" ", 20)
        source = source[:at] + ("¹" if form == "²³" else form) + source[at:] if at > 0 else source
        other = target.find(" ", 12)
        if pair.target.language == "zh":
            other = 10
        if at <= 0 or other <= 0:
            return None
        target = target[:other] + ("¹" if form == "²³" else form) + target[other:]
    return with_source(pair, source)._replace(target=pair.target._replace(text=target))


def note_doubled(pair: Pair, chance: random.Random) -> Pair | None:
    if len(pair.target.text) < 40:
        return None
    both = with_source(pair, pair.source.text + "²")
    return both._replace(target=pair.target._replace(text=pair.target.text + "²" + chance.choice([" ³", "³ ⁴", " ²"])))


def bracket_changed(pair: Pair, chance: random.Random) -> Pair | None:
    """An aside of several words loses one of its brackets, or gets one of another kind."""
    places = list(re.finditer(r"[(（][^()（）]{6,}[)）]", pair.target.text))
    if not places:
        return None
    match = chance.choice(places)
    whole = match[0]
    forms = [whole[1:], whole[:-1], "[" + whole[1:], whole[:-1] + "]", whole + ")"]
    return edited(pair, match, chance.choice(forms))


def hidden(pair: Pair, chance: random.Random) -> Pair | None:
    at = chance.randrange(1, max(2, len(pair.target.text)))
    sign = chance.choice("\u200b\ufeff\u2060\u00ad\x07\ufffd\ue000\u2028\x85\u200b")
    return with_target(pair, pair.target.text[:at] + sign + pair.target.text[at:])


def look_alike(pair: Pair, chance: random.Random) -> Pair | None:
    text = pair.target.text
    letters = _LIKE if pair.target.language in ("en", "es") else {value: key for key, value in _LIKE.items()}
    words = re.finditer(r"[^\W\d_]{4,}", text)
    places = [m for m in words if m[0][1:].islower() and any(s in letters for s in m[0])]
    if not places or pair.target.language in ("zh", "ar"):
        return None
    match = chance.choice(places)
    at = chance.choice([place for place, sign in enumerate(match[0]) if sign in letters])
    return edited(pair, match, match[0][:at] + letters[match[0][at]] + match[0][at + 1 :])
