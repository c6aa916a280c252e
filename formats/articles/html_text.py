"""Plain paragraphs out of the tree that the extraction leaves behind."""

import re
from collections.abc import Iterator
from typing import Any

_BLANKS = re.compile(r"[ \t\r\f\v]+")
_BLOCKS = frozenset({"p", "head", "quote", "list", "table", "code", "item", "row", "cell", "div"})


def body_text(body: Any) -> str:
    """The text under `body`: blocks separated by a blank line, list items led by '- '.

    The rows of a table are lines, its cells separated by ' | '. Runs of blanks become one,
    as on the page; no-break spaces stay.
    """
    if body is None:
        return ""
    return "\n\n".join(_blocks(body))


def _blocks(element: Any) -> Iterator[str]:
    """The blocks of an element that may mix running text with blocks."""
    running: list[str] = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS:
            yield from _kept("".join(running))
            yield from _block(child)
            running = []
        else:
            running.append(_inline(child))
        running.append(child.tail or "")
    yield from _kept("".join(running))


def _block(element: Any) -> Iterator[str]:
    if element.tag == "list":
        lines = [_item(item) for item in element.iter("item")]
        yield from _kept("\n".join(line for line in lines if line))
    elif element.tag == "table":
        rows = (" | ".join(_cells(row)) for row in element.iter("row"))
        yield from _kept("\n".join(row for row in rows if row.strip(" |")))
    elif element.tag == "code":
        code = "".join(element.itertext()).strip("\n")
        yield from [code] if code.strip() else []
    else:
        yield from _blocks(element)


def _item(item: Any) -> str:
    own = [item.text or ""]
    for child in item:
        own.append("" if child.tag == "list" else _inline(child))
        own.append(child.tail or "")
    text = _tidy("".join(own)).replace("\n", " ")
    depth = sum(1 for parent in item.iterancestors("list")) - 1
    return f"{'  ' * max(depth, 0)}- {text}" if text else ""


def _cells(row: Any) -> list[str]:
    return [_tidy(_inline(cell)).replace("\n", " ") for cell in row.iter("cell")]


def _inline(element: Any) -> str:
    if element.tag == "lb":
        return "\n"
    if element.tag == "graphic":
        return ""
    inside = [element.text or ""]
    for child in element:
        gap = " " if child.tag in _BLOCKS else ""
        inside += [gap, _inline(child), gap, child.tail or ""]
    return "".join(inside)


def _kept(text: str) -> list[str]:
    tidy = _tidy(text)
    return [tidy] if tidy else []


def _tidy(text: str) -> str:
    lines = (_BLANKS.sub(" ", line).strip(" ") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
