"""The lexicons that come with the aligner: French with five languages, any other pair of the six through French."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from aligner.alignment.lexicon import Lexicon, Projection, composed, mirrored, project
from aligner.alignment.lexicon_files import parse
from aligner.alignment.options import EngineOptions
from aligner.alignment.tokens import Side, Vocabulary

FOLDER = Path(__file__).parent / "data"
PIVOT = "fr"


def lexicon_for(options: EngineOptions) -> Lexicon | None:
    """The lexicon a run is to use: the one given, else the background lexicon of its languages, if there is one."""
    if options.lexicon is not None or not options.background:
        return options.lexicon
    bases = [tag.split("-")[0].lower() for tag in (options.source_language, options.target_language)]
    return background(bases[0], bases[1])


def background(source: str, target: str) -> Lexicon | None:
    """The background lexicon of two primary language tags, in either direction; None where there is none."""
    if source == target:
        return None
    if PIVOT in (source, target):
        return _stored(target if source == PIVOT else source)
    return _through_pivot(*sorted((source, target)))


@cache
def _stored(language: str) -> Lexicon | None:
    path = FOLDER / f"{PIVOT}-{language}.lexicon"
    # a tag of letters only: what a user gives as a language never leads out of the folder
    if not language.isalpha() or not path.is_file():
        return None
    return parse(path.read_bytes(), source=path.name)


@cache
def _through_pivot(source: str, target: str) -> Lexicon | None:
    first, second = _stored(source), _stored(target)
    if first is None or second is None:
        return None
    return composed(mirrored(first), second)


def project_background(left: Side, right: Side, vocabulary: Vocabulary, options: EngineOptions) -> Projection | None:
    """What the lexicon says of these texts, whichever way round it is."""
    given = lexicon_for(options)
    if given is None:
        return None
    bases = [tag.partition("-")[0] for tag in (options.source_language, options.target_language)]
    own = [tag.partition("-")[0] for tag in (given.source_language, given.target_language)]
    if own[0] and own != bases and (own[0] == bases[1] or own[1] == bases[0]):
        return project(given, right, left, vocabulary).turned()
    straight = project(given, left, right, vocabulary)
    if own[0]:
        return straight
    # a dictionary that names no languages is tried both ways
    other = project(given, right, left, vocabulary).turned()
    return straight if len(straight.pairs) >= len(other.pairs) else other
