"""What the places of print on a page say, without a PDF around them."""

from __future__ import annotations

from aligner.documents.pdf_margins import set_furniture_aside, set_notes_aside
from aligner.documents.pdf_page import Page, Print, Row, pages_of
from aligner.documents.pdf_text import Glyph, Stretch, _runs, _stretch, _unstretch


def page(*texts: str, number: int = 1, top: float = 700.0) -> Page:
    rows = [Row(text, number, 72, 500, top - 14 * place, 11) for place, text in enumerate(texts)]
    return Page(number, 842, rows)


def test_notes_as_large_as_the_text_are_told_by_their_marks() -> None:
    found = page("1. The Committee met.¹", "2. It adjourned.²", "1 See the report.", "It is long.", "2 Ibid.")
    set_notes_aside([found])
    assert [(row.note, row.text) for row in found.rows[2:]] == [
        ("1", "See the report."),
        ("…", "It is long."),
        ("2", "Ibid."),
    ]


def test_rows_that_begin_with_numbers_are_no_notes_without_all_the_marks() -> None:
    for texts in (
        ("1. The Committee met.", "1 See the report."),
        ("1. The Committee met.¹", "2. It adjourned.²", "1 See the report."),
        ("The Committee met.¹", "1 - It adjourned."),
    ):
        found = page(*texts)
        set_notes_aside([found])
        assert not any(row.note for row in found.rows)


def test_a_symbol_alone_at_the_edge_of_a_later_page_is_its_head() -> None:
    pages = [page("A/64/1", "The report."), page("A/64/1", "The report goes on.", number=2, top=800.0)]
    set_furniture_aside(pages)
    assert [row.furniture for one in pages for row in one.rows] == ["", "", "running-head", ""]


def test_heads_set_apart_in_one_row_are_found_by_their_parts() -> None:
    prints = [
        Print(number, 842, [Stretch(text, left, left + 50, 800, 8) for left, text in ((72, "1/1/26"), (400, "Site"))])
        for number in (1, 2)
    ]
    pages = pages_of(prints)
    set_furniture_aside(pages)
    assert all(row.furniture for one in pages for row in one.rows)


def arabic(text: str) -> list[Glyph | None]:
    """``text`` printed from right to left, glyph beside glyph, spaces overlapped by the letter before them."""
    found: list[Glyph | None] = []
    right = 500.0
    for sign in text:
        found += [Glyph(sign, right - 5, right + (0.4 if sign == " " else 0), 700, 11), None]
        right -= 5
    return found


def test_arabic_keeps_printed_spaces_and_the_order_of_digits() -> None:
    text = "النظر في A/64"
    printed = arabic("النظر في ")
    # what is Latin stands from left to right
    printed += [Glyph(sign, 430 + 5 * place, 435 + 5 * place, 700, 11) for place, sign in enumerate("A/64")]
    lines = list(_runs(printed, True))
    assert [_stretch(line, True).text for line in lines] == [text]


def test_what_only_stretches_words_is_left_out() -> None:
    rows = ["الدNورة ال]عادية", "تقرNير الل]جنة", "و/أو الـدول"]
    found = [Stretch(text, 72, 500, 700, 11) for text in rows]
    _unstretch(found)
    assert [stretch.text for stretch in found] == ["الدورة العادية", "تقرير اللجنة", "و/أو الدول"]
