"""From units to a glossary: listed terms answered, further terms proposed, each with its renderings and evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aligner.errors import UsageError
from aligner.glossary.answers import Answers
from aligner.glossary.concepts import concepts
from aligner.glossary.deciding import annotated
from aligner.glossary.gathering import pair_up
from aligner.glossary.model import (
    BilingualUnit,
    Glossary,
    GlossaryEntry,
    GlossaryOptions,
)
from aligner.glossary.targets import Memory
from aligner.glossary.words import read_side


def build_glossary(units: Sequence[BilingualUnit], options: GlossaryOptions) -> Glossary:
    """Answer for ``options.terms`` and propose further terms of ``units``.

    Units of several target languages may come together (:attr:`BilingualUnit.language`); their entries are joined
    by the source term. Counts and refs of source terms are those of the language pair with most units. The same
    units and options give the same glossary. Raises :class:`UsageError` where no unit has both languages.
    """
    memories = [_memory(units, language, options) for language in options.target_languages]
    memories = [one for one in memories if one.units]
    if not memories:
        wanted = ", ".join(f"{options.source_language}-{language}" for language in options.target_languages)
        raise UsageError(f"no unit with text in both languages ({wanted})", advice="see --source-lang, --target-lang")
    largest = max(memories, key=lambda one: len(one.units))
    asked, remarks = concepts(largest.pairing.source, options)
    answers = Answers(memories, largest, options, asked)
    answered = (answers.entry(place) for place in range(len(asked)))
    entries = [
        entry for entry, concept in zip(answered, asked, strict=True) if entry.variants or not concept.alternating
    ]
    entries = _joined(entries, options.source_language)
    settled = [one for one in entries if one.listed or one.decision]
    proposed = sorted(
        (one for one in entries if not (one.listed or one.decision)), key=lambda one: (-one.score, one.id)
    )
    return Glossary(
        source_language=options.source_language,
        target_languages=options.target_languages,
        entries=annotated((*settled, *proposed[: options.top]), options),
        remarks=(*remarks, *answers.remarks),
        decisions=options.decisions,
    )


def _joined(entries: Sequence[GlossaryEntry], language: str) -> list[GlossaryEntry]:
    """The same entries, each with the variants of its variants: one concept however many names it has."""
    groups = {one.terms[language][0].text: one.variants for one in entries}
    joined = []
    for entry in entries:
        own = {term.text for term in entry.terms[language]}
        found = {one.text: one for one in entry.variants}
        for variant in entry.variants:
            for further in groups.get(variant.text, ()):
                if further.text not in own:
                    found.setdefault(further.text, further)
        variants = tuple(sorted(found.values(), key=lambda one: (-one.count, one.text)))
        joined.append(replace(entry, variants=variants))
    return joined


def _memory(units: Sequence[BilingualUnit], language: str, options: GlossaryOptions) -> Memory:
    first = options.target_languages[0]
    chosen = [one for one in units if (one.language or first) == language and one.source.strip() and one.target.strip()]
    source = read_side([one.source for one in chosen], options.source_language)
    target = read_side([one.target for one in chosen], language)
    return Memory(language, chosen, pair_up(source, target))
