"""What mkdocs asks while it builds the site: which pages there are, in which order, and where links lead.

The pages of ``docs/`` are found, not listed: one that is named in no section stands under "How to". Pages that live
elsewhere in the repository (README, CHANGELOG …) and the reference of the Python packages are added; links between
all of them are turned into links of the site, and one that leads nowhere makes the build fail.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files, InclusionLevel

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = {
    "README.md": "index.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "corpora/README.md": "corpora.md",
    "corpora/terms/README.md": "terms.md",
    "LICENSE": "license.md",
}
"""Page of the site by file of the repository."""
SECTIONS: dict[str, list[str]] = {
    "Tutorials": ["tutorials/translator.md", "tutorials/terminologist.md", "ci-tutorial.md"],
    "How to": ["fetching.md", "review.md", "glossary.md", "continuous-integration.md", "corpora.md", "terms.md"],
    "Reference": ["commands.md", "checks.md", "formats.md"],
    "How it works": ["how-it-works.md", "reading.md", "memory.md", "scale.md", "benchmarks.md", "limits.md"],
    "Project": ["changelog.md", "contributing.md", "security.md", "fuzzing.md", "license.md"],
}
"""Pages by section, in order; those that are not there are left out."""
PYTHON = {
    "tmx": ["tmx"],
    "tmx.store": ["tmx.store", "tmx.store.store", "tmx.store.writer"],
    "aligner: documents": ["aligner.documents", "aligner.model", "aligner.structure", "aligner.segmentation"],
    "aligner: alignment": ["aligner.alignment", "aligner.alignment.engine", "aligner.bitext"],
    "aligner: glossary and checks": ["aligner.glossary", "aligner.checks.core.check", "aligner.pipeline.checking"],
    "aligner: builds": ["aligner.pipeline.build", "aligner.configuration", "aligner.errors"],
}
"""Modules documented on each page of the Python reference."""
_LINK = re.compile(r"(!?\[[^\]]*\])\(([^)\s#]*)(#[^)\s]*)?\)")


def on_config(config: Any) -> Any:  # noqa: ANN401  (mkdocs' own types are loose)
    """Put the navigation together from what there is."""
    here = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    here |= set(ELSEWHERE.values())
    named = {page for pages in SECTIONS.values() for page in pages}
    nav: list[dict[str, Any]] = [{"Home": "index.md"}]
    for section, pages in SECTIONS.items():
        chosen: list[Any] = [page for page in pages if page in here]
        if section == "How to":
            chosen += sorted(here - named - {"index.md"})
        if section == "Reference":
            chosen.append({"Python": [{title: _python_page(title)} for title in PYTHON]})
        nav.append({section: chosen})
    config.nav = nav
    return config


def on_files(files: Files, config: Any) -> Files:  # noqa: ANN401
    """Add the pages that do not lie in ``docs/``."""
    for source, page in ELSEWHERE.items():
        text = (ROOT / source).read_text(encoding="utf-8")
        files.append(
            File.generated(config, page, content=f"# License\n\n```text\n{text}```\n" if page == "license.md" else text)
        )
    for title, modules in PYTHON.items():
        content = f"# {title}\n\n" + "".join(f"::: {module}\n\n" for module in modules)
        files.append(File.generated(config, _python_page(title), content=content))
    for folder in _example_folders():
        inside = sorted(path for path in folder.rglob("*") if path.is_file())
        rows = "".join(f"- [{path.relative_to(folder)}]({path.relative_to(folder)})\n" for path in inside)
        page = f"{folder.relative_to(ROOT / 'docs').as_posix()}/index.md"
        files.append(
            File.generated(config, page, content=f"# {folder.name}\n\n{rows}", inclusion=InclusionLevel.NOT_IN_NAV)
        )
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:  # noqa: ANN401
    """Turn links between files of the repository into links between pages of the site."""
    sources = {target: source for source, target in ELSEWHERE.items()}
    here = page.file.src_uri
    source = sources.get(here, f"docs/{here}")
    parts = re.split(r"(^```.*?^```$)", markdown, flags=re.M | re.S)
    for number in range(0, len(parts), 2):
        parts[number] = _LINK.sub(lambda found: _rewritten(found, source, here), parts[number])
    return "".join(parts)


def _rewritten(found: re.Match[str], source: str, here: str) -> str:
    label, link, anchor = found[1], found[2], found[3] or ""
    if not link or ":" in link:
        return found[0]
    target = posixpath.normpath(posixpath.join(posixpath.dirname(source), link))
    if target in ELSEWHERE:
        target = ELSEWHERE[target]
    elif target.startswith("docs/"):
        target = target.removeprefix("docs/")
        if (ROOT / "docs" / target).is_dir():
            target += "/index.md"
    elif (ROOT / target).exists():
        # a file of the repository that is no page: the text stays
        return label.strip("[]") if label.startswith("[`") else f"`{target}`"
    return f"{label}({posixpath.relpath(target, posixpath.dirname(here) or '.')}{anchor})"


def _example_folders() -> list[Path]:
    return sorted(path for path in (ROOT / "docs" / "examples").iterdir() if path.is_dir())


def _python_page(title: str) -> str:
    return f"python/{re.sub(r'[^a-z]+', '-', title)}.md"
