"""What a build left for those who look at it afterwards: bitexts as the machine made them, glossary and findings."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from aligner.errors import AlignerError
from aligner.glossary.model import Glossary
from aligner.model import Bitext
from aligner.pipeline.cache import Cache
from aligner.pipeline.steps import Checked
from aligner.pipeline.values import from_json
from aligner.review.built import BuildResults
from tmx.files import write_text

CACHE = ".dragoman"
"""Name of the cache's folder inside the output folder."""
FILE = "results.json"
"""In the cache's folder: where the corpora are, and the keys of what was made from them."""
ADVICE = "run 'dragoman build' again"


def write(out: Path, corpora: Path, cache: Cache) -> None:
    """Note in ``out`` what the build whose ``cache`` this is was made from."""
    value = {"corpora": Path(os.path.relpath(corpora, out)).as_posix(), "used": cache.used}
    write_text(out / CACHE / FILE, json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def load(out: Path) -> BuildResults:
    """Load what the last build into ``out`` made.

    Raises :class:`AlignerError` where there was none, or where its cache was removed since.
    """
    path = out / CACHE / FILE
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
        corpora, used = out / value["corpora"], [(str(step), str(key)) for step, key in value["used"]]
    except FileNotFoundError as error:
        raise AlignerError("no build was made here", source=str(out), advice=ADVICE) from error
    except (ValueError, KeyError, TypeError) as error:
        raise AlignerError("not what a build leaves", source=str(path), advice=ADVICE) from error

    def missing() -> Any:  # noqa: ANN401  (never returns)
        raise AlignerError("results of the last build are missing", source=str(out / CACHE), advice=ADVICE)

    cache = Cache(out / CACHE)
    values = [(step, cache.get(step, key, missing)) for step, key in used]
    try:
        return BuildResults(
            corpora=Path(os.path.normpath(corpora)),
            bitexts=tuple(from_json(Bitext, each) for step, made in values if step == "align" for each in made),
            doubts=tuple(tuple(each) for step, made in values if step == "doubt" for each in made),
            glossary=next((from_json(Glossary, made) for step, made in values if step == "glossary"), None),
            findings=tuple(
                each for step, made in values if step == "check" for each in from_json(Checked, made).findings
            ),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise AlignerError("made by another version", source=str(out / CACHE), advice=ADVICE) from error


def version(out: Path) -> str:
    """What tells one build into ``out`` from the next; empty where there was none."""
    try:
        return hashlib.sha256((out / CACHE / FILE).read_bytes()).hexdigest()
    except OSError:
        return ""
