"""Whether the aligner's array code has been compiled on this machine, and where the compiled code is kept.

The first use of it compiles it (some seconds); the result is kept in a folder of the user's, so that later runs only
load it. Nothing here loads the compiler, so that any command can ask whether that wait lies ahead, and announce it.
"""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib import metadata
from pathlib import Path

from tmx.compiled import cache_folder


@cache
def _stamp() -> Path | None:
    """A file whose presence says that the kernels, as they are written now, have been compiled.

    None where there is no place to keep compiled code.
    """
    place = cache_folder()
    if place is None:
        return None
    digest = hashlib.sha256()
    for part in (sys.version, metadata.version("numba"), metadata.version("llvmlite")):
        digest.update(part.encode())
    folder = Path(__file__).parent
    for module in sorted(folder.rglob("*.py")):
        content = module.read_bytes()
        if b"@kernel" in content or b"@part" in content:
            # numba looks at the path and the time of change of the file, so both are part of the mark
            digest.update(f"{module}:{module.stat().st_mtime_ns}".encode())
    return place / f"compiled-{digest.hexdigest()[:16]}"


def compile_needed() -> bool:
    """Whether the next alignment has to compile first."""
    stamp = _stamp()
    return stamp is None or not stamp.exists()


def note_compiled() -> None:
    """Remember that everything is compiled; a folder that can't be written is no error, only slower next time."""
    stamp = _stamp()
    if stamp is None:
        return
    try:
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.touch()
    except OSError:
        return


def warm() -> None:
    """Compile everything now, by aligning two small documents, and remember that it is done."""
    from aligner.alignment.bitexts import align
    from aligner.model import Block, Document

    texts = [f"word{k % 5} other{k % 7} {k} {k % 3}. And this, too: {k % 4}." for k in range(32)]
    blocks = tuple(Block(kind="paragraph", ref=f"{k}", text=text) for k, text in enumerate(texts))
    align(Document(symbol="", language="fr", blocks=blocks), Document(symbol="", language="en", blocks=blocks))
    note_compiled()
