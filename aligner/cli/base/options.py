"""Reading of options that several commands share."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

from aligner.errors import UsageError
from tmx.lang import normalise


def languages(text: str) -> tuple[str, ...]:
    """Read a list of language tags with commas: ``en, es`` as ``("en", "es")``, each one once.

    Raises :class:`tmx.errors.TmxError` for what is not a language tag.
    """
    return tuple(dict.fromkeys(normalise(part) for part in text.split(",") if part.strip()))


def date_of(text: str, environment: Mapping[str, str]) -> str:
    """Return the date for units as ``YYYYMMDDThhmmssZ`` (TMX 1.4b, section 3.3), or nothing: never the clock's.

    ``text`` is ``--date`` (``2026-11-23`` or ``20261123T120000Z``); without it, SOURCE_DATE_EPOCH of ``environment``
    counts. Raises :class:`UsageError` for any other form.
    """
    try:
        if text:
            if re.fullmatch(r"\d{8}T\d{6}Z", text):
                moment = datetime.datetime.strptime(text, "%Y%m%dT%H%M%S%z")
            else:
                moment = datetime.datetime.combine(datetime.date.fromisoformat(text), datetime.time())
        elif epoch := environment.get("SOURCE_DATE_EPOCH"):
            moment = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
        else:
            return ""
    except (ValueError, OverflowError, OSError) as error:
        given = f"--date {text}" if text else f"SOURCE_DATE_EPOCH {environment.get('SOURCE_DATE_EPOCH')}"
        raise UsageError(f"{given}: not a date", advice="write 2026-11-23 or 20261123T120000Z") from error
    return moment.strftime("%Y%m%dT%H%M%SZ")
