"""A PDF taken apart with PDFium.

It knows the encodings of Chinese, Japanese and Korean fonts, the order of right-to-left lines,
and where each letter stands.
"""

import re
from itertools import takewhile
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pypdfium2 import raw

from formats.articles.draft import Extract
from formats.articles.errors import ArticleError
from formats.articles.pdf_furniture import without_furniture
from formats.articles.pdf_lines import Line, page_lines
from formats.articles.pdf_paragraphs import paragraphs, shape_of
from formats.articles.properties import stated

PAGES = 300
"""The most pages that an article may have."""

_LOCKED = frozenset({raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY})
_END = re.compile(rb"startxref\s+0*[1-9]")
_TAIL = 64 * 1024
_UNREADABLE = 0.3
_LONE_JOINER = re.compile(
    "(?<!\\S)\u200d+|\u200d+(?!\\S)"
)  # of an emoji that the font has no letter for
_BROWSER = re.compile(r"(?i)chrom|skia|mozilla|firefox|safari|webkit|wkhtml|print to pdf")
_LARGER, _SAME, _LONGEST = 1.15, 0.97, 250
_MADE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-]\d\d)'?(\d\d)?'?)?")


def extract_pdf(data: bytes) -> Extract:
    """Its text and properties.

    Raises ArticleError for one that is damaged, encrypted, scanned, or longer than PAGES.
    """
    document = _opened(data)
    pages, bare = _pages(document)
    kept, url = without_furniture(pages)
    lines = [line for page in kept for line in page]
    if not any(sign.isalnum() for line in lines for sign in line.text):
        raise ArticleError("scanned" if bare else "empty")
    text = _LONE_JOINER.sub("", "\n\n".join(paragraphs(lines)))
    unreadable = text.count("\ufffd")
    if unreadable > _UNREADABLE * len(text):
        raise ArticleError("letters")
    fields = _properties(document)
    if url:
        fields["found"]["url"] = "page_edge"
    return Extract(
        text=text,
        heading=_heading(lines, fields["title"]),
        url=url,
        damaged=unreadable,
        left_out={"scanned_pages": bare},
        **fields,
    )


def _opened(data: bytes) -> Any:
    # PDFium guesses where the end of a file is missing, and a part of an article is none.
    if not _END.search(data[-_TAIL:]):
        raise ArticleError("damaged")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) in _LOCKED
        raise ArticleError("encrypted" if locked else "damaged") from error
    if len(document) > PAGES:
        raise ArticleError("pages", limit=PAGES)
    return document


def _pages(document: Any) -> tuple[list[list[Line]], int]:
    """The lines of each page, and how many pages show pictures alone."""
    pages, bare = [], 0
    for number in range(len(document)):
        page = document[number]
        text_page = page.get_textpage()
        lines = page_lines(text_page, number)
        if not lines:
            bare += any(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=5))
        pages.append(lines)
        text_page.close()
        page.close()
    return pages, bare


def _heading(lines: list[Line], title: str) -> str:
    """What is set largest on the first page with text, unless the stated title stands there."""
    if title and "".join(title.split()) in "".join(
        line.text.replace(" ", "") for line in lines[:40]
    ):
        return ""
    size = shape_of(lines).size
    first = [line for line in lines if line.page == lines[0].page]
    largest = max(line.size for line in first)
    if largest <= _LARGER * size:
        return ""
    start = next(at for at, line in enumerate(first) if line.size > _SAME * largest)
    if sum(len(line.text) for line in first[:start]) > _LONGEST:
        return ""  # a heading amid the text, or a quotation pulled out of it
    together = takewhile(lambda line: line.size > _SAME * largest, first[start:])
    heading = " ".join(line.text for line in together)
    is_one = len(heading) < _LONGEST and any(sign.isalpha() for sign in heading)
    return heading if is_one else ""


def _properties(document: Any) -> dict[str, Any]:
    facts = document.get_metadata_dict()
    # When a page was printed is not when it was published.
    is_print = _BROWSER.search(f"{facts.get('Creator', '')} {facts.get('Producer', '')}")
    return stated(
        title=facts.get("Title", ""),
        byline=facts.get("Author", ""),
        published_at="" if is_print else _moment(facts.get("CreationDate", "")),
    )


def _moment(value: str) -> str:
    """`D:20260607080910+02'00'` as ISO text."""
    match = _MADE.match(value)
    if match is None:
        return ""
    year, month, day, hour, minute, second, zulu, hours, minutes = match.groups()
    if month is None or day is None:
        return ""
    zone = "+00:00" if zulu else f"{hours}:{minutes or '00'}" if hours else ""
    return f"{year}-{month}-{day}T{hour or '00'}:{minute or '00'}:{second or '00'}{zone}"
