"""A second family of invented documents, laid out as UN bodies lay them out: shares no code with ``trees``.

Reports with front pages, subsections, annexes and tables; resolutions; treaties with chapters and articles; guidelines
numbered 1.1; texts without numbers. Each is a known tree, printed in several layouts of each format.
"""
