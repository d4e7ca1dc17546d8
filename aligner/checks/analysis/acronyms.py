"""Acronyms of bodies and treaties, and what each is called in the other languages.

The table holds those that any United Nations text may use; the others are learned from the pairs themselves, where a
memory uses them often enough.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict

from aligner.checks.core.views import PairView
from tmx.lang import primary

_COLUMNS = ("fr", "en", "es", "ru")
_TABLE = """
ONU UN ONU ООН|ONUDC UNODC UNODC ЮНОДК|OMS WHO OMS ВОЗ|PNUD UNDP PNUD ПРООН|HCR UNHCR ACNUR УВКБ|OIT ILO OIT МОТ
HCDH OHCHR ACNUDH УВКПЧ|FMI IMF FMI МВФ|UE EU UE ЕС|ONG NGO ONG НПО|OTAN NATO OTAN НАТО|VIH HIV VIH ВИЧ
SIDA AIDS SIDA СПИД|PIB GDP PIB ВВП|RNB GNI INB ВНД|OIM IOM OIM МОМ|PAM WFP PMA ВПП|PNUE UNEP PNUMA ЮНЕП
FNUAP UNFPA UNFPA ЮНФПА|OMC WTO OMC ВТО|AIEA IAEA OIEA МАГАТЭ|CIJ ICJ CIJ МС|CPI ICC CPI МУС|UA AU UA АС
CICR ICRC CICR МККК|OSCE OSCE OSCE ОБСЕ|OCDE OECD OCDE ОЭСР|ODD SDG ODS ЦУР|OMD MDG ODM ЦРДТ|APD ODA AOD ОПР
TIC ICT TIC ИКТ|CNUCED UNCTAD UNCTAD ЮНКТАД|ONUDI UNIDO ONUDI ЮНИДО|BSCI OIOS OSSI УСВН|CCQAB ACABQ CCAAP ККАБВ
CEDEAO ECOWAS CEDEAO ЭКОВАС|OEA OAS OEA ОАГ|ONUSIDA UNAIDS ONUSIDA ЮНЭЙДС|UIT ITU UIT МСЭ|OMPI WIPO OMPI ВОИС
OACI ICAO OACI ИКАО|OMM WMO OMM ВМО|TPIY ICTY TPIY МТБЮ|TPIR ICTR TPIR МУТР|ADN DNA ADN ДНК|PMA LDC PMA НРС
EEE EEA EEE ЕЭЗ|CEI CIS CEI СНГ|OCI OIC OCI ОИС|TNP NPT TNP ДНЯО|GAFI FATF GAFI ФАТФ|PME SME PYME МСП
OIAC OPCW OPAQ ОЗХО|UNOPS UNOPS UNOPS ЮНОПС|BIT ILO OIT МОТ|CEE ECE CEPE ЕЭК|CEPALC ECLAC CEPAL ЭКЛАК
CESAP ESCAP CESPAP ЭСКАТО|CEA ECA CEPA ЭКА|IED IED DEI СВУ|ADM WMD ADM ОМУ|DDR DDR DDR РДР|TVA VAT IVA НДС
UNICEF UNICEF UNICEF ЮНИСЕФ|UNESCO UNESCO UNESCO ЮНЕСКО|FAO FAO FAO ФАО|UNITAR UNITAR UNITAR ЮНИТАР
UNRWA UNRWA OOPS БАПОР|INTERPOL INTERPOL INTERPOL ИНТЕРПОЛ|FEM GEF FMAM ГЭФ|OMI IMO OMI ИМО|FIDA IFAD FIDA МФСР
MINUSMA MINUSMA MINUSMA МИНУСМА|MONUSCO MONUSCO MONUSCO МООНСДРК|FINUL UNIFIL FPNUL ВСООНЛ|FNUOD UNDOF FNUOS СООННР
MANUL UNSMIL UNSMIL МООНПЛ|MANUA UNAMA UNAMA МООНСА|MINUAD UNAMID UNAMID ЮНАМИД|MINUSS UNMISS UNMISS МООНЮС
MINUSTAH MINUSTAH MINUSTAH МООНСГ|FISNUA UNISFA UNISFA ЮНИСФА|ANASE ASEAN ASEAN АСЕАН|NEPAD NEPAD NEPAD НЕПАД
HFC HFC HFC ГФУ|HCFC HCFC HCFC ГХФУ|MERCOSUR MERCOSUR MERCOSUR МЕРКОСУР|OTICE CTBTO OTPCE ОДВЗЯИ|OPEP OPEC OPEP ОПЕК
"""
_ACRONYM = re.compile(r"(?<![\w./-])(?:[A-Z]{2,9}|[А-Я]{2,9}|[A-Z]{2,5}-[A-Z]{2,6})(?![\w/])")
_ROMAN = re.compile(r"[IVXLC]+")
_ENOUGH = 3
"""Pairs from which a counterpart is learned."""
_SHARE = 0.75
"""Share of the pairs with an acronym that have its counterpart."""


def acronyms(text: str) -> list[re.Match[str]]:
    """Acronyms of ``text`` in order; a text in capitals has none, nor are Roman numerals any."""
    found = [match for match in _ACRONYM.finditer(text) if not _ROMAN.fullmatch(match[0])]
    if len(found) > 3 and text.upper() == text:
        return []
    return found


@functools.cache
def table(source: str, target: str) -> dict[str, str]:
    """Acronyms of ``source`` with those of ``target``, both primary tags; empty where the table has no column."""
    if source not in _COLUMNS or target not in _COLUMNS:
        return {}
    left, right = _COLUMNS.index(source), _COLUMNS.index(target)
    rows = [row.split() for row in _TABLE.replace("\n", "|").split("|") if row]
    found: dict[str, str] = {}
    for row in rows:
        # one acronym may stand for two bodies (PMA): what is ambiguous is left to the pairs
        found[row[left]] = row[right] if row[left] not in found else ""
    return {name: other for name, other in found.items() if other}


@functools.cache
def names(language: str) -> frozenset[str]:
    """Acronyms of the table in ``language``, a primary tag."""
    if language not in _COLUMNS:
        return frozenset()
    column = _COLUMNS.index(language)
    return frozenset(row.split()[column] for row in _TABLE.replace("\n", "|").split("|") if row)


def counterparts(view: PairView) -> dict[str, str]:
    """For each acronym of the source, what the target calls it: learned from the pairs, else from the table."""
    together: dict[str, Counter[str]] = defaultdict(Counter)
    alone: Counter[str] = Counter()
    for source, target in view.shared(of_pairs):
        theirs = dict.fromkeys(match[0] for match in target)
        for name in dict.fromkeys(match[0] for match in source):
            alone[name] += 1
            together[name].update(theirs.keys())
    known = dict(table(primary(view.source.language), primary(view.target.language)))
    for name, others in together.items():
        if others:
            best, count = max(others.items(), key=lambda item: (item[1], item[0] == name))
            # an acronym that stands on both sides proves nothing where the table knows another
            if count >= _ENOUGH and count >= _SHARE * alone[name] and not (best == name and name in known):
                known[name] = best
    return known


def of_pairs(view: PairView) -> list[tuple[list[re.Match[str]], list[re.Match[str]]]]:
    """Acronyms of both sides of every pair of ``view``."""
    return [(acronyms(pair.source.text), acronyms(pair.target.text)) for pair in view.pairs]


def uses(view: PairView) -> Counter[str]:
    """How many pairs of ``view`` have each acronym in the target."""
    return Counter(name for _, target in view.shared(of_pairs) for name in {match[0]: 0 for match in target})
