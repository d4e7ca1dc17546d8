"""TSV: the tables of :mod:`tmx.formats.delimited`, with tabs between the cells."""

from __future__ import annotations

import dataclasses
import functools

from tmx.formats import delimited
from tmx.formats.delimited.write import write, write_terms

FORMAT = dataclasses.replace(
    delimited.FORMAT,
    name="tsv",
    title="TSV",
    extensions=(".tsv",),
    write=functools.partial(write, separator="\t"),
)
TERM_FORMAT = dataclasses.replace(
    delimited.TERM_FORMAT,
    name="tsv",
    title="TSV",
    extensions=(".tsv",),
    write=functools.partial(write_terms, separator="\t"),
)
