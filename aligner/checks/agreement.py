"""Number does not agree, or a preposition is not repeated, where that is certain.

What: patterns that were measured on published texts and nothing else: in French, Spanish and English a plural subject
at the beginning of a sentence with a singular verb, or the reverse; in French also « , qui devrait » behind a plural
noun, and « relatif à … et la » for « et à la ».
Why: no spelling check sees these, and each is plain to the reader.
Example: « Les États parties devrait » · « relatives à la prévention et la répression »
Instead: « Les États parties devraient » · « relatives à la prévention et à la répression »
Default: information, because a grammar needs more than patterns: an apposition may stand between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import DocumentView, Passage
from aligner.model import Span
from tmx.lang import primary


class _Pattern(NamedTuple):
    pattern: re.Pattern[str]
    """Its group ``w`` is what is wrong."""
    right: dict[str, str]
    """What it should read, by what stands there in small letters."""
    what: str


_FR = {
    "devrait": "devraient",
    "doit": "doivent",
    "peut": "peuvent",
    "pourrait": "pourraient",
    "devra": "devront",
    "sera": "seront",
    "serait": "seraient",
}
_FR_WHO = r"(?:[Cc]es|[Ll]eurs|[Ss]es|[Nn]os)"
_START = r"(?:\A|(?<=[.;] ))"
_PLURAL = {
    "en": {"is": "are", "has": "have", "was": "were"},
    "es": {"debe": "deben", "deberá": "deberán", "debería": "deberían", "puede": "pueden", "podría": "podrían"},
}
_EN_MANY = (
    r"(?:Member )?States(?: [Pp]arties)?|[Pp]arties|[Gg]overnments|[Aa]uthorities|[Mm]easures|[Dd]elegations|"
    r"[Ee]xperts|[Mm]embers|[Oo]rganizations|[Rr]epresentatives|[Cc]ountries|[Pp]articipants|[Ss]peakers|[Rr]ecommendations"
)
"""Subjects that are plural and nothing else."""
_PATTERNS = {
    "fr": (
        _Pattern(re.compile(rf"{_START}Les \w+[sx](?: \w+[sx])? (?P<w>{'|'.join(_FR)})\b"), _FR, "plural"),
        _Pattern(
            re.compile(rf"{_START}(?:Le|La|L[’'])\s?\w+[^sx\W](?: \w+[^sx\W])? (?P<w>{'|'.join(_FR.values())})\b"),
            {plural: singular for singular, plural in _FR.items()},
            "singular",
        ),
        _Pattern(re.compile(rf"\b{_FR_WHO} \w+[sx](?: \w+[sx])?, qui (?P<w>{'|'.join(_FR)})\b"), _FR, "plural"),
        _Pattern(
            re.compile(
                r"\brelati(?:f|ve)s? (?:à la|à l[’']|au|aux)\s?\w+(?:-\w+)*(?: (?:de |des |d[’'])\w+){0,2}"
                r" et (?P<w>la |les |le |l[’'])"
            ),
            {"la ": "à la ", "les ": "aux ", "le ": "au ", "l’": "à l’", "l'": "à l'"},
            "preposition",
        ),
    ),
    "en": (
        _Pattern(
            re.compile(rf"{_START}(?:The )?(?:{_EN_MANY}) (?P<w>is|has|was)\b"),
            _PLURAL["en"],
            "plural",
        ),
    ),
    "es": (
        _Pattern(
            re.compile(rf"{_START}(?:Los|Las) \w+s(?: \w+s)? (?P<w>{'|'.join(_PLURAL['es'])})\b"),
            _PLURAL["es"],
            "plural",
        ),
    ),
}


def find(view: DocumentView) -> Iterator[Hit]:
    """Yield each place, pattern by pattern within a passage."""
    patterns = _PATTERNS.get(primary(view.language), ())
    for passage in view.passages:
        for each in patterns:
            for match in each.pattern.finditer(passage.text):
                yield _hit(passage, match, each)


def _hit(passage: Passage, match: re.Match[str], each: _Pattern) -> Hit:
    right = each.right[match["w"].lower()]
    what = "the preposition is not repeated" if each.what == "preposition" else f"the subject is {each.what}"
    message = f"“{match[0]}”: {what}"
    return Hit(message, passage, Span(*match.span("w")), suggestion=right)


check = Check(id="agreement", severity="info", scope="document", summary="number or gender does not agree", find=find)
