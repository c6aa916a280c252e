"""The blocks of a document put together to a text, its list items kept side by side."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_SPACE_AT_END = re.compile(r"[ \t]+(?=\n|$)")


TITLE = 9
"""The heading level of a paragraph that is styled as the document's title."""


@dataclass(frozen=True)
class Block:
    """A paragraph or a table; `item` is the mark of a list item ('- ', '2. '), `level` its depth."""

    text: str
    item: str = ""
    level: int = 0
    heading: int = 0

    @property
    def line(self) -> str:
        """The text with its mark, further lines of it below the first one's text."""
        indent = "  " * self.level if self.item else ""
        lines = _SPACE_AT_END.sub("", self.text).strip("\n")
        return indent + self.item + lines.replace("\n", "\n" + indent + " " * len(self.item))


def put_together(blocks: Iterable[Block]) -> str:
    """Blocks with a blank line between them; items of a list follow each other line by line."""
    text: list[str] = []
    before: Block | None = None
    for block in blocks:
        if not block.text.strip():
            continue
        if before is not None:
            text.append("\n" if before.item and block.item else "\n\n")
        text.append(block.line)
        before = block
    return "".join(text)


def title_of(blocks: list[Block]) -> str:
    """The paragraph styled as the title; else a heading of the first rank that begins the text."""
    shown = [block for block in blocks[:20] if block.text.strip()]
    titles = [block.text for block in shown if block.heading == TITLE]
    titles += [block.text for block in shown[:1] if block.heading == 1]
    return " ".join(titles[0].split()) if titles else ""


def in_rows(rows: Iterable[list[list[Block]]]) -> list[Block]:
    """A table of rows of cells, each of them blocks.

    A table of one column, or with whole columns of prose in its cells, only lays out a page:
    its blocks follow each other.
    """
    table = [row for row in rows if any(block.text.strip() for cell in row for block in cell)]
    if all(len(row) <= 1 for row in table) or any(len(cell) > 4 for row in table for cell in row):
        return [block for row in table for cell in row for block in cell]
    lines = (" | ".join(_in_cell(cell) for cell in row).strip() for row in table)
    return [Block("\n".join(lines))] if table else []


def _in_cell(cell: list[Block]) -> str:
    return " ".join(" ".join(block.line.split()) for block in cell if block.text.strip())
