"""The page around its parts: head, policy, style and script."""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from aligner.reports.page.markup import Html, element


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the page that the navigation names: alignment, findings, glossary."""

    id: str
    """Fragment identifier."""
    title: str
    """As the navigation and its heading name it."""
    content: Html
    """Its markup, without heading."""


def shell(title: str, subtitle: str, parts: Sequence[Part]) -> str:
    """Return the whole page."""
    style, script = _asset("page.css"), _asset("page.js")
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_digest(script)}'",
            f"style-src '{_digest(style)}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", f"{title}: {subtitle}"),
        element("style", style),
    )
    body = element(
        "body",
        element("a", "Skip to the content", href="#main", class_="skip"),
        element("header", element("h1", title), element("p", subtitle, class_="subtitle"), _navigation(parts)),
        element("main", *_sections(parts), id="main", tabindex="-1"),
        element("script", script),
    )
    return f"<!doctype html>\n{element('html', head, body, lang='en', dir='ltr')}\n"


def _navigation(parts: Sequence[Part]) -> Html:
    if len(parts) < 2:
        return Html()
    links = [element("li", element("a", part.title, href=f"#{part.id}")) for part in parts]
    return element("nav", element("ul", *links), aria_label="Parts of the page")


def _sections(parts: Sequence[Part]) -> list[Html]:
    if len(parts) == 1:
        return [parts[0].content]
    return [
        element("section", element("h2", part.title), part.content, id=part.id, class_="page-part") for part in parts
    ]


@functools.cache
def _asset(name: str) -> Html:
    """A style sheet or script of this folder; it holds no closing tag, so it may stand in the page as it is."""
    content = resources.files(__package__).joinpath("assets", name).read_text(encoding="utf-8")
    assert "</" not in content
    return Html(content)


def _digest(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
