"""What stands on a PDF's pages but not in its text: running heads, feet and page numbers."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from formats.articles.pdf_lines import Line

MOST_LINES = 6
"""So many lines at the top and at the bottom of a page may be running ones."""

_APART = 1.6
_NUMBERS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?i)\W{0,3}(?:(?:page|seite|p\.|s\.|página|pagina|strona|sida|side)\s*)?"
    r"(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|von|de|sur|di|z|av)\s*\d{1,4})?\W{0,3}"
)
_PRINTED = re.compile(
    r"(?i).*https?://\S+(?:\s+\d+/\d+)?|\d+ of \d+\s+.*\d.*|"
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4},? \d{1,2}[:.]\d\d\b.*"
)
_ADDRESS = re.compile(r"https?://[^\s]+")


def without_furniture(pages: list[list[Line]]) -> tuple[list[list[Line]], str]:
    """The pages without what runs along at their edges, and the address a browser printed there."""
    edges = [_edge(page, 1) + _edge(page, -1) for page in pages]
    often = Counter(shape for edge in edges for shape in {_shape(line) for line in edge})
    kept, url = [], ""
    for page, edge in zip(pages, edges, strict=True):
        dropped = {
            id(line)
            for line in edge
            if often[_shape(line)] > 1 or _is_edge_mark(line, page, len(pages))
        }
        url = url or _printed_address(line for line in edge if id(line) in dropped)
        kept.append([line for line in page if id(line) not in dropped])
    return kept, url


def _edge(page: list[Line], way: int) -> list[Line]:
    """The few lines at the top (1) or bottom (-1) of a page that white space parts from the text.

    Those of a page that is nothing else are its text.
    """
    in_order = sorted(page, key=lambda line: -way * line.base)
    for at, (before, line) in enumerate(pairwise(in_order), start=1):
        if way * (before.base - line.base) > _APART * before.size:
            return in_order[:at]
        if at >= MOST_LINES:
            break
    return []


def _shape(line: Line) -> tuple[str, int, int]:
    """What a running line has in common with itself on another page: words, height, size."""
    return _NUMBERS.sub("#", line.text), round(line.base / 3), round(line.size)


def _is_edge_mark(line: Line, page: list[Line], pages: int) -> bool:
    """A page number or a browser's note, outside of the text by itself."""
    is_number = _PAGE_NUMBER.fullmatch(line.text) is not None
    if not is_number and _PRINTED.fullmatch(line.text) is None:
        return False
    others = [other.base for other in page if other.text != line.text and not _is_mark(other)]
    if not others:
        return pages > 1 or not is_number
    apart = 1.2 * line.size
    return line.base > max(others) + apart or line.base < min(others) - apart


def _is_mark(line: Line) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(line.text) or _PRINTED.fullmatch(line.text))


def _printed_address(lines: Iterable[Line]) -> str:
    found = (_ADDRESS.search(line.text) for line in lines if _PRINTED.fullmatch(line.text))
    return next((match[0] for match in found if match and len(match[0]) < 2000), "")
