"""What several checks know of a text: its numbers, dates, symbols, references, links, acronyms and language."""
