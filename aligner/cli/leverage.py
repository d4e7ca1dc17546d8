"""``dragoman leverage``: what a document would get from memory."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Literal

import click

from aligner.cli.base.console import DONE, common_options, print_json, print_text, say
from aligner.errors import UsageError

if TYPE_CHECKING:
    from aligner.pipeline.leverage import Count, Leverage, Leveraged


@click.command()
@click.argument("file")
@click.option("--memory", default="", metavar="FILE", help="A memory, or any bilingual file.")
@click.option("--db", "url", default="", metavar="URL", help="A store; DRAGOMAN_DB if neither is given.")
@click.option("--source-lang", "--lang", "language", metavar="TAG", help="Language of FILE; found out if not given.")
@click.option("--target-lang", default="en", show_default=True, metavar="TAG", help="Language wanted.")
@click.option(
    "--level",
    type=click.Choice(["sentence", "paragraph"]),
    default="sentence",
    show_default=True,
    help="What is looked up: as the memory was cut.",
)
@click.option(
    "--fill-from",
    type=click.IntRange(1, 101),
    default=75,
    show_default=True,
    help="Lowest match, in percent, that fills the target of OUT.xlf.",
)
@click.option(
    "--copy-source",
    is_flag=True,
    help="Fill targets that stay empty with the source text: OmegaT shows a unit only if it has a target.",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Form of answer."
)
@click.option("-o", "--output", "out", metavar="OUT.xlf", help="Write the pre-translated document, with proposals.")
@common_options
def command(
    file: str,
    memory: str,
    url: str,
    language: str | None,
    target_lang: str,
    level: Literal["sentence", "paragraph"],
    fill_from: int,
    copy_source: bool,
    form: str,
    out: str | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Say what the document FILE would get from memory: segments, words and characters by band of match.

    A segment that stood in the document before is a repetition, unless the memory has it in the same context (101).
    """
    del quiet
    from aligner.documents import read
    from aligner.pipeline.leverage import LeverageOptions, leverage, opened, pre_translation
    from tmx import Header, WriteOptions, write_units

    if out and not out.lower().endswith((".xlf", ".xliff", ".xlf.gz")):
        raise UsageError("a pre-translated document is written as XLIFF", source=out, advice="end its name in .xlf")
    if not memory and not url:
        url = os.environ.get("DRAGOMAN_DB", "")
    document = read(file, language=language)
    options = LeverageOptions(target_language=target_lang, level=level, fill_from=fill_from)
    with opened(memory, url, target_lang) as store:
        found = leverage(document, store, options)
    if out:
        header = Header(source_language=document.language, target_language=target_lang, segtype=level)
        writing = WriteOptions(copy_source=copy_source)
        for line in write_units(out, pre_translation(found), header=header, options=writing).lines():
            say(f"{out}: {line}")
    if form == "json":
        print_json(_value(found))
    else:
        print_text(_table(found) + (_paragraphs(found) if verbose else ""))
    return DONE


def _sums(count: Count) -> dict[str, int]:
    return {"segments": count.segments, "words": count.words, "characters": count.characters}


def _value(found: Leverage) -> dict[str, Any]:
    return {
        "document": found.document.symbol,
        "source_language": found.document.language,
        "target_language": found.options.target_language,
        "total": _sums(found.total()),
        "bands": [{"band": band, **_sums(count)} for band, count in found.counts().items()],
        "paragraphs": [
            {"ref": ref, "segments": [_segment(one) for one in own]} for ref, own in found.paragraphs().items()
        ],
    }


def _segment(one: Leveraged) -> dict[str, Any]:
    best = one.matches[0] if one.matches else None
    names = ("score", "source", "target", "unit", "document", "ref")
    return {
        "text": one.segment.text,
        "band": one.band,
        "words": one.words,
        "characters": one.characters,
        "match": {name: getattr(best, name) for name in names} if best else None,
    }


def _table(found: Leverage) -> str:
    total = found.total()
    lines = [f"{'band':<12}{'segments':>10}{'words':>10}{'characters':>12}{'of words':>10}"]
    for band, count in [*found.counts().items(), ("total", total)]:
        share = 100 * count.words / total.words if total.words else 0
        lines.append(f"{band:<12}{count.segments:>10}{count.words:>10}{count.characters:>12}{share:>8.1f} %")
    return "\n".join(lines) + "\n"


def _paragraphs(found: Leverage) -> str:
    from aligner.pipeline.leverage import origin

    lines = [""]
    for ref, own in found.paragraphs().items():
        for one in own:
            best = f"{one.matches[0].score} % {origin(one.matches[0])}" if one.matches else "-"
            lines.append(f"{ref:<14}{one.band:<13}{one.words:>4} words  {best}")
    return "\n".join(lines) + "\n"
