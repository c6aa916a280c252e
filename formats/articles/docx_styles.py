"""The styles of a Word document, as far as they tell a heading or a list item."""

import re
from dataclasses import dataclass
from typing import Any

from formats.articles.blocks import TITLE
from formats.articles.counting import number_in
from formats.articles.packed import attribute, child, name_of

_HEADING = re.compile(r"(?i)heading ?([1-6])\Z")
_DEEPEST = 10


@dataclass(frozen=True)
class Style:
    """Heading level (0 for running text, TITLE for the title), list and level in the list."""

    heading: int = 0
    list_id: str = ""
    level: int = 0


def read_styles(root: Any | None) -> dict[str, Style]:
    """The paragraph styles of `word/styles.xml` by their ids; nothing where there is none."""
    if root is None:
        return {}
    elements = {attribute(one, "styleId"): one for one in root if name_of(one) == "style"}
    return {style_id: _style(style_id, elements) for style_id in elements}


def _style(style_id: str, elements: dict[str, Any]) -> Style:
    """A style with what it takes over from those it is based on."""
    heading, list_id, level = 0, "", 0
    for _ in range(_DEEPEST):
        element = elements.get(style_id)
        if element is None:
            break
        heading = heading or _heading(_value(element, "name"))
        if not list_id:
            list_id = _value(element, "pPr", "numPr", "numId")
            level = number_in(_value(element, "pPr", "numPr", "ilvl"))
        style_id = _value(element, "basedOn")
    return Style(heading, list_id, level)


def _heading(name: str) -> int:
    if name.lower() == "title":
        return TITLE
    match = _HEADING.match(name)
    return int(match[1]) if match else 0


def _value(element: Any, *path: str) -> str:
    found = child(element, *path)
    return "" if found is None else attribute(found, "val")
