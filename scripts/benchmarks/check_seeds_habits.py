"""Defects against a habit: a document or a memory says a thing one way several times, and once another way.

Each kind makes two versions of what `check_seeds_documents` puts together, one that keeps the habit and one with the
defect. The sentences that carry the habit are put together from lists, another one for each document.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from check_seeds_documents import Line, Lines

from aligner.checks.core.views import Pair

Versions = tuple[Lines, Lines]


class Habit(NamedTuple):
    """A kind of defect, the check that has to see it, and the languages it is made in."""

    kind: str
    check: str
    languages: tuple[str, ...]
    plant: Callable[[Lines, str, random.Random], Versions]


_CARRIERS = {
    "fr": (
        "Le Secrétariat a rendu compte de {}.",
        "Les travaux de {} avancent.",
        "Il faut étudier {} avec soin.",
        "On a cité {} dans le débat.",
        "Des experts connaissent bien {} depuis peu.",
        "Le rapport mentionne {} deux fois.",
        "Chacun a loué {} sans réserve.",
        "Personne n’a contesté {} ici.",
    ),
    "en": (
        "The Secretariat reported on {}.",
        "The work of {} goes on.",
        "Experts should study {} with care.",
        "Speakers mentioned {} in the debate.",
        "Some experts know {} quite well.",
        "The report mentions {} twice.",
        "Everybody praised {} without reserve.",
        "Nobody called {} into question.",
    ),
    "es": (
        "La Secretaría informó sobre {}.",
        "Los trabajos de {} avanzan.",
        "Conviene estudiar {} con cuidado.",
        "En el debate se citó {} varias veces.",
        "Los expertos conocen bien {} desde hace poco.",
        "El informe menciona {} dos veces.",
        "Todos elogiaron {} sin reservas.",
        "Nadie impugnó {} aquí.",
    ),
}
_NAMES = {
    "fr": (
        "Groupe Programme Réseau Conseil".split(),
        "intersectoriel régional mondial permanent".split(),
        "de coordination|de surveillance|d’assistance|de formation".split("|"),
        "contre la pêche illicite|pour les forêts communales|sur les zones humides|pour les eaux intérieures".split(
            "|"
        ),
    ),
    "en": (
        "Global Regional Intersectoral Standing".split(),
        "Network Programme Board Alliance".split(),
        "for Coordination|for Monitoring|for Assistance|for Training".split("|"),
        "in Coastal Fisheries|in Communal Forests|in Inland Waters|in Remote Harbours".split("|"),
    ),
    "es": (
        "Grupo Programa Consejo Fondo".split(),
        "Intersectorial Regional Mundial Permanente".split(),
        "de Coordinación|de Vigilancia|de Asistencia|de Formación".split("|"),
        "contra la Pesca Ilícita|para los Bosques Comunales|sobre los Humedales|para las Aguas Interiores".split("|"),
    ),
}
_THINGS = {
    "fr": "Adopter:L’adoption|Publier:La publication|Former:La formation|Étendre:L’extension|Financer:Le financement",
    "en": "Adopting:The adoption of|Publishing:The publication of|Training:The training for|Extending:The extension of",
    "es": "Adoptar:La adopción|Publicar:La publicación|Formar:La formación|Ampliar:La ampliación",
}
_LIKE_WORDS = {
    "fr": ("de coordination", "de coopération"),
    "en": ("for Coordination", "for Cooperation"),
    "es": ("de Coordinación", "de Cooperación"),
}
_ARTICLES = {"fr": "le ", "en": "the ", "es": "el "}


def _places(lines: Lines) -> list[int]:
    return [at for at, line in enumerate(lines) if line.kind == "paragraph" and not line.note and at > 1]


def _appended(lines: Lines, tag: str, places: Sequence[int], sentences: Sequence[str]) -> Lines:
    new = list(lines)
    for at, sentence in zip(places, sentences, strict=True):
        new[at] = new[at]._replace(texts={**new[at].texts, tag: f"{new[at].texts[tag]} {sentence}"})
    return new


def _carried(lines: Lines, tag: str, chance: random.Random, usual: str, odd: str, times: int) -> Versions:
    """``usual`` in ``times`` places, in the second version ``odd`` in one of them."""
    carriers = chance.sample(_CARRIERS[tag], times)
    places = sorted(chance.sample(_places(lines), times))
    said = [usual] * times
    changed = [*said]
    changed[chance.randrange(1, times)] = odd
    versions = [
        _appended(lines, tag, places, [carrier.format(form) for carrier, form in zip(carriers, forms, strict=True)])
        for forms in (said, changed)
    ]
    return versions[0], versions[1]


def _title(tag: str, chance: random.Random) -> list[str]:
    return [chance.choice(part) for part in _NAMES[tag]]


def title(lines: Lines, tag: str, chance: random.Random) -> Versions:
    """A word in a body's name that is like the right one, or an article more."""
    parts = _title(tag, chance)
    other = list(parts)
    if chance.random() < 0.5:
        parts[2], other[2] = _LIKE_WORDS[tag]
    else:
        preposition, noun = parts[2].replace("d’", "d’ ").split(maxsplit=1)
        other[2] = {"fr": "de l’", "en": "for the ", "es": f"{preposition} la "}[tag] + noun
        if tag == "fr" and noun[0] not in "aeiou":
            other[2] = f"de la {noun}"
    article = _ARTICLES[tag]
    return _carried(lines, tag, chance, article + " ".join(parts), article + " ".join(other), 4)


