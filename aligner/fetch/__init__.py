"""Getting documents by symbol from the documents system of the United Nations, or any server with such an address.

:func:`aligner.fetch.run.fetch` puts the documents into a corpora folder and their checksums into its manifest.
"""
