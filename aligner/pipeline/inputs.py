"""What is known of files from earlier builds, so that one that did not change need not be read to know its content.

One line of JSON a file: name, stamp, digest, symbol, and why it can't be read. Losing it costs reading the files.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from aligner.pipeline.plan import CACHE, File
from aligner.pipeline.tasks import Reading
from aligner.storage import Folder

NAME = f"{CACHE}/inputs.jsonl"


def remembered(out: Folder, files: Iterable[File]) -> tuple[list[Reading], list[File]]:
    """The files whose content is known, and those that have to be read."""
    known = _load(out)
    found: list[Reading] = []
    unknown: list[File] = []
    for file in files:
        line = known.get(f"{file.language} {file.name}")
        if line is not None and line[0] == file.stamp and line[1]:
            found.append(Reading(replace(file, digest=line[1], symbol=line[2]), line[3]))
        else:
            unknown.append(file)
    return found, unknown


def remember(out: Folder, readings: Iterable[Reading]) -> None:
    """Keep what is known now."""
    lines = (
        json.dumps([f"{file.language} {file.name}", file.stamp, file.digest, file.symbol, error], ensure_ascii=False)
        for file, error in readings
    )
    out.write(NAME, "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass"))


def _load(out: Folder) -> dict[str, tuple[str, str, str, str]]:
    try:
        text = out.read(NAME).decode("utf-8", "surrogatepass")
        rows = [json.loads(line) for line in text.splitlines()]
        return {name: (stamp, digest, symbol, error) for name, stamp, digest, symbol, error in rows}
    except (OSError, ValueError, TypeError):
        return {}
