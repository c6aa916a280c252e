"""Text down the left column, notes down the right one, over as many pages as they need."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from formats.annotations.report.colours import LIGHT
from formats.annotations.report.pdf_lines import Line, Style
from formats.annotations.report.pdf_sheet import GAP, LEFT, TEXT_WIDTH, TOP, Sheet, base
from formats.annotations.report.pdf_structure import Element

NOTE_X = LEFT + TEXT_WIDTH + GAP
_BAR = 7.0
_BETWEEN = 5.0


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One line of a note, or its first one with the sample of the tag's line in it."""

    line: Line
    style: Style
    colour: str
    indent: float = 0
    sample: tuple[str, str, float] | None = None
    link: tuple[float, float, int, str] | None = None
    """Where it is on the line, the place it leads to, and that in words."""


@dataclass(frozen=True, slots=True)
class Note:
    """What stands in the margin beside a passage."""

    lines: Sequence[NoteLine]
    colour: str
    element: Element

    @property
    def height(self) -> float:
        """Of all of its lines."""
        return sum(one.style.leading for one in self.lines)


class Flow:
    """The place that both columns have reached."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.y = TOP
        self._margin = TOP
        self._waiting: deque[Note] = deque()

    @property
    def full(self) -> float:
        """The height of an empty page."""
        return self.sheet.foot - TOP

    def new_page(self) -> None:
        """Go on at the top of another page; notes that found no room come first."""
        self.sheet.add_page()
        self.y = self._margin = TOP
        self._place()

    def room(self, height: float) -> None:
        """Make sure that so much fits below the place reached, on another page if need be."""
        if self.y + min(height, self.full) > self.sheet.foot:
            self.new_page()

    def note(self, note: Note) -> None:
        """A note beside the place reached, or below the one before it."""
        self._waiting.append(note)
        self._margin = max(self._margin, self.y)
        self._place()

    def finish(self) -> None:
        """Draw the notes that wait, on pages of their own if need be."""
        while self._waiting:
            self.new_page()

    def below_all(self) -> float:
        """Where neither column has anything any more."""
        return max(self.y, self._margin)

    def _place(self) -> None:
        while self._waiting:
            note = self._waiting[0]
            rest = self.sheet.foot - self._margin
            if note.height > rest:
                if self._margin > TOP or note.height <= self.full:
                    return
                head, tail = _split(note, rest)
                self._waiting[0] = tail
                self._draw(head)
                return
            self._waiting.popleft()
            self._draw(note)
            self._margin += _BETWEEN

    def _draw(self, note: Note) -> None:
        sheet = self.sheet
        sheet.fill(NOTE_X, self._margin + 1.5, 1.5, note.height - 1, note.colour)
        for one in note.lines:
            with sheet.at(note.element):
                self._draw_line(one)
            self._margin += one.style.leading

    def _draw_line(self, one: NoteLine) -> None:
        sheet, x = self.sheet, NOTE_X + _BAR
        y = self._margin + base(one.style)
        if one.sample is not None:
            path, colour, at = one.sample
            sheet.draw(_moved(path, x + at, float(sheet.h) - y + 0.32 * one.style.size), colour)
        if one.link is None:
            sheet.put(one.line, x + one.indent, y, one.style, one.colour)
            return
        left, width, target, words = one.link
        with sheet.within("Link"):
            sheet.put(one.line, x + one.indent, y, one.style, one.colour)
            sheet.target(x + left, self._margin, width, one.style.leading, target, words)

    def text(self, lines: Sequence[Line], style: Style, colour: str, indent: float = 0) -> None:
        """Lines down the left column."""
        for line in lines:
            self.room(style.leading)
            self.sheet.put(line, LEFT + indent, self.y + base(style), style, colour)
            self.y += style.leading

    def heading(self, words: str, style: Style, keep: float) -> None:
        """A heading that stays with what follows it."""
        lines = self.sheet.setter.lines(words, style, TEXT_WIDTH)
        self.room(len(lines) * style.leading + keep)
        self.text(lines, style, LIGHT.ink)


def _split(note: Note, height: float) -> tuple[Note, Note]:
    used = 0.0
    for number, one in enumerate(note.lines):
        used += one.style.leading
        if used > height:
            cut = max(1, number)
            return replace(note, lines=note.lines[:cut]), replace(note, lines=note.lines[cut:])
    return note, replace(note, lines=())


def _moved(path: str, x: float, y: float) -> str:
    return f"1 0 0 1 {x:.2f} {y:.2f} cm {path}"
