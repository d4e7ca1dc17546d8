"""The cases of the checks as data: ``tests/cases/checks/<defect>.toml``.

A ``[[fail]]`` has a ``name`` and its ``findings``, each with any of ``message`` (a fragment), ``text`` (what the span
covers), ``suggestion``, ``severity`` and ``ref``; a ``[[pass]]`` has none. What is checked is one of

- ``language`` with ``text``, ``texts`` (a document of unnumbered blocks) or ``blocks`` (``[ref, text]``, or
  ``[ref, text, kind]``);
- ``languages`` with ``source`` and ``target``, or ``pairs`` (a memory);
- ``languages`` with ``source_blocks`` and ``target_blocks`` (two documents, aligned as usual);
- ``documents``: tables with ``symbol``, ``language`` and ``blocks``, for checks across documents.

``repeat`` puts the pairs into the memory that many times; ``terms`` is the glossary: tables that give the approved
terms by language, and the unwanted ones by language under ``deprecated``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast

from aligner.alignment import align
from aligner.checks.core.views import CollectionView, DocumentView, of_bitext, of_document, of_units
from aligner.model import Block, BlockKind, Document
from tmx import Property, TranslationUnit, Variant
from tmx.terms import LanguageSection, Term, TermEntry

CASES = Path(__file__).resolve().parents[2] / "cases" / "checks"


class Case(NamedTuple):
    """One case of one check."""

    check: str
    name: str
    fails: bool
    data: Mapping[str, Any]


def all_cases() -> Iterator[Case]:
    for path in sorted(CASES.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        assert data.keys() <= {"pass", "fail"}, path.name
        for kind in ("pass", "fail"):
            for case in data.get(kind, []):
                yield Case(path.stem.replace("_", "-"), case["name"], kind == "fail", case)


def collection(data: Mapping[str, Any]) -> CollectionView:
    """The view of a case."""
    terms = tuple(_entry(place, table) for place, table in enumerate(data.get("terms", [])))
    if "documents" in data:
        read = [_document(each["blocks"], each["language"], each["symbol"]) for each in data["documents"]]
        return CollectionView(documents=tuple(of_document(each, terms) for each in read), pairs=(), terms=terms)
    if "languages" not in data:
        document = of_document(_document(_blocks(data), data["language"], "A/1"), terms)
        return CollectionView(documents=(document,), pairs=(), terms=terms)
    languages = (data["languages"][0], data["languages"][1])
    if "source_blocks" in data:
        source = _document(data["source_blocks"], languages[0], "A/1")
        target = _document(data["target_blocks"], languages[1], "A/1")
        pair = of_bitext(align(source, target), terms)
    else:
        texts = data.get("pairs") or [[data["source"], data["target"]]]
        pair = of_units(_units(texts * data.get("repeat", 1), languages), languages, "memory", terms)
    sides: tuple[DocumentView, ...] = (pair.source, pair.target)
    return CollectionView(documents=sides, pairs=(pair,), terms=terms)


def _blocks(data: Mapping[str, Any]) -> Sequence[Sequence[str]]:
    if "blocks" in data:
        blocks: Sequence[Sequence[str]] = data["blocks"]
        return blocks
    texts = data.get("texts") or [data["text"]]
    return [(f"~{place}", text, "text") for place, text in enumerate(texts, start=1)]


def _document(blocks: Sequence[Sequence[str]], language: str, symbol: str) -> Document:
    return Document(symbol=symbol, language=language, blocks=tuple(_block(*each) for each in blocks))


def _block(ref: str, text: str, kind: str = "paragraph") -> Block:
    last = ref.rsplit(".", 1)[-1]
    marker = "" if last.startswith("~") else f"{last}." if last.isdecimal() else f"{last})"
    return Block(kind=cast("BlockKind", kind), ref=ref, marker=marker, text=text)


def _units(texts: Sequence[Sequence[str]], languages: tuple[str, str]) -> Iterator[TranslationUnit]:
    for place, (source, target) in enumerate(texts, start=1):
        variants = (Variant(languages[0], source), Variant(languages[1], target))
        yield TranslationUnit(str(place), variants, properties=(Property("x-document", "A/1"),))


def _entry(place: int, table: Mapping[str, Any]) -> TermEntry:
    deprecated = table.get("deprecated", {})
    languages = [name for name in table if name != "deprecated"]
    languages += [name for name in deprecated if name not in languages]
    sections = []
    for language in languages:
        terms = [Term(text=text, status="preferred") for text in table.get(language, [])]
        terms += [Term(text=text, status="deprecated") for text in deprecated.get(language, [])]
        sections.append(LanguageSection(language=language, terms=tuple(terms)))
    return TermEntry(id=str(place), languages=tuple(sections))
