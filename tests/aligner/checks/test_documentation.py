from __future__ import annotations

import re

import pytest

from aligner.checks.core.registry import all_checks, documentation

PARTS = ["What", "Why", "Example", "Instead", "Default"]


@pytest.mark.parametrize("name", sorted(all_checks()))
def test_the_page_of_a_check_has_the_parts_in_order(name: str) -> None:
    check = all_checks()[name]
    page = documentation(check)
    first, _, rest = page.partition("\n\n")
    assert re.fullmatch(r"[A-Z][^\n]*\.", first), "the defect in one sentence"
    parts = re.findall(r"^([A-Z]\w+): ", rest, re.MULTILINE)
    assert [part for part in parts if part in PARTS] in (PARTS[:4], PARTS)
    if check.severity == "info" or not check.enabled:
        assert "Default" in parts, "a check that is information or off says why"
    assert len(check.summary) <= 80
    assert not check.summary.endswith(".")
