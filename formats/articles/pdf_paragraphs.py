"""The lines of a PDF put together to the paragraphs that its pages show.

A PDF knows no paragraphs, only where its letters stand. A line was broken by the program that
set it where the next word would not have fitted any more; all other breaks are the author's.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import quantiles

from formats.articles.hyphens import join
from formats.articles.pdf_lines import Line

_BULLET = re.compile(r"(?:[•●○◦▪■□‣∙·]|[-–—*](?=\s)|\(?\d{1,2}[.)](?=\s)|\(?[a-z]\)(?=\s))\s*")
_ENDS = re.compile(r"[.!?:;…。！？؟۔][\"'”’»)\]」』]*\Z")
_LEADER = re.compile(r"(?:\. ?){4,}\s*\d*\Z")  # the dots of a table of contents
_STOPS = re.compile(r"[.,;:!?…–—-][\"'”’»)]*\Z")
_PIECE = re.compile("[\\w'’]*[\u00ad-]\\Z")
_BROKEN_WORD = re.compile("[^\\W\\d_]\u00ad\\Z")
_WORD = re.compile(r"[\w'’-]+")
_OTHER_SIZE, _INDENT, _WIDE = 0.12, 0.8, 1.2
_VERSES, _HEADING = 3, 1.15


@dataclass
class Paragraph:
    """Lines that belong together; `gap` is whether white space stands before it."""

    lines: list[Line]
    gap: bool = True

    @property
    def is_item(self) -> bool:
        """Whether it begins as a list item does."""
        return _BULLET.match(self.lines[0].text) is not None


@dataclass(frozen=True)
class Shape:
    """What is usual in a document: the size of its running text, and its distance of lines."""

    size: float
    pitch: float
    words: Counter[str] = field(default_factory=Counter)

    def knows(self, word: str) -> bool:
        """Whether a word occurs in the document."""
        return self.words[word.lower()] > 0


def shape_of(lines: list[Line]) -> Shape:
    """What most of the lines have in common."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    size = sizes.most_common(1)[0][0]
    gaps = [
        before.base - after.base
        for before, after in pairwise(lines)
        if abs(before.size - size) < 0.1 * size and 0.7 * size < before.base - after.base < 3 * size
    ]
    pitch = quantiles(gaps, n=4)[0] if len(gaps) > 3 else 1.25 * size
    words = Counter(
        word.lower() for line in lines for word in _WORD.findall(_PIECE.sub("", line.text))
    )
    return Shape(size, min(pitch, 1.8 * size), words)


def paragraphs(lines: list[Line]) -> list[str]:
    """The blocks of the text, those of a list or of verses with their lines kept."""
    if not lines:
        return []
    shape = shape_of(lines)
    found = [one for column in _joined_columns(_columns(lines), shape) for one in column]
    return [_text(block, shape) for block in _blocks(found)]


def _columns(lines: list[Line]) -> list[list[Line]]:
    """Runs of lines that go down the same page."""
    columns = [lines[:1]]
    for before, line in pairwise(lines):
        down = line.page == before.page and line.base <= before.base + 0.5 * before.size
        if not down:
            columns.append([])
        columns[-1].append(line)
    return columns


def _joined_columns(columns: list[list[Line]], shape: Shape) -> list[list[Paragraph]]:
    """The paragraphs of each column; one that goes on in the next column is one."""
    done: list[list[Paragraph]] = []
    for column in columns:
        ones = _of_column(column, shape)
        if done and _goes_on(done[-1][-1], ones[0], columns[len(done) - 1]):
            done[-1][-1].lines += ones.pop(0).lines
        if ones:
            done.append(ones)
        else:
            done.append([done[-1].pop()])
    return [one for one in done if one]


def _goes_on(before: Paragraph, after: Paragraph, column: list[Line]) -> bool:
    last, first = before.lines[-1], after.lines[0]
    if not _same_size(last, first) or after.is_item:
        return False
    if last.text.endswith(("-", "\u00ad")) or first.text[:1].islower():
        return True
    is_full = _room_left(last, column) < 3 * last.size
    return is_full and len(before.lines) > 1 and not _ENDS.search(last.text)


def _of_column(column: list[Line], shape: Shape) -> list[Paragraph]:
    found: list[Paragraph] = []
    for lines in _without_gaps(column, shape):
        are_verses = _are_verses(lines, column, 0.6) or (
            _are_verses(column, column, 0.8) and _early(lines, column) > 0.2 * len(lines)
        )
        for at, line in enumerate(lines):
            before = lines[at - 1] if at else None
            if before is None or not _continues(found[-1], before, line, column, shape, are_verses):
                found.append(Paragraph([line], gap=before is None))
            else:
                found[-1].lines.append(line)
    return found


