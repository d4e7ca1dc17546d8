"""What is let stand: with a reason in the settings, or in the baseline; taken back; remarked on when it is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner import configuration
from aligner.errors import AlignerError, UsageError
from aligner.review.decisions import StaleDecisions
from aligner.review.findings_desk import FindingQuery, FindingsDesk
from tests.aligner.review.samples import bitext, findings

FIRST, SECOND, THIRD = (f"{place:016}" for place in (1, 2, 3))


@pytest.fixture
def desk(tmp_path: Path) -> FindingsDesk:
    return FindingsDesk(findings(), [bitext()], tmp_path, "build")


def act(desk: FindingsDesk, action: str, fingerprint: str = FIRST, reason: str = "") -> None:
    desk.act(desk.page(FindingQuery())["version"], action, fingerprint, reason)


def states(desk: FindingsDesk) -> dict[str, str]:
    return {one["fingerprint"]: one["state"] for one in desk.page(FindingQuery(state="all"))["findings"]}


def test_a_finding_is_suppressed_with_a_reason_and_taken_back(desk: FindingsDesk, tmp_path: Path) -> None:
    act(desk, "suppress", reason="the  session's own words")
    assert (tmp_path / "dragoman.toml").read_text(encoding="utf-8") == (
        '[check]\n[[check.suppress]]\ncheck = "repeated-word"\ndocument = "A/1"\ntext = "Le comité siège."\n'
        'reason = "the session\'s own words"\n'
    )
    assert states(desk) == {FIRST: "suppressed", SECOND: "open", THIRD: "open"}
    act(desk, "allow")
    assert states(desk) == {FIRST: "open", SECOND: "open", THIRD: "open"}


def test_the_settings_keep_their_comments_and_layout(desk: FindingsDesk, tmp_path: Path) -> None:
    before = '# ours\nsource = "fr"   # kept\n\n[check]\nignore = ["dash-style"]\nsuppress = [\n    # old\n]\n'
    (tmp_path / "dragoman.toml").write_text(before, encoding="utf-8")
    act(desk, "suppress", reason="so")
    after = (tmp_path / "dragoman.toml").read_text(encoding="utf-8")
    assert after.startswith('# ours\nsource = "fr"   # kept\n\n[check]\nignore = ["dash-style"]\n')
    assert "# old" in after
    assert len(configuration.find(tmp_path).check.suppress) == 1
    act(desk, "allow")
    assert configuration.find(tmp_path).check.suppress == ()


def test_settings_in_a_pyproject_are_changed_there(desk: FindingsDesk, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n\n[tool.dragoman]\nsource = "fr"\n')
    act(desk, "suppress", reason="so")
    act(desk, "baseline", SECOND)
    assert not (tmp_path / "dragoman.toml").exists()
    assert states(desk) == {FIRST: "suppressed", SECOND: "baseline", THIRD: "open"}


def test_a_finding_goes_into_the_baseline_and_out_again(desk: FindingsDesk, tmp_path: Path) -> None:
    act(desk, "baseline", SECOND)
    assert configuration.find(tmp_path).check.baseline == "findings-baseline.json"
    assert states(desk)[SECOND] == "baseline"
    act(desk, "forget", SECOND)
    assert (tmp_path / "findings-baseline.json").read_text() == "[\n\n]\n"
    assert states(desk)[SECOND] == "open"


def test_two_alike_are_told_apart_by_their_place(tmp_path: Path) -> None:
    import dataclasses

    one = findings()[0]
    other = dataclasses.replace(one, ref="I.9", fingerprint=SECOND)
    desk = FindingsDesk([one, other], [bitext()], tmp_path, "build")
    act(desk, "suppress", reason="so")
    assert states(desk) == {FIRST: "suppressed", SECOND: "open"}
    assert configuration.find(tmp_path).check.suppress[0].ref == "I.1"


def test_findings_are_grouped_filtered_and_shown_with_their_place(desk: FindingsDesk) -> None:
    page = desk.page(FindingQuery())
    assert page["checks"] == [("repeated-word", 2), ("split-word", 1)]
    assert page["states"] == {"open": 3}
    assert [one["fingerprint"] for one in desk.page(FindingQuery(check="split-word"))["findings"]] == [THIRD]
    assert [one["fingerprint"] for one in desk.page(FindingQuery(text="COMITE"))["findings"]] == [FIRST]
    assert desk.page(FindingQuery(severity="error"))["total"] == 0
    shown = page["findings"][0]
    assert (shown["shown"], shown["texts"][0]["spans"], shown["texts"][0]["dir"]) == ("I, par. 1", [[0, 2]], "ltr")


def test_what_is_gone_is_remarked_on(desk: FindingsDesk, tmp_path: Path) -> None:
    act(desk, "suppress", reason="so")
    act(desk, "baseline", SECOND)
    later = FindingsDesk(findings()[2:], [bitext()], tmp_path, "later")
    assert later.page(FindingQuery())["remarks"] == [
        "The suppression of repeated-word (so) matches nothing any more.",
        "In the baseline, but no longer found: repeated-word A/1 I.2.",
    ]


def test_a_stale_or_impossible_action_is_refused(desk: FindingsDesk, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="a suppression needs a reason"):
        act(desk, "suppress", reason=" ")
    with pytest.raises(UsageError, match="'allow' can't be done to a finding that is open"):
        act(desk, "allow")
    with pytest.raises(UsageError, match="there is no such finding"):
        act(desk, "baseline", "x")
    assert list(tmp_path.iterdir()) == []
    old = desk.page(FindingQuery())["version"]
    act(desk, "baseline", SECOND)
    with pytest.raises(StaleDecisions):
        desk.act(old, "baseline", THIRD)


def test_settings_that_are_not_toml_are_named(desk: FindingsDesk, tmp_path: Path) -> None:
    (tmp_path / "dragoman.toml").write_text("[check", encoding="utf-8")
    with pytest.raises(AlignerError, match=r"dragoman\.toml: not readable as TOML"):
        desk.page(FindingQuery())
