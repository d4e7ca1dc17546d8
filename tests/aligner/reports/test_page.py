from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.model import Bead, Bitext, Block, Document, Notice, Segment, Span
from aligner.reports.page import PageOptions, Part, render
from aligner.reports.page.markup import Html, element
from tests.aligner.reports.samples import ENGLISH, FRENCH, arabic, bitext, document, findings, glossary

EXPECTED = Path(__file__).parent.parent.parent / "cases" / "reports" / "page.txt"


class Reader(HTMLParser):
    """What a browser would see: elements with their attributes, and text outside style and script."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.inside: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "input", "br"):
            self.inside.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.inside.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        if not {"style", "script"} & set(self.inside):
            self.text.append(data)


def body(page: str) -> str:
    """The page without its style sheet and script, one element a line."""
    bare = re.sub(r"(<style>|<script>).*?(?=</(?:style|script)>)", r"\1…", page, flags=re.DOTALL)
    return re.sub(r"sha256-[\w+/=]+", "sha256-…", bare).replace("><", ">\n<")


def test_the_page_is_the_one_expected() -> None:
    page = body(render([bitext()], findings=findings(), glossary=glossary()))
    # after a change that was meant: DRAGOMAN_ACCEPT=1, then read the difference
    if os.environ.get("DRAGOMAN_ACCEPT"):
        EXPECTED.write_text(page, encoding="utf-8")
    assert page == EXPECTED.read_text(encoding="utf-8")


def test_every_element_is_closed_every_id_unique_every_link_leads_somewhere() -> None:
    whole = render([bitext(), arabic()], findings=findings(), glossary=glossary())
    for page in (render([bitext()]), whole, render([]), render([], findings=findings())):
        reader = Reader(page)
        assert not reader.inside
        ids = Counter(attributes["id"] for _, attributes in reader.elements if "id" in attributes)
        assert not [identifier for identifier, times in ids.items() if times > 1]
        links = [a["href"] for tag, a in reader.elements if tag == "a"]
        assert links
        assert [link for link in links if not link or link[0] != "#" or link[1:] not in ids] == []
        labels = [a["for"] for tag, a in reader.elements if tag == "label" and "for" in a]
        assert set(labels) <= set(ids)


def test_nothing_is_fetched_and_only_the_pages_own_style_and_script_may_run() -> None:
    page = render([bitext(), arabic()])
    elements = Reader(page).elements
    assert not [a for _, a in elements if {"src", "srcset", "style", "action"} & a.keys()]
    assert not [name for _, a in elements for name in a if name.startswith("on")]
    assert not [tag for tag, _ in elements if tag in ("link", "img", "iframe", "object", "base")]
    assert "http:" not in page
    assert "https:" not in page
    policy = next(a["content"] for tag, a in elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        content = re.findall(rf"<{tag}>(.*?)</{tag}>", page, flags=re.DOTALL)
        assert len(content) == 1
        digest = base64.b64encode(hashlib.sha256(content[0].encode("utf-8")).digest()).decode("ascii")
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_no_text_becomes_markup() -> None:
    evil = "</script><script>alert(1)</script><img src=x onerror='a' \"&amp;\x00\ud800"
    texts = [f"{evil} {text}" for text in ENGLISH]
    target = replace(document("en", texts), title=evil, symbol=evil, source=evil)
    page = render([bitext(target, signature=evil)], PageOptions(title=evil))
    page.encode("utf-8")
    reader = Reader(page)
    assert [tag for tag, _ in reader.elements].count("script") == 1
    assert "img" not in {tag for tag, _ in reader.elements}
    assert "\x00" not in page
    assert evil.replace("\x00", "\ufffd").replace("\ud800", "\ufffd") in "".join(reader.text)


@given(text=st.text(min_size=1))
def test_whatever_a_text_holds_it_is_read_as_that_text(text: str) -> None:
    written = element("p", text, title=text)
    written.encode("utf-8")
    reader = Reader(written)
    shown = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]", "\ufffd", text)
    assert reader.elements == [("p", {"title": shown})]
    assert "".join(reader.text) == shown


def test_every_segment_is_on_the_page_once_and_whole() -> None:
    sample = bitext()
    text = re.sub(r"\s+", " ", "".join(Reader(render([sample])).text).replace("\u2060", ""))
    for segment in (*sample.source_segments, *sample.target_segments):
        assert re.sub(r"\s+", " ", segment.text) in text or segment.ref == "I.1"


def test_a_footnote_mark_stands_where_it_stood_and_leads_to_the_note() -> None:
    page = render([bitext()])
    assert 'Le comité\u2060<sup><a href="#en/n1">1</a></sup> a ouvert' in page
    end = replace(document("en", ENGLISH), blocks=document("en", ENGLISH, note_at=len(ENGLISH[1])).blocks)
    assert 'agenda.\u2060<sup><a href="#en/n1">1</a></sup></span>' in render([bitext(end)])


def test_both_texts_say_their_language_and_direction() -> None:
    cells = [a for tag, a in Reader(render([arabic()])).elements if tag == "td" and "lang" in a]
    assert {(a["lang"], a["dir"]) for a in cells} == {("fr", "ltr"), ("ar", "rtl")}


def test_references_are_written_in_each_language() -> None:
    page = render([arabic()])
    assert "<bdi>I, par. 2 a)</bdi>" in page
    assert "<bdi>أولا، الفقرة 2 (أ)</bdi>" in page


def test_the_page_says_so_where_a_segment_is_lost() -> None:
    whole = "Every segment of either text is in exactly one row"
    assert whole in render([bitext()])
    short = bitext()
    page = render([replace(short, beads=short.beads[1:])])
    assert whole not in page
    assert "No: of 11 segments of the source, 10 are shown" in page


def test_several_pairs_get_a_table_of_contents_and_identifiers_of_their_own() -> None:
    page = render([bitext(), arabic()])
    assert '<article id="en"' in page
    assert '<article id="ar"' in page
    assert '<table class="contents">' in page
    again = render([bitext(), bitext()])
    assert '<article id="en1"' in again
    assert '<article id="en2"' in again


def test_further_parts_are_named_in_the_navigation() -> None:
    part = Part(id="glossary", title="Glossary", content=Html("<p>terms</p>"))
    page = render([bitext()], PageOptions(parts=(part,)))
    assert '<li><a href="#glossary">Glossary</a></li>' in page
    assert '<section id="glossary" class="page-part"><h2>Glossary</h2><p>terms</p></section>' in page


def test_the_same_bitext_gives_the_same_page_whatever_the_process() -> None:
    code = (
        "import hashlib; from aligner.reports.page import render; from tests.aligner.reports.samples import *\n"
        "print(hashlib.sha256(render([bitext(), arabic()]).encode()).hexdigest())"
    )
    root = Path(__file__).resolve().parent.parent.parent.parent
    digests = set()
    for seed, zone, locale in (("1", "UTC", "C"), ("2", "Asia/Tokyo", "fr_FR.UTF-8")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        run = subprocess.run(
            [sys.executable, "-c", code], cwd=root, env=environment, capture_output=True, text=True, check=True
        )
        digests.add(run.stdout)
    assert digests == {hashlib.sha256(render([bitext(), arabic()]).encode("utf-8")).hexdigest() + "\n"}


@pytest.mark.parametrize("language", ["ru", "zh"])
def test_a_thousand_paragraphs_stay_under_five_megabytes(language: str) -> None:
    sentence = {"ru": "Государствам-участникам следует принять надлежащие меры. ", "zh": "缔约国应当采取适当措施。"}
    text = (sentence[language] * 6).strip()

    def long(tag: str, words: str) -> Document:
        blocks = tuple(Block(kind="paragraph", ref=str(n), marker=f"{n}.", text=words) for n in range(1, 1001))
        return Document(symbol="A/2", language=tag, blocks=blocks)

    def cut(document: Document) -> tuple[Segment, ...]:
        half = [(b, len(b.text) // 2) for b in document.blocks]
        return tuple(Segment(b.text[s:e], b.ref, Span(s, e)) for b, h in half for s, e in ((0, h), (h, len(b.text))))

    source, target = long("fr", "Les États devraient prendre des mesures appropriées. " * 6), long(language, text)
    beads = tuple(Bead((n,), (n,), 0.97) for n in range(2000))
    pair = Bitext(
        source=source,
        target=target,
        level="sentence",
        source_segments=cut(source),
        target_segments=cut(target),
        beads=beads,
        block_beads=tuple(Bead((n,), (n,), 0.97) for n in range(1000)),
    )
    assert len(render([pair]).encode("utf-8")) < 5_000_000


def test_a_notice_about_many_blocks_names_the_ends_of_each_run() -> None:
    refs = ("I", "I.1", "I.2", "I.3", "II", "n1", "Z.1", "Z.2")
    page = render([bitext(notices=(Notice(kind="missing", source_refs=refs),))])
    shown = re.search(r'<span class="where">(.*?)</span>', page)
    assert shown is not None
    assert (
        re.sub("<[^>]*>", "", shown[1])
        == "French I to I, par. 2 (3 blocks), I, par. 3, II, note 1, Z, par. 1, Z, par. 2"
    )
    many = tuple(f"Z.{n}" for n in range(1, 1000))
    page = render([bitext(notices=(Notice(kind="added", target_refs=many),))])
    assert "Z, para. 12</bdi>, and 987 more</span>" in page


def test_findings_are_grouped_gravest_first_and_lead_to_their_block() -> None:
    page = render([bitext()], findings=findings())
    assert re.findall(r'<section id="(check-[a-z-]*)"', page) == ["check-number-mismatch", "check-repeated-word"]
    assert 'A/1, English, <a href="#en/I.1"><bdi>I, para. 1</bdi></a>' in page
    assert "<mark>10</mark> a.m." in page
    assert "<bdi>a &lt;b&gt;</bdi>" in page
    # a block that is not on the page, a span that is not in the text: shown, not linked, not marked
    assert "C/3, Arabic, <bdi>" in page
    assert "&lt;img&gt;" in page
    assert page.count("<mark>") == 2


def test_findings_alone_are_a_page_too() -> None:
    page = render([], PageOptions(title="Checks"), findings=findings())
    assert "<h1>Checks</h1>" in page
    assert 'class="toolbar"' not in page
    assert "The checks found nothing." in render([], findings=())


def test_the_glossary_has_a_column_a_language_and_links_its_contexts() -> None:
    page = render([bitext()], glossary=glossary())
    assert '<th scope="col" dir="ltr">French</th><th scope="col" dir="ltr">English</th>' in page
    assert '<span class="status preferred" lang="en">preferred</span>' in page
    assert "&lt;authority&gt;" in page
    assert "<bdi>A/1 I.2.a</bdi></a>" in page
    assert f"<mark>{FRENCH[3][:3]}</mark>{FRENCH[3][3:]}" in page
    assert f"<mark>{ENGLISH[3][:5]}</mark>{ENGLISH[3][5:]}" in page
    assert "The glossary is empty." in render([], glossary=replace(glossary(), entries=()))


def test_usage_is_drawn_by_section_on_one_scale_for_all_forms() -> None:
    page = render([], glossary=glossary())
    assert 'aria-label="autorité compétente: A/1 I 2009: 2; A/1 II 2010: 1"' in page
    assert 'aria-label="autorité &lt;habilitée&gt;: A/1 II 2010: 1"' in page
    heights = re.findall(r'<rect x="[0-9]+" y="[0-9]+" width="[0-9]+" height="([0-9]+)">', page)
    assert [int(height) for height in heights] == [14, 7, 7]


def test_a_row_of_several_blocks_names_each_at_its_own_text() -> None:
    sample = bitext()
    beads = (*sample.beads[:2], Bead((3, 4, 5), (3,), 0.9), *(Bead((), (n,), 0.9) for n in (4, 5)), *sample.beads[5:])
    merged = (Bead((2, 3, 4), (2,), 0.9), Bead((), (3,)), Bead((), (4,)))
    blocks = (*sample.block_beads[:2], *merged, *sample.block_beads[5:])
    page = render([replace(sample, beads=beads, block_beads=blocks)])
    row = re.search(r'<tbody id="en/I.2".*?</tbody>', page)
    assert row is not None
    assert re.findall(r'<div class="([a-z ]+)"><span class="ref"><bdi>([^<]*)', row[0]) == [
        ("b", "I, par. 2"),
        ("b item", "I, par. 2 a)"),
        ("b item", "I, par. 2 b)"),
        ("b", "I, para. 2"),
    ]
