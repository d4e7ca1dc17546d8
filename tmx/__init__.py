"""Translation memory and interchange: units, terms, formats, the store. Usable alone."""
