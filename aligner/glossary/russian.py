"""Which attested form of a Russian expression is the nominative: told by the endings its first word is seen with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_ADJECTIVAL = frozenset("ого его ому ему ых их ыми ими ым им ую юю".split())
_ADJECTIVES = frozenset("ый ий ая яя ое ее ые ие".split())
_PLURAL = frozenset("ам ям ами ями ах ях".split())
SHARE = 0.03
"""Share of an expression's places that the nominative needs to be shown."""


def nominatives(forms: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Those of ``forms`` (text, places) whose first word is a nominative; none where their endings do not tell.

    >>> nominatives([("торговли людьми", 38), ("торговлей людьми", 18), ("торговля людьми", 4)])
    [('торговля людьми', 4)]
    >>> nominatives([("Генеральной Ассамблеи", 54), ("Генеральная Ассамблея", 14), ("Генеральную Ассамблею", 5)])
    [('Генеральная Ассамблея', 14)]
    >>> nominatives([("обмена информацией", 3), ("обмен информацией", 3), ("обмену информацией", 2)])
    [('обмен информацией', 3)]
    >>> nominatives([("жертв", 30), ("жертвам", 9), ("жертвы", 6)])
    [('жертвы', 6)]
    """
    firsts = {text: text.split()[0].split("-")[0].lower() for text, _ in forms}
    words = set(firsts.values())
    if len(words) < 2:
        return []
    first, last = min(words), max(words)
    apart = (at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other)
    stem = first[: next(apart, len(first))]
    while stem and stem[-1] in "аеиоуыьэюяй":
        stem = stem[:-1]
    endings = {word[len(stem) :] for word in words}
    wanted = _nominative_endings(endings)
    total = sum(count for _, count in forms)
    found = [(text, count) for text, count in forms if firsts[text][len(stem) :] in wanted]
    if sum(count for _, count in found) < SHARE * total:
        return []
    if sum(count for text, count in forms if text[0].islower()) * 2 > total:
        # capitals by position alone
        return [(text[0].lower() + text[1:], count) for text, count in found]
    return found


def _nominative_endings(endings: Iterable[str]) -> frozenset[str]:
    """The endings of the nominative in the declension that ``endings`` show; empty where they show none."""
    seen = frozenset(endings)
    feminine = bool(seen & {"ой", "ей"} or (seen & {"у", "ю", "е"} and seen & {"ы", "и"}))
    masculine = bool(seen & {"ов", "ев", "ом", "ем"})
    declensions: list[tuple[bool, str]] = [
        (bool(seen & _ADJECTIVAL) and bool(seen & _ADJECTIVES), " ".join(_ADJECTIVES)),
        ("ие" in seen and bool(seen & {"ием", "ию", "ии"}), "ие"),
        ("ия" in seen and bool(seen & {"ией", "ию", "ии"}), "ия"),
        ("ея" in seen, "ея"),
        ("ь" in seen and bool(seen & {"ью", "и"}), "ь"),
        ("о" in seen, "о"),
        (feminine and bool(seen & {"а", "я"}) and not masculine, "а я"),
        ((masculine or bool(seen & {"а", "у"})) and bool(seen & {"", "й", "ы", "и"}), " ы и й"),
        (bool(seen & _PLURAL) and bool(seen & {"ы", "и"}), "ы и"),
        (bool(seen & _PLURAL) and bool(seen & {"а", "я"}), "а я"),
        ("е" in seen and "ем" in seen, "е"),
    ]
    for fits, names in declensions:
        if fits:
            return frozenset({*names.split(), *([""] if names.startswith(" ") else [])})
    return frozenset()
