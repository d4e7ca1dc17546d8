"""The interchange formats: each sub-package defines ``FORMAT``, ``TERM_FORMAT`` or both, and is found by itself."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Iterable
from pathlib import PurePath
from typing import TypeVar

from tmx.errors import UnsupportedFormat
from tmx.formats.descriptor import TermFormat, UnitFormat

Either = TypeVar("Either", UnitFormat, TermFormat)


@functools.cache
def unit_formats() -> tuple[UnitFormat, ...]:
    """All formats for bilingual text, in name order."""
    found = [getattr(module, "FORMAT", None) for module in _modules()]
    return tuple(one for one in found if isinstance(one, UnitFormat))


@functools.cache
def term_formats() -> tuple[TermFormat, ...]:
    """All formats for glossaries, in name order."""
    found = [getattr(module, "TERM_FORMAT", None) for module in _modules()]
    return tuple(one for one in found if isinstance(one, TermFormat))


def _modules() -> list[object]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if module.ispkg)
    return [importlib.import_module(f"{__name__}.{name}") for name in names]


def extension(name: str) -> str:
    """The ending that says the format, in lower case: ``.tmx`` for ``a.TMX.gz``."""
    path = PurePath(name.lower())
    return PurePath(path.stem).suffix if path.suffix == ".gz" else path.suffix


def detect(name: str, head: bytes, format_name: str = "") -> UnitFormat:
    """The format of the bilingual file ``name`` that begins with ``head``.

    ``format_name`` decides if it is given; else the ending, and the content where several formats share an ending
    or none has it. Raises :class:`UnsupportedFormat`.
    """
    return _detect(unit_formats(), name, head, format_name)


def detect_terms(name: str, head: bytes, format_name: str = "") -> TermFormat:
    """The format of the glossary ``name`` that begins with ``head``, chosen as by :func:`detect`."""
    return _detect(term_formats(), name, head, format_name)


def _detect(formats: tuple[Either, ...], name: str, head: bytes, format_name: str) -> Either:
    if format_name:
        known = ", ".join(one.name for one in formats)
        named = [one for one in formats if one.name == format_name]
        if not named:
            raise UnsupportedFormat(f"no format named '{format_name}' can be read; there are {known}", source=name)
        return named[0]
    ending = extension(name)
    candidates = [one for one in formats if ending in one.extensions]
    if len(candidates) == 1:
        return candidates[0]
    for one in candidates or formats:
        if one.sniff(head):
            return one
    if candidates:
        return candidates[0]
    raise UnsupportedFormat(f"no format known by the ending {ending or '(none)'} or by its content", source=name)


def for_writing(name: str, format_name: str = "", *, others: Iterable[str] = ()) -> UnitFormat:
    """The format in which to write the bilingual file ``name``: by its own name if given, else by the ending.

    ``others`` are endings that the caller writes by itself, named where nothing fits.
    """
    return _for_writing(unit_formats(), name, format_name, others)


def for_writing_terms(name: str, format_name: str = "", *, others: Iterable[str] = ()) -> TermFormat:
    """The format in which to write the glossary ``name``, chosen as by :func:`for_writing`."""
    return _for_writing(term_formats(), name, format_name, others)


def _for_writing(formats: tuple[Either, ...], name: str, format_name: str, others: Iterable[str] = ()) -> Either:
    writable: list[Either] = [one for one in formats if one.write]
    if format_name:
        found = [one for one in writable if one.name == format_name]
        known = ", ".join(one.name for one in writable)
        problem = f"no format named '{format_name}' can be written; there are {known}"
    else:
        ending = extension(name)
        found = [one for one in writable if ending in one.extensions]
        known = " ".join(sorted({*others, *(end for one in writable for end in one.extensions)}))
        problem = f"nothing can be written as '{ending}'; there are {known}"
    if not found:
        raise UnsupportedFormat(problem, source=name)
    return found[0]
