"""Alignment at the level of blocks: headings, paragraphs, items, footnotes, and what is noticed about them."""
