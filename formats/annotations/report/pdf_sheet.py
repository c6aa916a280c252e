"""The sheets of the PDF: their measures, running heads, and how a line of text is put on one."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

from fpdf import FPDF, ViewerPreferences
from fpdf.actions import URIAction
from fpdf.enums import TextDirection
from fpdf.fonts import TTFFont
from fpdf.syntax import PDFString

from formats.annotations.report.colours import LIGHT
from formats.annotations.report.fonts import REGULAR, STRONG
from formats.annotations.report.passages import Passage
from formats.annotations.report.pdf_fonts import Fonts
from formats.annotations.report.pdf_lines import Line, Run, Setter, Style
from formats.annotations.report.pdf_structure import Element, Link, Structure
from words import say

PAPER = "A4"
VERSION = "1.7"
RAISED, SMALLER = 0.42, 0.62
"""How a passage's number stands against the text: by parts of its size."""
LEFT, TOP, BOTTOM = 43.0, 62.0, 54.0
TEXT_WIDTH = 344.0
"""62 times the width of a 0 in the text."""
GAP = 18.0
UNIT = 10.5 / 19
"""Points of one pixel of the reader, whose text is 19 px."""

TITLE = Style("serif", STRONG, 19, 23)
HEADING = Style("serif", STRONG, 12, 15)
BODY = Style("serif", REGULAR, 10.5, 10.5 * 1.85)
ENTRY = Style("serif", STRONG, 11, 15)
QUOTED = Style("serif", REGULAR, 9.5, 13)
SMALL = Style("sans", REGULAR, 9, 13)
SMALL_STRONG = Style("sans", STRONG, 9, 13)
FINE = Style("sans", REGULAR, 8, 10.5)
FINE_STRONG = Style("sans", STRONG, 8.5, 11)
_HEAD = Style("sans", REGULAR, 8, 11)
_HEAD_Y = 40.0


