r"""Our segmentation rules, as SRX: the same for us and for the CAT tool that imports them.

Only what means the same in ICU, Java and ``regex`` is written: no ``\s`` where a no-break space counts (Java's knows
ASCII only), no script names (Java and ICU spell them differently), no look-behind of variable length. OmegaT looks
for the expression before a break and the one after it independently, so neither may need the other to end right.
"""

from __future__ import annotations

import functools

from aligner.languages import get, known
from aligner.languages.language import Language
from aligner.segmentation.conventions import CONVENTIONS, Conventions
from aligner.segmentation.srx import LanguageMap, LanguageRules, Rule, SrxRules

_SPACE = r"[\s\u00A0\u202F\u2009\u3000]"
_NO_WORD = r"(?<![\p{L}\p{Nd}\p{M}])"
"""Stands before a whole word."""
_NO_CASED_WORD = r"(?<![\p{Lu}\p{Ll}\p{Lt}\p{Nd}\p{M}])"
"""Stands before a whole word of a script with capitals, which may follow Han or Arabic letters directly."""
_CLOSERS = r"(?:[\u00A0\u202F ]?»|[”’\"'\)\]\}›]|[\u00B9\u00B2\u00B3\u2070-\u2079]|[\u200E\u200F\u061C])*"
"""Closing quotes, brackets and the superscript digits of note marks, which stay with the sentence they close."""
_OPENERS = rf"(?:[\u200E\u200F\u061C«“„‟‘‹\"'\(\[¿¡—–\-•*]{_SPACE}*)*"
_COUNTED = r"(?:[\p{Nd}#]|[IVXLCDM]+(?!\p{L})|\p{L}(?:\)|(?![\p{L}\p{M}])))"
"""What a reference counts with: a number, a Roman numeral, a letter."""
_LISTED = r"\p{L}{1,4}\)"
"""Marker of an item that runs on within its paragraph, small as it is: ``b)``, ``iii)``."""
_START = rf"{_SPACE}+{_OPENERS}(?:[\p{{Lu}}\p{{Lt}}\p{{Lo}}\p{{N}}§№@#]|{_LISTED})"
"""What may follow a sentence: space, and something that begins one."""
_CAPITAL = rf"{_SPACE}+{_OPENERS}[\p{{Lu}}\p{{Lt}}\p{{Lo}}]"
_OMISSION = rf"(?:[\(\[]|{_SPACE})(?:\.\.\.|…)[\)\]]?"
"""Words left out of a quotation: an ellipsis in brackets or between spaces."""
_ASIDE = rf"[\p{{L}}\p{{Nd}}]{_SPACE}+\([^\(\)]{{1,200}}[\.!?؟]\)"
"""A sentence in brackets inside another, which goes on."""
_ACRONYM = r"(?:\p{L}\.){1,12}\p{L}"
"""Bounded, or a text that is one long acronym would be looked through again at each of its full stops."""
_INITIAL = rf"[\p{{Lu}}\p{{Lt}}]|{_NO_WORD}\p{{Lo}}"
_OWN_MARKER = r"^[\s\u00A0\u200E\u200F]*(?:\p{Nd}{1,4}|[IVXLC]{1,7}|\p{L})[\.\)]"
"""The number of a paragraph, where it was left in its text."""
_RUN_ON_MARKER = rf"[;；؛\(]{_SPACE}*(?:\p{{Nd}}{{1,2}}|[IVXLC]{{1,5}}|\p{{L}})\."
"""The marker of an item that runs on within its sentence: ``(I. Introduction; II. Analysis)``."""
_HAN_STOP = r"[。！？｡]"
_HAN_CLOSERS = r"[”’\"'」』﹂﹄）\)】》〉〕］\]]"
_HAN_CONTINUES = (
    r"[，、；：。！？,;:（的地得等]|[这那]一?[一个种样些句话项]|一[语词书文话]|问题|为题"
    r"|[他她]们?[^，。！？；：]{0,3}[问说答喊]|(?:代表|主席|部长|大使|律师|法官|记者|先生|女士)们?[问说答喊道表]"
)
"""After a quotation that ends like a sentence but is only a part of one."""
_HAN_ASIDE = rf"[^。！？（）]（[^（）]{{1,200}}{_HAN_STOP}）"


@functools.cache
def own_rules() -> SrxRules:
    """Return our rules for every language we know, with a general set for all others."""
    languages = [_rules(get(tag)) for tag in known()]
    maps = [LanguageMap(f"{tag}.*", rules.name) for tag, rules in zip(known(), languages, strict=True)]
    general = LanguageRules("General", _alphabetic(Conventions(), ".!?…"))
    entries = (*maps, LanguageMap(".*", general.name))
    return SrxRules(languages=(*languages, general), maps=entries, cascade=False, trusted=True)


