"""Which words of a language a term may begin and end with: told by where they stand, without parts of speech.

A noun stands behind an article or a preposition, an adjective behind a noun; infinitives and adverbs show by their
endings. Languages without articles say less, and are asked less.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from aligner.glossary.grammar import grammar
from aligner.glossary.words import CONTENT, LINKING, Flags, Longs, Side
from aligner.languages import words
from tmx.lang import primary

_FR_VERB = re.compile("..(?:er|ir|oir|[dtu]re|ant|ait|aient|èrent)$")
_FR_ADVERB = re.compile("(?:(?:iv|ell|iqu|al|eus|ièr|air|ect|ein|ain|ert|oit|aut)e|[ae]m)ment$")
_FR_NOUN = re.compile("..(?:tion|sion|xion|ment|ité|ance|ence|age|isme|eur|ure|esse|iste|logie|thérapie)s?$")
NOMINAL = 0.1
"""Share of a word's places behind an article from which on it may be a noun."""
PREPOSED = 0.5
"""Share of its places behind a preposition that says the same."""
ADJECTIVAL = 0.6
"""Share of its places behind a word of content from which on it is an adjective."""
NAMED = 0.3
"""Share of its places inside texts with a capital from which on a word that says little may begin a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """What the words of one side may be in a term; V words."""

    first: Flags
    """bool[V]: a term may begin with it."""
    last: Flags
    """bool[V]: a term may end with it."""
    alone: Flags
    """bool[V]: it may be a term by itself."""
    never: Flags
    """bool[V]: verbs and adverbs: no term holds one."""
    generic: Flags
    """bool[V]: it says little; only a name begins with it."""
    capital: Flags
    """bool[K]: places where a word begins with a capital."""


_KNOWN: WeakKeyDictionary[Side, Patterns] = WeakKeyDictionary()


def patterns(side: Side) -> Patterns:
    """What the words of ``side`` may be, by where they stand."""
    found = _KNOWN.get(side)
    if found is None:
        found = _KNOWN[side] = _patterns(side)
    return found


def _patterns(side: Side) -> Patterns:
    count = len(side.kinds)
    # terms looked up since the side was read may have added words that do not stand in it
    forms = side.vocabulary.forms[:count]
    rules = grammar(side.language)
    generic = np.array([form in rules.generic for form in forms], np.bool_)
    shell = generic | np.array([form in rules.shell for form in forms], np.bool_)
    long = np.array([len(form) > 1 or side.unspaced for form in forms], np.bool_)
    capital = _capitals(side)
    last = side.edges & ~generic & long
    never = _verbs_and_adverbs(side)
    if not rules.merged:
        return Patterns(
            first=last & ~shell, last=last, alone=last & ~shell, never=never, generic=shell, capital=capital
        )
    seen = np.bincount(side.ids, minlength=count) + 1e-9
    before = _kinds_before(side)
    articles = np.bincount(side.ids, weights=side.determined, minlength=count) / seen
    preposed = np.bincount(side.ids, weights=(before == LINKING) & ~side.determined, minlength=count) / seen
    adjectival = np.bincount(side.ids, weights=(before == CONTENT) & ~side.determined, minlength=count) / seen
    adjective = (adjectival >= ADJECTIVAL) & (articles < 2 * NOMINAL)
    derived = np.array([_is_noun(form, side.language) for form in forms], np.bool_) & ~never
    nominal = derived | (((articles >= NOMINAL) | (preposed >= PREPOSED)) & ~adjective)
    inner = np.bincount(side.ids, weights=before >= 0, minlength=count) + 1e-9
    named = np.bincount(side.ids, weights=capital & (before >= 0), minlength=count) / inner >= NAMED
    return Patterns(
        first=side.edges & long & (named | (~shell & nominal)),
        last=last,
        alone=last & ~shell & nominal & (derived | (articles + preposed >= 2.5 * NOMINAL)),
        never=never,
        generic=shell,
        capital=capital,
    )


def _is_noun(form: str, language: str) -> bool:
    """Whether the ending of a word says that it is a noun, wherever it stands."""
    return primary(language) == "fr" and bool(_FR_NOUN.search(form))


def _kinds_before(side: Side) -> Longs:
    """int64[K]: kind of the word before each place, -1 at the beginning of a text."""
    before = np.full(len(side.ids), -1, np.int64)
    before[1:] = side.kinds[side.ids[:-1]]
    openings = side.pointer[:-1]
    before[openings[openings < len(side.ids)]] = -1
    return before


def _capitals(side: Side) -> Flags:
    found = np.zeros(len(side.ids), np.bool_)
    for place, text in enumerate(side.texts):
        begin, end = int(side.pointer[place]), int(side.pointer[place + 1])
        starts = side.starts[begin:end].tolist()
        found[begin:end] = [text[start].isupper() for start in starts]
    return found


def _verbs_and_adverbs(side: Side) -> Flags:
    """bool[V]: words with the ending of a French verb or adverb that seldom stand behind an article."""
    count = len(side.kinds)
    if primary(side.language) != "fr":
        return np.zeros(count, np.bool_)
    lexicon = words.lexicon(side.language)
    ending = side.edges & np.array([_verbal(form, lexicon) for form in side.vocabulary.forms[:count]], np.bool_)
    behind = np.bincount(side.ids, weights=side.determined, minlength=count)
    # a participle that agrees is an adjective: « États requérants »
    agreeing = np.zeros(count, np.bool_)
    for surface, number in side.vocabulary.seen.items():
        if 0 <= number < count and surface.endswith(("ants", "ante", "antes")):
            agreeing[number] = True
    ending &= ~agreeing
    verbs: Flags = ending & (behind < 0.3 * np.bincount(side.ids, minlength=count))
    return verbs


def _verbal(form: str, lexicon: words.Lexicon) -> bool:
    """Whether a French word looks like an infinitive, a participle in -ant, a third person plural or an adverb."""
    if form.endswith("ent"):
        if any(form[:-3] + ending in lexicon for ending in ("er", "ir", "re")):
            return True
        # « directement », « notamment »; « conformément » from « conforme »
        return bool(_FR_ADVERB.search(form)) or (form.endswith("ément") and f"{form[:-5]}e" in lexicon)
    return bool(_FR_VERB.search(form))
