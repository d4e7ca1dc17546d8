"""What a name names: a body, an instrument or a title, told by its head."""

from __future__ import annotations

from aligner.glossary.grammar import grammar
from aligner.glossary.model import Named
from aligner.glossary.stems import fold, stemmer
from aligner.glossary.unspaced import is_unspaced
from tmx.lang import primary


def named(text: str, language: str) -> Named:
    """What the name is one of; empty where its head says nothing.

    The head comes first (or second: Haut-Commissariat), in English before the first preposition and last there, in
    Chinese at the end.

    >>> named("Groupe de travail sur la traite des personnes", "fr"), named("Trafficking in Persons Protocol", "en")
    ('body', 'instrument')
    """
    rules, stem = grammar(language), stemmer(language)
    kinds: list[tuple[frozenset[str], Named]] = [
        (rules.bodies, "body"), (rules.instruments, "instrument"), (rules.titles, "title"),
    ]  # fmt: skip
    if is_unspaced(language):
        bare = text.strip("《》〈〉 ")
        endings = [(len(word), kind) for words, kind in kinds for word in words if bare.endswith(word)]
        return max(endings, key=lambda one: one[0])[1] if endings else ""
    words = [fold(word).strip("’'") for word in text.replace("-", " ").replace("’", " ").split()]
    if primary(language) == "en":
        # "Working Group on …", and "Trafficking in Persons Protocol"
        first = next((at for at, word in enumerate(words) if word in rules.linking), len(words))
        words = [*reversed(words[:first]), words[-1]] if words else []
    else:
        words = words[:2]
    for word in words:
        for heads, kind in kinds:
            if stem(word.removeprefix("ال") if primary(language) == "ar" else word) in {stem(head) for head in heads}:
                return kind
    return ""
