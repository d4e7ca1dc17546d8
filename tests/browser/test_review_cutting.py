"""Cutting a segment in two in a browser: by key and by mouse, in any direction of writing, and joining it again."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aligner.model import Bead
from aligner.review.decisions import FILE, read
from tests.aligner.review.running import Running, serving
from tests.aligner.review.samples import bitext, built, with_beads
from tests.browser.conftest import Opener, violations
from tests.browser.test_review import READY, START, shaped

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.client


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    pair = with_beads(bitext(), Bead((0, 1), (0, 1), 0.6), *bitext().beads[2:])
    arabic = dataclasses.replace(pair, target=dataclasses.replace(pair.target, language="ar"))
    with serving(built(tmp_path, pair, arabic)) as running:
        yield running


@pytest.fixture
def page(running: Running, visit: Opener) -> Page:
    return visit(running.address, READY, bypass_csp=True)


TEXTS = """() => [...document.querySelectorAll('#rows > li:first-child .sides:not(.around) > div:first-child p')]
  .map((line) => line.lastChild.textContent)"""


@pytest.mark.parametrize("by", ["key", "mouse"])
def test_a_segment_is_cut_at_the_cursor_and_joined_again(page: Page, by: str, tmp_path: Path) -> None:
    page.keyboard.press("c") if by == "key" else page.click("[data-action=cut]")
    page.wait_for_selector("#cut[open] textarea:focus")
    page.keyboard.type("nothing is written here")
    assert page.input_value("#cut textarea:focus") == "Le comité siège."
    for _ in range(20):
        page.keyboard.press("ArrowLeft")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter") if by == "key" else page.click("#cut-yes")
    shaped(page, [[3, 2, ""], *START[1:]])
    assert page.evaluate(TEXTS) == ["Le", "comité siège.", "Il lit."]
    (said,) = read(tmp_path / FILE)
    assert (said.verdict, said.pieces) == ("cut", ("Le", "comité siège."))
    page.reload()
    shaped(page, [[3, 2, ""], *START[1:]])
    page.keyboard.press("g") if by == "key" else page.click("[data-action=join]")
    shaped(page, START)
    page.keyboard.press("z")
    shaped(page, [[3, 2, ""], *START[1:]])


def test_a_cut_is_left_with_escape_and_offered_where_a_sentence_ends(page: Page, tmp_path: Path) -> None:
    page.keyboard.press("c")
    page.wait_for_selector("#cut[open] textarea:focus")
    assert page.evaluate("document.activeElement.selectionStart") == "Le comité ".index(" ", 3) + 1
    page.keyboard.press("Escape")
    page.wait_for_selector("#cut:not([open])", state="attached")
    shaped(page, START)
    assert not (tmp_path / FILE).exists()


def test_a_right_to_left_segment_is_cut(page: Page) -> None:
    page.select_option("#document", "1")
    page.wait_for_selector("#rows > li[aria-current] .state + [lang=ar]")
    page.keyboard.press("c")
    page.wait_for_selector("#cut[open] textarea[lang=ar][dir=rtl]")
    page.focus("#cut textarea[lang=ar]")
    page.keyboard.press("Enter")
    shaped(page, [[2, 3, ""], *START[1:]])


def test_the_dialog_for_cutting_has_no_accessibility_violation(page: Page) -> None:
    page.keyboard.press("c")
    page.wait_for_selector("#cut[open]")
    assert violations(page) == []
