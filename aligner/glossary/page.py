"""A glossary as one HTML page: terms, renderings, usage by section, contexts with the terms marked on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from aligner.glossary.chart import Column, axis, rows
from aligner.glossary.model import Glossary, GlossaryContext, GlossaryEntry, GlossaryTerm
from aligner.languages import get, known
from tmx.lang import primary

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
article{border-top:1px solid #ccc;padding:.8rem 0}h2{font-size:1.1rem;margin:0}dl{margin:.3rem 0}dt{font-weight:600}
mark{background:#ffe08a;color:inherit}.pair{display:grid;grid-template-columns:1fr 1fr;gap:1rem;margin:.4rem 0}
.more{color:#595959;font-size:.9rem}.usage{border-collapse:collapse;margin:.4rem 0}
.usage th{font-weight:400;text-align:start}.usage th,.usage td{padding:0 .8rem 0 0;vertical-align:bottom}
.usage td{font-size:.8rem;color:#595959}.bars{display:block}.bars rect{fill:#1f5f99}.bars .none{opacity:.3}
.bars text{font:9px system-ui,sans-serif;text-anchor:middle;fill:currentColor}
@media(prefers-color-scheme:dark){body{background:#161616;color:#eee}mark{background:#7a5b00}.more{color:#b5b5b5}
.usage td{color:#b5b5b5}.bars rect{fill:#8fbfec}}
@media(max-width:50rem){.pair{grid-template-columns:1fr}}
"""


def page(glossary: Glossary) -> str:
    """One self-contained page; every text is escaped, nothing is loaded from elsewhere."""
    source = glossary.source_language
    columns = axis(glossary)
    articles = "".join(article(entry, source, columns) for entry in glossary.entries)
    title = f"Glossary {source} – {', '.join(glossary.target_languages)}"
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{escape(title)}</h1>"
        f"<p>{len(glossary.entries)} entries</p>{articles}</body></html>\n"
    )


def article(entry: GlossaryEntry, source: str, columns: Sequence[Column]) -> str:
    """One entry as an HTML ``article``."""
    terms = entry.terms[source]
    parts = [f'<article id="{escape(entry.id, quote=True)}"><h2{_lang(source)}>{escape(terms[0].text)}</h2>']
    if entry.definition:
        parts.append(f"<p>{escape(entry.definition)}</p>")
    parts.append("<dl>")
    for language, found in entry.terms.items():
        shown = "; ".join(_term(term) for term in found) or escape(entry.note or "–")
        parts.append(f"<dt>{escape(language)}</dt><dd{_lang(language)}>{shown}</dd>")
    parts.append("</dl>")
    if entry.note:
        parts.append(f'<p class="more">{escape(entry.note)}</p>')
    parts.append(_usage(entry, source, columns))
    parts += [_pair(context, source) for context in entry.contexts]
    return "".join(parts) + "</article>\n"


def _lang(tag: str) -> str:
    turned = primary(tag) in known() and get(tag).right_to_left
    return f' lang="{escape(tag, quote=True)}"' + (' dir="rtl"' if turned else "")


def _term(term: GlossaryTerm) -> str:
    said: list[str] = [term.status] if term.status else []
    said.append(f"{term.count}×")
    if term.share:
        said.append(f"{term.share:.0%}")
    return f'{escape(term.text)} <span class="more">({escape(", ".join(said))})</span>'


def _usage(entry: GlossaryEntry, source: str, columns: Sequence[Column]) -> str:
    """The forms of the concept, each with its bars, where there are several or more than one section."""
    found = rows(entry, source, columns)
    if not entry.variants and not any(row.drawing for row in found):
        return ""
    lines = [
        f'<tr><th scope="row"{_lang(source)}>{escape(row.text)}</th><td>{escape(row.status)}</td>'
        f"<td>{row.places}×</td><td>{row.drawing}</td></tr>"
        for row in found
    ]
    return f'<table class="usage"><tbody>{"".join(lines)}</tbody></table>'


def _pair(context: GlossaryContext, source: str) -> str:
    where = " ".join(part for part in (context.document, context.ref) if part)
    return (
        f'<div class="pair"><p{_lang(source)}>{_marked(context.source, context.source_spans)}</p>'
        f"<p{_lang(context.language)}>{_marked(context.target, context.target_spans)}</p></div>"
        f'<p class="more">{escape(where)}</p>'
    )


def _marked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with every span marked; spans that overlap an earlier one are passed over."""
    parts, at = [], 0
    for begin, end in sorted(spans):
        if begin >= at:
            parts += [escape(text[at:begin]), "<mark>", escape(text[begin:end]), "</mark>"]
            at = end
    return "".join(parts) + escape(text[at:])
