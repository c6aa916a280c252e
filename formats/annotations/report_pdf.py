"""The annotated report as a PDF: the same content as the HTML one, set without a browser.

A4, tagged, with outline, contents, page numbers, links and metadata. Faces are embedded as far as
their letters are used. What no face at hand draws is shown as a sign, counted, and named in the box
at the end. A PDF is made in memory, in a process of its own, so it takes only so much text: what is
left out is counted and said; the HTML report has no such end. Nothing reads it back.
"""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.losses import BESIDE_PASSAGES

NAME = "report-pdf"
MEDIA_TYPE = "application/pdf"
SUFFIX = ".pdf"
OFFSETS = "none"
CARRIES_NOT = (
    "untagged_texts",
    "articles_beyond",
    "overlaps_beyond",
    "glyphs",
    "gold",
    "guidelines",
    "ids",
    "offsets",
    "times",
    "reading_states",
    *BESIDE_PASSAGES,
    "others_seen",
)

HEADER = b"%PDF-1.7\n"
"""How it begins: sent at once, so that whoever asked sees that it comes."""

_CHUNK = 64 * 1024


def write(dataset: Dataset, options: WriteOptions) -> Iterator[bytes]:
    """A4, light; empty chunks while it is made, so that it can be stopped at any time."""
    fonts = import_module("formats.annotations.report.fonts")
    spool = import_module("formats.annotations.report.spool")
    apart = import_module("formats.annotations.report.pdf_apart")
    fonts.find_faces()
    with TemporaryDirectory(prefix="report-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        head = spool.spool(dataset, options, folder)
        yield HEADER
        options.lost.update((yield from apart.made(folder, options.tell)))
        _count(options, untagged_texts=head.untagged, articles_beyond=head.beyond)
        yield from _read(folder / apart.NAME)


def _count(options: WriteOptions, **counts: int) -> None:
    options.lost.update({name: count for name, count in counts.items() if count})


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        if file.read(len(HEADER)) != HEADER:
            raise AssertionError("the library begins its files in another way now")
        while chunk := file.read(_CHUNK):
            yield chunk
