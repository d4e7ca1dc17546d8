"""Dates as TMX writes them: ``YYYYMMDDThhmmssZ``, in UTC (TMX 1.4b, section 3.3)."""

from __future__ import annotations

import datetime
import re

_EXACT = re.compile(r"\d{8}T\d{6}Z")


def normalise_date(text: str) -> str:
    """Return the moment ``text`` names in TMX's form, or an empty string where it names none.

    ISO 8601 in all the forms Python reads is understood; a moment without a zone counts as UTC.

    >>> normalise_date("2019-05-28T10:30:00+02:00"), normalise_date("20190528"), normalise_date("28/5/2019")
    ('20190528T083000Z', '20190528T000000Z', '')
    """
    text = text.strip()
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return ""
    if _EXACT.fullmatch(text):
        return text
    if moment.tzinfo is not None:
        try:
            moment = moment.astimezone(datetime.UTC)
        except OverflowError:
            return ""
    return f"{moment:%Y%m%dT%H%M%SZ}".rjust(16, "0")


def from_epoch(seconds: int) -> str:
    """Return the moment ``seconds`` after 1970 (SOURCE_DATE_EPOCH) in TMX's form.

    >>> from_epoch(0)
    '19700101T000000Z'
    """
    return f"{datetime.datetime.fromtimestamp(seconds, datetime.UTC):%Y%m%dT%H%M%SZ}"


def to_iso(date: str) -> str:
    """Return a date of TMX's form in that of ISO 8601, as XLIFF and TBX write it.

    >>> to_iso("20190528T083000Z")
    '2019-05-28T08:30:00Z'
    """
    return f"{date[:4]}-{date[4:6]}-{date[6:11]}:{date[11:13]}:{date[13:]}"
