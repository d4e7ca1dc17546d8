"""SRX 2.0: the rules by which CAT tools cut paragraphs into sentences, read, written and kept as values.

Standard: Segmentation Rules eXchange 2.0 (LISA OSCAR, 2008).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from aligner.errors import UsageError
from aligner.segmentation.pattern import Flavour, PatternError, translate
from tmx.files import replacing

NAMESPACE = "http://www.lisa.org/srx20"
_MAX_BYTES = 16 * 2**20


class Rule(NamedTuple):
    """One rule: whether to break where ``before`` ends and ``after`` begins."""

    breaks: bool
    before: str
    """Expression for the text that ends at the place; empty: any."""
    after: str
    """Expression for the text that begins there; empty: any."""


class LanguageRules(NamedTuple):
    """The rules of one name, in order: at each place the first that fits decides."""

    name: str
    rules: tuple[Rule, ...]


class LanguageMap(NamedTuple):
    """Which language tags a set of rules is for."""

    pattern: str
    """Expression that the whole language tag fits, in any case: ``FR.*``."""
    name: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SrxRules:
    """The content of one SRX file. Equal to itself only, so that compiled forms are found quickly."""

    languages: tuple[LanguageRules, ...]
    maps: tuple[LanguageMap, ...]
    cascade: bool = True
    """Whether the rules of all maps that fit a language apply, one after the other, or the first only."""
    flavour: Flavour = "icu"
    """How the expressions are meant."""
    source: str = ""
    """The file as the user named it; empty for our own rules."""
    trusted: bool = False
    """Whether a text of usual length needs no time limit: so it is with our own expressions, and a clock costs time."""

    def for_language(self, tag: str) -> tuple[Rule, ...]:
        """Return the rules that apply to ``tag``, in order of decision (section 4.3 of the standard)."""
        named = {language.name: language.rules for language in self.languages}
        found: list[Rule] = []
        for entry in self.maps:
            if _fits(entry.pattern, tag):
                found.extend(named[entry.name])
                if not self.cascade:
                    break
        return tuple(found)


def read(path: Path | str) -> SrxRules:
    """Read an SRX 2.0 file.

    Raises :class:`UsageError` naming file and line where it is missing, no SRX, or holds an expression that can't be
    understood.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as wrong:
        raise UsageError(wrong.strerror or str(wrong), source=str(path)) from wrong
    return parse(data, source=str(path))


def parse(data: bytes, *, source: str = "") -> SrxRules:
    """Read an SRX 2.0 file from its bytes; errors as for :func:`read`.

    A header without ``cascade`` is OmegaT's own file: it cascades, and its expressions are Java's.
    """
    if len(data) > _MAX_BYTES:
        raise UsageError("too large for a file of segmentation rules", source=source)
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as wrong:
        raise UsageError(f"not XML: {wrong.msg}", source=source, place=f"line {wrong.lineno}") from wrong
    if root.tag != f"{{{NAMESPACE}}}srx":
        advice = "export the rules from your tool as SRX 2.0"
        raise UsageError("not an SRX 2.0 file", source=source, advice=advice)
    header = root.find(_name("header"))
    cascade = None if header is None else header.get("cascade")
    flavour: Flavour = "java" if cascade is None else "icu"
    languages = tuple(_language(element, flavour, source) for element in root.iter(_name("languagerule")))
    maps = tuple(
        _map(element, {language.name for language in languages}, source) for element in root.iter(_name("languagemap"))
    )
    return SrxRules(languages=languages, maps=maps, cascade=cascade != "no", flavour=flavour, source=source)


def dump(rules: SrxRules) -> bytes:
    """Return ``rules`` as an SRX 2.0 file, valid against srx20.xsd."""
    root = etree.Element(_name("srx"), {"version": "2.0"}, nsmap={None: NAMESPACE})
    header = etree.SubElement(root, _name("header"), {"segmentsubflows": "yes", "cascade": _yes(rules.cascade)})
    for kind, include in (("start", "no"), ("end", "yes"), ("isolated", "no")):
        etree.SubElement(header, _name("formathandle"), {"type": kind, "include": include})
    body = etree.SubElement(root, _name("body"))
    parent = etree.SubElement(body, _name("languagerules"))
    for language in rules.languages:
        group = etree.SubElement(parent, _name("languagerule"), {"languagerulename": language.name})
        for rule in language.rules:
            element = etree.SubElement(group, _name("rule"), {"break": _yes(rule.breaks)})
            etree.SubElement(element, _name("beforebreak")).text = rule.before
            etree.SubElement(element, _name("afterbreak")).text = rule.after
    parent = etree.SubElement(body, _name("maprules"))
    for entry in rules.maps:
        attributes = {"languagepattern": entry.pattern, "languagerulename": entry.name}
        etree.SubElement(parent, _name("languagemap"), attributes)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def write(rules: SrxRules, path: Path | str) -> None:
    """Write ``rules`` as an SRX 2.0 file, whole or not at all."""
    with replacing(path) as stream:
        stream.write(dump(rules))


def _language(element: etree._Element, flavour: Flavour, source: str) -> LanguageRules:
    rules = tuple(_rule(child, flavour, source) for child in element.iter(_name("rule")))
    return LanguageRules(element.get("languagerulename", ""), rules)


def _rule(element: etree._Element, flavour: Flavour, source: str) -> Rule:
    before, after = (_expression(element, name, flavour, source) for name in ("beforebreak", "afterbreak"))
    return Rule(element.get("break", "yes") != "no", before, after)


def _expression(rule: etree._Element, name: str, flavour: Flavour, source: str) -> str:
    element = rule.find(_name(name))
    text = "" if element is None else "".join(str(part) for part in element.itertext(with_tail=False))
    try:
        translate(text, flavour)
    except PatternError as wrong:
        place = f"line {rule.sourceline}"
        raise UsageError(f"{name} {text!r} can't be used: {wrong}", source=source, place=place) from wrong
    return text


def _map(element: etree._Element, names: set[str], source: str) -> LanguageMap:
    entry = LanguageMap(element.get("languagepattern", ""), element.get("languagerulename", ""))
    place = f"line {element.sourceline}"
    if entry.name not in names:
        raise UsageError(f"no languagerule is named {entry.name!r}", source=source, place=place)
    try:
        translate(entry.pattern)
    except PatternError as wrong:
        message = f"languagepattern {entry.pattern!r} can't be used: {wrong}"
        raise UsageError(message, source=source, place=place) from wrong
    return entry


def _fits(pattern: str, tag: str) -> bool:
    import regex

    return regex.fullmatch(translate(pattern), tag, regex.V1 | regex.IGNORECASE) is not None


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _yes(value: bool) -> str:
    return "yes" if value else "no"
