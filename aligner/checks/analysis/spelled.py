"""Numbers written in words, in the six languages: cardinals, ordinals, Roman and Chinese numerals.

They answer for digits on the other side («deux» / "2") and are never asked for themselves, so a word that may be
a number counts as one.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from aligner.languages.numbering import roman

_FR_UNITS = (
    "un:1 une:1 deux:2 trois:3 quatre:4 cinq:5 six:6 sept:7 huit:8 neuf:9 dix:10 onze:11 douze:12 treize:13 "
    "quatorze:14 quinze:15 seize:16 vingt:20 vingts:20 trente:30 quarante:40 cinquante:50 soixante:60 septante:70 "
    "huitante:80 nonante:90 cent:100 cents:100 mille:1000 premier:1 première:1 premiers:1 premières:1 second:2 "
    "seconde:2 douzaine:12 dizaine:10 vingtaine:20 quinzaine:15 trentaine:30 "
    "quarantaine:40 cinquantaine:50 soixantaine:60 centaine:100 double:2 triple:3 "
    "tiers:3 quart:4 moitié:2 deuxième:2 troisième:3 quatrième:4 cinquième:5 sixième:6 septième:7 huitième:8 "
    "neuvième:9 dixième:10 onzième:11 douzième:12 treizième:13 quatorzième:14 quinzième:15 seizième:16 "
    "vingtième:20 trentième:30 quarantième:40 cinquantième:50 soixantième:60 centième:100 unième:1 premièrement:1 "
    "deuxièmement:2 troisièmement:3 quatrièmement:4 quadruple:4 siècle:100 midi:12"
)
_EN_UNITS = (
    "one:1 two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 eleven:11 twelve:12 thirteen:13 "
    "fourteen:14 fifteen:15 sixteen:16 seventeen:17 eighteen:18 nineteen:19 twenty:20 thirty:30 forty:40 fifty:50 "
    "sixty:60 seventy:70 eighty:80 ninety:90 hundred:100 hundreds:100 thousand:1000 thousands:1000 first:1 second:2 "
    "third:3 fourth:4 fifth:5 sixth:6 seventh:7 eighth:8 ninth:9 tenth:10 eleventh:11 twelfth:12 thirteenth:13 "
    "fourteenth:14 fifteenth:15 sixteenth:16 seventeenth:17 eighteenth:18 nineteenth:19 twentieth:20 thirtieth:30 "
    "fortieth:40 fiftieth:50 sixtieth:60 seventieth:70 eightieth:80 ninetieth:90 hundredth:100 once:1 twice:2 both:2 "
    "dozen:12 dozens:12 half:2 quarter:4 quarters:4 double:2 triple:3 thirds:3 single:1 sole:1 single:1 firstly:1 "
    "secondly:2 thirdly:3 twofold:2 threefold:3 fourfold:4 century:100 noon:12 midday:12 bi:2 a:1 an:1"
)
_ES_UNITS = (
    "un:1 uno:1 una:1 dos:2 tres:3 cuatro:4 cinco:5 seis:6 siete:7 ocho:8 nueve:9 diez:10 once:11 doce:12 trece:13 "
    "catorce:14 quince:15 dieciséis:16 diecisiete:17 dieciocho:18 diecinueve:19 veinte:20 veintiuno:21 veintiún:21 "
    "veintiuna:21 veintidós:22 veintitrés:23 veinticuatro:24 veinticinco:25 veintiséis:26 veintisiete:27 "
    "veintiocho:28 veintinueve:29 treinta:30 cuarenta:40 cincuenta:50 sesenta:60 setenta:70 ochenta:80 noventa:90 "
    "cien:100 ciento:100 cientos:100 doscientos:200 mil:1000 primer:1 tercer:3 decena:10 docena:12 centenar:100 "
    "doble:2 triple:3 mitad:2 cuartas:4 terceras:3 ambos:2 ambas:2 único:1 única:1 mediodía:12"
)
_ES_ORDINALS = (
    "primer:1 segund:2 tercer:3 cuart:4 quint:5 sext:6 séptim:7 octav:8 noven:9 décim:10 undécim:11 duodécim:12 "
    "decimotercer:13 decimocuart:14 decimoquint:15 decimosext:16 decimoséptim:17 decimoctav:18 decimonoven:19 "
    "vigésim:20 vigesimoprimer:21 vigesimosegund:22 vigesimotercer:23 vigesimocuart:24 vigesimoquint:25 "
    "vigesimosext:26 vigesimoséptim:27 vigesimoctav:28 vigesimonoven:29 trigésim:30 cuadragésim:40 "
    "quincuagésim:50 sexagésim:60 septuagésim:70 octogésim:80 nonagésim:90 centésim:100 decimoprimer:11"
)
_RU_STEMS = (
    "один:1 одн:1 одно:1 дв:2 две:2 двух:2 двум:2 два:2 три:3 трех:3 трём:3 трем:3 трёх:3 четыр:4 пят:5 шест:6 "
    "сем:7 восем:8 восьм:8 девят:9 десят:10 одиннадцат:11 двенадцат:12 тринадцат:13 четырнадцат:14 пятнадцат:15 "
    "шестнадцат:16 семнадцат:17 восемнадцат:18 девятнадцат:19 двадцат:20 тридцат:30 сорок:40 сороков:40 "
    "пятьдесят:50 пятидесят:50 шестьдесят:60 шестидесят:60 семьдесят:70 семидесят:70 восемьдесят:80 "
    "восьмидесят:80 девяност:90 сто:100 ста:100 сот:100 двест:200 двухсот:200 трист:300 тысяч:1000 перв:1 втор:2 "
    "трет:3 четверт:4 седьм:7 обе:2 оба:2 обеих:2 обоих:2 двое:2 трое:3 половин:2 вдвое:2 дважды:2 единственн:1 "
    "пятьюдесят:50 шестьюдесят:60 семьюдесят:70 восемьюдесят:80 трехлетн:3 двухлетн:2 пятилетн:5 "
    "трехсторонн:3 двусторонн:2 полугод:6 полтор:1.5"
)
_RU_ENDINGS = (
    "а и ь е у ы о ю ью ый ая ое ого ому ой ую ом ым ых ые ыми ий ья ье ьего ьей ьем ьему ьи ьих ьим емя мя ёх ех ем "
    "ёх ум ух умя ми ям ям ам ах ями ами ях"
).split()
_AR_UNITS = (
    "واحد:1 واحدة:1 أحد:1 إحدى:1 حادي:1 حادية:1 اثنان:2 اثنين:2 اثنتان:2 اثنتين:2 اثنا:2 اثني:2 اثنتي:2 اثنتا:2 "
    "ثلاث:3 ثلاثة:3 أربع:4 أربعة:4 خمس:5 خمسة:5 ست:6 ستة:6 سبع:7 سبعة:7 ثمان:8 ثماني:8 ثمانية:8 تسع:9 تسعة:9 عشر:10 "
    "عشرة:10 عشرون:20 عشرين:20 ثلاثون:30 ثلاثين:30 أربعون:40 أربعين:40 خمسون:50 خمسين:50 ستون:60 ستين:60 سبعون:70 "
    "سبعين:70 ثمانون:80 ثمانين:80 تسعون:90 تسعين:90 مائة:100 مئة:100 مائتا:200 مائتي:200 مئتا:200 ألف:1000 آلاف:1000 "
    "أول:1 أولى:1 ثاني:2 ثانية:2 ثان:2 ثالث:3 ثالثة:3 رابع:4 رابعة:4 خامس:5 خامسة:5 سادس:6 سادسة:6 سابع:7 سابعة:7 "
    "ثامن:8 ثامنة:8 تاسع:9 تاسعة:9 عاشر:10 عاشرة:10 أولا:1 أولاً:1 ثانيا:2 ثانياً:2 ثالثا:3 ثالثاً:3 رابعا:4 خامسا:5 "
    "اثنى:2 اثنا:2 عشرينات:20 عشرينيات:20 ثلاثينات:30 ثلاثينيات:30 أربعينات:40 أربعينيات:40 خمسينات:50 خمسينيات:50 "
    "ستينات:60 ستينيات:60 سبعينات:70 سبعينيات:70 ثمانينات:80 ثمانينيات:80 تسعينات:90 تسعينيات:90 "
    "نصف:2 ثلث:3 ثلثي:3 ربع:4 كلا:2 كلتا:2 مرتين:2 عامين:2 سنتين:2 شهرين:2 يومين:2 مليونين:2 مليوني:2"
)
_AR_PREFIX = re.compile(r"^(?:[وفبلك]{0,2}الـ?|لل|[وفبلك])")
_HALF = re.compile(r"\bet demi\w*|\band a half|\by medi[oa]|с половиной|ونصف|半", re.IGNORECASE)
"""What adds a half to a number in words."""
_HALF_MILLION = re.compile(
    r"demi-million|half a million|half-million|medio mill[oó]n|полмиллион|نصف مليون|النصف مليون", re.IGNORECASE
)
_HAN_VALUES = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN_RANKS = {"十": 10, "百": 100, "千": 1000}
_HAN_RUN = re.compile(r"[零〇一二三四五六七八九十百千万亿两]+")
_ROMAN_RUN = re.compile(r"\b[IVXLC]+\b|(?<=[(\s])[ivx]+(?=[).\s])")
_WORDS = re.compile(r"[^\W\d_]+")


def _table(*lists: str) -> dict[str, float]:
    return {word: float(value) for text in lists for word, _, value in (one.partition(":") for one in text.split())}


@functools.cache
def _words(language: str) -> dict[str, float]:
    """Words of a language with the number each stands for, in small letters."""
    if language == "es":
        return _table(_ES_UNITS) | {
            stem + ending: value
            for stem, value in _table(_ES_ORDINALS).items()
            for ending in ("o", "a", "os", "as", "", "amente")
        }
    if language == "ru":
        stems = _table(_RU_STEMS)
        return {stem + ending: value for stem, value in stems.items() for ending in _RU_ENDINGS} | stems
    return _table({"fr": _FR_UNITS, "en": _EN_UNITS, "ar": _AR_UNITS}.get(language, ""))


def spelled_numbers(text: str, language: str) -> frozenset[float]:
    """Return every number that words, Roman or Chinese numerals of ``text`` may stand for; ``language`` is primary.

    Words that follow one another count alone and together.

    >>> sorted(spelled_numbers("vingt-cinq réunions", "fr"))
    [5.0, 20.0, 25.0]
    >>> sorted(spelled_numbers("第三十七条", "zh"))
    [37.0]
    """
    found: set[float] = set(_romans(text))
    if language == "zh":
        found.update(_han_numbers(text))
    else:
        for run in spelled_runs(text, language):
            found.update(run)
    if _HALF.search(text):
        found.update([value + 0.5 for value in found])
    if _HALF_MILLION.search(text):
        found.add(500_000.0)
    return frozenset(found)


def spelled_runs(text: str, language: str) -> Iterator[tuple[float, ...]]:
    """Yield, for each run of number words in ``text``, what its words may say; first what most of them say together.

    >>> list(spelled_runs("soixante-septième session, deux fois", "fr"))
    [(67.0, 60.0, 7.0), (2.0,)]
    """
    known = _words(language)
    run: list[float] = []
    end = 0
    for word in _WORDS.finditer(text.lower()) if known else ():
        value = known.get(word[0])
        if value is None and language == "ar":
            value = known.get(_AR_PREFIX.sub("", word[0]))
        if value is None:
            continue
        # «vingt et un», "one hundred and two", «двадцать пять»: a joining word of up to three letters may stand between
        if run and word.start() - end > 5:
            yield _widest_first(run)
            run = []
        run.append(value)
        end = word.end()
    if run:
        yield _widest_first(run)


def _widest_first(run: list[float]) -> tuple[float, ...]:
    if run[0] == 1 and len(run) > 1 and 10 <= run[1] < 100:
        # «une quarantaine»: an article
        return (*_widest_first(run[1:]), 1.0)
    first = list(_sums(run[:5]))[min(len(run), 5) - 1]
    return (first, *(value for value in dict.fromkeys(_sums(run)) if value != first))


def _sums(run: list[float]) -> Iterator[float]:
    """Each number, and what neighbours make together: tens and units, and multiples of a hundred or a thousand."""
    for start in range(len(run)):
        total = run[start]
        yield total
        for value in run[start + 1 : start + 5]:
            if value == 20 and total == 4:
                yield 80  # quatre-vingts
                total = 24
            elif value in {100, 1000} and total < value:
                total *= value
            else:
                total += value
            yield total


def _romans(text: str) -> Iterator[float]:
    for match in _ROMAN_RUN.finditer(text):
        value = _roman_value(match[0].lower())
        if value:
            yield float(value)


@functools.lru_cache(maxsize=1024)
def _roman_value(text: str) -> int:
    return next((number for number in range(1, 400) if roman(number) == text), 0)


def _han_numbers(text: str) -> Iterator[float]:
    for match in _HAN_RUN.finditer(text):
        value = han_value(match[0])
        if value is not None:
            yield float(value)


def han_value(numeral: str) -> int | None:
    """Return what a Chinese numeral says, None where it says nothing.

    >>> han_value("二百零五"), han_value("二〇一五"), han_value("三万四千"), han_value("十")
    (205, 2015, 34000, 10)
    """
    if all(sign in _HAN_VALUES for sign in numeral):
        return int("".join(str(_HAN_VALUES[sign]) for sign in numeral))
    total = part = digit = 0
    for sign in numeral:
        if sign in _HAN_VALUES:
            digit = _HAN_VALUES[sign]
        elif sign in _HAN_RANKS:
            part += (digit or 1) * _HAN_RANKS[sign]
            digit = 0
        else:
            scale = 10_000 if sign == "万" else 100_000_000
            total = (total + part + digit or 1) * scale
            part = digit = 0
    return total + part + digit or None
