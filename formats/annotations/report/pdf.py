"""The PDF from its first page to its last."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from formats.annotations.documents import Document
from formats.annotations.report.passages import Printed, printed
from formats.annotations.report.pdf_article import ArticleSetter
from formats.annotations.report.pdf_front import Entry, box, draw_contents, front, pages_of
from formats.annotations.report.pdf_sheet import Sheet
from formats.annotations.report.shown import on_one_line
from formats.annotations.report.spool import Spooled
from formats.annotations.report.survey import Survey, survey
from formats.annotations.report.tag_set import TagSet
from words import LANGUAGE, say

_CREATOR = "Fact-check Workbench"


@dataclass(slots=True)
class Making:
    """One PDF while it is made. `tell` hears how many characters of how many are set.

    `lost` counts what could not be drawn, by the names of CARRIES_NOT.
    """

    spooled: Spooled
    tell: Callable[[int, int], None]
    lost: Counter[str] = field(default_factory=Counter)

    def write(self, path: Path) -> None:
        """The whole PDF is made before its first byte is there."""
        head = self.spooled.head()
        found = survey(head.project, head.tags, self.spooled.documents())
        found.untagged, found.beyond = head.untagged, head.beyond
        sheet = Sheet(on_one_line(head.project), found.letters, path.parent)
        sheet.set_creation_date(head.made_at)
        _describe(sheet, found)
        sheet.add_page()
        tags = TagSet(head.tags)
        y = front(sheet, tags, found, head.made_at)
        setter = ArticleSetter(sheet, tags)
        if found.several:
            self._with_contents(sheet, setter, tags, y)
            y = sheet.foot
        else:
            for one in self._printed(tags):
                setter.set(one, y)
        box(sheet, tags, found, head.made_at, setter.end() + 24 if found.printed else y)
        sheet.number_pages()
        if missing := sheet.faces.missing.total():
            self.lost["glyphs"] += missing
        path.write_bytes(sheet.output())

    def _with_contents(self, sheet: Sheet, setter: ArticleSetter, tags: TagSet, y: float) -> None:
        """The contents stand first and know the pages last: so they are drawn when all else is."""
        entries = [_entry(document) for document in self.spooled.documents()]
        sheet.start_section(say("report.contents"))
        with sheet.within("Sect") as contents:
            for _ in range(pages_of(sheet, entries, y) - 1):
                sheet.add_page()
        for entry, one in zip(entries, self._printed(tags), strict=True):
            setter.set(one)
            entry.page = setter.first_page
        last = sheet.page
        with sheet.at(contents):
            draw_contents(sheet, entries, y)
        sheet.turn_to(last)

    def _printed(self, tags: TagSet) -> Iterator[Printed]:
        total, done = self.spooled.head().characters, 0
        for document in self.spooled.documents():
            one = printed(document, tags.letter)
            self.lost.update({"overlaps_beyond": one.undrawn} if one.undrawn else {})
            yield one
            done += len(document.article.text)
            self.tell(done, total)


def _entry(document: Document) -> Entry:
    return Entry(replace(document.article, text=""), len(document.annotations))


def _describe(sheet: Sheet, found: Survey) -> None:
    sheet.set_title(f"{sheet.head}: {say('report.kind')}")
    sheet.set_subject(found.scope())
    sheet.set_creator(_CREATOR)
    sheet.set_lang(LANGUAGE)
