"""What a build left for those who look at it afterwards: bitexts as the machine made them, glossary and findings."""

from __future__ import annotations

import functools
import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from aligner.alignment.evidence_kinds import Explanation
from aligner.errors import AlignerError
from aligner.glossary.model import Glossary
from aligner.pipeline.examine import Checked, Examined, Languages
from aligner.pipeline.plan import CACHE, Batch, File, Group, Site, Work
from aligner.pipeline.steps import Steps
from aligner.pipeline.values import from_json, to_json
from aligner.review.built import BuildResults, unexplained
from aligner.storage import Folder, is_address

T = TypeVar("T")

FILE = f"{CACHE}/results.json"
"""Where the corpora are, and what was made from them."""
ADVICE = "run 'dragoman build' again"


def write(out: Folder, corpora: str, works: Mapping[Languages, Sequence[Work]], examined: Examined) -> None:
    """Note in ``out`` what the build was made from."""
    here = is_address(corpora) or is_address(out.location)
    value = {
        "corpora": corpora if here else Path(os.path.relpath(corpora, out.location)).as_posix(),
        "shown": corpora,
        "groups": [to_json([batch.pairs for batch in group.batches]) for group in _groups(works)],
        "looked_at": all(work.looked_at for each in works.values() for work in each),
        "examined": dict(examined.keys or {}),
    }
    out.write(FILE, (json.dumps(value, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass"))


def _groups(works: Mapping[Languages, Sequence[Work]]) -> list[Group]:
    return list({work.group.key: work.group for each in works.values() for work in each}.values())


def load(out: Path) -> BuildResults:
    """Load what the last build into ``out`` made.

    Raises :class:`AlignerError` where there was none, or where its cache was removed since.
    """
    path = out / FILE
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
        corpora = out / value["corpora"]
        groups = [
            Group(batches=tuple(Batch(pairs=from_json(tuple[tuple[File, File], ...], pairs)) for pairs in batches))
            for batches in value["groups"]
        ]
        keys = {str(step): str(key) for step, key in value["examined"].items()}
        site = Site(corpora=os.path.normpath(corpora), out=str(out), shown=str(value["shown"]))
    except FileNotFoundError as error:
        raise AlignerError("no build was made here", source=str(out), advice=ADVICE) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise AlignerError("not what a build leaves", source=str(path), advice=ADVICE) from error
    steps = _Stored(site)
    works = [Work(batch=batch, group=group) for group in groups for batch in group.batches]
    try:
        return BuildResults(
            corpora=Path(site.corpora),
            bitexts=tuple(bitext for work in works for _, bitext in steps.bitexts(work)),
            doubts=tuple(tuple(each) for work in works for each in steps.doubts(work)) if value["looked_at"] else (),
            explained=functools.partial(_explained, steps, works) if value["looked_at"] else unexplained,
            glossary=functools.partial(steps.stored, "glossary", keys, Glossary),
            findings=tuple(checked.findings if (checked := steps.stored("check", keys, Checked)) else ()),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _of_another_version(out) from error


def _explained(steps: Steps, works: Sequence[Work], document: int, part: int) -> Explanation:
    """What speaks for and against a part of the beads of a document, counted over all batches."""
    for work in works:
        if document < len(work.batch.pairs):
            return steps.evidence(work, document, part)
        document -= len(work.batch.pairs)
    raise IndexError(document)


def _of_another_version(out: Path) -> AlignerError:
    return AlignerError("made by another version", source=str(out / CACHE), advice=ADVICE)


def version(out: Path) -> str:
    """What tells one build into ``out`` from the next; empty where there was none."""
    try:
        return hashlib.sha256((out / FILE).read_bytes()).hexdigest()
    except OSError:
        return ""


class _Stored(Steps):
    """Steps that were done before: what is missing is said, not made."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self.cache.frozen = True

    def stored(self, step: str, keys: Mapping[str, str], kind: type[T]) -> T | None:
        """The result of a step of the build; None where it was not done."""
        if step not in keys:
            return None
        try:
            found: T = from_json(kind, self.cache.json(step, keys[step], lambda: None))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise _of_another_version(Path(self.site.out)) from error
        return found
