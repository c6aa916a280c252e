"""One article in the PDF: head, text with its lines and washes, notes, evidence, facts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from formats.annotations.report import facts, remarks
from formats.annotations.report.colours import LIGHT
from formats.annotations.report.passages import Paragraph, Passage, Printed, Proof
from formats.annotations.report.pdf_flow import Flow, Note, NoteLine
from formats.annotations.report.pdf_lines import Line, Run
from formats.annotations.report.pdf_marks import joined, pattern_path
from formats.annotations.report.pdf_sheet import (
    BODY,
    FINE,
    FINE_STRONG,
    HEADING,
    LEFT,
    QUOTED,
    SMALL,
    SMALL_STRONG,
    TEXT_WIDTH,
    TITLE,
    UNIT,
    Sheet,
    base,
)
from formats.annotations.report.pdf_structure import Element
from formats.annotations.report.shown import (
    address,
    isolated,
    language,
    on_one_line,
    web_address,
)
from formats.annotations.report.survey import title_of
from formats.annotations.report.tag_set import TagSet
from formats.annotations.rows import ArticleRow, EvidenceRow
from words import say

LANES_THAT_FIT = 3
_PITCH = 4.5 * UNIT
_FIRST_LANE = 6 * UNIT
_WASH_TOP, _WASH_FOOT = 16 * UNIT, 7 * UNIT
_NOTE_WIDTH = 140.0
_SAMPLE = 16.0
_BETWEEN_PARAGRAPHS = 0.9 * BODY.size


class ArticleSetter:
    """Sets articles one after the other, each on a page of its own."""

    def __init__(self, sheet: Sheet, tags: TagSet) -> None:
        self._sheet = sheet
        self._tags = tags
        self._flow = Flow(sheet)
        self._language = ""
        self.first_page = 0

    def set(self, printed: Printed, y: float | None = None) -> None:
        """The whole article: below y of the page that is open, or on a new one."""
        article = printed.document.article
        if y is None:
            self._sheet.running = title_of(article)
            self._flow.new_page()
        else:
            self._flow.y = y
        self.first_page = self._sheet.page
        self._sheet.set_y(self._flow.y)
        self._sheet.start_section(title_of(article), level=0)
        self._language = language(article.language)
        with self._sheet.within("Art"):
            self._head(article)
            links = {proof.number: self._sheet.add_link() for _, proof in printed.proofs}
            for paragraph in printed.paragraphs():
                self._paragraph(article.text, paragraph, links)
            self._evidence(printed, links)
            self._facts(article)
            self._flow.finish()

    def end(self) -> float:
        """Where the page is free below the last article."""
        return self._flow.below_all()

    def _head(self, article: ArticleRow) -> None:
        flow, setter = self._flow, self._sheet.setter
        details = " · ".join(map(isolated, facts.details(article)))
        if details:
            with self._sheet.within("P"):
                flow.text(setter.lines(details, SMALL, self._sheet.across), SMALL, LIGHT.ink_2)
        flow.y += 2
        with self._sheet.within("H2", self._language):
            flow.text(setter.lines(title_of(article), TITLE, self._sheet.across), TITLE, LIGHT.ink)
        flow.y += 2
        if article.url:
            with self._sheet.within("P"):
                self._address(article.url, self._sheet.across)
        flow.y += 12

    def _address(self, written: str, width: float, indent: float = 0) -> None:
        flow, style = self._flow, SMALL
        web = web_address(written)
        for line in self._sheet.setter.lines(address(written), style, width):
            if web is None:
                flow.text([line], style, LIGHT.ink, indent)
                continue
            with self._sheet.within("Link"):
                flow.text([line], style, LIGHT.ink, indent)
                top = flow.y - style.leading
                x = LEFT + indent + (line.runs[0].x if line.runs else 0)
                foot = top + base(style) + 1.6
                self._sheet.rule(x, foot, line.width, 0.5, LIGHT.ink)
                self._sheet.target(x, top, line.width, style.leading, web, web)

    def _paragraph(self, text: str, paragraph: Paragraph, links: Mapping[int, int]) -> None:
        numbers = {piece.end: piece.numbered for piece in paragraph.pieces if piece.numbered}
        shifted = {place - paragraph.start: who for place, who in numbers.items()}
        words = text[paragraph.start : paragraph.end]
        lines = self._sheet.setter.lines(words, BODY, TEXT_WIDTH, shifted)
        leading = BODY.leading + _PITCH * max(0, paragraph.lanes - LANES_THAT_FIT)
        waiting = list(paragraph.noted)
        flow = self._flow
        own = self._element("P", self._language)
        for number, (line, until) in enumerate(zip(lines, _ends(lines), strict=True)):
            rest = len(lines) - number
            together = 2 if (number == 0 and rest > 1) or rest == 2 else 1
            flow.room(leading * together)
            while waiting and (waiting[0].start < paragraph.start + until or rest == 1):
                flow.note(self._note(waiting.pop(0), links))
            with self._sheet.at(own):
                self._marked_line(line, paragraph)
            flow.y += leading
        flow.y += _BETWEEN_PARAGRAPHS

    def _marked_line(self, line: Line, paragraph: Paragraph) -> None:
        sheet, y = self._sheet, self._flow.y + base(BODY)
        stretches = self._stretches(line, paragraph)
        for passage, found in stretches.washes.items():
            wash = self._tags.of(passage.row.tag).light.wash
            for left, right in joined(found):
                sheet.fill(left, y - _WASH_TOP, right - left, _WASH_TOP + _WASH_FOOT, wash)
        sheet.put(line, LEFT, y, BODY, LIGHT.ink, self._ink)
        for passage, found in stretches.lines.items():
            look = self._tags.of(passage.row.tag)
            middle = float(sheet.h) - y - _FIRST_LANE - (passage.lane or 0) * _PITCH - 2 * UNIT
            for left, right in joined(found):
                path = pattern_path(look.pattern, left, middle, right - left, UNIT)
                sheet.draw(path, look.light.underline)

    def _element(self, role: str, language: str = "") -> Element:
        """A part of the article, beside the one that is open."""
        sheet = self._sheet
        return sheet.structure.add(role, sheet.element or sheet.structure.document, language)

    def _ink(self, passage: Passage) -> str:
        return self._tags.of(passage.row.tag).light.ink

    def _stretches(self, line: Line, paragraph: Paragraph) -> "_Stretches":
        found = _Stretches()
        for run in line.runs:
            edges = _edges(self._sheet, run) if run.number is None else None
            for piece in paragraph.pieces:
                start, end = piece.start - paragraph.start, piece.end - paragraph.start
                if edges is None:
                    if end == run.start:
                        found.add(piece.through, LEFT + run.x, LEFT + run.x + run.width)
                elif start < run.end and end > run.start and piece.covered:
                    inside = edges[
                        max(start, run.start) - run.start : min(end, run.end) - run.start
                    ]
                    left, right = min(one for one, _ in inside), max(one for _, one in inside)
                    found.add(piece.covered, LEFT + left, LEFT + right)
        return found

    def _note(self, one: Passage, links: Mapping[int, int]) -> Note:
        look = self._tags.of(one.row.tag)
        setter = self._sheet.setter
        number = self._sheet.one_line(one.sign, FINE_STRONG)
        sample_at = max(14.0, number.width + 5)
        indent = sample_at + _SAMPLE + 4
        sample = (pattern_path(look.pattern, 0, 0, _SAMPLE, UNIT), look.light.underline, sample_at)
        tag = self._sheet.cut(on_one_line(one.row.tag), FINE_STRONG, _NOTE_WIDTH - indent - 26)
        head = _side_by_side(number, tag, indent)
        dots = self._sheet.one_line(remarks.circles(one.row), FINE)
        lines = [
            NoteLine(
                _side_by_side(head, dots, indent + tag.width + 4),
                FINE_STRONG,
                look.light.ink,
                0,
                sample,
            )
        ]
        who = " · ".join(
            (isolated(on_one_line(remarks.name_of(one.row.reviewer))), *remarks.standing(one.row))
        )
        lines += [
            NoteLine(line, FINE, LIGHT.ink_2) for line in setter.lines(who, FINE, _NOTE_WIDTH)
        ]
        for evidence, words in remarks.evidence_numbers(one):
            line = self._sheet.one_line(words, FINE)
            target = (0.0, line.width, links[evidence], words)
            lines.append(NoteLine(line, FINE, LIGHT.ink_2, link=target))
        said = one.row.note.strip()
        if said:
            lines += [
                NoteLine(line, FINE, LIGHT.ink) for line in setter.lines(said, FINE, _NOTE_WIDTH)
            ]
        return Note(lines, look.light.underline, self._element("Note"))

    def _evidence(self, printed: Printed, links: Mapping[int, int]) -> None:
        proofs = list(printed.proofs)
        if not proofs:
            return
        flow = self._flow
        flow.y += 10
        flow.room(HEADING.leading + 60)
        self._sheet.rule(LEFT, flow.y, TEXT_WIDTH, 0.75, LIGHT.hairline)
        flow.y += 8
        with self._sheet.within("Sect"):
            with self._sheet.within("H3"):
                flow.heading(say("report.evidence"), HEADING, 50)
            flow.y += 4
            with self._sheet.within("L"):
                for passage, proof in proofs:
                    with self._sheet.within("LI"):
                        self._proof(passage, proof, links[proof.number])

    def _proof(self, passage: Passage, proof: Proof, link: int) -> None:
        flow, sheet, row = self._flow, self._sheet, proof.row
        indent, width = 22.0, TEXT_WIDTH - 22.0
        told = " · ".join(facts.proof_facts(passage.sign, isolated(passage.row.tag), row))
        head = sheet.setter.lines(told, SMALL, width)
        flow.room((len(head) + 1) * SMALL.leading)
        sheet.set_link(link, y=flow.y)
        number = sheet.one_line(str(proof.number), SMALL_STRONG)
        with sheet.within("Lbl"):
            sheet.put(number, LEFT, flow.y + base(SMALL), SMALL_STRONG, LIGHT.ink)
        with sheet.within("LBody"):
            flow.text(head, SMALL, LIGHT.ink_2, indent)
            self._source(row, width, indent)
        flow.y += 6

    def _source(self, row: EvidenceRow, width: float, indent: float) -> None:
        flow, sheet = self._flow, self._sheet
        if row.url:
            self._address(row.url, width, indent)
        if row.citation:
            flow.text(
                sheet.setter.lines(on_one_line(row.citation), SMALL, width),
                SMALL,
                LIGHT.ink,
                indent,
            )
        if row.quote.strip():
            for line in sheet.setter.lines(row.quote.strip(), QUOTED, width - 9):
                flow.room(QUOTED.leading)
                sheet.fill(LEFT + indent, flow.y, 1.5, QUOTED.leading, LIGHT.hairline)
                flow.text([line], QUOTED, LIGHT.ink, indent + 9)

    def _facts(self, article: ArticleRow) -> None:
        flow, setter = self._flow, self._sheet.setter
        lines = [
            line
            for words in facts.text_facts(article)
            for line in setter.lines(words, SMALL, TEXT_WIDTH)
        ]
        flow.y += 8
        flow.room(len(lines) * SMALL.leading + 8)
        self._sheet.rule(LEFT, flow.y, TEXT_WIDTH, 0.75, LIGHT.hairline)
        flow.y += 6
        with self._sheet.within("P"):
            flow.text(lines, SMALL, LIGHT.ink_2)


class _Stretches:
    """Where on one line each passage's wash and line lie."""

    def __init__(self) -> None:
        self.lines: defaultdict[Passage, list[tuple[float, float]]] = defaultdict(list)
        self.washes: defaultdict[Passage, list[tuple[float, float]]] = defaultdict(list)

    def add(self, covered: Sequence[Passage], left: float, right: float) -> None:
        for one in covered:
            self.lines[one].append((left, right))
        if covered:
            top = min(covered, key=lambda one: (one.end - one.start, -one.start))
            self.washes[top].append((left, right))


