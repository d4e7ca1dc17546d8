"""The report in a browser: filtering, jumping, keys, accessibility, print."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aligner.reports.page import render
from tests.aligner.reports.samples import arabic, bitext, findings, glossary
from tests.browser.conftest import Opener, violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.client

COUNT = "#f-count"


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def shown(page: Page) -> list[str]:
    """Identifiers of the units that are visible, in order."""
    return [
        str(identifier)
        for identifier in page.evaluate(
            "[...document.querySelectorAll('.unit')].filter(u => u.checkVisibility()).map(u => u.id)"
        )
    ]


def dimmed(page: Page) -> int:
    return page.locator(".lines a.dim").count()


@pytest.mark.parametrize(
    ("typed", "units"),
    [
        ("autorites", ["en/I.2.a"]),
        ("ETATS devraient", ["en/I.2"]),
        ('"competent authorities"', ["en/I.2.a"]),
        ('"authorities competent"', []),
        ("l'ordre", ["en/I.1"]),
        ("II, para. 2", ["en/II.2"]),
        ("ouvert adopted", ["en/I.1"]),
        ("comite a ouvert", ["en/I.1"]),
        ("92", []),
    ],
)
def test_text_is_found_without_accents_in_either_language(open_page: Opener, typed: str, units: list[str]) -> None:
    page = open_page(render([bitext()]))
    page.fill("#f-text", typed)
    assert shown(page) == units
    assert page.inner_text(COUNT) == f"{len(units)} of 11 rows"
    assert dimmed(page) == 11 - len(units)


def test_what_was_found_is_marked(open_page: Opener) -> None:
    page = open_page(render([bitext()]))
    page.fill("#f-text", "autorités devraient")
    page.fill("#f-text", "autorites")
    assert page.evaluate("[...CSS.highlights.get('found')].map(String)") == ["autorités"]


def test_rows_are_filtered_by_section_confidence_and_kind(open_page: Opener) -> None:
    page = open_page(render([bitext()]))
    page.select_option("#f-part", label="II")
    assert len(shown(page)) == 4
    page.select_option("#f-kind", label="French only (1)")
    assert shown(page) == ["en/II.1"]
    page.click("#f-clear")
    assert page.inner_text(COUNT) == "11 of 11 rows"
    page.select_option("#f-conf", label="Doubtful: below 70 %")
    assert shown(page) == ["en/I.3"]
    page.select_option("#f-conf", label="All below 90 %")
    assert shown(page) == ["en/I.3", "en/II.2"]
    page.select_option("#f-conf", value="")
    page.select_option("#f-kind", label="2–2 (1)")
    assert shown(page) == ["en/I.1"]


def test_several_pairs_are_filtered_apart(open_page: Opener) -> None:
    page = open_page(render([bitext(), arabic()]))
    assert page.inner_text(COUNT) == "22 of 22 rows"
    page.select_option("#f-part", value="ar")
    assert len(shown(page)) == 11
    page.fill("#f-text", "السلطات")
    assert shown(page) == ["ar/I.2.a"]


def test_a_click_on_the_map_opens_the_block_even_if_it_was_filtered_out(open_page: Opener) -> None:
    page = open_page(render([bitext()]))
    page.fill("#f-text", "autorites")
    page.click("a[href='#en/II.2'] .block", force=True)
    page.wait_for_function("document.activeElement.id === 'en/II.2'")
    assert page.inner_text(COUNT) == "11 of 11 rows"
    assert page.locator("[id='en/II.2']").evaluate("u => u.classList.contains('here')")
    assert page.locator(".lines a[aria-current]").get_attribute("href") == "#en/II.2"


def test_arrows_move_along_and_between_the_lines_of_the_map_and_enter_opens(open_page: Opener) -> None:
    page = open_page(render([bitext()]))
    page.locator(".lines a[tabindex='0']").first.focus()
    place = "document.activeElement.getAttribute('href')"
    for key, href in (("ArrowRight", "#en/I.1"), ("End", "#en/I.3"), ("Home", "#en/I"), ("ArrowDown", "#en/II")):
        page.keyboard.press(key)
        assert page.evaluate(place) == href
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id.startsWith('en/II.1')")


def test_single_keys_filter_and_step_through_what_is_to_be_looked_at(open_page: Opener) -> None:
    page = open_page(render([bitext()]))
    seen = []
    for _ in range(6):
        page.keyboard.press("j")
        seen.append(focused(page))
    assert seen == ["en/I.2.a", "en/I.2.b", "en/I.3", "en/II.1", "en/+II.1", "en/II.2"]
    assert page.inner_text(COUNT) == "6 of 6 to look at"
    page.keyboard.press("k")
    assert focused(page) == "en/+II.1"
    page.keyboard.press("/")
    assert focused(page) == "f-text"
    page.keyboard.type("jk/?")
    assert page.input_value("#f-text") == "jk/?"
    page.keyboard.press("Escape")
    assert page.input_value("#f-text") == ""
    assert focused(page) != "f-text"


def test_enter_in_the_filter_goes_to_the_first_row_found(open_page: Opener) -> None:
    page = open_page(render([bitext()]))
    page.keyboard.press("/")
    page.keyboard.type("rapport")
    page.keyboard.press("Enter")
    assert focused(page) == "en/I.3"


def test_the_keys_are_listed_and_can_be_switched_off(open_page: Opener) -> None:
    page = open_page(render([bitext()]))
    page.keyboard.press("?")
    assert page.locator("dialog").is_visible()
    page.uncheck("#keys-on")
    page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()
    page.keyboard.press("j")
    assert focused(page) not in shown(page)
    page.click("#f-next")
    assert focused(page) == "en/I.2.a"


def test_a_link_into_the_page_opens_its_block(open_page: Opener) -> None:
    page = open_page(render([bitext()]), "#en/II.2")
    assert focused(page) == "en/II.2"
    assert page.locator("[id='en/II.2']").evaluate("u => u.getBoundingClientRect().top < innerHeight")


def test_the_first_tab_leads_past_the_header(open_page: Opener) -> None:
    page = open_page(render([bitext()]))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_arabic_runs_from_the_right_and_its_reference_stands_at_the_right(open_page: Opener) -> None:
    page = open_page(render([arabic()]))
    cell = page.locator("[id='ar/I.1'] td[lang=ar]")
    ref, text = cell.locator(".ref").bounding_box(), cell.locator(".s").first.bounding_box()
    assert ref is not None
    assert text is not None
    assert ref["x"] > text["x"] + text["width"] / 2


@pytest.mark.parametrize("width", [320, 700, 1366])
def test_no_width_makes_the_page_scroll_sideways(open_page: Opener, width: int) -> None:
    page = open_page(render([bitext(), arabic()]), viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_script_everything_is_there_and_no_dead_control(open_page: Opener) -> None:
    page = open_page(render([bitext()]), java_script_enabled=False)
    assert page.locator(".unit").count() == 11
    assert not page.locator(".toolbar").is_visible()


def test_in_print_the_texts_stand_side_by_side_and_controls_are_gone(open_page: Opener) -> None:
    page = open_page(render([bitext()]), viewport={"width": 700, "height": 900})
    page.emulate_media(media="print")
    assert not page.locator(".toolbar").is_visible()
    cells = page.locator("[id='en/I.1'] td:not(.mid)")
    left, right = cells.first.bounding_box(), cells.last.bounding_box()
    assert left is not None
    assert right is not None
    assert left["y"] == right["y"]


def test_a_print_of_filtered_rows_says_so(open_page: Opener) -> None:
    page = open_page(render([bitext()]), color_scheme="dark")
    page.fill("#f-text", "autorites")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator(".toolbar").inner_text() == "1 of 11 rows"
    assert not page.locator("#f-text").is_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(29, 34, 40)"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1366), ("dark", 390)])
def test_axe_finds_no_violation(open_page: Opener, scheme: str, width: int) -> None:
    page = open_page(
        render([bitext(), arabic()], findings=findings(), glossary=glossary()),
        "#en/I.3",
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
    )
    assert violations(page) == []
