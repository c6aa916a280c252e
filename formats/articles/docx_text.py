"""The text of a Word document: what its pages show, element by element."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from formats.articles.blocks import Block, in_rows
from formats.articles.counting import number_in
from formats.articles.docx_lists import Lists
from formats.articles.docx_styles import Style
from formats.articles.packed import attribute, child, name_of

_INSIDE = frozenset({
    "r", "hyperlink", "smartTag", "ins", "moveTo", "sdt", "sdtContent", "fldSimple", "dir", "bdo",
    "customXml", "rubyBase", "ruby", "oMath", "oMathPara", "Choice",
})  # fmt: skip
_MATHEMATICS = "math"
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011"}


@dataclass
class Words:
    """Reads paragraphs and tables in their order; `left_out` counts what has no place in a text.

    Notes are numbered as they come; `noted` keeps which they are, by kind and id.
    """

    styles: dict[str, Style]
    lists: Lists
    left_out: Counter[str] = field(default_factory=Counter)
    noted: list[tuple[str, str]] = field(default_factory=list)
    _boxes: list[Any] = field(default_factory=list)

    def blocks(self, parent: Any) -> Iterator[Block]:
        """The blocks directly under `parent`."""
        for element in parent:
            name = name_of(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from in_rows([self._cells(row) for row in _descend(element, "tr")])
            elif name in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}:
                yield from self.blocks(element)
            elif name == "AlternateContent":
                yield from self.blocks(_chosen(element))
            elif name == "altChunk":
                self.left_out["embedded"] += 1
            elif name in {"del", "moveFrom"}:
                self.left_out["deletions"] += 1

    def _cells(self, row: Any) -> list[list[Block]]:
        return [list(self.blocks(cell)) for cell in _descend(row, "tc")]

    def _paragraph(self, paragraph: Any) -> Iterator[Block]:
        outer, self._boxes = self._boxes, []
        text = "".join(self._inside(paragraph))
        boxes, self._boxes = self._boxes, outer
        style = self._style(paragraph)
        mark = self._mark(paragraph, style) if text.strip() else ""
        if mark and style.heading:
            text, mark = mark + text, ""
        yield Block(text, mark, self._level(paragraph, style), style.heading)
        for box in boxes:
            yield from self.blocks(box)

    def _style(self, paragraph: Any) -> Style:
        named = child(paragraph, "pPr", "pStyle")
        style = self.styles.get(attribute(named, "val") if named is not None else "", Style())
        outline = child(paragraph, "pPr", "outlineLvl")
        if outline is not None and attribute(outline, "val") in set("012345"):
            return Style(int(attribute(outline, "val")) + 1, style.list_id, style.level)
        return style

    def _mark(self, paragraph: Any, style: Style) -> str:
        own = child(paragraph, "pPr", "numPr", "numId")
        list_id = attribute(own, "val") if own is not None else style.list_id
        return self.lists.mark(list_id, self._level(paragraph, style))

    def _level(self, paragraph: Any, style: Style) -> int:
        own = child(paragraph, "pPr", "numPr", "ilvl")
        value = attribute(own, "val") if own is not None else str(style.level)
        return min(number_in(value), 8)

    def _inside(self, parent: Any) -> Iterator[str]:
        for element in parent:
            name = name_of(element)
            if name == "t":
                yield element.text or ""
            elif name == "r" and _is_hidden(element):
                self.left_out["hidden"] += 1
            elif name in _INSIDE or _MATHEMATICS in str(element.tag):
                yield from self._inside(element)
            elif name in _SIGNS:
                yield _SIGNS[name]
            else:
                yield from self._special(name, element)

    def _special(self, name: str, element: Any) -> Iterator[str]:
        if name == "br":
            yield "\n" if attribute(element, "type") in {"", "textWrapping"} else ""
        elif name in {"footnoteReference", "endnoteReference"}:
            self.noted.append((name.removesuffix("Reference"), attribute(element, "id")))
            yield f"[{len(self.noted)}]"
        elif name == "AlternateContent":
            yield from self._inside(_chosen(element))
        elif name in {"drawing", "pict", "object"}:
            self._picture(element)
        elif name == "sym":
            yield self._symbol(attribute(element, "char"))
        elif name in {"del", "moveFrom"}:
            self.left_out["deletions"] += 1
        elif name == "commentReference":
            self.left_out["comments"] += 1

    def _picture(self, element: Any) -> None:
        """A drawing is a text box whose words are kept for after the paragraph, or a picture."""
        name = name_of(element)
        if name == "txbxContent":
            self._boxes.append(element)
        elif name == "AlternateContent":
            for one in _chosen(element):
                self._picture(one)
        else:
            self.left_out["pictures"] += name in {"blip", "imagedata"}
            for one in element:
                self._picture(one)

    def _symbol(self, code: str) -> str:
        try:
            sign = chr(int(code, 16))
        except (ValueError, OverflowError):
            return ""
        if "\ue000" <= sign <= "\uf8ff":  # a place in a font of signs, which says nothing
            self.left_out["signs"] += 1
            return ""
        return sign if sign.isprintable() else ""


def _descend(element: Any, name: str) -> Iterator[Any]:
    """The rows of a table or cells of a row, through content controls and tracked changes."""
    for one in element:
        if name_of(one) == name:
            yield one
        elif name_of(one) in {"sdt", "sdtContent", "ins", "moveTo", "customXml"}:
            yield from _descend(one, name)


def _chosen(element: Any) -> Any:
    """Of the same content in several ways, the first: the others would say it again."""
    first = child(element, "Choice")
    if first is not None:
        return first
    fallback = child(element, "Fallback")
    return fallback if fallback is not None else ()


def _is_hidden(run: Any) -> bool:
    vanish = child(run, "rPr", "vanish")
    return vanish is not None and attribute(vanish, "val") not in {"0", "false", "off"}