def _edges(sheet: Sheet, run: Run) -> list[tuple[float, float]]:
    """Where each letter of the run begins and ends on its line, from the left margin on."""
    glyphs = sheet.faces.shape(run.font, run.text, BODY.size, run.right_to_left)
    of_cluster: dict[int, tuple[float, float]] = {}
    x = run.x
    for first, width in zip(glyphs.firsts, glyphs.widths, strict=True):
        left, right = of_cluster.get(first, (x, x))
        of_cluster[first] = (min(left, x), max(right, x + width))
        x += width
    firsts = sorted(of_cluster)
    found = [(run.x, run.x)] * len(run.text)
    for first, after in zip(firsts, [*firsts[1:], len(run.text)], strict=True):
        left, right = of_cluster[first]
        share = (right - left) / max(1, after - first)
        for n in range(after - first):
            start = right - (n + 1) * share if run.right_to_left else left + n * share
            found[first + n] = (start, start + share)
    return found


def _ends(lines: Sequence[Line]) -> Iterator[int]:
    """Up to where each line tells the text, with the blank after it."""
    until = 0
    for line in lines:
        until = max([until + 1, *(run.end + 1 for run in line.runs)])
        yield until


def _side_by_side(first: Line, second: Line, at: float) -> Line:
    after = max((run.end for run in first.runs), default=0)  # it is read after the first
    moved = [replace(run, x=run.x + at, start=run.start + after) for run in second.runs]
    return Line([*first.runs, *moved], at + second.width)