class Sheet(FPDF):
    """A document of A4 pages in points; text is put where it is told, and never flows by itself.

    Text belongs to the element that is open (`within`, `at`), or is an artifact; drawings always are.
    """

    def __init__(self, project: str, letters: set[str], folder: Path) -> None:
        super().__init__(unit="pt", format=PAPER)
        self.pdf_version = VERSION
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self.structure = self.struct_builder = Structure()
        self.element: Element | None = self.structure.document
        self.set_auto_page_break(False)
        self.set_margins(LEFT, TOP, LEFT)
        self._set = ("", "", 0.0)
        self.str_alias_nb_pages = ""
        self.faces = Fonts(self, letters, folder)
        self.setter = Setter(self.faces)
        self.head = project
        self._heads: dict[str, Line] = {}
        self.running = say("report.kind")

    @property
    def foot(self) -> float:
        """How far down a page is filled."""
        return float(self.h) - BOTTOM

    @property
    def across(self) -> float:
        """The width between the margins."""
        return float(self.w) - 2 * LEFT

    @contextmanager
    def at(self, element: Element | None) -> Iterator[None]:
        """What is put now belongs to that element; None for what is read by nobody."""
        before, self.element = self.element, element
        try:
            yield
        finally:
            self.element = before

    @contextmanager
    def within(self, role: str, language: str = "") -> Iterator[Element]:
        """A new element at the end of the one that is open, and what is put now belongs to it."""
        made = self.structure.add(role, self.element or self.structure.document, language)
        with self.at(made):
            yield made

    def header(self) -> None:
        """Project at the left, article at the right."""
        with self.at(None):
            self.put(self._head_line(self.head), LEFT, _HEAD_Y, _HEAD, LIGHT.ink_2)
            line = self._head_line(self.running)
            self.put(line, LEFT + self.across - line.width, _HEAD_Y, _HEAD, LIGHT.ink_2)

    def turn_to(self, page: int) -> None:
        """Go on drawing on a page that is there."""
        self.page = page
        self.current_font_is_set_on_page = False

    def number_pages(self) -> None:
        """Put the number at the foot of every page, once it is known how many there are."""
        total = len(self.pages)
        for number in range(1, total + 1):
            self.turn_to(number)
            line = self.one_line(say("report.page", page=number, pages=total), _HEAD)
            x = LEFT + self.across - line.width
            with self.at(None):
                self.put(line, x, float(self.h) - BOTTOM + 26, _HEAD, LIGHT.ink_2)

    def one_line(self, text: str, style: Style) -> Line:
        """The text on one line, however wide."""
        return self.setter.lines(" ".join(text.split()), style, 100_000)[0]

    def cut(self, text: str, style: Style, width: float) -> Line:
        """The text on one line of that width; what is too long ends in dots."""
        text = " ".join(text.split())
        lines = self.setter.lines(text, style, width)
        if len(lines) < 2:
            return lines[0]
        kept = max((run.end for run in lines[0].runs), default=0)
        while kept > 0:
            lines = self.setter.lines(text[:kept].rstrip() + "…", style, width)
            if len(lines) == 1:
                break
            kept -= 1
        return lines[0]

    def _head_line(self, text: str) -> Line:
        if text not in self._heads:
            self._heads = {self.head: self.cut(self.head, _HEAD, self.across / 2 - GAP)}
            self._heads[text] = self.cut(text, _HEAD, self.across / 2 - GAP)
        return self._heads[text]

    def put(
        self,
        line: Line,
        x: float,
        y: float,
        style: Style,
        colour: str,
        number_ink: Callable[[Passage], str] | None = None,
    ) -> None:
        """Draw the line in the order in which it is read; y is where its letters stand.

        The passages' numbers, raised, have the ink that `number_ink` says, and are an element each.
        """
        ordered = sorted(line.runs, key=lambda run: (run.start, run.number is None))
        for passage, runs in groupby(ordered, key=lambda run: run.number):
            if passage is None:
                self._mark(self.element)
                for run in runs:
                    self._write(run, x + run.x, y, style.size, colour)
                self._out("EMC")
                continue
            for run in runs if number_ink else ():
                ink = number_ink(passage) if number_ink else colour
                with self.within("Reference"):
                    self._mark(self.element)
                    self._write(run, x + run.x, y - style.size * RAISED, style.size * SMALLER, ink)
                    self._out("EMC")

    def put_all(
        self, lines: Sequence[Line], x: float, y: float, style: Style, colour: str
    ) -> float:
        """Draw the lines below y, and say where the next may begin."""
        for line in lines:
            self.put(line, x, y + base(style), style, colour)
            y += style.leading
        return y

    def target(
        self, x: float, y: float, width: float, height: float, to: str | int, words: str
    ) -> None:
        """Let that place of the page lead to an address, or to a place of the document.

        It belongs to the element that is open; `words` say where it leads.
        """
        place = {"x": x, "y": float(self.h) - y, "width": width, "height": height}
        if isinstance(to, str):
            link = Link("Link", **place, action=URIAction(to), contents=words)
        else:
            link = Link("Link", **place, dest=self.links[to], contents=words)
        page = self.pages[self.page]
        page.add_annotation(link)
        self.structure.link(page, self.element or self.structure.document, link)

    def _mark(self, element: Element | None) -> None:
        """What is drawn until EMC belongs to the element."""
        if element is None:
            self._out("/Artifact BMC")
        else:
            number = self.structure.mark(self.pages[self.page], element)
            self._out(f"/{element.role} <</MCID {number}>> BDC")

    def draw(self, path: str, colour: str) -> None:
        """Stroke a path of the PDF's own operators."""
        red, green, blue = _parts(colour)
        self._out(f"/Artifact BMC q {red:.3f} {green:.3f} {blue:.3f} RG {path} Q EMC")

    def fill(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A rectangle without a frame."""
        red, green, blue = _parts(colour)
        foot = float(self.h) - y - height
        self._out(
            f"/Artifact BMC q {red:.3f} {green:.3f} {blue:.3f} rg"
            f" {x:.2f} {foot:.2f} {width:.2f} {height:.2f} re f Q EMC"
        )

    def rule(self, x: float, y: float, width: float, thickness: float, colour: str) -> None:
        """A line across, its top at y."""
        self.fill(x, y, width, thickness, colour)

    def _write(self, run: Run, x: float, y: float, size: float, colour: str) -> None:
        wanted = (run.font.family, run.font.style, size)
        if wanted != self._set or not self.current_font_is_set_on_page:
            self.set_font(*wanted)
            self._set = wanted
        font = self.current_font
        if isinstance(font, TTFFont):
            if not self.current_font_is_set_on_page:
                self._out(self._set_font_for_page(font, size))
            red, green, blue = _parts(colour)
            letters = "".join(_letters(font, run, x, float(self.h) - y, size))
            before, after = _spoken(run)
            self._out(f"{before}q {red:.3f} {green:.3f} {blue:.3f} rg BT {letters} ET Q{after}")


def base(style: Style) -> float:
    """How far below the top of its line a text stands."""
    rise, fall = (1.036, 0.335) if style.face == "serif" else (1.0, 0.326)
    return (style.leading - (rise + fall) * style.size) / 2 + rise * style.size


def _spoken(run: Run) -> tuple[str, str]:
    """What says the letters of a run in their order where they are drawn in the other one."""
    if not run.right_to_left:
        return "", ""
    return f"/Span <</ActualText {PDFString(run.text).serialize()}>> BDC ", " EMC"


def _letters(font: TTFFont, run: Run, x: float, y: float, size: float) -> Iterator[str]:
    """The glyphs of a run, each that does not follow by itself put where HarfBuzz says."""
    scale = size * font.scale / 1000
    waiting = ""
    yield _at(x, y)
    for glyph in font.shape_text(run.text, size, _shaping(run)):
        raised = glyph["x_offset"] or glyph["y_offset"]
        if raised:
            yield _shown(waiting)
            waiting = ""
            yield _at(x + glyph["x_offset"] * scale, y + glyph["y_offset"] * scale)
        if glyph["mapped_char"] is not None:
            waiting += font.escape_text(chr(glyph["mapped_char"]))
        x += glyph["x_advance"] * scale
        if glyph["force_positioning"]:
            yield _shown(waiting)
            waiting = ""
            yield _at(x, y)
    yield _shown(waiting)


def _shaping(run: Run) -> dict[str, Any]:
    direction = TextDirection.RTL if run.right_to_left else TextDirection.LTR
    return {"features": {}, "fragment_direction": direction}


def _at(x: float, y: float) -> str:
    return f"1 0 0 1 {x:.2f} {y:.2f} Tm "


def _shown(glyphs: str) -> str:
    return f"({glyphs}) Tj " if glyphs else ""


def _parts(colour: str) -> tuple[float, float, float]:
    return (
        int(colour[1:3], 16) / 255,
        int(colour[3:5], 16) / 255,
        int(colour[5:7], 16) / 255,
    )
