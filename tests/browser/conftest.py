"""A real browser for the pages: Debian's chromium, driven by Playwright."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Opener = Callable[..., "Page"]

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A running chromium; the test is skipped where there is none."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs Playwright (pip install playwright)")
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    if executable is None:
        pytest.skip("needs chromium (apt-get install chromium)")
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=list(QUIET))
        yield running
        running.close()


STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What axe-core finds wrong with a page, by rule; its context must let axe in past the page's own policy."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python")
    result = axe.Axe().run(page, options={"runOnly": list(STANDARDS), "resultTypes": ["violations"]})
    return [(v["id"], [node["html"][:150] for node in v["nodes"]]) for v in result.response["violations"]]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Opener]:
    """Show a page of a server; at the end no script may have failed, and nothing asked for elsewhere."""
    troubles: list[str] = []
    contexts = []

    def opener(address: str, ready: str, **options: Any) -> Page:  # noqa: ANN401  (Playwright's own options)
        context = browser.new_context(**{"viewport": {"width": 1366, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        server = address.split("/")[2]
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda asked: troubles.append(asked.url) if asked.url.split("/")[2] != server else None)
        page.goto(address)
        page.wait_for_selector(ready)
        return page

    yield opener
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Show a page from a file; at the end no console error and no request beyond the file may have happened."""
    troubles: list[str] = []
    requests: list[str] = []
    contexts = []

    def opener(html: str, fragment: str = "", **options: Any) -> Page:  # noqa: ANN401  (Playwright's own options)
        file = tmp_path / "report.html"
        file.write_text(html, encoding="utf-8")
        context = browser.new_context(**{"viewport": {"width": 1366, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: troubles.append(message.text) if message.type != "log" else None)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(f"{file.as_uri()}{fragment}")
        return page

    yield opener
    for context in contexts:
        context.close()
    assert troubles == []
    assert [url for url in requests if url.partition("#")[0] != (tmp_path / "report.html").as_uri()] == []
