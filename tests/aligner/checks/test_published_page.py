from __future__ import annotations

import json
from pathlib import Path

from aligner.checks.core.page import page


def test_the_page_says_what_the_checks_say(root: Path) -> None:
    figures = json.loads((root / "docs" / "checks-figures.json").read_text(encoding="utf-8"))
    written = (root / "docs" / "checks.md").read_text(encoding="utf-8")
    assert written == page(figures), "run scripts/reference"
