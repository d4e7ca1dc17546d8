"""``dragoman check``."""

from __future__ import annotations

import dataclasses
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from aligner.cli.base.console import DONE, FINDINGS, USAGE, common_options, print_text, say

if TYPE_CHECKING:
    from aligner.model import Finding, Severity
    from aligner.pipeline.checking import CheckResult
    from aligner.reports.findings.report import FindingsReport

FORMATS = ("text", "json", "sarif", "junit", "checkstyle", "github", "html")


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--memory", type=click.Path(path_type=Path), help="Check for consistency with this memory, too.")
@click.option("--glossary", type=click.Path(path_type=Path), help="Term list to check against.")
@click.option("--select", default="", metavar="IDS", help="Run only these checks, with commas.")
@click.option("--ignore", default="", metavar="IDS", help="Leave these checks out, with commas.")
@click.option(
    "--min-severity",
    type=click.Choice(["info", "warning", "error"]),
    help="Report from here up; the settings' or warning if not given.",
)
@click.option("--baseline", type=click.Path(path_type=Path), help="Findings in this file are known, and pass.")
@click.option("--update-baseline", is_flag=True, help="Write the baseline anew from what is found now.")
@click.option("--diff", "base", default="", metavar="BASE", help="Report only what lies on lines changed since BASE.")
@click.option("--fix", is_flag=True, help="Show what can be mended safely as a diff; with --write, mend it.")
@click.option("--write", is_flag=True, help="With --fix, change the files.")
@click.option("--jobs", type=click.IntRange(1), help="Processes for a large memory; all processors if not given.")
@click.option(
    "--cache", type=click.Path(path_type=Path), help="Folder that keeps results for the next run, by content."
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="Form of report.")
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), help="File to write the report to.")
@common_options
def command(
    paths: tuple[Path, ...],
    memory: Path | None,
    glossary: Path | None,
    select: str,
    ignore: str,
    min_severity: str | None,
    baseline: Path | None,
    update_baseline: bool,
    base: str,
    fix: bool,
    write: bool,
    jobs: int | None,
    cache: Path | None,
    form: str,
    out: Path | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Check documents, memories or a corpora folder for consistency.

    PATH is a document (monolingual checks), a memory or other bilingual file, or a corpora folder (all its pairs).
    Silent when all is well. The exit code is 1 if something at or above --min-severity is not in the baseline.
    """
    from aligner.checks.core.settings import RANK
    from aligner.pipeline.changes import changed_lines, on_changed_lines
    from aligner.pipeline.checking import CheckRequest, check
    from aligner.reports.findings import render
    from tmx.files import write_text

    request = CheckRequest(
        paths=paths,
        memory=memory,
        glossary=glossary,
        select=_ids(select),
        ignore=_ids(ignore),
        least=cast("Severity | None", min_severity),
        jobs=jobs or os.cpu_count() or 1,
        cache=cache,
    )
    result = check(request)
    least = RANK[min_severity or result.settings.min_severity or "warning"]
    found = [finding for finding in result.findings if RANK[finding.severity] >= least]
    report = _report(result, colour=form == "text" and (out is None or str(out) == "-") and _colour())
    if base:
        found = on_changed_lines(found, report.place, changed_lines(base, paths))
    if baseline is None and result.settings.baseline:
        baseline = result.folder / result.settings.baseline
    report = _against_baseline(report, found, baseline, update=update_baseline, whole=not (base or select))
    if fix:
        return _fix(report, result, write=write)
    text = render(report, form)
    if out and str(out) != "-":
        write_text(out, text)
    else:
        print_text(text)
    for remark in report.remarks:
        say(f"note: {remark}")
    if result.failed:
        return USAGE
    return FINDINGS if report.findings else DONE


def _against_baseline(
    report: FindingsReport, found: list[Finding], baseline: Path | None, *, update: bool, whole: bool
) -> FindingsReport:
    """Put into ``report`` what the baseline does not know; ``whole`` where stale entries can be told."""
    from aligner.checks.core import baseline as baselines

    if baseline is None:
        if update:
            raise click.UsageError("--update-baseline needs --baseline FILE, or a baseline in the settings")
        return dataclasses.replace(report, findings=found)
    if update:
        baselines.write(baseline, found)
        say(f"{baseline}: {len(found)} findings are known from now on")
        return report
    split = baselines.split(found, baselines.read(baseline))
    stale = [f"{baseline}: no longer found: {name}" for name in split.stale] if whole else []
    return dataclasses.replace(report, findings=split.new, known=len(split.known), remarks=[*report.remarks, *stale])


def _fix(report: FindingsReport, result: CheckResult, *, write: bool) -> int:
    from aligner.pipeline.fixing import apply, as_diff, fixes

    mended = fixes(report.findings, report.place, result.checks)
    print_text(as_diff(mended))
    safe = {check.id for check in result.checks if check.fixable}
    found = [each for each in report.findings if each.check in safe and each.suggestion is not None]
    for path in sorted({report.place(each).path for each in found if not report.place(each).path.endswith(".txt")}):
        say(f"{path}: not mended, only text files are; the report has the suggestions")
    if write:
        apply(mended)
    return DONE


def _ids(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _colour() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def _report(result: CheckResult, *, colour: bool) -> FindingsReport:
    """A report without findings yet, for the places of findings."""
    from aligner.checks.core.registry import documentation
    from aligner.reports.findings.report import FindingsReport, Rule

    rules = [Rule(each.id, each.summary, documentation(each), each.severity) for each in result.checks]
    return FindingsReport(
        findings=(),
        rules=rules,
        documents=result.documents,
        paths=result.paths,
        suppressed=result.suppressed,
        remarks=result.remarks,
        colour=colour,
    )
