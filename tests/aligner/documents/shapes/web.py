"""Known documents as web pages, with lists numbered by the browser or by hand."""

from __future__ import annotations

import html
import random

from tests.aligner.documents.shapes.tree import Known, Node


def page(known: Known, seed: int = 0) -> bytes:
    """A page in a site's frame."""
    chance = random.Random(f"web {seed}")
    main = chance.choice(["main", "article", 'div class="content"'])
    rows = []
    if known.front:
        words = known.words
        rows += [f"<p>{html.escape(words[key])}</p>" for key in ("united", "distr", "date", "original")]
        rows += [
            f"<p>{known.symbol}</p>",
            f"<p>{known.job} ({words['letter']})</p>",
            f"<h1>{html.escape(words['title'])}</h1>",
        ]
    rows += [_row(known, node, chance) for node in known.nodes]
    notes = [
        f'<p id="fn{label}"><a href="#r{label}">[{label}]</a> {html.escape(text)}</p>'
        for label, text in known.notes.items()
    ]
    body = "\n".join([*rows, "<hr>", *notes])
    frame = '<header><a href="/">Home</a></header><nav><ul><li><a href="/a">News</a></li></ul></nav>'
    direction = ' dir="rtl"' if known.language == "ar" else ""
    return (
        f'<!doctype html>\n<html lang="{known.language}"{direction}><head><meta charset="utf-8">'
        f"<title>Site</title></head>"
        f"<body>{frame}<{main}>{body}</{main.split()[0]}><footer><p>Contact</p></footer></body></html>"
    ).encode()


def _row(known: Known, node: Node, chance: random.Random) -> str:
    text = html.escape(f"{node.marker} {node.text}".strip())
    for label in node.notes:
        text += f'<a href="#fn{label}" id="r{label}"><sup>[{label}]</sup></a>'
    if node.kind == "heading":
        level = min(6, 1 + max(1, node.depth))
        return f"<h{level}>{text}</h{level}>"
    if node.kind in ("item", "subitem"):
        return f"<div>{text}</div>" if chance.random() < 0.5 else f'<p style="margin-left:2em"><span>{text}</span></p>'
    return f"<p>{text}</p>"
