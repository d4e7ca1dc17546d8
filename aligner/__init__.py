"""Dragoman's toolkit: documents, alignment, glossaries, checks, reports, and the ``dragoman`` command."""

__version__ = "0.1.0"
