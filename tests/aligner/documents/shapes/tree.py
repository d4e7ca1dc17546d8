"""Known documents of several shapes in six languages; a seed decides everything about one."""

from __future__ import annotations

import itertools
import random
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.aligner.documents.shapes.numerals import Numerals, roman, roman_upper

PHRASES = Path(__file__).parents[3] / "cases" / "documents" / "phrases.toml"
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")


@dataclass(slots=True)
class Node:
    """One block as it should be read."""

    kind: str
    ref: str
    text: str
    marker: str = ""
    notes: tuple[str, ...] = ()
    """Labels of the footnotes marked at the end of the text."""
    depth: int = 0
    """Of a heading, from 1; of a list, from 0 for paragraphs."""


@dataclass(slots=True)
class Known:
    """A document."""

    language: str
    shape: str
    symbol: str
    words: dict[str, Any]
    nodes: list[Node] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    """Text of each footnote by its label."""
    job: str = ""
    front: bool = False
    """Whether it has a front page."""

    def facts(self) -> dict[str, str]:
        """What is to be read from the front page."""
        if not self.front:
            return {}
        words = self.words
        return {
            "symbol": self.symbol,
            "title": words["title"],
            "job-number": self.job,
            "distribution": words["distr"].partition(".")[2].strip(" :"),
            "date": words["date"],
            "original-language": words["original_language"],
        }

    def expected(self) -> list[tuple[str, str]]:
        """Ref and text of every block; those of the front page are left out."""
        body = [(node.ref, node.text) for node in self.nodes]
        return body + [(f"n{label}", text) for label, text in self.notes.items()]


class _Writer:
    """Adds blocks one after another, with their addresses."""

    def __init__(self, language: str, shape: str, seed: int) -> None:
        # the same in every language: the documents of one seed are translations of one another
        self.chance = random.Random(f"{shape} {seed}")
        with PHRASES.open("rb") as stream:
            words = tomllib.load(stream)[language]
        year, number = self.chance.randint(2001, 2024), self.chance.randint(2, 480)
        symbols = [
            f"A/{year - 1945}/{number}",
            f"CAC/COSP/{year}/{number % 20 + 1}",
            f"E/CN.15/{year}/L.{number % 9 + 1}/Rev.1",
            f"ECE/TRANS/WP.15/AC.1/{number}",
            f"UNEP/EA.4/{number % 30 + 1}",
            f"CRPD/C/{number % 20 + 1}/R.{number % 7 + 1}",
        ]
        place = self.chance.choice(["V", "GE", ""])
        job = f"{place}{'.' if place else ''}{year % 100:02d}-{self.chance.randint(10000, 99999)}"
        self.known = Known(language, shape, self.chance.choice(symbols), words, job=job)
        self.numerals = Numerals(
            language, random.Random(f"{language} {shape} {seed}"), titles_below=self.chance.random() < 0.6
        )
        self.words = words
        self._unmarked: dict[str, int] = {}
        self._used: set[str] = set()
        self.sign = "." if language != "zh" else "。"
        self.semicolon = {"fr": " ;", "zh": "；", "ar": "؛"}.get(language, ";")

    def _pick(self, texts: list[str]) -> str:
        return self.chance.choice(texts)

    def sentence(self) -> str:
        words, pick = self.words, self._pick
        parts = [pick(words["who"]), pick(words["does"]), pick(words["what"])]
        if self.known.language == "zh":
            return "".join(parts) + "，" + pick(words["how"]) + self.sign
        return " ".join(parts) + {"ar": "، "}.get(self.known.language, ", ") + pick(words["how"]) + self.sign

    def passage(self, least: int = 1, most: int = 4) -> str:
        glue = "" if self.known.language == "zh" else " "
        return glue.join(self.sentence() for _ in range(self.chance.randint(least, most)))

    def add(self, kind: str, base: str, own: str, text: str, marker: str = "", depth: int = 0) -> str:
        ref = f"{base}.{own}" if base else own
        notes: tuple[str, ...] = ()
        if kind in ("paragraph", "item") and self.chance.random() < 0.08 and text[-1] in ".。":
            label = str(len(self.known.notes) + 1)
            self.known.notes[label] = self.words["notes"][len(self.known.notes) % len(self.words["notes"])]
            notes = (label,)
        self.known.nodes.append(Node(kind, ref, text, marker, notes, depth))
        return ref

    def loose(self, base: str, text: str, kind: str = "text") -> None:
        """A block without marker."""
        self._unmarked[base] = self._unmarked.get(base, 0) + 1
        self.add(kind, base, f"~{self._unmarked[base]}", text)

    def named(self, base: str, own: str, title: str, name: str, depth: int) -> str:
        """A heading such as «Annex I», with its title behind it or on a line of its own."""
        if self.numerals.titles == "below":
            ref = self.add("heading", base, own, name, "", depth)
            self.loose(ref, title, kind="heading")
            return ref
        apart = "：" if self.numerals.titles == " " and own == "annex" else self.numerals.titles
        return self.add("heading", base, own, title, f"{name}{apart}".strip(), depth)

    def listed(self, base: str, *, deep: bool = True) -> None:
        """Items below ``base``, at times with sub-items."""
        count = self.chance.choice([2, 3, 3, 4, 5, 11])
        for place in range(1, count + 1):
            own = "abcdefghijklmnop"[place - 1]
            lead = deep and place == 2 and self.chance.random() < 0.4
            text = self.chance.choice(self.words["leads"]) if lead else self._task(last=place == count)
            ref = self.add("item", base, own, text, self.numerals.item(place), 1)
            if lead:
                for sub in range(1, self.chance.randint(2, 4) + 1):
                    self.add("subitem", ref, roman(sub), self._task(last=False), self.numerals.subitem(sub), 2)

    def _task(self, *, last: bool) -> str:
        tasks = self.chance.sample(self.words["tasks"], 2)
        glue = {"zh": "，并", "ar": "، و"}.get(self.known.language, ", ")
        text = glue.join(tasks) if self.chance.random() < 0.5 else tasks[0]
        return text[0].upper() + text[1:] + (self.sign if last else self.semicolon)

    def paragraph(self, base: str, number: int, *, lists: float = 0.25) -> None:
        marker = self.numerals.paragraph(number)
        if self.chance.random() < lists:
            ref = self.add("paragraph", base, str(number), self.chance.choice(self.words["leads"]), marker)
            self.listed(ref)
        else:
            self.add("paragraph", base, str(number), self.passage(), marker)


