"""The report over an archive keeps totals and the worst pairs, whatever the number of pairs."""

from __future__ import annotations

from typing import Any

import pytest

from aligner.reports.archive import SHOWN, ArchiveReport, render, year_of


def figures(number: int, mean: float, **changes: object) -> dict[str, Any]:
    return {
        "source": f"fr/A-{number}.txt",
        "target": f"en/A-{number}.txt",
        "symbol": f"A-{number}",
        "date": "",
        "segments": [50, 60],
        "unmatched": [1, 11],
        "confidence": [50 * mean, 50],
        "notices": {},
        **changes,
    }


def test_the_least_confident_pairs_are_kept_the_worst_first() -> None:
    report = ArchiveReport()
    for number in range(SHOWN * 3):
        report.add("fr-en", figures(number, (number * 7919 % 300) / 300))
    found = [row["mean_confidence"] for row in report.least()]
    assert found == sorted(found)
    assert len(found) == SHOWN
    assert max(found) < 0.34
    assert report.as_json()["languages"]["fr-en"]["pairs"] == SHOWN * 3
    assert report.as_json()["languages"]["fr-en"]["unmatched_share"] == pytest.approx(12 / 110, abs=1e-4)


def test_a_pair_with_few_beads_is_not_called_doubtful_and_an_unrelated_one_is() -> None:
    report = ArchiveReport()
    report.add("fr-en", figures(1, 0.0, confidence=[0.0, 2]))
    report.add("fr-en", figures(2, 0.9, notices={"unrelated": 1}))
    assert [row["symbol"] for row in report.least()] == ["A-2", "A-1"]


@pytest.mark.parametrize(
    ("changes", "year"),
    [
        ({"date": "25 January 2019", "symbol": "A/54/1"}, "2019"),
        ({"symbol": "CTOC/COP/WG.4/2011/5"}, "2011"),
        ({"source": "fr/1994/a/12.xml"}, "1994"),
        ({"symbol": "A/C.3/70/L.1990", "source": "fr/A-1991.txt"}, "unknown"),
        ({"symbol": "A/C.3/70/1990"}, "unknown"),
        ({"symbol": "CTOC-COP-WG.4-2019-5"}, "2019"),
        ({"symbol": "A/19954/3", "source": "fr/21012.xml"}, "unknown"),
    ],
)
def test_the_year_of_a_document(changes: dict[str, str], year: str) -> None:
    assert year_of(figures(1, 1.0, **changes)) == year


def test_nothing_of_a_document_becomes_markup() -> None:
    report = ArchiveReport()
    report.add("fr-en", figures(1, 0.5, symbol="<script>x</script>"))
    report.failures = ("<b>",)
    report.without_counterpart(["<i>"] * (SHOWN + 5))
    page = render(report)
    assert "<script>x" not in page
    assert "<b>" not in page
    assert "<i>" not in page
    assert f"{SHOWN + 5}, the first {SHOWN} of them" in page
