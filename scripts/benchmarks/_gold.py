"""Development sets with gold alignments, and the settings their documents are aligned with."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from aligner.alignment import ladder
from aligner.alignment.engine import EngineOptions, align_many
from aligner.alignment.lexicon import Lexicon
from aligner.alignment.lexicon_learn import learn_lexicon
from aligner.model import Bead

GROUP = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One document with its gold."""

    folder: Path
    languages: tuple[str, str]
    source: list[str]
    target: list[str]
    gold: list[Bead]


def cases_of(folder: Path) -> Iterator[Case]:
    """Yield the documents of a set."""
    for document in sorted(path for path in folder.iterdir() if path.is_dir()):
        meta = json.loads((document / "meta.json").read_text(encoding="utf-8"))
        sides = [(document / name).read_text(encoding="utf-8").split("\n")[:-1] for name in ("src.txt", "tgt.txt")]
        yield Case(
            folder=document,
            languages=_languages(meta, folder.name),
            source=sides[0],
            target=sides[1],
            gold=ladder.read(document / "gold.txt"),
        )


def _languages(meta: dict[str, object], name: str) -> tuple[str, str]:
    for keys in (("src_lang", "tgt_lang"), ("source_language", "target_language")):
        if all(isinstance(meta.get(key), str) and len(str(meta[key])) <= 3 for key in keys):
            return str(meta[keys[0]]), str(meta[keys[1]])
    first, second = name.split("-")[-2:]
    return first, second


def beginning(case: Case, size: int) -> Case:
    """The first ``size`` source segments of a document, or a few more: up to where both sides are cut in the gold."""
    return next(pieces(case, size))


def pieces(case: Case, size: int) -> Iterator[Case]:
    """Yield pieces of ``size`` source segments or a few more, cut where the gold begins a bead on both sides."""
    ends = len(case.source), len(case.target)
    i = j = 0
    for cut in [*_cuts(case.gold), ends]:
        # a rest too short to be a piece of its own stays with the one before
        if cut == ends or (cut[0] - i >= size and ends[0] - cut[0] >= size):
            yield _part(case, (i, j), cut)
            i, j = cut


def _cuts(gold: Sequence[Bead]) -> Iterator[tuple[int, int]]:
    """Yield nodes where a bead of two sides begins that no other bead crosses."""
    both = sorted((bead.source, bead.target) for bead in gold if bead.source and bead.target)
    i = j = 0
    for place, (source, target) in enumerate(both):
        if source[0] >= i and target[0] >= j and all(later[1][0] >= target[0] for later in both[place:]):
            yield source[0], target[0]
        i, j = max(i, source[-1] + 1), max(j, target[-1] + 1)


def _part(case: Case, begin: tuple[int, int], end: tuple[int, int]) -> Case:
    inside = [
        Bead(tuple(i - begin[0] for i in bead.source), tuple(j - begin[1] for j in bead.target))
        for bead in case.gold
        if all(begin[0] <= i < end[0] for i in bead.source) and all(begin[1] <= j < end[1] for j in bead.target)
    ]
    return replace(case, source=case.source[begin[0] : end[0]], target=case.target[begin[1] : end[1]], gold=inside)


def options_of(cases: Sequence[Case], lines: Path) -> EngineOptions:
    """The settings for documents of a set: without their own lines in the lexicon."""
    source, target = cases[0].languages
    options = EngineOptions(source_language=source, target_language=target)
    if "un6" in cases[0].folder.parent.name:
        tested = frozenset(segment.strip() for case in cases for segment in case.source)
        return replace(options, lexicon=_lexicon_without(lines, (source, target), tested))
    return options


@cache
def _lexicon_without(lines: Path, languages: tuple[str, str], tested: frozenset[str]) -> Lexicon:
    texts = [(lines / f"devset.{tag}").read_text(encoding="utf-8").split("\n")[:-1] for tag in languages]
    near = {k + d for k, line in enumerate(texts[0]) if line.strip() in tested for d in range(-4, 5)}
    kept = [pair for k, pair in enumerate(zip(*texts, strict=True)) if k not in near]
    return learn_lexicon(kept, *languages)


def groups_of(cases: Sequence[Case]) -> list[Sequence[Case]]:
    """The documents that share a lexicon."""
    step = GROUP if "un6" in cases[0].folder.parent.name else len(cases)
    return [cases[k : k + step] for k in range(0, len(cases), step)]


def aligned(
    cases: Sequence[Case],
    lines: Path,
    *,
    joint: bool = False,
    changes: dict[str, object] | None = None,
    shorten: int = 0,
) -> list[list[Bead]]:
    """The beads of each document, by itself or learned jointly; ``lines``: where lexicons for un6 sets are learned.

    ``shorten``: how many source segments each document is cut to, 0 for none.
    """
    out: list[list[Bead]] = []
    for group in groups_of(cases):
        options = changed(options_of(group, lines), changes or {})
        parts = [beginning(case, shorten) for case in group] if shorten else group
        texts = [(case.source, case.target) for case in parts]
        out += align_many(texts, options) if joint else [align_many([pair], options)[0] for pair in texts]
    return out


def changed(options: EngineOptions, changes: dict[str, object]) -> EngineOptions:
    """The settings with some of them, or of the weights, changed."""
    own = {key: value for key, value in changes.items() if key in ("learn", "background", "lexicon")}
    weights = {key: value for key, value in changes.items() if key not in own}
    return replace(options, **own, weights=replace(options.weights, **weights))  # type: ignore[arg-type]
