"""A POST that may be sent twice and happens once: see README.md."""
