"""Units for the tests of the store."""

from __future__ import annotations

import random

import tmx

WORDS = (
    "port navire pêche forêt rivière gardien carte signal lampe corde voile moteur phare quai digue balise "
    "contrôle visite rapport registre permis saison filet caisse"
).split()


def unit(
    name: str, french: str, english: str, *, document: str = "A/1", ref: str = "", **properties: str
) -> tmx.TranslationUnit:
    """A unit of two languages with properties, whose names are given without ``x-``."""
    given = {"document": document, "ref-source": ref, **{key.replace("_", "-"): one for key, one in properties.items()}}
    found = tuple(tmx.Property(f"x-{key}", value) for key, value in given.items() if value)
    return tmx.TranslationUnit(name, (tmx.Variant("fr", french), tmx.Variant("en", english)), properties=found)


def many(count: int, seed: int = 1) -> list[tmx.TranslationUnit]:
    """Units of eight to fifteen words out of a few dozen, each one different."""
    chance = random.Random(seed)
    found = []
    for number in range(count):
        words = [chance.choice(WORDS) for _ in range(chance.randint(8, 15))]
        french = " ".join([*words, str(number)])
        found.append(unit(f"u{number}", french, french.upper(), document=f"D/{number // 50}", ref=f"I.{number}"))
    return found
