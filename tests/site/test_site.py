"""The site is built without a warning, holds every page and every public name, and loads nothing from elsewhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

import tmx


def build(root: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(folder)],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = build(root, folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def pages(site: Path) -> Iterator[tuple[Path, html.HtmlElement]]:
    for path in sorted(site.rglob("*.html")):
        yield path, html.fromstring(path.read_bytes())


def test_every_page_is_there_and_in_the_navigation(root: Path, site: Path) -> None:
    wanted = {path.relative_to(root / "docs").with_suffix(".html") for path in (root / "docs").rglob("*.md")}
    listed = {
        Path(link)
        for link in html.fromstring((site / "index.html").read_bytes()).xpath("//nav//a[@class='md-nav__link']/@href")
    }
    assert wanted - listed == set()
    assert {Path("security.html"), Path("changelog.html"), Path("contributing.html"), Path("corpora.html")} <= listed


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    seen = 0
    loading = "//script/@src | //img/@src | //source/@src | //iframe/@src | //link[@rel!='canonical']/@href"
    for path, page in pages(site):
        for address in page.xpath(loading):
            seen += 1
            assert not address.startswith(("http:", "https:", "//")), (path.name, address)
    assert seen > 50


def test_links_and_anchors_lead_somewhere(site: Path) -> None:
    names = {path: set(page.xpath("//@id | //a/@name")) for path, page in pages(site)}
    seen = 0
    for path, page in pages(site):
        if path.name == "404.html":
            # its links begin at the root of wherever it will stand
            continue
        for link in page.xpath("//article//a/@href"):
            place, _, anchor = link.partition("#")
            if ":" in place:
                continue
            seen += 1
            target = (path.parent / place).resolve() if place else path
            assert target.exists(), (path.name, link)
            assert not anchor or anchor in names.get(target, {anchor}), (path.name, link)
    assert seen > 100


def test_the_python_reference_holds_every_public_name_with_its_description(site: Path) -> None:
    page = html.fromstring((site / "python" / "tmx.html").read_bytes())
    names = set(page.xpath("//*[contains(@class, 'doc-heading')]/@id"))
    documented = {name.rpartition(".")[2] for name in names}
    assert [name for name in tmx.__all__ if not {name, getattr(tmx, name).__name__} & documented] == []
    assert ":class:" not in "".join(page.itertext())


def test_a_dead_link_makes_the_build_fail(root: Path, tmp_path: Path) -> None:
    for part in ("docs", "scripts", "corpora", "tmx", "aligner"):
        shutil.copytree(root / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    for part in ("mkdocs.yml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE"):
        shutil.copy(root / part, tmp_path)
    with (tmp_path / "docs" / "limits.md").open("a", encoding="utf-8") as stream:
        stream.write("\n[nowhere](nowhere.md)\n")
    done = build(tmp_path, tmp_path / "built")
    assert done.returncode != 0
    assert "nowhere.md" in done.stdout + done.stderr
