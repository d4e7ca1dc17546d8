"""The closed word classes of each language, as term matching and term extraction need them.

They stand in ``grammars/<language>.txt``, one class a line: ``class: word word …``, continued on indented lines.
A language without a file has none.
"""

from __future__ import annotations

import functools
import importlib.resources
from dataclasses import dataclass

from tmx.lang import primary


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """Closed classes of one language, in small letters."""

    dropped: frozenset[str] = frozenset()
    """Articles, determiners, possessives: they count for nothing between the words of a term."""
    merged: frozenset[tuple[str, str]] = frozenset()
    """Contracted or elided form, and the preposition it stands for: ``du=de``."""
    joining: frozenset[str] = frozenset()
    """Words that coordinate: ``et``, ``ou``."""
    function: frozenset[str] = frozenset()
    """Prepositions, pronouns, auxiliaries, adverbs of degree: no term begins or ends with one."""
    linking: frozenset[str] = frozenset()
    """Prepositions that may stand inside a candidate term."""
    generic: frozenset[str] = frozenset()
    """Words of content that say little alone and that a term seldom begins or ends with: ``nouveau``, ``mise``."""
    shell: frozenset[str] = frozenset()
    """Nouns that say little but may end a term, never begin one or stand for one: ``type``, ``base``, ``membre``."""
    faint: frozenset[str] = frozenset()
    """Modifiers that say how much a thing weighs, not which it is, and so stand for one another: ``clef``, ``base``."""
    bodies: frozenset[str] = frozenset()
    """Heads of names of bodies: ``groupe``, ``comité``."""
    instruments: frozenset[str] = frozenset()
    """Heads of names of legal instruments: ``convention``, ``loi``."""
    titles: frozenset[str] = frozenset()
    """Heads of titles of works, offices and events: ``rapport``, ``rapporteuse``, ``décennie``."""


@functools.cache
def grammar(tag: str) -> Grammar:
    """Return the closed classes of the language of ``tag``."""
    file = importlib.resources.files("aligner.glossary") / "grammars" / f"{primary(tag)}.txt"
    if not file.is_file():
        return Grammar()
    classes: dict[str, list[str]] = {}
    words: list[str] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        name, colon, rest = line.partition(":")
        if colon and not line.startswith(" "):
            words = classes.setdefault(name, [])
        words += (rest if colon else line).split()
    linking = frozenset(classes.get("linking", ()))
    return Grammar(
        dropped=frozenset(classes.get("dropped", ())),
        merged=frozenset(_pair(text) for text in classes.get("merged", ())),
        joining=frozenset(classes.get("joining", ())),
        function=frozenset(classes.get("function", ())) | linking,
        linking=linking,
        generic=frozenset(classes.get("generic", ())),
        shell=frozenset(classes.get("shell", ())),
        faint=frozenset(classes.get("faint", ())),
        bodies=frozenset(classes.get("bodies", ())),
        instruments=frozenset(classes.get("instruments", ())),
        titles=frozenset(classes.get("titles", ())),
    )


def _pair(text: str) -> tuple[str, str]:
    form, _, whole = text.partition("=")
    return form, whole
