"""The glossary: what each concept is called in each language, with the places it was seen at."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.reports.page.links import Links
from aligner.reports.page.markup import Html, element, join
from aligner.reports.page.naming import direction, language_name
from aligner.reports.page.wording import count_of
from tmx.terms import Context, LanguageSection, Term, TermEntry


def glossary_content(entries: Sequence[TermEntry], links: Links) -> Html:
    """Return the entries as a table, a column a language, in the order given."""
    if not entries:
        return element("p", "The glossary is empty.", class_="quiet")
    languages = list(dict.fromkeys(section.language for entry in entries for section in entry.languages))
    heads = [element("th", language_name(tag), scope="col", dir=direction(tag)) for tag in languages]
    rows = [element("tr", *(_cell(entry, tag, links) for tag in languages)) for entry in entries]
    return join(
        [
            element("p", count_of(len(entries), "concept"), class_="quiet"),
            element("table", element("thead", element("tr", *heads)), element("tbody", *rows), class_="glossary"),
        ]
    )


def _cell(entry: TermEntry, tag: str, links: Links) -> Html:
    section = next((found for found in entry.languages if found.language == tag), None)
    if section is None:
        return element("td")
    definition = element("p", section.definition, class_="quiet") if section.definition else Html()
    terms = [_term(term, section, links) for term in section.terms]
    return element("td", *terms, definition, lang=tag, dir=direction(tag))


def _term(term: Term, section: LanguageSection, links: Links) -> Html:
    status = element("span", term.status, class_=f"status {term.status}", lang="en") if term.status else Html()
    note = element("span", term.note, class_="badge") if term.note else Html()
    contexts = element("ul", *(_context(context, section.language, links) for context in term.contexts))
    seen = element("summary", count_of(len(term.contexts), "context"), lang="en", dir="ltr")
    return join(
        [
            element("p", element("bdi", term.text), " ", status, note, class_="term"),
            element("details", seen, contexts) if term.contexts else Html(),
        ]
    )


def _context(context: Context, language: str, links: Links) -> Html:
    place = links.to(context.document, language, context.ref, f"{context.document} {context.ref}".strip())
    return element("li", element("bdi", context.text), " ", element("span", place, class_="badge"))
