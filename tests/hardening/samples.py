"""A small corpora folder, a memory, and commands that write, for the tests of what may happen on the way."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tmx
from tmx.store import open_store

FRENCH = """\
I. Première réunion
1. Les États parties devraient adopter une loi sur les forêts communales. Ils devraient en informer la Conférence.
2. Le Secrétariat devrait publier 12 guides sur la pêche côtière.
"""
ENGLISH = """\
I. First meeting
1. States parties should adopt a law on communal forests. They should inform the Conference of it.
2. The Secretariat should publish 13 guides on coastal fishing.
"""
MEMORY = """\
<?xml version="1.0" encoding="utf-8"?>
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en"
srclang="fr" datatype="plaintext"/><body>
<tu tuid="1"><tuv xml:lang="fr"><seg>Une loi sur les forêts.</seg></tuv><tuv xml:lang="en"><seg>A law on forests.</seg></tuv></tu>
<tu tuid="2"><tuv xml:lang="fr"><seg>Douze guides.</seg></tuv><tuv xml:lang="en"><seg>Twelve guides.</seg></tuv></tu>
</body></tmx>
"""  # noqa: E501
SPACED = "1. Les États parties adoptent une loi: les forêts «vertes».\n"
"""With what 'check --fix' mends."""
OLD = b"what was there before\n"


@dataclass(frozen=True, slots=True)
class Writing:
    """A command that writes, with ``{in}`` and ``{out}`` for folders."""

    arguments: tuple[str, ...]
    files: tuple[str, ...]
    """What it writes in ``{out}``."""
    codes: tuple[int, ...] = (0,)
    """How it may end when all goes well."""
    before: Mapping[str, bytes] = field(default_factory=dict)
    """What its files hold before, where that matters to it."""

    def old(self, file: str) -> bytes:
        """What a file holds before."""
        return self.before.get(file, OLD)


WRITING = {
    "align": Writing(("align", "{in}/fr/A-1.txt", "{in}/en/A-1.txt", "-o", "{out}/a.tmx", "-o", "{out}/a.xlsx"),
                     ("a.tmx", "a.xlsx")),
    "convert": Writing(("convert", "{in}/m.tmx", "{out}/m.csv"), ("m.csv",)),
    "read": Writing(("read", "{in}/fr/A-1.txt", "--format", "json", "-o", "{out}/read.json"), ("read.json",)),
    "check": Writing(("check", "{in}", "--baseline", "{out}/baseline.json", "--update-baseline"), ("baseline.json",),
                     (0, 1)),
    "srx": Writing(("srx", "-o", "{out}/rules.srx"), ("rules.srx",)),
    "glossary": Writing(("glossary", "{in}/m.tmx", "-o", "{out}/g.tbx", "-o", "{out}/g.xlsx"), ("g.tbx", "g.xlsx")),
    "learn": Writing(("learn", "{in}/m.tmx", "-o", "{out}/words.lexicon"), ("words.lexicon",)),
    "leverage": Writing(("leverage", "{in}/fr/A-1.txt", "--memory", "{in}/m.tmx", "-o", "{out}/l.xlf"), ("l.xlf",)),
    "merge": Writing(("memory", "merge", "{in}/m.tmx", "{in}/m.tmx", "-o", "{out}/both.tmx"), ("both.tmx",)),
    "export": Writing(("memory", "export", "{out}/e.tmx", "--db", "sqlite:///{in}/store.db", "--source-lang", "fr",
                       "--target-lang", "en"), ("e.tmx",)),
    "report": Writing(("check", "{in}", "-o", "{out}/f.sarif"), ("f.sarif",), (0, 1)),
    "fix": Writing(("check", "{out}/fr.txt", "--fix", "--write"), ("fr.txt",), (0, 1),
                   {"fr.txt": SPACED.encode()}),
    "build": Writing(("build", "{in}", "-o", "{out}"),
                     ("memory.fr-en.tmx", "glossary.tbx", "glossary.csv", "glossary.xlsx", "report.html",
                      "findings.json", "summary.json")),
}  # fmt: skip


def make(folder: Path) -> Path:
    """A corpora folder with two documents, a memory and a store beside them."""
    for language, text in (("fr", FRENCH), ("en", ENGLISH)):
        (folder / language).mkdir(parents=True)
        (folder / language / "A-1.txt").write_text(text, encoding="utf-8")
    (folder / "m.tmx").write_text(MEMORY, encoding="utf-8")
    stored(folder / "store.db", folder / "m.tmx")
    return folder


def stored(database: Path, memory: Path) -> None:
    """A store with the units of a memory."""
    with tmx.open_units(memory) as units, open_store(f"sqlite:///{database}", create=True) as store:
        store.add(units)


def filled(writing: Writing, source: Path, out: Path | str) -> list[str]:
    """The command's arguments for these folders."""
    return [part.replace("{in}", str(source)).replace("{out}", str(out)) for part in writing.arguments]


def dragoman(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a process of its own, with a date from outside so that runs can be compared."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "0"}
    given: Any = {"env": environment, "capture_output": True, **options}
    command = [sys.executable, "-c", "from aligner.cli import main; main()", *arguments]
    return subprocess.run(command, check=False, **given)


def contents(folder: Path) -> dict[str, bytes]:
    """Files of a folder by name, hidden ones left out."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.name[0] != "."}


def leftovers(folder: Path) -> list[str]:
    """Temporary files left behind."""
    return sorted(path.name for path in folder.rglob("*.part"))
