"""Speed of reading: text in MB/s by language, DOCX, HTML and PDF of thirty pages in seconds and pages per second

Options: --megabytes N (2), --rounds N (3), --languages TAG,TAG (all), --file PATH (also read that text, repeated to the
size). Times are processor time, that of the process in which a PDF is read included, the best of the rounds, after one
small document has been read; sizes are of the file. «structured» are reports, treaties and resolutions one after
another, as wrapped text with page numbers and notes; «one document» is a single report of that length; «flat» has no
number and no blank line in it.
"""

from __future__ import annotations

import argparse
import itertools
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from aligner.documents import read
from tests.aligner.documents.shapes import office, paper, press, web
from tests.aligner.documents.shapes.tree import LANGUAGES, Known, known, long_report

_PAGE = 2600
"""Code points on a printed page of a report; of Chinese, half as many."""
_PAGES = 30


def structured(language: str, size: int) -> bytes:
    parts, length = [], 0
    for seed in itertools.count(1):
        for shape in ("report", "treaty", "resolution"):
            parts.append(paper.text(known(language, shape, seed), seed))
            length += len(parts[-1])
        if length >= size:
            return b"\n\n".join(parts)
    raise AssertionError


def flat(language: str, size: int) -> bytes:
    texts = (node.text.encode() for node in long_report(language, size).nodes if len(node.text) > 60)
    data = b"\n".join(texts)
    return data * (size // len(data) + 1)


def seconds(path: Path, language: str, rounds: int) -> float:
    taken = []
    for _ in range(rounds):
        begin = sum(os.times()[:4])
        read(path, language=language)
        taken.append(sum(os.times()[:4]) - begin)
    return min(taken)


def text_speed(folder: Path, languages: list[str], options: argparse.Namespace) -> None:
    size = int(options.megabytes * 1e6)
    kinds: dict[str, Callable[[str], bytes]] = {
        "structured": lambda language: structured(language, size),
        "one document": lambda language: paper.text(long_report(language, size), 5),
        "flat": lambda language: flat(language, size),
    }
    if options.file:
        data = options.file.read_bytes()
        kinds[options.file.name] = lambda language: b"\n\n".join([data] * (size // len(data) + 1))
    print(f"{'text, MB/s':22}" + "".join(f"{language:>7}" for language in languages))
    for name, made in kinds.items():
        row = f"{name[:22]:22}"
        for language in languages:
            path = folder / "long.txt"
            path.write_bytes(made(language))
            row += f"{path.stat().st_size / 1e6 / seconds(path, language, options.rounds):7.2f}"
        print(row, flush=True)


def page_speed(folder: Path, languages: list[str], rounds: int) -> None:
    formats: dict[str, Callable[[Known], bytes]] = {
        "docx": office.document,
        "html": web.page,
        "pdf": press.pdf,
    }
    print(f"\n{f'{_PAGES} pages, seconds':22}" + "".join(f"{language:>7}" for language in languages))
    for ending, rendered in formats.items():
        row, pages = f"{ending:22}", []
        for language in languages:
            size = _PAGES * _PAGE // (2 if language == "zh" else 1)
            document = long_report(language, size, points=True)
            path = folder / f"long.{ending}"
            path.write_bytes(rendered(document))
            taken = seconds(path, language, rounds)
            row += f"{taken:7.2f}"
            pages.append(f"{_PAGES / taken:7.0f}")
        print(row)
        print(f"{'  pages per second':22}" + "".join(pages), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--megabytes", type=float, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--languages", default=",".join(LANGUAGES))
    parser.add_argument("--file", type=Path)
    options = parser.parse_args()
    languages = options.languages.split(",")
    print(f"{options.megabytes} MB a text, best of {options.rounds}; {platform.python_version()}, {platform.machine()}")
    with tempfile.TemporaryDirectory() as folder:
        for language in languages:
            small = Path(folder) / "small.txt"
            small.write_bytes(paper.text(known(language, "report", 1)))
            read(small, language=language)
        text_speed(Path(folder), languages, options)
        page_speed(Path(folder), languages, options.rounds)


if __name__ == "__main__":
    main()
