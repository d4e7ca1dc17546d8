"""What is written onto Arabic words, and plurals that change inside the word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Set

from aligner.languages import words

_PLAIN = str.maketrans("أإآٱىة", "اااايه")
_PREFIX = re.compile("^(?:[وف])?(?:[بك]?ال|لل)(?=.{3})")
_SINGLE = re.compile("^[وفبلك](?=.{3})")
_POSSESSIVE = re.compile("(?<=.{3})(?:هما|هم|هن|ها)$")
ATTACHED = 0.5
"""A whole that is rarer than this share of the word without its first letter is that word with a clitic."""
_ROOT = re.compile("[اويئءؤى]")


def plain(word: str) -> str:
    """A folded word with the letters that are written in two ways made one."""
    return word.translate(_PLAIN)


def without_clitics(word: str, known: Set[str]) -> str:
    """Take conjunction, preposition and article off a word.

    One letter alone comes off only where what remains is a word of the texts, with the article or without, or a
    much commoner word of the language than the whole.
    """
    bare = _PREFIX.sub("", word)
    while bare == word and (_SINGLE.match(bare)):
        rest = bare[1:]
        if not _attested(rest, known) and not _likelier(rest, bare):
            break
        bare = word = rest
        stripped = _PREFIX.sub("", bare)
        if stripped != bare:
            return stripped
    return bare


def _attested(word: str, known: Set[str]) -> bool:
    """Whether the texts have a word, with the article or without; one with a possessive, also without that."""
    if word in known or f"ال{word}" in known:
        return True
    owned = _POSSESSIVE.search(word)
    if not owned:
        return False
    # the ending of the feminine is written out before a possessive: سلامة, سلامتها
    bases = [word[: owned.start()]]
    bases += [bases[0][:-1] + "ة"] * bases[0].endswith("ت")
    return any(base in known or f"ال{base}" in known for base in bases)


def _likelier(rest: str, whole: str) -> bool:
    lexicon = words.lexicon("ar")
    return rest in lexicon and lexicon.frequency(rest) * ATTACHED > lexicon.frequency(whole)


def conjoined(word: str, bare: str) -> bool:
    """Whether a conjunction was taken off."""
    return word[0] in "وف" and word != bare and not bare.startswith(word[0])


def without_case(word: str, known: Set[str]) -> str:
    """Take off the alif of the indefinite accusative where the word without it is one: تدريبا, not ضحايا."""
    rest = word[:-1]
    if len(word) > 4 and word.endswith("ا") and (rest in known or f"ال{rest}" in known or _likelier(rest, word)):
        return rest
    return word


def is_relative(word: str) -> bool:
    """Whether a word is an adjective made from a noun (*nisba*): قانوني, قانونية, not قانون."""
    return re.search("(?:ي|ية|يه|يا(?:ه|ها|هم|هن)?|يين|يون|يات)$", word) is not None


def broken_plurals(forms: Iterable[str], stem: Callable[[str], str]) -> dict[str, str]:
    """Keys of plurals among ``forms`` (without clitics), with the key of the singular that is among them too."""
    there = {plain(form) for form in forms}
    found: dict[str, str] = {}
    for form in sorted(there):
        for plural in plurals(form):
            if plural in there and stem(plural) != stem(form):
                found.setdefault(stem(plural), stem(form))
    # a plural that is a singular's key itself stays what it is
    singulars = set(found.values())
    return {plural: singular for plural, singular in found.items() if plural not in singulars}


def plurals(word: str) -> Iterator[str]:
    """The broken plurals that the shape of a noun allows, the common ones of administrative language."""
    feminine = word.endswith("ه")
    base = word[:-1] if feminine else word
    root = _ROOT.sub("", base)
    if len(base) == 3 and len(root) == 3 and not feminine:
        a, b, c = base[0], base[1], base[2]
        yield from (f"ا{a}{b}ا{c}", f"{a}{b}و{c}", f"{a}{b}{c}ان")
    elif len(base) == 2 and not feminine:
        yield f"{base}و{base[1]}"
    elif len(base) == 4 and base[1] == "ا" and len(root) == 3:
        a, b, c = base[0], base[2], base[3]
        yield from (f"{a}{b}و{c}", f"{a}{b}ا{c}", f"{a}وا{b}{c}")
    elif len(base) == 4 and base[2] == "ي" and len(root) == 3:
        a, b, c = base[0], base[1], base[3]
        yield from (f"{a}{b}ائ{c}",) if feminine else (f"ا{a}{b}{c}ه", f"{a}{b}{c}اء", f"ا{a}{b}ا{c}")
    elif feminine and base.endswith("ي") and len(base) == 3:
        yield f"{base[:2]}ايا"
    elif len(base) == 4 and base[0] == "م" and len(root) == 4:
        yield f"م{base[1]}ا{base[2]}{base[3]}"
    elif len(base) == 5 and base[0] in "تم" and base[3] in "يو" and not feminine:
        yield f"{base[0]}{base[1]}ا{base[2]}ي{base[4]}"
