"""The languages the toolkit knows: one file each, found by its name.

A new language is one module here that defines ``LANGUAGE``; nothing else lists it.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil

from aligner.errors import UsageError
from aligner.languages.language import Language
from tmx.errors import TmxError
from tmx.lang import normalise, primary

_NOT_LANGUAGES = frozenset({"language", "numbering", "detection", "reference", "words"})


@functools.cache
def known() -> tuple[str, ...]:
    """Tags of all languages, in alphabetical order."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name not in _NOT_LANGUAGES))


def get(tag: str) -> Language:
    """Return the language of ``tag``, whatever its region or script subtags.

    Raises :class:`UsageError` where the tag is none or the language is not known.
    """
    try:
        name = primary(tag)
    except TmxError as wrong:
        raise UsageError(str(wrong)) from wrong
    if name not in known():
        raise UsageError(f"no language {normalise(tag)!r}; known are {', '.join(known())}")
    language: Language = importlib.import_module(f"{__name__}.{name}").LANGUAGE
    return language