def _without_gaps(column: list[Line], shape: Shape) -> list[list[Line]]:
    """Lines that stand together, with white space or another size of letters between them."""
    gaps = [
        before.base - after.base
        for before, after in pairwise(column)
        if _same_size(before, after) and before.base - after.base > 0.7 * before.size
    ]
    own = sorted(gaps)[len(gaps) // 10] if len(gaps) > 3 else 0.0
    groups = [column[:1]]
    for before, line in pairwise(column):
        pitch = max(shape.pitch * max(before.size / shape.size, 1), min(own, 1.8 * before.size))
        in_one_row = abs(line.base - before.base) < 0.5 * before.size
        is_near = _same_size(before, line) and before.base - line.base <= _WIDE * pitch
        if not in_one_row and not is_near:
            groups.append([])
        groups[-1].append(line)
    return groups


def _are_verses(lines: list[Line], column: list[Line], least: float) -> bool:
    """Whether the author broke these lines: most end early, or each begins with a capital."""
    pairs = list(pairwise(lines))
    if len(pairs) < _VERSES:
        return False
    early = [_ends_early(one, after, column) for one, after in pairs]
    if sum(early) >= least * len(pairs):
        return True
    stops = sum(
        end or _STOPS.search(one.text) is not None
        for end, (one, _) in zip(early, pairs, strict=True)
    )
    cased = [sign for line in lines if (sign := _first_letter(line)).lower() != sign.upper()]
    capitals = sum(sign.isupper() for sign in cased)
    return len(cased) > _VERSES and capitals >= 0.85 * len(cased) and stops >= 0.5 * len(pairs)


def _early(lines: list[Line], column: list[Line]) -> int:
    return sum(_ends_early(one, after, column) for one, after in pairwise(lines))


def _ends_early(line: Line, after: Line, column: list[Line]) -> bool:
    return _room_left(line, column) > _first_word(after) + _slack(after)


def _first_letter(line: Line) -> str:
    """Blank in a line of capitals alone."""
    return (
        next((sign for sign in line.text if sign.isalpha()), "") if not line.text.isupper() else ""
    )


def _continues(
    paragraph: Paragraph,
    before: Line,
    line: Line,
    column: list[Line],
    shape: Shape,
    are_verses: bool,
) -> bool:
    """Whether `line`, which stands close below `before`, belongs to its paragraph."""
    if _BROKEN_WORD.search(before.text):
        return True
    in_one_row = abs(line.base - before.base) < 0.5 * before.size  # such as a raised number
    begins_anew = _BULLET.match(line.text) or _LEADER.search(before.text)
    if in_one_row or begins_anew:
        return in_one_row
    below_its_item = line.start > paragraph.lines[0].start + 0.3 * line.size
    if (paragraph.is_item and below_its_item) or before.size > _HEADING * shape.size:
        return True
    if line.start > before.start + _INDENT * line.size and _is_at_edge(before, column):
        return False
    ends = _ENDS.search(before.text) and not line.text[:1].islower()
    if are_verses:
        return line.text[:1].islower() and _room_left(before, column) <= _first_word(line)
    return _room_left(before, column) <= _first_word(line) + (0 if ends else _slack(line))


def _same_size(one: Line, other: Line) -> bool:
    return abs(one.size - other.size) <= _OTHER_SIZE * one.size


def _slack(line: Line) -> float:
    """Letters that are broken between words do not fill their lines to the edge."""
    return (0.5 if line.text[0] >= "\u2e80" else 1.5) * line.size


def _is_at_edge(line: Line, column: list[Line]) -> bool:
    return line.start < min(one.start for one in _beside(line, column)) + 0.3 * line.size


def _room_left(line: Line, column: list[Line]) -> float:
    return max(one.end for one in _beside(line, column)) - line.end


def _beside(line: Line, column: list[Line]) -> list[Line]:
    """The lines of the column that are set like this one."""
    return [one for one in column if _same_size(line, one)]


def _first_word(line: Line) -> float:
    """How much room the line's first word would have needed, with the blank before it."""
    first = line.text.split(maxsplit=1)[0]
    if first[0] >= "\u2e80":
        first = first[0]
    return line.width * (len(first) + 1) / max(len(line.text), 1)


def _blocks(found: list[Paragraph]) -> list[list[Paragraph]]:
    """Paragraphs that stand together without white space and are list items or single lines."""
    runs: list[list[Paragraph]] = []
    for one in found:
        if runs and (not one.gap or (one.is_item and runs[-1][-1].is_item)):
            runs[-1].append(one)
        else:
            runs.append([one])
    return [block for run in runs for block in _parted(run)]


def _parted(run: list[Paragraph]) -> list[list[Paragraph]]:
    if len(run) >= _VERSES and all(len(one.lines) == 1 for one in run):
        return [run]
    blocks: list[list[Paragraph]] = []
    for one in run:
        if blocks and one.is_item and blocks[-1][-1].is_item:
            blocks[-1].append(one)
        else:
            blocks.append([one])
    return blocks


def _text(block: list[Paragraph], shape: Shape) -> str:
    return "\n".join(_one_line(one, shape) for one in block)


def _one_line(paragraph: Paragraph, shape: Shape) -> str:
    text = ""
    for line in paragraph.lines:
        text = join(text, line.text, shape.knows)
    bullet = _BULLET.match(text)
    if bullet and not bullet[0][0].isalnum() and bullet[0][0] != "(":
        text = f"- {text[bullet.end() :]}"
    return re.sub("\u00ad\\Z", "-", text).replace("\u00ad", "")
