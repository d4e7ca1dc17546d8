"""``dragoman evaluate``."""

from __future__ import annotations

import click

from aligner.cli.base.console import DONE, FINDINGS, common_options, print_json, print_text
from aligner.errors import UnreadableDocument


@click.command()
@click.argument("tested", metavar="LADDER|HYP")
@click.argument("gold", metavar="GOLD|REF")
@click.option("--translation", is_flag=True, help="Compare two texts line by line: BLEU, chrF, TER.")
@click.option("--min-f1", type=click.FloatRange(0, 1), default=0.0, metavar="F", help="Exit 1 if strict F1 is below.")
@click.option("--lang", default="", metavar="TAG", help="Language of the translation; found out if not given.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Form of answer."
)
@common_options
def command(
    tested: str, gold: str, translation: bool, min_f1: float, lang: str, form: str, quiet: bool, verbose: bool
) -> int:
    """Score a LADDER against a GOLD one, or with --translation a translation HYP against a reference REF.

    Strict precision counts every predicted bead, one-sided ones included, one segment each; recall only two-sided
    gold beads. A bead hits laxly when it shares a pair of segments with a gold bead. GOLD may be a link file of the
    UN Parallel Corpus (.xml), for a ladder of the two documents it names made by 'align --segments'.
    """
    if translation:
        return _translation(tested, gold, lang, form, verbose)
    from aligner.alignment import ladder, linked
    from aligner.alignment.evaluation import SIGNATURE, compare

    golden = linked.read(gold) if gold.lower().endswith(linked.ENDINGS) else ladder.read(gold)
    strict, lax = compare(ladder.read(tested), golden).scores()
    if form == "json":
        print_json({"strict": strict.as_json(), "lax": lax.as_json(), "signature": SIGNATURE})
    else:
        rows = [
            f"{name:7}{score.precision:10.4f}{score.recall:10.4f}{score.f1:10.4f}"
            for name, score in (("strict", strict), ("lax", lax))
        ]
        head = f"{'':7}{'precision':>10}{'recall':>10}{'F1':>10}"
        print_text("\n".join([head, *rows, SIGNATURE]) + "\n")
    return FINDINGS if strict.f1 < min_f1 else DONE


def _translation(tested: str, gold: str, lang: str, form: str, verbose: bool) -> int:
    from aligner.alignment.lines import read
    from aligner.alignment.translation import score_translation

    ours, theirs = (read(name, language=lang or None) for name in (tested, gold))
    if len(ours.blocks) != len(theirs.blocks):
        raise UnreadableDocument(
            f"{len(ours.blocks)} lines where {gold} has {len(theirs.blocks)}",
            source=tested,
            advice="one paragraph a line, the same paragraphs in both",
        )
    texts = [[block.text for block in side.blocks] for side in (ours, theirs)]
    quality = score_translation(texts[0], texts[1], theirs.language)
    if form == "json":
        print_json(quality.as_json())
        return DONE
    lines = [f"BLEU {quality.bleu:.2f}  chrF {quality.chrf:.2f}  TER {quality.ter:.2f}"]
    if verbose:
        lines += [
            f"{number:6}  {bleu:6.2f}  {chrf:6.2f}  {ter:7.2f}"
            for number, (bleu, chrf, ter) in enumerate(quality.paragraphs, start=1)
        ]
    print_text("\n".join([*lines, *quality.signatures]) + "\n")
    return DONE