def _report(writer: _Writer) -> None:
    writer.known.front = True
    number = 0
    for section in range(1, writer.chance.randint(3, 5)):
        base = writer.add(
            "heading",
            "",
            roman(section).upper(),
            writer.words["headings"][section - 1],
            writer.numerals.section(section),
            1,
        )
        parts = [base]
        if writer.chance.random() < 0.5:
            parts = [f"{base}.{'ABC'[place]}" for place in range(writer.chance.randint(2, 3))]
        for place, part in enumerate(parts):
            if part != base:
                text = writer.words["headings"][(section + place + 2) % 8]
                writer.add("heading", base, "ABC"[place], text, writer.numerals.subsection(place + 1), 2)
            for _ in range(writer.chance.randint(2, 6)):
                number += 1
                writer.paragraph(part, number)
    _annexes(writer)


def _annexes(writer: _Writer) -> None:
    for annex in (1, 2):
        base = writer.named("", f"annex{annex}", writer.words["annexes"][annex - 1], writer.numerals.annex(annex), 1)
        for number in range(1, writer.chance.randint(3, 5)):
            writer.paragraph(base, number, lists=0.2)


def _resolution(writer: _Writer) -> None:
    words, glue = writer.words, "" if writer.known.language == "zh" else " "
    comma = {"zh": "，", "ar": "،"}.get(writer.known.language, ",")
    writer.loose("", words["body"] + comma)
    for opening in words["recalling"]:
        writer.loose("", opening + glue + writer.chance.choice(words["what"]) + comma)
    for number, opening in enumerate(words["decides"], start=1):
        marker = writer.numerals.paragraph(number)
        if number == 3:
            ref = writer.add("paragraph", "", str(number), writer.chance.choice(words["leads"]), marker)
            writer.listed(ref, deep=False)
            continue
        text = opening + glue + writer.chance.choice(words["what"])
        end = writer.sign if number == len(words["decides"]) else writer.semicolon
        writer.add("paragraph", "", str(number), text + end, marker)
    base = writer.named("", "annex", words["annexes"][0], writer.numerals.annex(0), 1)
    for number in (1, 2, 3):
        writer.paragraph(base, number, lists=0.3)


def _treaty(writer: _Writer) -> None:
    article = 0
    for chapter in (1, 2, 3):
        name = writer.numerals.chapter(chapter)
        base = writer.named("", roman(chapter).upper(), writer.words["headings"][chapter], name, 1)
        for _ in range(2):
            article += 1
            text = writer.words["articles"][article % 4]
            own = writer.named(base, f"art{article}", text, writer.numerals.article(article), 2)
            for number in range(1, writer.chance.randint(3, 5)):
                writer.paragraph(own, number, lists=0.35)


def _guidelines(writer: _Writer) -> None:
    for section in (1, 2, 3):
        base = writer.add("heading", "", str(section), writer.words["headings"][section], f"{section}.", 1)
        for place in range(1, writer.chance.randint(3, 5)):
            marker = f"{section}.{place}"
            if place == 2:
                own = writer.add("heading", base, str(place), writer.words["headings"][place + 3], marker, 2)
                for deep in (1, 2, 3):
                    writer.add("paragraph", own, str(deep), writer.passage(), f"{marker}.{deep}")
                continue
            lead = writer.chance.random() < 0.4
            text = writer.chance.choice(writer.words["leads"]) if lead else writer.passage()
            ref = writer.add("paragraph", base, str(place), text, marker)
            if lead:
                writer.listed(ref)


def _unnumbered(writer: _Writer) -> None:
    for section in range(4):
        writer.loose("", writer.words["headings"][section], kind="heading")
        for _ in range(writer.chance.randint(2, 4)):
            writer.loose("", writer.passage(2, 4))


SHAPES: dict[str, Callable[[_Writer], None]] = {
    "report": _report,
    "resolution": _resolution,
    "treaty": _treaty,
    "guidelines": _guidelines,
    "unnumbered": _unnumbered,
}


def known(language: str, shape: str, seed: int) -> Known:
    """Return the document of that shape and seed."""
    writer = _Writer(language, shape, seed)
    SHAPES[shape](writer)
    return writer.known


def sections(document: Known) -> Iterator[Node]:
    """Yield its headings."""
    yield from (node for node in document.nodes if node.kind == "heading")


def long_report(language: str, size: int, *, points: bool = False) -> Known:
    """Return one report without annexes of about ``size`` bytes of UTF-8, or code points."""
    writer = _Writer(language, "long", 1)
    length = number = 0
    for section in itertools.count(1):
        base = f"{roman_upper(section)}"
        own = writer.words["headings"][section % 8]
        writer.add("heading", "", base, own, f"{base}.", 1)
        begin = len(writer.known.nodes)
        for _ in range(40):
            number += 1
            writer.paragraph(base, number)
        texts = [node.text for node in writer.known.nodes[begin:]]
        length += sum(len(text) if points else len(text.encode()) for text in texts)
        if length >= size:
            break
    return writer.known
