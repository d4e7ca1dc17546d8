"""``build``: from a folder of documents to memories, glossary, report and findings, redoing only what changed."""
