"""PDFs with a text layer: their lines put together to paragraphs, in the order of their writing.

A scan, whose pages are pictures, is told apart and refused.
"""

from formats.articles.draft import Extract

NAME = "pdf"
SUFFIXES = (".pdf",)
SHOWN = "PDF"


def recognises(data: bytes) -> bool:
    """A file that begins as a PDF does, or that becomes one after some bytes of its carrier."""
    return data.startswith(b"%PDF-") or (b"%PDF-" in data[:1024] and b"endobj" in data)


def extract(data: bytes) -> Extract:
    """Its text and properties. Raises ArticleError where it cannot be read."""
    # PDFium is loaded where documents are taken apart, and nowhere else.
    from formats.articles.pdf_document import extract_pdf  # noqa: PLC0415

    return extract_pdf(data)
