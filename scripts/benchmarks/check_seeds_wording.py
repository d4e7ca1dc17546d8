"""The second set of defects, continued: words, sentences, spaces, marks, links and terms."""

from __future__ import annotations

import random
import re

from check_seeds_again import (
    FIGURES,
    Variant,
    bracket_changed,
    day_shifted,
    digit_doubled,
    digit_lost,
    digits_swapped,
    edited,
    hidden,
    letter_changed,
    look_alike,
    month_changed,
    note_doubled,
    note_dropped,
    number_dropped,
    number_of_source,
    part_changed,
    part_exchanged,
    point_moved,
    symbol_edited,
    thousands_lost,
    with_source,
    with_target,
    year_shifted,
)

from aligner.checks.core.views import Pair


def _words(text: str, least: int = 4) -> list[re.Match[str]]:
    return [m for m in re.finditer(r"(?<![\w'’-])[^\W\d_]+(?![\w'’-])", text) if len(m[0]) >= least]


def _han(text: str) -> bool:
    return bool(re.search(r"[\u4e00-\u9fff]", text))


def word_doubled(pair: Pair, chance: random.Random) -> Pair | None:
    words = [m for m in _words(pair.target.text, 3) if m[0].islower()]
    if not words or _han(pair.target.text):
        return None
    match = chance.choice(words)
    return edited(pair, match, f"{match[0]} {match[0]}")


def space_doubled(pair: Pair, chance: random.Random) -> Pair | None:
    places = list(re.finditer(r"(?<=\w) (?=\w)", pair.target.text))
    return edited(pair, chance.choice(places), "  ") if places else None


def space_before_mark(pair: Pair, chance: random.Random) -> Pair | None:
    places = list(re.finditer(r"(?<=[a-zа-яé])[,.](?= )", pair.target.text))
    if not places:
        return None
    match = chance.choice(places)
    return edited(pair, match, " " + match[0])


def space_lost(pair: Pair, chance: random.Random) -> Pair | None:
    places = list(re.finditer(r"(?<=[a-zа-яé])[,;:] (?=[a-zа-яé])", pair.target.text))
    if not places:
        return None
    match = chance.choice(places)
    return edited(pair, match, match[0][0])


def quotes_of_another(pair: Pair, chance: random.Random) -> Pair | None:
    found = re.search(r"[\"“]([^\"“”]{3,})[\"”]|<<\s?([^<>]+?)\s?>>", pair.target.text)
    if not found or pair.target.language == "zh":
        return None
    inner = found[1] or found[2]
    new = f"„{inner}“" if pair.target.language in ("en", "es", "ar") else f"“{inner}”"
    return edited(pair, found, new)


def quote_lost(pair: Pair, chance: random.Random) -> Pair | None:
    found = re.search(r"“[^“”]{3,}”|<<[^<>]+?>>", pair.target.text)
    return edited(pair, found, found[0].strip("“<")) if found else None


def accent_lost(pair: Pair, chance: random.Random) -> Pair | None:
    """In the French side; in the Spanish one where the target is Spanish."""
    plain = dict(zip("ÉÈÊÀÂÇÔÎÁÍÓÚ", "EEEAACOIAIOU", strict=True))
    if pair.target.language == "es":
        places = list(re.finditer(r"(?<!\w)[ÁÉÍÓÚ](?=[a-zñáéíóú]{3})", pair.target.text))
        if places:
            match = chance.choice(places)
            return edited(pair, match, plain[match[0]])
        return None
    places = list(re.finditer(r"(?<!\w)[ÉÈÊÀÂÇÔÎ](?=[a-zà-ÿ]{3}| [a-z])", pair.source.text))
    if not places or pair.source.language != "fr":
        return None
    match = chance.choice(places)
    text = pair.source.text
    return with_source(pair, text[: match.start()] + plain[match[0]] + text[match.end() :])


def full_stop_lost(pair: Pair, chance: random.Random) -> Pair | None:
    ends = re.search(r"[.。]$", pair.source.text) and re.search(r"[.。]$", pair.target.text)
    return with_target(pair, pair.target.text[:-1]) if ends and len(pair.source.text.split()) >= 8 else None


def other_end(pair: Pair, chance: random.Random) -> Pair | None:
    """A question becomes a statement, or the reverse."""
    if re.search(r"\?$", pair.source.text) and re.search(r"[?？؟]$", pair.target.text):
        return with_target(pair, pair.target.text[:-1] + ("。" if _han(pair.target.text) else "."))
    if pair.source.text.endswith(".") and re.search(r"[.。]$", pair.target.text) and len(pair.source.text.split()) > 8:
        mark = {"zh": "？", "ar": "؟"}.get(pair.target.language, "?")
        return with_target(pair, pair.target.text[:-1] + mark)
    return None


def link_edited(pair: Pair, chance: random.Random) -> Pair | None:
    """Both sides get one link; the target's loses a letter, changes its host or is left out."""
    path = chance.choice(["sustainabledevelopment", "documents/tocta", "en/treaties/list", "Depts/los", "dpko/annex-2"])
    link = chance.choice(["http://www.un.org/", "https://www.unodc.org/", "www.ohchr.org/"]) + path
    link = chance.choice([link, link + ".pdf", "focal.point@unodc.org"])
    at = chance.randrange(link.index(".") + 1, len(link) - 4)
    other = chance.choice([link[:at] + link[at + 1 :], link.replace("un", "um", 1).replace("ohchr", "ohcr"), ""])
    if other == link:
        return None
    source = f"{pair.source.text.rstrip('.')} ({link})."
    text = pair.target.text.rstrip(".。")
    return with_source(pair, source)._replace(
        target=pair.target._replace(text=f"{text} ({other})." if other else f"{text}.")
    )