def capital(lines: Lines, tag: str, chance: random.Random) -> Versions:
    """A name's capitals lost."""
    name = chance.choice(
        {"fr": ["États Côtiers", "Assemblée Communale"], "en": ["Coastal States", "Harbour Board"]}[tag]
    )
    article = {"fr": "de cette question les ", "en": "the "}[tag]
    return _carried(lines, tag, chance, article + name, article + name.lower(), 8)


def number_of_complement(lines: Lines, tag: str, chance: random.Random) -> Versions:
    """« plans d’actions » among « plans d’action », the preposition of a complement."""
    head = chance.choice("plans programmes cadres groupes mesures".split())
    usual, odd = chance.choice(
        [("d’action", "d’actions"), ("d’enquête", "d’enquêtes"), ("de contrôle", "de contrôles")]
    )
    return _carried(lines, tag, chance, f"les {head} {usual}", f"les {head} {odd}", 4)


def unknown_acronym(lines: Lines, tag: str, chance: random.Random) -> Versions:
    """An acronym that nothing spells out; the other version has its name."""
    letters = "".join(chance.sample("BCDFGLMPRST", 4))
    said = {"fr": ("Le conseil", "Le {}", " en a été informé."), "en": ("The council", "The {}", " was informed."),
            "es": ("El consejo", "El {}", " fue informado.")}[tag]  # fmt: skip
    place = [chance.choice(_places(lines))]
    return _appended(lines, tag, place, [said[0] + said[2]]), _appended(
        lines, tag, place, [said[1].format(letters) + said[2]]
    )


def agreement(lines: Lines, tag: str, chance: random.Random) -> Versions:
    """A plural subject with a singular verb."""
    subject = chance.choice(
        {"fr": "Les États parties|Les gouvernements|Les services de détection|Les organisations internationales",
         "en": "The States parties|The governments|The authorities|These measures",
         "es": "Los Estados partes|Los gobiernos|Las autoridades|Las organizaciones internacionales"}[tag].split("|")
    )  # fmt: skip
    verbs = {"fr": "devraient:devrait peuvent:peut doivent:doit", "en": "are:is have:has were:was",
             "es": "deberían:debería pueden:puede deben:debe"}[tag]  # fmt: skip
    right, wrong = chance.choice(verbs.split()).split(":")
    rest = {"fr": "agir avec soin.", "en": "known to all.", "es": "actuar con cuidado."}[tag]
    place = [chance.choice(_places(lines))]
    return tuple(_appended(lines, tag, place, [f"{subject} {verb} {rest}"]) for verb in (right, wrong))  # type: ignore[return-value]


def dash(lines: Lines, tag: str, chance: random.Random) -> Versions:
    """Another sign for the dash."""
    usual, odd = chance.choice([("–", "—"), ("–", "−"), ("—", "–")])
    word = {"fr": "et d’abord", "en": "and first of all", "es": "y ante todo"}[tag]
    return _carried(lines, tag, chance, f"{usual} {word} {usual} le", f"{odd} {word} {odd} le", 6)


def division(lines: Lines, tag: str, chance: random.Random) -> Versions:
    """A numbered paragraph called a subparagraph."""
    number, article = chance.randint(1, 9), chance.randint(2, 40)
    usual, odd = {
        "fr": ("le paragraphe", "l’alinéa"),
        "en": ("paragraph", "subparagraph"),
        "es": ("el párrafo", "el inciso"),
    }[tag]
    of = {"fr": "de l’article", "en": "of article", "es": "del artículo"}[tag]
    return _carried(lines, tag, chance, f"{usual} {number} {of} {article}", f"{odd} {number} {of} {article}", 4)


