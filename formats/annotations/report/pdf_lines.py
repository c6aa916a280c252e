"""Text broken into lines that fit, each a row of runs in the order in which they lie."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import regex

from formats.annotations.report.fonts import Face
from formats.annotations.report.passages import Passage
from formats.annotations.report.pdf_fonts import Font, Fonts
from formats.annotations.report.pdf_levels import in_visual_order, levels
from formats.annotations.report.shown import shown

_WIDE = r"\p{Han}\p{Hiragana}\p{Katakana}\u3000-\u303f\uff00-\uffef"
_BLANK = r" \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000"
_TOKENS = regex.compile(
    rf"[{_BLANK}]+"
    rf"|[{_WIDE}][\p{{Pe}}\p{{Pf}}\p{{Po}}]*"
    rf"|[^{_BLANK}{_WIDE}]+?(?:[-–—/?&=](?=[^\s\d\p{{P}}])|(?=[{_BLANK}{_WIDE}])|$)"
)
"""A blank, or as much as stays together on a line."""

_GRAPHEMES = regex.compile(r"\X")
_LINE_ENDS = str.maketrans("\u2028\u2029\u0085", "\n\n\n")
_NUMBER_SIZE = 0.62


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set; `size` and `leading` are in points."""

    face: Face
    weight: int
    size: float
    leading: float


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one line in one face and direction; `number` is a passage's, not of the text."""

    font: Font
    text: str
    start: int
    level: int
    width: float
    x: float = 0
    number: Passage | None = None

    @property
    def end(self) -> int:
        """The letter after its last one."""
        return self.start if self.number else self.start + len(self.text)

    @property
    def right_to_left(self) -> bool:
        """Which way it runs."""
        return self.level % 2 == 1


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its runs from left to right, and how wide they are together."""

    runs: Sequence[Run]
    width: float


class Setter:
    """Sets texts in the faces of one PDF."""

    def __init__(self, fonts: Fonts) -> None:
        self.fonts = fonts

    def lines(
        self,
        text: str,
        style: Style,
        width: float,
        numbers: Mapping[int, Sequence[Passage]] | None = None,
    ) -> list[Line]:
        """The text in lines no wider than that; `numbers` follow the letter before their place."""
        found: list[Line] = []
        at = 0
        text = shown(text.translate(_LINE_ENDS))
        for row in text.split("\n"):
            base, rows = self._row(row, at, style, width, numbers or {})
            found += [self._line(atoms, base, width) for atoms in rows]
            at += len(row) + 1
        return found

    def width(self, text: str, style: Style) -> float:
        """How wide the text is on one line."""
        return sum(line.width for line in self.lines(text, style, 100_000))

    def _row(
        self,
        row: str,
        at: int,
        style: Style,
        width: float,
        numbers: Mapping[int, Sequence[Passage]],
    ) -> tuple[int, list[list[Run]]]:
        base, of_letter = levels(row)
        drawn = self.fonts.drawn(row, style.face, style.weight).replace("\t", " ")
        groups = self._groups(row, drawn, at, of_letter, base, style, numbers)
        return base, list(_filled(self._narrowed(groups, style, width), width))

    def _groups(
        self,
        row: str,
        drawn: str,
        at: int,
        of_letter: Sequence[int],
        base: int,
        style: Style,
        numbers: Mapping[int, Sequence[Passage]],
    ) -> Iterator[list[Run]]:
        """What stays together, one after the other."""
        here = {place - at for place in numbers if at < place <= at + len(row)}
        cuts = {0, *here, *(n for n in range(1, len(row)) if of_letter[n] != of_letter[n - 1])}
        faces = list(self.fonts.runs(drawn, style.face, style.weight))
        cuts.update(start for _, start, _ in faces)
        font_at = iter(faces)
        font, _, until = next(font_at, (None, 0, 0))
        for found in _TOKENS.finditer(row):
            inner = [
                place for place in sorted(cuts & set(range(*found.span()))) if place > found.start()
            ]
            group: list[Run] = []
            for start, end in pairwise([found.start(), *inner, found.end()]):
                while font is not None and start >= until:
                    font, _, until = next(font_at, (None, 0, 0))
                if font is None:
                    break
                level = of_letter[start]
                group.append(self._run(font, drawn[start:end], at + start, level, style.size))
                group += self._numbers(numbers.get(at + end, ()), at + end, level, style.size)
            yield group

    def _run(self, font: Font, text: str, start: int, level: int, size: float) -> Run:
        width = self.fonts.width(font, text, size, level % 2 == 1)
        return Run(font, text, start, level, width)

    def _numbers(
        self, passages: Sequence[Passage], at: int, level: int, size: float
    ) -> Iterator[Run]:
        for one in passages:
            text = f"\u2009{one.sign}\u2009" if len(passages) > 1 else one.sign
            font, _, _ = next(self.fonts.runs(text, "sans", 600))
            width = self.fonts.width(font, text, size * _NUMBER_SIZE, False)
            # It runs to the right even in a line that runs to the left.
            yield Run(font, text, at, level + level % 2, width, number=one)

    def _narrowed(
        self, groups: Iterator[list[Run]], style: Style, width: float
    ) -> Iterator[list[Run]]:
        """A group wider than a line falls apart between its letters."""
        for group in groups:
            if sum(run.width for run in group) <= width:
                yield group
            else:
                yield from self._apart(group, style, width)

    def _apart(self, group: list[Run], style: Style, width: float) -> Iterator[list[Run]]:
        for run in group:
            if run.number:
                yield [run]
                continue
            start, size = 0, 0.0
            for found in _GRAPHEMES.finditer(run.text):
                one = self.fonts.width(run.font, found.group(), style.size, run.right_to_left)
                if size + one > width and found.start() > start:
                    yield [self._part(run, start, found.start(), style.size)]
                    start, size = found.start(), 0.0
                size += one
            yield [self._part(run, start, len(run.text), style.size)]

    def _part(self, run: Run, start: int, end: int, size: float) -> Run:
        return self._run(run.font, run.text[start:end], run.start + start, run.level, size)

    def _line(self, atoms: list[Run], base: int, width: float) -> Line:
        merged = list(_merged(atoms))
        ordered = in_visual_order(merged, [run.level for run in merged])
        total = sum(run.width for run in ordered)
        x = max(0.0, width - total) if base % 2 else 0.0
        placed: list[Run] = []
        for run in ordered:
            placed.append(replace(run, x=x))
            x += run.width
        return Line(placed, total)


def _filled(groups: Iterator[list[Run]], width: float) -> Iterator[list[Run]]:
    """As many groups on a line as fit; blanks at its end are not drawn."""
    line: list[Run] = []
    used = 0.0
    for group in groups:
        size = sum(run.width for run in group)
        if line and used + size > width and not _is_blank(group):
            yield _trimmed(line)
            line, used = [], 0.0
        line += group
        used += size
    yield _trimmed(line)


def _is_blank(group: list[Run]) -> bool:
    return all(run.number is None and not run.text.strip() for run in group)


def _trimmed(line: list[Run]) -> list[Run]:
    end = len(line)
    while end and line[end - 1].number is None and not line[end - 1].text.strip():
        end -= 1
    return line[:end]


def _merged(atoms: list[Run]) -> Iterator[Run]:
    current: Run | None = None
    for run in atoms:
        if (
            current is not None
            and run.number is None
            and current.number is None
            and (run.font, run.level) == (current.font, current.level)
        ):
            text, width = current.text + run.text, current.width + run.width
            current = replace(current, text=text, width=width)
            continue
        if current is not None:
            yield current
        current = run
    if current is not None:
        yield current
