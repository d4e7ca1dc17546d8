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
    prefixing: frozenset[str] = frozenset()
    """Function words that make a word with the next one, and so begin terms, but never end one: 可持续, 有组织."""
    suffixing: frozenset[str] = frozenset()
    """The same at the end: 受害者."""
    ordinal: str = ""
    """What ordinal numbers are written with before them: a term may begin with one, never end: 第五委员会."""
    auxiliary: frozenset[str] = frozenset()
    """Function words behind which only a verb stands: ``can``, ``should``."""
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

    def opens(self, word: str) -> bool:
        """Whether a term may begin with a folded word."""
        return word in self.prefixing or self.full(word)

    def closes(self, word: str) -> bool:
        """Whether a term may end with a folded word."""
        ordinal = bool(self.ordinal) and word.startswith(self.ordinal)
        return word in self.suffixing or (self.full(word) and not ordinal)

    def full(self, word: str) -> bool:
        """Whether a folded word is one of content, whatever its neighbours."""
        return not any(word in each for each in (self.function, self.joining, self.prefixing, self.suffixing))


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
        auxiliary=frozenset(classes.get("auxiliary", ())),
        prefixing=frozenset(classes.get("prefixing", ())),
        suffixing=frozenset(classes.get("suffixing", ())),
        ordinal=" ".join(classes.get("ordinal", ())),
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