def tense(lines: Lines, tag: str, chance: random.Random) -> Versions:
    """One recommendation among ten in the past or the indicative."""
    subject, usual, odd = {
        "fr": ("Les États parties", "devraient", ("devaient", "doivent")),
        "en": ("States parties", "should", ("ensure and", "had to")),
        "es": ("Los Estados partes", "deberían", ("debían", "deben")),
    }[tag]
    places = sorted(chance.sample(_places(lines), 11))
    wrong = chance.choice(places)
    return tuple(  # type: ignore[return-value]
        [
            line._replace(texts={**line.texts, tag: f"{subject} {form if at == wrong else usual} {line.texts[tag]}"})
            if at in places
            else line
            for at, line in enumerate(lines)
        ]
        for form in (usual, chance.choice(odd))
    )


def list_built(lines: Lines, tag: str, chance: random.Random) -> Versions:
    """A noun phrase in a list of infinitives, or the reverse."""
    rest = {"fr": "de mesures locales ;", "en": "local measures;", "es": "de medidas locales;"}[tag]
    words = [word.split(":") for word in _THINGS[tag].split("|")]
    side = chance.randrange(2)
    at = chance.choice([place for place in _places(lines) if lines[place + 1].kind != "item"])
    wrong = chance.randrange(len(words))
    return tuple(  # type: ignore[return-value]
        [
            *lines[: at + 1],
            *(
                Line("item", number, {tag: f"{word[side != (bad and number == wrong)]} {rest}"})
                for number, word in enumerate(words)
            ),
            *lines[at + 1 :],
        ]
        for bad in (False, True)
    )  # fmt: skip


def word_split(lines: Lines, tag: str, chance: random.Random) -> Versions:
    """A long word broken in two that the document has elsewhere, too."""
    texts = " ".join(line.texts.get(tag, "") for line in lines)
    count = Counter(re.findall(r"(?<![\w’'-])[^\W\d_]{8,}(?![\w’'-])", texts))
    words = sorted(word for word, times in count.items() if times > 1 and word.islower())
    places = [(at, word) for at in _places(lines) for word in words if f" {word} " in lines[at].texts[tag]]
    at, word = chance.choice(places)
    cut = chance.randint(3, len(word) - 3)
    text = lines[at].texts[tag].replace(f" {word} ", f" {word[:cut]} {word[cut:]} ", 1)
    return lines, [line._replace(texts={**line.texts, tag: text}) if n == at else line for n, line in enumerate(lines)]


_WEST = ("fr", "en", "es")
HABITS = (
    Habit("another word in a name, in a document", "title-variant", _WEST, title),
    Habit("another number of a complement, in a document", "term-variant", ("fr",), number_of_complement),
    Habit("a name's capitals lost, in a document", "capitalisation", ("fr", "en"), capital),
    Habit("an acronym nobody explains, in a document", "acronym-undefined", _WEST, unknown_acronym),
    Habit("a singular verb behind a plural, in a document", "agreement", _WEST, agreement),
    Habit("another dash, in a document", "dash-style", _WEST, dash),
    Habit("a subparagraph with a number, in a document", "reference-form", _WEST, division),
    Habit("another tense, in a document", "tense-outlier", _WEST, tense),
    Habit("an item built otherwise, in a document", "parallel-structure", _WEST, list_built),
    Habit("a word in two, in a document", "split-word", ("fr", "en", "es", "ru"), word_split),
)


def repeated(pairs: Sequence[Pair], side: int, chance: random.Random, limit: int) -> tuple[list[Pair], set[str]]:
    """Pairs that come three times, and once more with a third of the words of one side (0 or 1) from another pair."""
    long = [pair for pair in pairs if 60 < len(pair.source.text) < 300 and len(pair.target.text) > 20]
    result, changed = list(pairs), set()
    for number, pair in enumerate(chance.sample(long, limit)):
        other = chance.choice(long).side(side).text
        text = pair.side(side).text
        cut = len(text) * 2 // 3
        passage = pair.side(side)._replace(text=text[:cut] + other[len(other) * 2 // 3 :])
        odd = pair._replace(source=passage) if side == 0 else pair._replace(target=passage)
        for place, each in enumerate((pair, pair, odd)):
            unit = f"r{number}.{place}"
            result.append(each._replace(source=each.source._replace(unit=unit), target=each.target._replace(unit=unit)))
        changed.add(f"r{number}.2")
    return result, changed
