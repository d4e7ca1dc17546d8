"""Glossary, findings and concordance in a browser: every action by key and by mouse, links, saving, accessibility."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aligner import configuration
from aligner.review import exports, glossary_decisions
from tests.aligner.review.running import Running, serving
from tests.aligner.review.samples import built
from tests.browser.conftest import Opener, violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.client
READY = {"glossary": "#entry h2", "findings": "#rows > li[aria-current]", "concordance": "#lines li"}


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    with serving(built(tmp_path)) as running:
        yield running


@pytest.fixture
def show(running: Running, visit: Opener) -> Callable[..., Page]:
    def opener(name: str, query: str = "", **options: object) -> Page:
        return visit(f"{running.address}{name}{query}", READY[name], **options)

    return opener


KEYS = {
    "accept": "a",
    "reject": "x",
    "merge": "m",
    "rename": "r",
    "add": "t",
    "definition": "d",
    "note": "n",
    "reopen": "o",
    "suppress": "s",
    "baseline": "b",
    "back": "o",
}


def by_key(page: Page, action: str) -> None:
    page.keyboard.press(KEYS[action])


def by_mouse(page: Page, action: str) -> None:
    page.click(f"[data-action={action}]")


def say(page: Page, text: str) -> None:
    page.wait_for_selector("#ask[open]")
    page.fill("#ask-text", text)
    page.keyboard.press("Enter")


def decisions(folder: Path) -> list[tuple[str, str]]:
    return [(one.term, one.verdict) for one in glossary_decisions.read(folder / glossary_decisions.FILE)]


@pytest.mark.parametrize("do", [by_key, by_mouse])
@pytest.mark.parametrize(
    ("action", "typed", "verdict", "shown"),
    [
        ("accept", "", "accepted", "accepted"),
        ("reject", "", "rejected", "rejected"),
        ("merge", "état", "merged", "merged: État"),
        ("rename", "le comité", "renamed", "renamed: le comité"),
        ("add", "en: panel = deprecated", "annotated", ""),
        ("definition", "A body.", "annotated", ""),
        ("note", "Ask.", "annotated", ""),
    ],
)
def test_a_term_is_decided_kept_and_taken_back(
    show: Callable[..., Page],
    tmp_path: Path,
    do: Callable[[Page, str], None],
    action: str,
    typed: str,
    verdict: str,
    shown: str,
) -> None:
    page = show("glossary")
    do(page, action)
    if typed:
        say(page, typed)
    page.wait_for_selector("#undo:enabled")
    assert decisions(tmp_path) == [("comité", verdict)]
    if shown:
        page.wait_for_selector(f"#rows > li:nth-child(1) .verdict:text-is('{shown}')")
    page.keyboard.press("z") if do is by_key else page.click("#undo")
    page.wait_for_selector("#redo:enabled")
    assert decisions(tmp_path) == []
    page.keyboard.press("y") if do is by_key else page.click("#redo")
    page.wait_for_selector("#redo:disabled")
    page.reload()
    page.wait_for_selector("#entry h2")
    assert decisions(tmp_path) == [("comité", verdict)]
    page.click("#rows > li:nth-child(1)")
    do(page, "reopen")
    page.wait_for_selector("#rows .verdict", state="detached")


def test_a_status_is_chosen_and_the_evidence_shown(show: Callable[..., Page], tmp_path: Path) -> None:
    page = show("glossary")
    page.select_option("select[aria-label='status of committee']", "forbidden")
    page.wait_for_selector("td.forbidden:text-is('committee')")
    (decision,) = glossary_decisions.read(tmp_path / glossary_decisions.FILE)
    assert [str(one) for one in decision.statuses] == ["en: committee = forbidden"]
    assert page.locator(".context mark").all_inner_texts() == ["comité", "committee"]
    assert page.locator(".chart td").all_inner_texts() == ["4", "1", "0", "1"]
    page.select_option("#status", "forbidden")
    page.wait_for_selector("#range:text-is('1–1 of 1 entries')")
    page.fill("#text", "nothing")
    page.wait_for_selector("#range:text-is('no entries')")


def test_a_reference_leads_to_its_row(show: Callable[..., Page]) -> None:
    page = show("glossary")
    page.click(".context a")
    page.wait_for_selector("#rows > li[aria-current][data-row='0']")
    page.goto(page.url.replace("ref=I.1", "ref=I.4"))
    page.wait_for_selector("#rows > li[aria-current][data-row='3']")


@pytest.mark.parametrize("kind", ["tbx", "csv", "xlsx"])
def test_the_glossary_is_saved_at_any_moment(show: Callable[..., Page], kind: str) -> None:
    page = show("glossary")
    with page.expect_download() as download:
        page.click(f".exports a[href='/glossary-export?as={kind}']")
    assert download.value.suggested_filename == f"glossary.{kind}"
    head = Path(download.value.path()).read_bytes()[:5]
    assert head == {"tbx": b"<?xml", "csv": b"id,fr", "xlsx": b"PK\x03\x04\x14"}[kind]


def test_a_workbook_is_taken_over(show: Callable[..., Page], running: Running, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(exports.glossary(running.workspace.desks().glossary.glossary, "xlsx").body))
    sheet = book.worksheets[0]
    names = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[names.index("term")].value == "comité")
    row[names.index("decision")].value = "accepted"
    book.save(tmp_path / "filled.xlsx")
    page = show("glossary")
    page.set_input_files("#upload", tmp_path / "filled.xlsx")
    page.wait_for_selector("#message:text-is('1 decisions about the glossary taken over from the workbook')")
    assert decisions(tmp_path) == [("comité", "accepted")]


def test_a_stale_decision_is_refused_and_shown(show: Callable[..., Page], tmp_path: Path) -> None:
    first, second = show("glossary"), show("glossary")
    first.keyboard.press("a")
    first.wait_for_selector("#rows > li.accepted")
    second.keyboard.press("x")
    second.wait_for_selector("#trouble:visible")
    second.wait_for_selector("#rows > li.accepted")
    assert decisions(tmp_path) == [("comité", "accepted")]


@pytest.mark.parametrize("do", [by_key, by_mouse])
def test_a_finding_is_let_stand_and_taken_back(
    show: Callable[..., Page], tmp_path: Path, do: Callable[[Page, str], None]
) -> None:
    page = show("findings")
    do(page, "suppress")
    say(page, "quoted")
    page.wait_for_selector("#message:text-is('2 open, 1 suppressed, 0 in the baseline')")
    assert [one.reason for one in configuration.find(tmp_path).check.suppress] == ["quoted"]
    do(page, "baseline")
    page.wait_for_selector("#message:text-is('1 open, 1 suppressed, 1 in the baseline')")
    for state, left in (("suppressed", "2 open, 0 suppressed, 1"), ("baseline", "3 open, 0 suppressed, 0")):
        page.select_option("#state", state)
        page.wait_for_selector("#rows > li.settled:only-child")
        page.click("#rows > li:nth-child(1) p:nth-child(2)")
        do(page, "back")
        page.wait_for_selector(f"#message:text-is('{left} in the baseline')")


def test_findings_are_grouped_and_lead_to_their_row(show: Callable[..., Page]) -> None:
    page = show("findings")
    assert page.locator("#checks button").all_inner_texts() == ["all checks\n3", "repeated-word\n2", "split-word\n1"]
    page.click("#checks button:has-text('split-word')")
    page.wait_for_selector("#range:text-is('1–1 of 1 findings')")
    assert page.locator("#rows mark").all_inner_texts() == ["Les"]
    page.click("#rows > li a")
    page.wait_for_selector("#rows > li[aria-current][data-row='2']")


def test_a_reason_must_be_given(show: Callable[..., Page], tmp_path: Path) -> None:
    page = show("findings")
    page.keyboard.press("s")
    say(page, "  ")
    page.wait_for_selector("#ask:not([open])", state="attached")
    assert page.inner_text("#message") == "3 open, 0 suppressed, 0 in the baseline"
    assert not (tmp_path / "dragoman.toml").exists()


def test_the_concordance_finds_in_both_languages_and_leads_to_the_row(show: Callable[..., Page]) -> None:
    page = show("concordance", "?text=etats")
    assert page.locator("#lines mark").all_inner_texts() == ["États", "États"]
    page.fill("#text", '"states should"')
    page.wait_for_selector("#lines [lang=en] mark")
    assert page.inner_text("#message") == "2 lines in 1 text pair"
    page.reload()
    page.wait_for_selector("#lines [lang=en] mark")
    page.click("#lines li:nth-child(2) a")
    page.wait_for_selector("#rows > li[aria-current][data-row='4']")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1366), ("dark", 390)])
@pytest.mark.parametrize("name", READY)
def test_axe_finds_no_violation(show: Callable[..., Page], name: str, scheme: str, width: int) -> None:
    query = "?text=etats" if name == "concordance" else ""
    page = show(name, query, color_scheme=scheme, bypass_csp=True, viewport={"width": width, "height": 900})
    if name == "glossary":
        page.keyboard.press("x")
        page.wait_for_selector("#rows > li.rejected")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if name != "concordance":
        page.keyboard.press("n" if name == "glossary" else "s")
        page.wait_for_selector("#ask[open]")
        assert violations(page) == []


def test_axe_finds_no_violation_where_the_token_is_asked_for(visit: Opener, tmp_path: Path) -> None:
    with serving(built(tmp_path), "0.0.0.0") as running:
        page = visit(running.address, "input[name=token]", bypass_csp=True)
        assert violations(page) == []
        page.fill("input[name=token]", running.access.key)
        page.click("button")
        page.wait_for_selector("#rows > li[aria-current]")
        assert running.access.key not in page.url
