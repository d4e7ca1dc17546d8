"""A word or passage is left in the source language.

What: words of the target that also stand in the source, that the source language uses often and the target language
hardly ever. Names, quotations, Latin and words that both languages have are left alone.
Why: the sentence was translated in haste, or pasted half.
Example: "States parties devraient ensure".
Instead: the word's translation; a foreign title stands in quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.checks.analysis.language_id import identify, log_frequency
from aligner.checks.analysis.left_texts import left_texts
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import Pair, PairView
from aligner.languages import get
from aligner.model import Span
from tmx.lang import primary

_WORD = re.compile(r"[^\W\d_\u3400-\u9fff]+")
_FREQUENT = -6.3
"""log10 of a word's share in the source language from which it is one of its words."""
_FAR = 1.7
"""Powers of ten by which it must be rarer in the target language."""
_RUN = 3
"""Words running from which a passage is looked at as a whole."""
_SURE = 4.0
"""Powers of ten by which the source language must explain it better."""
_QUOTED = re.compile(r"<<.*?>>|«.*?»|“.*?”|\".*?\"|《.*?》|„.*?“|\([^()]*\)")
_LATIN = frozenset(
    "ad hoc de facto jure mutatis mutandis ex officio bis ter quater inter alia prima facie ibid idem et al op cit "
    "loc supra infra pro forma per capita sui generis ipso habeas corpus in absentia situ vitro stricto sensu lato "
    "travaux préparatoires vis raison être aide mémoire mémoires laissez passer non refoulement chargé affaires jus "
    "communiqué communiqués materiae personae temporis loci cogens persona grata "
    "modus operandi bona fide status quo force majeure erga omnes".split()
)


def find(view: PairView) -> Iterator[Hit]:
    """Yield the words of each target that stayed in the source language, run by run."""
    source, target = primary(view.source.language), primary(view.target.language)
    if source in (target, "zh"):
        return
    same_script = get(source).script == get(target).script
    for pair, whole in zip(view.pairs, view.shared(left_texts), strict=True):
        if whole:
            continue
        words = _left(pair, source, target)
        if words and same_script and identify(pair.target.text).language != target:
            words = []
        words = words or _passage(pair, source, target)
        if words:
            yield _hit(pair, words)


def _left(pair: Pair, source: str, target: str) -> list[re.Match[str]]:
    theirs = set(_WORD.findall(pair.source.text))
    found = [
        match
        for match in _WORD.finditer(pair.target.text)
        if match[0] in theirs and len(match[0]) > 3 and match[0].islower() and match[0] not in _LATIN
    ]
    found = [
        match
        for match in found
        if (frequency := log_frequency(match[0], source)) > _FREQUENT
        and frequency - log_frequency(match[0], target) >= _FAR
        and not _bordered(pair.target.text, match)
        and not _in_name(pair.target.text, match, theirs)
        and not _beside_latin(pair.target.text, match)
    ]
    if found:
        quoted = [match.span() for match in _QUOTED.finditer(pair.target.text)]
        found = [match for match in found if not any(a <= match.start() < b for a, b in quoted)]
    return found


def _passage(pair: Pair, source: str, target: str) -> list[re.Match[str]]:
    """The first run of words that stands in both texts, and that the source language alone explains."""
    mine = [match[0] for match in _WORD.finditer(pair.source.text)]
    text = pair.target.text
    theirs = list(_WORD.finditer(text))
    common = {match[0] for match in theirs}.intersection(mine)
    if sum(word.islower() and len(word) > 1 for word in common) < 2:
        return []
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    theirs = [match for match in theirs if not any(a <= match.start() < b for a, b in quoted)]
    places: dict[str, list[int]] = {}
    for place, word in enumerate(mine):
        places.setdefault(word, []).append(place)
    at = 0
    while at < len(theirs):
        size = max((_common(mine, place, theirs, at) for place in places.get(theirs[at][0], ())), default=0)
        if size >= _RUN and _speaks(theirs[at : at + size], source, target):
            run = theirs[at : at + size]
            if not _address(text, run) and identify(text[run[0].start() : run[-1].end()]).language == source:
                return run
        at += max(1, size)
    return []


def _address(text: str, run: list[re.Match[str]]) -> bool:
    """Whether it is one of the web, in which no space parts the words."""
    return not any(sign.isspace() for sign in text[run[0].start() : run[-1].end()])


def _common(mine: list[str], place: int, theirs: list[re.Match[str]], at: int) -> int:
    size = 0
    while place + size < len(mine) and at + size < len(theirs) and mine[place + size] == theirs[at + size][0]:
        size += 1
    return size


def _speaks(run: list[re.Match[str]], source: str, target: str) -> bool:
    """Whether words in small letters, no name and no Latin, speak for the source language."""
    small = [match[0] for match in run if match[0].islower() and match[0] not in _LATIN]
    if len(small) < _RUN or (run[0][0][0].isupper() and len(small) < 2 * _RUN):
        return False
    margins = [log_frequency(word, source) - log_frequency(word, target) for word in small]
    return sum(margin > 1 for margin in margins) >= 2 and sum(margins) >= _SURE


def _bordered(text: str, match: re.Match[str]) -> bool:
    """Whether it is part of an address, a compound or a name: beside a full stop without space, a hyphen, a capital."""
    before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 2]
    if before[-1:] in {"-", "/", ".", "@", "_", "'", "’", "&"} or after[:1] in {"-", "/", "@", "_", "&"}:
        return True
    return len(after) == 2 and after[0] == "." and after[1].isalpha()


def _beside_latin(text: str, match: re.Match[str]) -> bool:
    """Whether a neighbour is a word of a Latin phrase: «ratione materiae»."""
    before = _WORD.findall(text[max(0, match.start() - 20) : match.start()])[-1:]
    after = _WORD.findall(text[match.end() : match.end() + 20])[:1]
    return any(len(word) > 2 and word in _LATIN for word in before + after)


def _in_name(text: str, match: re.Match[str], theirs: set[str]) -> bool:
    """Whether it goes on a name that stands in the source too: «Regards de femmes»."""
    before = _WORD.findall(text[max(0, match.start() - 40) : match.start()])
    for word in reversed(before[-4:]):
        if word not in theirs:
            return False
        if word[0].isupper():
            return True
    return False


def _hit(pair: Pair, words: list[re.Match[str]]) -> Hit:
    first = last = words[0]
    for word in words[1:]:
        if word.start() - last.end() > 12:
            break
        last = word
    span = Span(first.start(), last.end())
    text = pair.target.text[span.start : span.end]
    return Hit(f"left in the source language: “{text}”", pair.target, span, pair.source.text)


check = Check(
    id="untranslated-word",
    severity="warning",
    scope="pair",
    summary="a word or passage is left in the source language",
    find=find,
    work="language",
)
