"""The alignment page in a browser: keys, mouse, reload, two sessions at once, right-to-left, accessibility."""

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

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.client


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    pair = with_beads(bitext(), Bead((0, 1), (0, 1), 0.6), *bitext().beads[2:])
    arabic = dataclasses.replace(pair, target=dataclasses.replace(pair.target, language="ar"))
    with serving(built(tmp_path, pair, arabic)) as running:
        yield running


@pytest.fixture
def address(running: Running) -> str:
    return running.address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 900})
    troubles: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(address)
    page.wait_for_selector("#rows > li[aria-current]")
    yield page
    context.close()
    assert troubles == []


def said(page: Page, text: str) -> None:
    page.wait_for_selector(f"#message:text-is('{text}')")


def test_keys_accept_undo_and_redo(page: Page, tmp_path: Path) -> None:
    said(page, "5 doubtful left, 5 of 5 open")
    page.keyboard.press("a")
    said(page, "4 doubtful left, 4 of 5 open")
    page.wait_for_selector("#rows > li:nth-child(2)[aria-current]")
    assert [one.verdict for one in read(tmp_path / FILE)] == ["accepted"]
    page.keyboard.press("z")
    said(page, "5 doubtful left, 5 of 5 open")
    assert read(tmp_path / FILE) == ()
    page.keyboard.press("y")
    said(page, "4 doubtful left, 4 of 5 open")
    page.reload()
    said(page, "4 doubtful left, 4 of 5 open")


def test_the_mouse_splits_and_links(page: Page) -> None:
    page.click("[data-action=split]")
    said(page, "4 doubtful left, 4 of 6 open")
    page.click("#rows > li:nth-child(3)")
    page.click("[data-action=mark]")
    page.click("#rows > li:nth-child(5)")
    page.click("[data-action=link]")
    said(page, "2 doubtful left, 2 of 5 open")
    assert page.locator("#rows > li.corrected").count() == 3


def test_two_browsers_at_once_lose_nothing(page: Page, browser: Browser, address: str, tmp_path: Path) -> None:
    context = browser.new_context()
    other = context.new_page()
    other.goto(address)
    other.wait_for_selector("#rows > li[aria-current]")
    other.keyboard.press("x")
    said(other, "4 doubtful left, 4 of 5 open")
    page.keyboard.press("a")
    page.wait_for_selector("#trouble:visible")
    assert page.inner_text("#trouble") == "someone decided something since this page was loaded (look again)"
    said(page, "4 doubtful left, 4 of 5 open")
    assert [one.verdict for one in read(tmp_path / FILE)] == ["rejected"]
    context.close()


def test_the_keys_are_listed_and_arabic_runs_from_the_right(page: Page) -> None:
    page.keyboard.press("?")
    assert page.locator("#key-list dt").count() == 21
    page.keyboard.press("Escape")
    page.select_option("#document", "1")
    page.wait_for_selector("#rows [lang=ar][dir=rtl]")
    page.select_option("#order", "doubt")
    page.wait_for_selector("#rows > li:first-child[data-row='4']")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(page: Page, browser: Browser, address: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python")
    # the page's own policy would keep axe out
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    seen = context.new_page()
    seen.goto(address)
    seen.wait_for_selector("#rows > li[aria-current]")
    seen.keyboard.press("x")
    seen.wait_for_selector("#rows > li.rejected")
    standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    result = axe.Axe().run(seen, options={"runOnly": standards, "resultTypes": ["violations"]})
    found = [(v["id"], [node["html"][:150] for node in v["nodes"]]) for v in result.response["violations"]]
    context.close()
    assert found == []