def _rules(language: Language) -> LanguageRules:
    conventions = CONVENTIONS.get(language.tag)
    if conventions is None:
        abbreviations = (word.removesuffix(".").replace(" ", "~") for word in language.abbreviations)
        conventions = Conventions(titles=" ".join(abbreviations))
    if language.script == "Han":
        return LanguageRules(language.name, (*_chinese(), *_alphabetic(conventions, ".!?")))
    return LanguageRules(language.name, _alphabetic(conventions, language.terminals))


def _alphabetic(words: Conventions, terminals: str) -> tuple[Rule, ...]:
    """Rules for a script that puts a space after its sentences, in order of decision."""
    signs = "".join(f"\\{sign}" if sign in ".?" else sign for sign in terminals)
    never = _whole(f"{words.titles} {words.references}")
    counters = _whole(words.counters)
    labels = _whole(words.labels)
    ambiguous = _whole(words.endings, also=(_ACRONYM, _INITIAL))
    within = (_OWN_MARKER, _RUN_ON_MARKER, _OMISSION, _ASIDE)
    rules = [Rule(False, before, _SPACE) for before in within]
    rules += [Rule(False, rf"{_whole(before)}\.", rf"{_SPACE}+{after}") for before, after in words.bound]
    if words.units and words.openings:
        opening = rf"(?:^|[\.!\?…»]{_SPACE}+)(?:{_alternatives(words.openings)})(?:{_SPACE}+\p{{Ll}}{{1,12}}){{0,2}}"
        counted = rf"{_SPACE}+[\p{{Nd}}–\-]{{1,9}}{_SPACE}*(?:{_alternatives(words.units)})\."
        rules.append(Rule(False, opening + counted, _CAPITAL))
    if words.units:
        rules.append(Rule(True, rf"[\p{{Nd}}IVX]{_SPACE}*(?:{_alternatives(words.units)})\.", _CAPITAL))
    if words.finals:
        rules.append(Rule(True, rf"{_whole(words.finals)}\.", _START))
    if labels:
        rules.append(Rule(True, rf"{labels}{_SPACE}+\p{{Lu}}\.", _START))
    if never:
        rules.append(Rule(False, rf"{never}\.", _SPACE))
    if counters:
        rules.append(Rule(False, rf"{counters}\.", rf"{_SPACE}+{_COUNTED}"))
    if words.starters:
        rules.append(Rule(True, rf"{ambiguous}\.", rf"{_SPACE}+{_OPENERS}{_starters(words.starters)}"))
    rules.append(Rule(False, rf"{ambiguous}\.", _CAPITAL))
    # the last sign of several decides: looking for all of them would take the square of their number
    rules.append(Rule(True, rf"[{signs}]{_CLOSERS}", _START))
    return tuple(rules)


def _chinese() -> tuple[Rule, ...]:
    """Rules for full-width signs, after which no space stands."""
    return (
        Rule(False, _HAN_STOP, rf"{_HAN_CLOSERS}|{_HAN_STOP}"),
        Rule(False, _HAN_ASIDE, r"[\s\S]"),
        Rule(False, rf"{_HAN_STOP}{_HAN_CLOSERS}+", _HAN_CONTINUES),
        Rule(True, rf"{_HAN_STOP}{_HAN_CLOSERS}+（[^（）。]{{1,60}}）", r"[^，、；：。！？]"),
        Rule(True, rf"{_HAN_STOP}{_HAN_CLOSERS}*", r"[\s\S]"),
        Rule(True, rf"[!?]{_HAN_CLOSERS}*", r"\p{Lo}"),
    )


def _whole(words: str, also: tuple[str, ...] = ()) -> str:
    """Return an expression for any of ``words`` as a whole word, or for one of ``also``; empty for none."""
    cased = " ".join(word for word in words.split() if word[0].lower() != word[0].upper())
    other = " ".join(word for word in words.split() if word[0].lower() == word[0].upper())
    parts = [f"{_NO_CASED_WORD}(?:{_alternatives(cased, also)})"] if cased or also else []
    if other:
        parts.append(f"{_NO_WORD}(?:{_alternatives(other)})")
    return f"(?:{'|'.join(parts)})" if parts else ""


def _alternatives(words: str, also: tuple[str, ...] = ()) -> str:
    """Return an expression for any of ``words``, the longest first, or for one of ``also``."""
    bodies = sorted(set(words.split()), key=lambda word: (-len(word), word))
    return "|".join((*map(_word, bodies), *also))


def _word(word: str) -> str:
    """Return an expression for ``word``, a small first letter standing for either case."""
    first = f"[{word[0].upper()}{word[0]}]" if word[0].islower() and len(word[0].upper()) == 1 else word[0]
    return first + word[1:].replace(".", "\\.").replace("~", f"{_SPACE}?")


def _starters(words: str) -> str:
    whole = "|".join(word for word in words.split() if word[-1] not in "’'")
    elided = "|".join(word for word in words.split() if word[-1] in "’'")
    return f"(?:(?:{whole})(?![\\p{{L}}\\p{{M}}\\.])" + (f"|{elided})" if elided else ")")
