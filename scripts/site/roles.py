"""Docstrings for the site: the roles of Sphinx (``:class:`tmx.Unit```) as plain code, which Markdown knows."""

from __future__ import annotations

import re
from typing import Any

import griffe

_ROLE = re.compile(r":(?:class|func|meth|mod|data|attr|exc|obj):`~?([^`]+)`")
_DOCTEST = re.compile(r"^(>>> .*?)(?=\n\n|\Z)", re.M | re.S)
_LITERAL = re.compile(r"``(.+?)``", re.S)


class Roles(griffe.Extension):
    """Rewrite every docstring once, when its object has been read."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:  # noqa: ANN401  (griffe passes more than is used)
        """Called for each module, class, function and attribute."""
        if obj.docstring:
            text = _ROLE.sub(lambda found: f"`{found[1].rpartition('.')[2]}`", obj.docstring.value)
            obj.docstring.value = _DOCTEST.sub(r"```pycon\n\1\n```", _LITERAL.sub(r"`\1`", text))
