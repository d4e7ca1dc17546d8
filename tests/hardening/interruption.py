"""Run a command again and again, stopped by a signal at its first, second, third … touch of the output folder.

``python -m tests.hardening.interruption SIGNAL STEP FOLDER COMMAND…``: in COMMAND, ``{out}`` stands for a copy of
FOLDER, a new one each time (``FOLDER-1``, ``FOLDER-2`` …). Prints, as JSON, how each run ended.

A touch is an event of Python's audit hooks (PEP 578) that names a path in the folder: opening, renaming, removing,
making a folder, changing a mode. Each run is a fork of one process that has everything loaded.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import sys
from pathlib import Path

EVENTS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "sqlite3.connect"}
MOST = 400
"""Runs after which something must be wrong."""


def main(arguments: list[str]) -> None:
    """Run until a run comes to its end."""
    number, step, folder, *command = arguments
    _load()
    ends = []
    for turn in range(1, MOST):
        copy = Path(f"{folder}-{turn}")
        shutil.copytree(folder, copy)
        filled = [part.replace("{out}", str(copy)) for part in command]
        ends.append(_run(filled, copy, int(number), 1 + (turn - 1) * int(step)))
        if not ends[-1]["stopped"]:
            break
    print(json.dumps(ends))


def _load() -> None:
    import aligner.cli
    import aligner.cli.build
    import aligner.cli.check
    import aligner.cli.convert
    import aligner.documents
    import aligner.pipeline.build
    import tmx.formats

    aligner.documents.readers()
    tmx.formats.unit_formats()


def _run(command: list[str], folder: Path, number: int, limit: int) -> dict[str, object]:
    log = Path(f"{folder}.log")
    child = os.fork()
    if not child:
        _be_stopped(command, folder, number, limit, log)
    _, status = os.waitpid(child, 0)
    said = log.read_text(encoding="utf-8")
    stopped = Path(f"{folder}.stopped").exists()
    code = os.waitstatus_to_exitcode(status)
    return {"folder": str(folder), "stopped": stopped, "code": code, "said": said}


def _be_stopped(command: list[str], folder: Path, number: int, limit: int, log: Path) -> None:
    """The child: run the command, send the signal to itself at the ``limit``-th touch; never returns."""
    left = limit
    inside = str(folder) + os.sep
    marker = f"{folder}.stopped"

    def hook(event: str, values: tuple[object, ...]) -> None:
        nonlocal left
        if event in EVENTS and any(str(value).startswith(inside) for value in values[:2] if value is not None):
            left -= 1
            if left == 0:
                os.close(os.open(marker, os.O_CREAT))
                os.kill(os.getpid(), number)

    try:
        stream = log.open("w", encoding="utf-8")
        os.dup2(stream.fileno(), 2)
        os.dup2(stream.fileno(), 1)
        sys.stdout = io.TextIOWrapper(os.fdopen(1, "wb", closefd=False))
        sys.stderr = io.TextIOWrapper(os.fdopen(2, "wb", closefd=False))
        signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.argv = ["dragoman", *command]
        sys.addaudithook(hook)
        from aligner.cli import main as dragoman

        dragoman()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        import traceback

        traceback.print_exc()
        code = 99
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main(sys.argv[1:])
