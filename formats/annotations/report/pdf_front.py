"""The first pages of the PDF: what it is, the tags' lines, the contents; and its last box."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from formats.annotations.report import facts, method
from formats.annotations.report.colours import LIGHT
from formats.annotations.report.pdf_fonts import SIGN
from formats.annotations.report.pdf_lines import Line
from formats.annotations.report.pdf_marks import pattern_path
from formats.annotations.report.pdf_sheet import (
    ENTRY,
    FINE,
    HEADING,
    LEFT,
    SMALL,
    SMALL_STRONG,
    TITLE,
    TOP,
    UNIT,
    Sheet,
    base,
)
from formats.annotations.report.shown import day, isolated, on_one_line
from formats.annotations.report.survey import Survey, title_of
from formats.annotations.report.tag_set import Look, TagSet
from formats.annotations.rows import ArticleRow
from words import say

_SAMPLE = 16.0
_COUNT_WIDTH = 110.0
_TERM_WIDTH = 84.0
_PAD = 12.0
_CONTENTS_HEAD = 10 + HEADING.leading + 4
_TITLE_LINES = 4


@dataclass(slots=True)
class Entry:
    """One line of the contents; `page` is where the article begins, once that is known."""

    article: ArticleRow
    passages: int
    page: int = 0
    lines: Sequence[Line] = ()


def front(sheet: Sheet, tags: TagSet, found: Survey, made_at: datetime) -> float:
    """Project, scope and the key of lines; returns how far down it reaches."""
    kind = sheet.one_line(say("report.kind"), SMALL)
    with sheet.within("P"):
        y = sheet.put_all([kind], LEFT, TOP, SMALL, LIGHT.ink_2)
    lines = sheet.setter.lines(on_one_line(sheet.head), TITLE, sheet.across)
    with sheet.within("H1"):
        y = sheet.put_all(lines, LEFT, y, TITLE, LIGHT.ink)
    made = say("report.exported", day=day(made_at.date().isoformat()))
    scope = found.scope() if found.printed else say("report.nothing")
    lines = sheet.setter.lines(f"{scope} · {made}", SMALL, sheet.across)
    with sheet.within("P"):
        y = sheet.put_all(lines, LEFT, y, SMALL, LIGHT.ink_2) + 8
    with sheet.within("L"):
        y = _key(sheet, tags, y)
    return y + SMALL.leading + 14


def _key(sheet: Sheet, tags: TagSet, y: float) -> float:
    x = LEFT
    for look in tags:
        if look.row is not None and look.row.retired:
            continue
        name = _named(sheet, look, sheet.across - 24)
        if x > LEFT and x + 20 + name.width > LEFT + sheet.across:
            x, y = LEFT, y + SMALL.leading
        with sheet.within("LI"), sheet.within("LBody"):
            _tag(sheet, look, name, x, y)
        x += 20 + name.width + 18
    return y


def pages_of(sheet: Sheet, entries: Sequence[Entry], y: float) -> int:
    """How many pages the contents take from y on."""
    pages, y = 1, y + _CONTENTS_HEAD
    for entry in entries:
        height = _height(sheet, entry)
        if y + height > sheet.foot:
            pages, y = pages + 1, TOP
        y += height
    return pages


def draw_contents(sheet: Sheet, entries: Sequence[Entry], y: float) -> None:
    """The contents, on the first page from y on and on those after it."""
    sheet.turn_to(1)
    sheet.rule(LEFT, y, sheet.across, 1.5, LIGHT.ink)
    title = sheet.one_line(say("report.contents"), HEADING)
    with sheet.within("H2"):
        sheet.put(title, LEFT, y + 10 + base(HEADING), HEADING, LIGHT.ink)
    y += _CONTENTS_HEAD
    with sheet.within("TOC"):
        for entry in entries:
            height = _height(sheet, entry)
            if y + height > sheet.foot:
                sheet.turn_to(sheet.page + 1)
                y = TOP
            with sheet.within("TOCI"), sheet.within("Link"):
                _entry(sheet, entry, y)
            y += height


def _height(sheet: Sheet, entry: Entry) -> float:
    return len(_title(sheet, entry)) * ENTRY.leading + FINE.leading + 9


def _title(sheet: Sheet, entry: Entry) -> Sequence[Line]:
    if not entry.lines:
        words = sheet.setter.lines(title_of(entry.article), ENTRY, sheet.across - _COUNT_WIDTH)
        entry.lines = words[:_TITLE_LINES]
    return entry.lines


def _entry(sheet: Sheet, entry: Entry, y: float) -> None:
    lines = _title(sheet, entry)
    below = sheet.put_all(lines, LEFT, y, ENTRY, LIGHT.ink)
    _count(sheet, entry, y, len(lines) * ENTRY.leading)
    parts = list(map(isolated, facts.details(entry.article)))
    if entry.article.revision > 1:
        parts.append(say("report.of_revision", n=entry.article.revision))
    line = sheet.cut(" · ".join(parts), FINE, sheet.across - _COUNT_WIDTH)
    below = sheet.put_all([line], LEFT, below, FINE, LIGHT.ink_2)
    sheet.rule(LEFT, below + 4, sheet.across, 0.5, LIGHT.hairline)


def _count(sheet: Sheet, entry: Entry, y: float, height: float) -> None:
    told = say("report.count_passages", n=entry.passages)
    for n, line in enumerate(sheet.setter.lines(told, FINE, _COUNT_WIDTH - 34)[:2]):
        x = LEFT + sheet.across - 30 - line.width
        sheet.put(line, x, y + base(ENTRY) + n * FINE.leading, FINE, LIGHT.ink_2)
    number = sheet.one_line(str(entry.page), SMALL_STRONG)
    x = LEFT + sheet.across - number.width
    sheet.put(number, x, y + base(ENTRY), SMALL_STRONG, LIGHT.ink)
    link = sheet.add_link(page=entry.page)
    sheet.target(LEFT, y, sheet.across, height, link, title_of(entry.article))


def box(sheet: Sheet, tags: TagSet, found: Survey, made_at: datetime, y: float) -> None:
    """How this was made, from y on if its beginning fits there, else on a new page."""
    if y + 160 > sheet.foot:
        sheet.running = say("report.method")
        sheet.add_page()
        y = TOP
    sheet.set_y(y)
    sheet.start_section(say("report.method"), level=0)
    with sheet.within("Sect"):
        _Box(sheet, y).fill(tags, found, made_at)


class _Box:
    """A frame around terms and what is said of them, drawn page by page."""

    def __init__(self, sheet: Sheet, y: float) -> None:
        self._sheet = sheet
        self._top = y
        self._y = y + _PAD
        self._text = sheet.across - 2 * _PAD - _TERM_WIDTH

    def fill(self, tags: TagSet, found: Survey, made_at: datetime) -> None:
        sheet = self._sheet
        heading = sheet.one_line(say("report.method"), HEADING)
        with sheet.within("H2"):
            sheet.put(heading, LEFT + _PAD, self._y + base(HEADING), HEADING, LIGHT.ink)
        self._y += HEADING.leading + 6
        for term, told in method.before_tags(sheet.head, found):
            self._fact(term, told)
        self._tags(tags)
        for term, told in (*method.after_tags(tags, found, made_at), *self._missing(found)):
            self._fact(term, told)
        self._frame(self._y + _PAD - 6)

    def _missing(self, found: Survey) -> Iterator[method.Fact]:
        fonts = self._sheet.faces
        told: list[str] = []
        if fonts.missing:
            names = ", ".join(fonts.scripts())
            count = fonts.missing.total()
            told.append(say("report.missing_letters", n=count, scripts=names, sign=SIGN))
        if found.beyond:
            told.append(say("report.beyond", n=found.beyond))
        if told:
            yield say("report.missing"), told

    def _fact(self, term: str, told: Sequence[str]) -> None:
        sheet = self._sheet
        self._room(2 * SMALL.leading)
        name = sheet.setter.lines(term, SMALL_STRONG, _TERM_WIDTH - 8)
        with sheet.within("H3"):
            sheet.put_all(name, LEFT + _PAD, self._y, SMALL_STRONG, LIGHT.ink)
        for words in told:
            self._paragraph(words)
        self._y += 6

    def _tags(self, tags: TagSet) -> None:
        sheet = self._sheet
        self._room(3 * SMALL.leading)
        term = sheet.one_line(say("report.tags"), SMALL_STRONG)
        with sheet.within("H3"):
            sheet.put(term, LEFT + _PAD, self._y + base(SMALL), SMALL_STRONG, LIGHT.ink)
        for look in tags:
            self._room(3 * SMALL.leading)
            name = _named(sheet, look, self._text - 20)
            with sheet.within("P"):
                _tag(sheet, look, name, LEFT + _PAD + _TERM_WIDTH, self._y)
            self._y += SMALL.leading
            for words in method.definition(look):
                self._paragraph(words)
            self._y += 6

    def _paragraph(self, words: str) -> None:
        with self._sheet.within("P"):
            for line in self._sheet.setter.lines(words, SMALL, self._text):
                self._room(SMALL.leading)
                x = LEFT + _PAD + _TERM_WIDTH
                self._sheet.put(line, x, self._y + base(SMALL), SMALL, LIGHT.ink)
                self._y += SMALL.leading

    def _room(self, height: float) -> None:
        if self._y + height + _PAD <= self._sheet.foot:
            return
        self._frame(self._sheet.foot)
        self._sheet.running = say("report.method")
        self._sheet.add_page()
        self._top, self._y = TOP, TOP + _PAD

    def _frame(self, foot: float) -> None:
        sheet, across = self._sheet, self._sheet.across
        for x in (LEFT, LEFT + across - 0.75):
            sheet.fill(x, self._top, 0.75, foot - self._top, LIGHT.ink_2)
        for y in (self._top, foot - 0.75):
            sheet.fill(LEFT, y, across, 0.75, LIGHT.ink_2)


def _named(sheet: Sheet, look: Look, width: float) -> Line:
    """The tag's letter and name."""
    return sheet.cut(f"{look.letter} {look.name}", SMALL_STRONG, width)


def _tag(sheet: Sheet, look: Look, name: Line, x: float, y: float) -> None:
    stand = y + base(SMALL)
    middle = float(sheet.h) - stand + 0.32 * SMALL.size
    sheet.draw(pattern_path(look.pattern, x, middle, _SAMPLE, UNIT), look.light.underline)
    sheet.put(name, x + _SAMPLE + 4, stand, SMALL_STRONG, look.light.ink)
