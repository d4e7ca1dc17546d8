"""Where units and term lists come from: any bilingual file, any glossary, or one term a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import tmx
from aligner.errors import UnreadableDocument, UsageError
from aligner.glossary.model import BilingualUnit

LONGEST_LIST = 50_000_000
"""Bytes above which a list of terms counts as damaged."""


def read_memories(paths: Sequence[str], source: str, targets: Sequence[str]) -> tuple[list[BilingualUnit], list[str]]:
    """Read the units of all files that have text in ``source`` and in one of ``targets``, in their order.

    Returns them with what was noticed. Raises :class:`tmx.errors.TmxError`, OSError, and :class:`UsageError` where
    no file has a unit in both languages.
    """
    units: list[BilingualUnit] = []
    remarks: list[str] = []
    seen: dict[str, None] = {}
    options = tmx.ReadOptions(source_language=source, target_language=targets[0], inline=False)
    for path in paths:
        with tmx.open_units(path, options) as reader:
            for unit in reader:
                seen.update(dict.fromkeys(variant.language for variant in unit.variants))
                units.extend(_pairs(unit, source, targets))
            remarks += [f"{path}: {line}" for line in reader.remarks.lines()]
    if not units:
        there = f"it has {', '.join(sorted(seen))}" if seen else "it has no unit"
        raise UsageError(
            f"no unit with text in {source} and {' or '.join(targets)}: {there}",
            source=", ".join(paths),
            advice="choose with --source-lang and --target-lang",
        )
    return units, remarks


def _pairs(unit: tmx.TranslationUnit, source: str, targets: Sequence[str]) -> Iterator[BilingualUnit]:
    text = unit.text(source)
    for language in targets:
        other = unit.text(language)
        if text.strip() and other.strip():
            yield BilingualUnit(
                source=text,
                target=other,
                document=unit.property("x-document"),
                ref=unit.property("x-ref-source"),
                language=language,
                date=unit.created,
            )


def read_list(path: str, source: str, target: str) -> tuple[tuple[tmx.TermEntry, ...], list[str]]:
    """Read a term list, a glossary (.tbx, .csv, …) or a text with one term a line, and what was noticed in it.

    Raises :class:`UnreadableDocument` where the file holds no term, :class:`tmx.errors.TmxError` and OSError.
    """
    remarks: list[str] = []
    plain = _plain_lines(path) if path.lower().endswith(".txt") else None
    if plain is None:
        with tmx.read_terms(path, tmx.ReadOptions(source_language=source, target_language=target)) as reader:
            entries = tuple(reader)
            remarks += [f"{path}: {line}" for line in reader.remarks.lines()]
    else:
        entries = tuple(
            tmx.TermEntry(id="", languages=(tmx.LanguageSection(language=source, terms=(tmx.Term(text=line),)),))
            for line in plain
        )
    if not any(entry.section(source) for entry in entries):
        raise UnreadableDocument(
            f"no term in {source}", source=path, advice="one term a line, or a column or section in that language"
        )
    return entries, remarks


def _plain_lines(path: str) -> list[str] | None:
    """The lines of a text, or None where it has tabs and so is a table."""
    data = Path(path).read_bytes()
    if len(data) > LONGEST_LIST:
        raise UnreadableDocument(f"larger than {LONGEST_LIST:,} bytes: no list of terms", source=path)
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableDocument(f"not UTF-8: byte {error.start}", source=path, advice="save it as UTF-8") from error
    if "\t" in text:
        return None
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
