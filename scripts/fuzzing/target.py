"""One reader under libFuzzer: ``target.py READER FOUND SPENT CORPUS [libFuzzer options]``.

SPENT is a file for the minutes of processor time and the number of inputs read so far.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
import traceback
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

KIND = sys.argv.pop(1)
FOUND = Path(sys.argv.pop(1))
SPENT = Path(sys.argv.pop(1))
# numba compiles the code of these at run time, and can't compile what has been instrumented
COMPILED = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for package in ("aligner", "tmx")
    for path in (ROOT / package).rglob("*.py")
    if "kernel" in path.read_text(encoding="utf-8")
]
with atheris.instrument_imports(include=["aligner", "tmx", "polib", "openpyxl"], exclude=COMPILED):
    import aligner.alignment.ladder
    import aligner.alignment.lexicon_files
    import aligner.alignment.vectors
    import aligner.checks.core.baseline
    import aligner.cli.align.jobs
    import aligner.configuration
    import aligner.documents
    import aligner.documents.rendering
    import aligner.glossary.decisions
    import aligner.pipeline.archives
    import aligner.pipeline.corpus
    import aligner.review.alignment_workbook
    import aligner.review.decisions
    import aligner.segmentation.srx
    import tmx.formats

    aligner.documents.readers()
    tmx.formats.unit_formats()

from tests.hardening.mutations import changed, drawn  # noqa: E402
from tests.hardening.readers import READERS, REFUSALS, seeds  # noqa: E402

READER = READERS[KIND]
FOLDER = Path(tempfile.mkdtemp(prefix=f"fuzz-{KIND}-"))
ENDINGS = sorted({path.suffix for path in seeds(KIND)})


class Account:
    """Time and inputs of this process, written down about once a second."""

    def __init__(self) -> None:
        self._start = self._written = time.process_time()
        self._executions = 0

    def one_more(self) -> None:
        """Count an input."""
        self._executions += 1
        now = time.process_time()
        if now - self._written > 1:
            self._written = now
            SPENT.write_text(f"{(now - self._start) / 60} {self._executions}", encoding="utf-8")


def one(data: bytes) -> None:
    """Read one input under an ending of the format."""
    ending = ENDINGS[len(data) % len(ENDINGS)]
    path = FOLDER / f"input{ending}"
    path.write_bytes(data)
    try:
        READER.read(path)
    except REFUSALS as refusal:
        if "\n" in str(refusal):
            note(data, ending, refusal)
    except Exception as wrong:
        note(data, ending, wrong)
    ACCOUNT.one_more()


def note(data: bytes, ending: str, wrong: Exception) -> None:
    """Keep an input that is not handled, once for each place where it goes wrong, and go on."""
    frames = [frame for frame in traceback.extract_tb(wrong.__traceback__) if str(ROOT / "tests") not in frame.filename]
    own = [frame for frame in frames if frame.filename.startswith((str(ROOT / "aligner"), str(ROOT / "tmx")))] or frames
    name = f"{type(wrong).__name__}-{Path(own[-1].filename).stem}-{own[-1].lineno}"
    target = FOUND / f"{name}{ending}"
    if not target.exists():
        target.write_bytes(data)
        target.with_suffix(".txt.trace").write_text("".join(traceback.format_exception(wrong)), encoding="utf-8")


def mutate(data: bytes, max_size: int, seed: int) -> bytes:
    """Change an input: half of the time with an eye to the format, else as libFuzzer does."""
    generator = random.Random(seed)
    if generator.random() < 0.5:
        return bytes(atheris.Mutate(data, max_size))
    operations, member = drawn(generator, READER.words)
    return changed(data, operations, member)[:max_size]


ACCOUNT = Account()
atheris.Setup(sys.argv, one, custom_mutator=mutate)
atheris.Fuzz()
