"""The glossary: what each concept is called in each language, how its forms are used, and where it was seen.

Usage is drawn from section to section; contexts stand side by side with the term marked in both.
"""

from __future__ import annotations

from collections.abc import Sequence

from aligner.glossary import Glossary, GlossaryContext, GlossaryEntry, GlossaryTerm
from aligner.glossary.chart import Column, axis, rows
from aligner.reports.naming import direction, language_name
from aligner.reports.page.links import Links
from aligner.reports.page.markup import Html, element, join
from aligner.reports.page.wording import count_of, percent


def glossary_content(glossary: Glossary, links: Links) -> Html:
    """Return the entries as a table, a column a language, in the order of the glossary."""
    if not glossary.entries:
        return element("p", "The glossary is empty.", class_="quiet")
    languages = list(dict.fromkeys((glossary.source_language, *glossary.target_languages)))
    heads = [element("th", language_name(tag), scope="col", dir=direction(tag)) for tag in languages]
    columns = axis(glossary)
    bodies = [_concept(entry, languages, columns, links) for entry in glossary.entries]
    return join(
        [
            element("p", count_of(len(glossary.entries), "concept"), class_="quiet"),
            element("table", element("thead", element("tr", *heads)), *bodies, class_="glossary"),
        ]
    )


def _concept(entry: GlossaryEntry, languages: Sequence[str], columns: Sequence[Column], links: Links) -> Html:
    first = element("tr", *(_cell(entry, tag, source=tag == languages[0]) for tag in languages))
    more = join([_usage(entry, languages[0], columns), _contexts(entry, languages[0], links)])
    second = element("tr", element("td", more, colspan=len(languages)), class_="evidence") if more else Html()
    return element("tbody", first, second)


def _cell(entry: GlossaryEntry, tag: str, *, source: bool) -> Html:
    terms = [_term(term, source=source) for term in entry.terms.get(tag, ())]
    if source:
        kind = element("span", entry.named or entry.kind, class_="badge", lang="en")
        kind = kind if entry.named or entry.kind != "term" else Html()
        terms += [
            kind,
            *(element("p", each, class_="quiet", lang="en") for each in (entry.definition, entry.note) if each),
        ]
    return element("td", *terms, lang=tag, dir=direction(tag))


def _term(term: GlossaryTerm, *, source: bool) -> Html:
    status = element("span", term.status, class_=f"status {term.status}", lang="en") if term.status else Html()
    seen = f"{term.count} ×" if source or not term.share else f"{term.count} ×, {percent(term.share)}"
    note = element("span", term.note, class_="badge", lang="en") if term.note else Html()
    said = element("span", seen, class_="badge", lang="en", dir="ltr") if term.count else Html()
    return element("p", element("bdi", term.text), " ", status, " ", said, " ", note, class_="term")


def _usage(entry: GlossaryEntry, source: str, columns: Sequence[Column]) -> Html:
    """The forms of the concept, each with its bars, where there is more than one section."""
    found = rows(entry, source, columns)
    if not entry.variants and not any(row.drawing for row in found):
        return Html()
    lines = [
        element(
            "tr",
            element("th", element("bdi", row.text, lang=source, dir=direction(source)), scope="row"),
            element("td", row.status),
            element("td", f"{row.places} ×"),
            element("td", Html(row.drawing)),
        )
        for row in found
    ]
    return element("table", element("tbody", *lines), class_="usage")


def _contexts(entry: GlossaryEntry, source: str, links: Links) -> Html:
    if not entry.contexts:
        return Html()
    pairs = [_context(one, source, links) for one in entry.contexts]
    return element("details", element("summary", count_of(len(pairs), "context")), *pairs)


def _context(context: GlossaryContext, source: str, links: Links) -> Html:
    label = f"{context.document} {context.ref}".strip()
    place = links.to(context.document, source, context.ref, label)
    sides = [
        element("p", _marked(text, spans), lang=tag, dir=direction(tag))
        for text, spans, tag in (
            (context.source, context.source_spans, source),
            (context.target, context.target_spans, context.language),
        )
    ]
    return element("div", *sides, element("p", place, class_="badge"), class_="sides")


def _marked(text: str, spans: Sequence[tuple[int, int]]) -> Html:
    """The text with every span marked; spans that overlap an earlier one are passed over."""
    parts: list[str] = []
    at = 0
    for begin, end in sorted(spans):
        if begin >= at:
            parts += [text[at:begin], element("mark", text[begin:end])]
            at = end
    return join([*parts, text[at:]])
