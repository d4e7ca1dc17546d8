"""How languages and references are written for people: in the report, in the review."""

from __future__ import annotations

import functools

from aligner.errors import UsageError
from aligner.languages import get
from aligner.languages.language import Language
from aligner.languages.reference import display_ref

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"})
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"})


def language_name(tag: str) -> str:
    """Return the English name of a language, the tag itself where we have none.

    >>> language_name("fr"), language_name("fr-CA"), language_name("xx")
    ('French', 'French (fr-CA)', 'xx')
    """
    language = _language(tag)
    if language is None:
        return tag
    return f"{language.name} ({tag})" if "-" in tag else language.name


def direction(tag: str) -> str:
    """Return ``rtl`` or ``ltr``, by the script where the tag names one, else by the language.

    >>> direction("ar"), direction("az-Arab"), direction("zh-Hant")
    ('rtl', 'rtl', 'ltr')
    """
    name, *subtags = tag.split("-")
    scripts = [subtag for subtag in subtags if len(subtag) == 4 and subtag.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if name in _RIGHT_TO_LEFT else "ltr"


def shown_ref(ref: str, tag: str) -> str:
    """Return a block's address as texts in the language ``tag`` write it.

    >>> shown_ref("IV.46.j", "fr"), shown_ref("IV.46.j", "xx")
    ('IV, par. 46 j)', 'IV.46.j')
    """
    language = _language(tag)
    return ref if language is None or not ref else display_ref(ref, tag)


@functools.cache
def _language(tag: str) -> Language | None:
    try:
        return get(tag)
    except UsageError:
        # a text in a language the toolkit has no data for is shown all the same
        return None
