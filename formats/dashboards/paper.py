"""A dashboard as a PDF of A4 pages: numbers, then each chart with its table."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from struct import unpack
from tempfile import TemporaryDirectory

from fpdf import FPDF, FontFace
from fpdf.enums import TableBordersLayout, XPos, YPos
from fpdf.fonts import TTFFont

from formats.annotations.report.fallback import fallbacks
from formats.annotations.report.fonts import FACES, REGULAR, STRONG, static_font
from formats.dashboards.told import ToldDashboard, ToldNumber, ToldPart
from words import LANGUAGE, say

MARGIN = 16.0
WIDTH = 178.0
"""Millimetres between the margins of A4."""
DRAWN = WIDTH * 0.85
"""How wide a chart is."""
INK, QUIET, HAIRLINE = (36, 33, 28), (95, 89, 79), (219, 215, 206)
MOST_ROWS = 400
"""Of a table; who needs more takes the CSV."""


def document(told: ToldDashboard) -> bytes:
    """The PDF; raises FormatError where the faces are missing."""
    with TemporaryDirectory(prefix="dashboard-", ignore_cleanup_errors=True) as folder:
        paper = _Paper(told, Path(folder))
        paper.add_page()
        paper.front(told)
        for part in told.parts:
            paper.part(part)
        paper.words(say("dashboard.method"), "serif", "B", 12, INK)
        paper.words(told.method, "sans", "", 9, QUIET)
        return bytes(paper.output())


class _Paper(FPDF):
    """Pages that text flows over, in the faces of the workbench."""

    def __init__(self, told: ToldDashboard, folder: Path) -> None:
        super().__init__(unit="mm", format="A4")
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(True, MARGIN + 4)
        self.set_title(f"{told.title}: {told.scope}")
        self.set_lang(LANGUAGE)
        self.set_creator("Fact-check Workbench")
        self._faces(told.letters, folder)
        self.running = f"{told.title} · {told.scope}"

    def footer(self) -> None:
        """What it is of, and the page."""
        self.set_y(-MARGIN)
        self.set_font("sans", "", 8)
        self.set_text_color(*QUIET)
        page = say("report.page", page=self.page_no(), pages="{nb}")
        self.cell(WIDTH / 2, 5, self._cut(self.running, WIDTH / 2))
        self.cell(WIDTH / 2, 5, page, align="R")

    def front(self, told: ToldDashboard) -> None:
        """Title, filters and numbers."""
        self.words(told.title, "serif", "B", 20, INK)
        self.words(told.scope, "sans", "", 10, QUIET)
        if told.counted:
            self.words(told.counted, "sans", "", 10, QUIET)
        self.words(told.made, "sans", "", 9, QUIET)
        if told.narrowed:
            self.words(say("dashboard.part_joined").join(told.narrowed), "sans", "B", 10, INK)
        self.ln(4)
        self._numbers(told.numbers)
        if told.left_out:
            self.words(told.left_out, "sans", "", 9, QUIET)
            self.ln(3)

    def part(self, part: ToldPart) -> None:
        """A chart, or a list, with its table."""
        # A title does not stand alone at the foot of a page.
        if self.will_page_break(_height(part) + 24):
            self.add_page()
        self.set_draw_color(*HAIRLINE)
        self.line(MARGIN, self.get_y(), MARGIN + WIDTH, self.get_y())
        self.ln(2)
        self.start_section(part.title)
        self.words(part.title, "serif", "B", 13, INK)
        self.words(part.unit, "sans", "", 9, QUIET)
        if part.png:
            self.ln(1)
            self.image(BytesIO(part.png), w=DRAWN, h=0, alt_text=part.alternative, title=part.title)
        self._table(part)
        self.ln(5)

    def words(
        self, text: str, face: str, style: str, size: float, colour: tuple[int, int, int]
    ) -> None:
        """A paragraph."""
        self.set_font(face, style, size)
        self.set_text_color(*colour)
        self.multi_cell(WIDTH, size * 0.5, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _numbers(self, numbers: Sequence[ToldNumber]) -> None:
        for number in numbers:
            self.words(f"{number.label}: {number.value}", "sans", "B", 11, INK)
            if number.under:
                self.words(number.under, "sans", "", 9, QUIET)
            self.ln(1.5)
        self.ln(3)

    def _table(self, part: ToldPart) -> None:
        if not part.rows:
            self.words(say("dashboard.no_rows"), "sans", "", 9, QUIET)
            return
        self.ln(2)
        self.set_font("sans", "", 8.5)
        self.set_text_color(*INK)
        align = ("LEFT", *("RIGHT" for _ in part.head[1:]))
        first = max(1, len(part.head) - 1)
        with self.table(
            borders_layout=TableBordersLayout.HORIZONTAL_LINES,
            col_widths=(max(2, first), *(1.4 for _ in part.head[1:])),
            headings_style=FontFace(emphasis="", color=QUIET),
            line_height=4.5,
            text_align=align,
            width=int(WIDTH),
        ) as table:
            for row in (part.head, *part.rows[:MOST_ROWS]):
                table.row(row)
        if len(part.rows) > MOST_ROWS:
            left = len(part.rows) - MOST_ROWS
            self.words(say("dashboard.rows_left", n=left), "sans", "", 9, QUIET)

    def _cut(self, text: str, width: float) -> str:
        while text and self.get_string_width(text) > width:
            text = text[:-1]
        return text

    def _faces(self, letters: set[str], folder: Path) -> None:
        for face in FACES:
            for weight, style in ((REGULAR, ""), (STRONG, "B")):
                path = folder / f"{face}{weight}.ttf"
                path.write_bytes(static_font(face, weight, letters))
                self.add_font(face, style, path)
        wanted, own = set(map(ord, letters)), self._drawn()
        for number, other in enumerate(fallbacks()):
            if (wanted - own) & other.letters:
                path = folder / f"other{number}.ttf"
                path.write_bytes(other.static(REGULAR, wanted))
                self.add_font(f"other{number}", "", path)
                self.add_font(f"other{number}", "B", path)
                own |= other.letters
        self.set_fallback_fonts(self._others(), exact_match=False)
        self.set_text_shaping(True)

    def _drawn(self) -> set[int]:
        font = self.fonts["sans"]
        return set(font.cmap) if isinstance(font, TTFFont) else set()

    def _others(self) -> list[str]:
        return [name for name in self.fonts if name.startswith("other") and not name.endswith("B")]


def _height(part: ToldPart) -> float:
    """Millimetres that its chart takes; a PNG tells its measures at a fixed place."""
    if not part.png:
        return 0.0
    across, down = unpack(">II", part.png[16:24])
    return float(min(DRAWN * down / across, 200))
