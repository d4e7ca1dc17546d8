"""How languages and references are written on the page."""

from __future__ import annotations

_NAMES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "pt": "Portuguese",
    "ru": "Russian",
    "zh": "Chinese",
}
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"})
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"})


def language_name(tag: str) -> str:
    """Return the English name of a language, the tag itself where we have none.

    >>> language_name("fr"), language_name("fr-CA"), language_name("xx")
    ('French', 'French (fr-CA)', 'xx')
    """
    name = _NAMES.get(tag.partition("-")[0])
    if name is None:
        return tag
    return f"{name} ({tag})" if "-" in tag else name


def direction(tag: str) -> str:
    """Return ``rtl`` or ``ltr``, by the script where the tag names one, else by the language.

    >>> direction("ar"), direction("az-Arab"), direction("zh-Hant")
    ('rtl', 'rtl', 'ltr')
    """
    language, *subtags = tag.split("-")
    scripts = [subtag for subtag in subtags if len(subtag) == 4 and subtag.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


def shown_ref(ref: str, tag: str) -> str:
    """Return a block's address as texts in the language ``tag`` write it."""
    return ref
