"""The PDF from its first page to its last."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.documents import Document, documents
from formats.annotations.report.passages import printed
from formats.annotations.report.pdf_article import ArticleSetter
from formats.annotations.report.pdf_front import Entry, box, draw_contents, front, pages_of
from formats.annotations.report.pdf_sheet import Sheet
from formats.annotations.report.shown import on_one_line
from formats.annotations.report.survey import Survey, survey
from formats.annotations.report.tag_set import TagSet
from words import LANGUAGE, say

MOST_CHARACTERS = 2_000_000
"""So much text is printed, about a thousand pages."""

_CHUNK = 64 * 1024
_CREATOR = "Fact-check Workbench"


def pdf(dataset: Dataset, options: WriteOptions) -> Iterator[bytes]:
    """The whole PDF is made before its first byte is there."""
    with TemporaryDirectory(prefix="report-") as folder:
        data = _made(dataset, options, Path(folder))
    for start in range(0, len(data), _CHUNK):
        yield bytes(data[start : start + _CHUNK])


def _made(dataset: Dataset, options: WriteOptions, folder: Path) -> bytearray:
    found = survey(dataset)
    tags = TagSet(dataset.codebook())
    sheet = Sheet(on_one_line(dataset.project), found.letters, folder)
    _describe(sheet, found, options)
    sheet.add_page()
    y = front(sheet, tags, found, options)
    setter = ArticleSetter(sheet, tags)
    if found.several:
        _with_contents(sheet, setter, dataset, options, y)
        y = sheet.foot
    else:
        for document in documents(dataset):
            setter.set(printed(document), y)
            _count_undrawn(document, options)
    box(sheet, tags, found, options, setter.end() + 24 if found.printed else y)
    sheet.number_pages()
    _count_lost(sheet, found, options)
    return sheet.output()


def _with_contents(
    sheet: Sheet, setter: ArticleSetter, dataset: Dataset, options: WriteOptions, y: float
) -> None:
    """The contents stand first and know the pages last: so they are drawn when all else is."""
    entries = [_entry(document) for document in documents(dataset)]
    sheet.start_section(say("report.contents"))
    for _ in range(pages_of(sheet, entries, y) - 1):
        sheet.add_page()
    used = 0
    for entry, document in zip(entries, documents(dataset), strict=True):
        if not document.annotations:
            continue
        if used and used + len(document.article.text) > MOST_CHARACTERS:
            options.lost["articles_beyond"] += 1
            continue
        used += len(document.article.text)
        setter.set(printed(document))
        _count_undrawn(document, options)
        entry.page = setter.first_page
    last = sheet.page
    draw_contents(sheet, entries, y)
    sheet.turn_to(last)


def _entry(document: Document) -> Entry:
    return Entry(replace(document.article, text=""), len(document.annotations))


def _describe(sheet: Sheet, found: Survey, options: WriteOptions) -> None:
    sheet.set_title(f"{sheet.head}: {say('report.kind')}")
    sheet.set_subject(found.scope())
    sheet.set_creator(_CREATOR)
    sheet.set_lang(LANGUAGE)
    sheet.set_creation_date(options.made_at)


def _count_undrawn(document: Document, options: WriteOptions) -> None:
    if undrawn := printed(document).undrawn:
        options.lost["overlaps_beyond"] += undrawn


def _count_lost(sheet: Sheet, found: Survey, options: WriteOptions) -> None:
    if found.untagged:
        options.lost["untagged_texts"] += found.untagged
    if missing := sheet.faces.missing.total():
        options.lost["glyphs"] += missing
