"""The annotated report as a PDF: the same content as the HTML one, set without a browser.

A4, with outline, contents, page numbers, links and metadata; fpdf2 tags no text, so the PDF names
its language and is otherwise untagged. Faces are embedded as far as their letters are used. What no
face at hand draws is shown as a sign, counted, and named in the box at the end. A PDF is made in
memory, so it takes only so much text: what is left out is counted and said; the HTML report has no
such end. Nothing reads it back.
"""

from collections.abc import Iterator
from importlib import import_module

from formats.annotations.dataset import Dataset, WriteOptions

NAME = "report-pdf"
MEDIA_TYPE = "application/pdf"
SUFFIX = ".pdf"
OFFSETS = "none"
CARRIES_NOT = (
    "untagged_texts",
    "articles_beyond",
    "overlaps_beyond",
    "glyphs",
    "guidelines",
    "ids",
    "offsets",
    "times",
    "reading_states",
    "deleted",
    "history",
)


def write(dataset: Dataset, options: WriteOptions) -> Iterator[bytes]:
    """A4, light; the libraries that set it are not loaded before somebody asks for one."""
    setting = import_module("formats.annotations.report.pdf")
    yield from setting.pdf(dataset, options)