def blank(pair: Pair, chance: random.Random) -> Pair | None:
    return pair._replace(target=pair.target._replace(text=chance.choice(["", " ", "\u00a0", "-", "..."])))


def copied(pair: Pair, chance: random.Random) -> Pair | None:
    return with_target(pair, pair.source.text) if len(pair.source.text.split()) >= 5 else None


def half_copied(pair: Pair, chance: random.Random) -> Pair | None:
    """The first half is translated, the rest is the source's."""
    text, source = pair.target.text, pair.source.text
    if len(source.split()) < 14:
        return None
    cut, other = len(text) // 2, len(source) // 2
    cut = text.find(" ", cut) if not _han(text) else cut
    other = source.find(" ", other)
    return with_target(pair, text[:cut] + " " + source[other:].strip()) if cut > 0 and other > 0 else None


def some_words_left(pair: Pair, chance: random.Random) -> Pair | None:
    """A run of two to four source words stands where the target had as many."""
    words = re.findall(r"\S+", pair.source.text)
    if len(words) < 9:
        return None
    size = chance.choice([2, 3, 4])
    at = chance.randrange(1, len(words) - size)
    run = words[at : at + size]
    if not all(re.fullmatch(r"[a-zà-ÿœ]+[’']?[a-zà-ÿœ]*", word) for word in run) or max(map(len, run)) < 5:
        return None
    if _han(pair.target.text):
        cut = chance.randrange(1, max(2, len(pair.target.text) - 4))
        return with_target(pair, pair.target.text[:cut] + " ".join(run) + pair.target.text[cut + 2 * size :])
    theirs = pair.target.text.split(" ")
    if len(theirs) < size + 3:
        return None
    cut = chance.randrange(1, len(theirs) - size)
    return with_target(pair, " ".join(theirs[:cut] + run + theirs[cut + size :]))


def cut_off(pair: Pair, chance: random.Random) -> Pair | None:
    """The end is missing, from half on."""
    text = pair.target.text
    if len(pair.source.text) < 120:
        return None
    size = round(len(text) * chance.uniform(0.3, 0.5))
    size = size if _han(text) else text.rfind(" ", 0, size)
    return with_target(pair, text[:size] + ("。" if _han(text) else ".")) if size > 0 else None


def capital_letters_swapped(pair: Pair, chance: random.Random) -> Pair | None:
    places = list(re.finditer(r"(?<![\w/.-])[A-ZА-Я]{4,7}(?![\w/.-])", pair.target.text))
    if not places or not re.search(r"(?<![\w/.-])[A-Z]{3,7}(?![\w/.-])", pair.source.text):
        return None
    match = chance.choice(places)
    old = match[0]
    at = chance.randrange(len(old) - 1)
    return edited(pair, match, old[:at] + old[at + 1] + old[at] + old[at + 2 :]) if old[at] != old[at + 1] else None


VARIANTS = (
    Variant("two digits exchanged", FIGURES, digits_swapped),
    Variant("a digit lost", FIGURES, digit_lost),
    Variant("a digit doubled", FIGURES, digit_doubled),
    Variant("thousands lost", FIGURES, thousands_lost),
    Variant("decimal point lost", FIGURES, point_moved),
    Variant("a number dropped", FIGURES, number_dropped),
    Variant("the source's number changed", FIGURES, number_of_source),
    Variant("another year", FIGURES, year_shifted),
    Variant("another day", ("date-mismatch", "number-mismatch"), day_shifted),
    Variant("another month", ("date-mismatch",), month_changed),
    Variant("another series, year or addendum", ("symbol-mismatch",), symbol_edited),
    Variant("article and paragraph exchanged", ("reference-mismatch",), part_exchanged),
    Variant("another article or paragraph", ("reference-mismatch", "number-mismatch"), part_changed),
    Variant("another letter", ("reference-mismatch",), letter_changed),
    Variant("a note mark dropped", ("footnote-mismatch",), note_dropped),
    Variant("a note mark too many", ("footnote-mismatch",), note_doubled),
    Variant("a bracket lost or of another kind", ("unbalanced-brackets",), bracket_changed),
    Variant("a hidden character", ("hidden-character",), hidden),
    Variant("a look-alike", ("confusable-character",), look_alike),
    Variant("a word twice", ("repeated-word",), word_doubled),
    Variant("two spaces", ("doubled-space",), space_doubled),
    Variant("a space before a mark", ("punctuation-spacing",), space_before_mark),
    Variant("no space behind a mark", ("punctuation-spacing",), space_lost),
    Variant("another language's quotation marks", ("quote-style",), quotes_of_another),
    Variant("a quotation mark lost", ("quote-style",), quote_lost),
    Variant("an accent lost", ("accent-on-capital",), accent_lost),
    Variant("the full stop lost", ("final-punctuation",), full_stop_lost),
    Variant("another end", ("final-punctuation",), other_end),
    Variant("a link edited or dropped", ("url-mismatch",), link_edited),
    Variant("blank", ("untranslated",), blank),
    Variant("copied", ("untranslated",), copied),
    Variant("half copied", ("untranslated", "untranslated-word"), half_copied),
    Variant("a few words left", ("untranslated-word",), some_words_left),
    Variant("cut off", ("length-outlier", "omitted-sentence"), cut_off),
    Variant("letters of an acronym exchanged", ("acronym-mismatch",), capital_letters_swapped),
)
