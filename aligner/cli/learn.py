"""``dragoman learn``."""

from __future__ import annotations

import click

from aligner.cli.base.console import DONE, common_options, compile_first, print_text
from aligner.errors import UnreadableDocument, UsageError
from tmx.lang import normalise


@click.command()
@click.argument("memories", metavar="MEMORY...", nargs=-1, required=True)
@click.option("-o", "--output", required=True, metavar="LEXICON", help="File to write.")
@click.option("--source-lang", default="fr", show_default=True, metavar="TAG", help="Language of the source.")
@click.option("--target-lang", default="en", show_default=True, metavar="TAG", help="Language of the target.")
@click.option("--lines", is_flag=True, help="MEMORY is two text files that correspond line by line.")
@common_options
def command(
    memories: tuple[str, ...],
    output: str,
    source_lang: str,
    target_lang: str,
    lines: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Learn which words stand for which from each MEMORY (any bilingual file), for 'dragoman align --lexicon'.

    The lexicon holds probabilities of word stems, no sentences; the same memories give the same bytes.
    """
    from aligner.alignment.lexicon_files import write
    from aligner.alignment.lexicon_learn import learn_lexicon

    source, target = normalise(source_lang), normalise(target_lang)
    sentences = _lines(memories) if lines else _units(memories, source, target)
    if not sentences:
        raise UsageError(
            f"no unit has text in both {source} and {target}",
            advice="say the languages with --source-lang, --target-lang",
        )
    compile_first()
    lexicon = learn_lexicon(sentences, source, target)
    write(lexicon, output)
    print_text(
        f"{output}: {len(sentences)} units; {len(lexicon.source)} words of {source}, "
        f"{len(lexicon.target)} of {target}, {len(lexicon)} pairs\n"
    )
    return DONE


def _units(memories: tuple[str, ...], source: str, target: str) -> list[tuple[str, str]]:
    import tmx

    found = []
    for name in memories:
        with tmx.open_units(name) as units:
            found += [(unit.text(source), unit.text(target)) for unit in units]
    return [(a, b) for a, b in found if a and b]


def _lines(names: tuple[str, ...]) -> list[tuple[str, str]]:
    from aligner.alignment.lines import read

    if len(names) != 2:
        raise UsageError(f"--lines takes two files, not {len(names)}")
    sides = [[block.text for block in read(name, language="und").blocks] for name in names]
    if len(sides[0]) != len(sides[1]):
        raise UnreadableDocument(
            f"{len(sides[1])} lines where {names[0]} has {len(sides[0])}",
            source=names[1],
            advice="the files must correspond line by line",
        )
    return [(a, b) for a, b in zip(*sides, strict=True) if a and b]
