"""The printable report: what both of its formats (a page, a PDF) say, and how each is set."""
