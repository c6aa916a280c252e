"""The text of an OpenDocument: what its pages show, element by element."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from formats.articles.blocks import TITLE, Block, in_rows
from formats.articles.counting import in_form, number_in
from formats.articles.packed import attribute, child, name_of

Marks = dict[str, dict[int, tuple[str, str, str]]]
"""By list style and level: the form of its numbers (blank for bullets), what is before and after."""

_GROUPS = frozenset({
    "section", "table-of-content", "index-body", "index-title", "bibliography", "text",
    "alphabetical-index", "user-index", "illustration-index", "table-index", "object-index",
})  # fmt: skip
_INSIDE = frozenset({
    "span", "a", "ruby", "ruby-base", "meta", "meta-field", "bookmark-ref", "reference-ref",
    "sequence", "placeholder", "text-input",
})  # fmt: skip
_DRAWN = ":drawing:"
_MOST_BLANKS = 200
_WHITE = re.compile(r"[ \t\r\n]+")


@dataclass
class Words:
    """Reads paragraphs, lists and tables in order; `left_out` counts what has no place in a text.

    `titles` are the styles of a title, `notes` the blocks of the notes met so far.
    """

    titles: frozenset[str]
    marks: Marks
    left_out: Counter[str] = field(default_factory=Counter)
    notes: list[Block] = field(default_factory=list)
    _boxes: list[Any] = field(default_factory=list)

    def blocks(self, parent: Any) -> Iterator[Block]:
        """The blocks directly under `parent`."""
        for element in parent:
            name = name_of(element)
            if name in {"p", "h"}:
                yield from self._paragraph(element)
            elif name in {"list", "numbered-paragraph"}:
                yield from self._list(element, attribute(element, "style-name"), 0)
            elif name == "table":
                yield from in_rows([self._cells(row) for row in _descend(element, "table-row")])
            elif name in _GROUPS:
                yield from self.blocks(element)
            elif name == "frame":
                yield from self._frame(element)
            elif _DRAWN in str(element.tag):
                yield from self.blocks(element)
            elif name == "tracked-changes":
                self.left_out["deletions"] += sum(
                    name_of(one) == "deletion" for one in element.iter()
                )

    def _cells(self, row: Any) -> list[list[Block]]:
        return [list(self.blocks(cell)) for cell in _descend(row, "table-cell")]

    def _paragraph(self, element: Any, item: str = "", level: int = 0) -> Iterator[Block]:
        outer, self._boxes = self._boxes, []
        text = "".join(self._inside(element))
        boxes, self._boxes = self._boxes, outer
        heading = number_in(attribute(element, "outline-level")) if name_of(element) == "h" else 0
        if attribute(element, "style-name") in self.titles:
            heading = TITLE
        yield Block(text, item, level, heading)
        for box in boxes:
            yield from self.blocks(box)

    def _list(self, element: Any, style: str, level: int) -> Iterator[Block]:
        number = 0
        for item in element:
            if name_of(item) not in {"list-item", "list-header", "p", "h"}:
                continue
            inside = [item] if name_of(item) in {"p", "h"} else list(item)
            first = name_of(item) != "list-header"
            for one in inside:
                if name_of(one) == "list":
                    yield from self._list(one, attribute(one, "style-name") or style, level + 1)
                elif name_of(one) == "h":  # a numbered heading is no list
                    yield from self._paragraph(one)
                elif name_of(one) == "p":
                    number += first
                    mark = self._mark(style, level, number) if first else ""
                    yield from self._paragraph(one, mark or "  ", level)
                    first = False

    def _mark(self, style: str, level: int, number: int) -> str:
        form, before, after = self.marks.get(style, {}).get(level, ("", "", ""))
        return f"{before}{in_form(min(number, 10_000), form)}{after} " if form else "- "

    def _inside(self, element: Any) -> Iterator[str]:
        yield _running(element.text)
        for one in element:
            yield from self._one(name_of(one), one)
            yield _running(one.tail)

    def _one(self, name: str, element: Any) -> Iterator[str]:
        if name in _INSIDE:
            yield from self._inside(element)
        elif name == "s":
            yield " " * min(max(1, number_in(attribute(element, "c"))), _MOST_BLANKS)
        elif name in {"tab", "line-break"}:
            yield "\t" if name == "tab" else "\n"
        elif name == "note":
            yield from self._note(element)
        elif name == "annotation":
            self.left_out["comments"] += 1
        elif _DRAWN in str(element.tag):
            self._boxes.append([element])
        elif not name.startswith(("ruby", "change", "annotation")):
            yield from self._inside(element)  # a field: its words as they were last shown

    def _note(self, element: Any) -> Iterator[str]:
        number = len(self.notes) + 1
        self.notes.append(Block(""))  # keeps the place, should a note hold a note
        body = child(element, "note-body")
        inside = (
            [] if body is None else [block for block in self.blocks(body) if block.text.strip()]
        )
        lines = "\n".join(block.line.strip() for block in inside)
        self.notes[number - 1] = Block(lines, item=f"[{number}] ")
        yield f"[{number}]"

    def _frame(self, element: Any) -> Iterator[Block]:
        """A frame shows one thing in several ways: the words of its box, or a picture."""
        box = child(element, "text-box")
        if box is not None:
            yield from self.blocks(box)
        elif child(element, "image") is not None or child(element, "object") is not None:
            self.left_out["pictures"] += 1


def _running(text: str | None) -> str:
    """White space in the XML is one blank, wherever the writing program broke its lines.

    Only the four characters that XML calls white space: a no-break blank is the author's.
    """
    return _WHITE.sub(" ", text) if text else ""


def _descend(element: Any, name: str) -> Iterator[Any]:
    """The rows of a table or cells of a row, through its groups."""
    for one in element:
        if name_of(one) == name:
            yield one
        elif name_of(one).startswith(("table-row-group", "table-header-rows", "table-rows")):
            yield from _descend(one, name)
