"""The annotated report as one HTML file: it reads well on a screen, and prints well.

It holds everything it needs, faces included, has no script, and asks for nothing from anywhere.
Each text that bears passages is printed with its highlights, numbered notes in the margin and the
list of evidence; texts without any are listed in the contents. It is written article by article;
nothing is counted in it that another program would read, and nothing reads it back.
"""

from collections.abc import Iterator
from importlib import import_module

from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.losses import BESIDE_PASSAGES

NAME = "report-html"
MEDIA_TYPE = "text/html; charset=utf-8"
SUFFIX = ".html"
OFFSETS = "none"
CARRIES_NOT = (
    "untagged_texts",
    "overlaps_beyond",
    "gold",
    "guidelines",
    "ids",
    "offsets",
    "times",
    "reading_states",
    *BESIDE_PASSAGES,
    "others_seen",
)


def write(dataset: Dataset, options: WriteOptions) -> Iterator[bytes]:
    """UTF-8; the dataset is gone through several times, and nothing of it is kept."""
    setting = import_module("formats.annotations.report.page")
    for part in setting.page(dataset, options):
        yield part.encode("utf-8")
