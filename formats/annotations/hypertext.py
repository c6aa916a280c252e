"""The text of a marked-up article as a reader sees it, and the way to it from a DOM's offsets.

Annotation tools that show HTML count over the text nodes of the page one after another, a `<br>`
as one; there the words of neighbouring paragraphs touch. Here a blank line stands between blocks.
"""

from bisect import bisect_right
from collections.abc import Mapping
from contextlib import suppress

from lxml import etree

BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "dd", "div", "dl", "dt"),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section"),
        *("table", "td", "th", "tr", "ul"),
    }
)
HIDDEN = frozenset({"script", "style", "template"})


class HyperText:
    """One marked-up article; markup that is broken is read as far as browsers would."""

    def __init__(self, markup: str) -> None:
        self._nodes: list[str] = []
        self._parts: list[str] = []
        self._length = 0
        self._counted = 0
        self._starts: list[int] = [0]
        self._places: list[tuple[int, int]] = [(0, 0)]
        self._is_parted = False
        self._hidden = 0
        # The standard library's parser takes minutes for some megabytes of `<a <a <a`.
        parser = etree.HTMLParser(
            target=self, encoding="utf-8", recover=True, no_network=True, huge_tree=False
        )
        with suppress(etree.LxmlError):  # There was nothing in it.
            etree.fromstring(markup.encode("utf-8", "replace"), parser)

    @property
    def text(self) -> str:
        """The words, with a blank line between blocks."""
        return "".join(self._parts)

    @property
    def nodes(self) -> str:
        """All text nodes as they stand, one after another: what offsets count over."""
        return "".join(self._nodes)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in code points over `nodes`, as offsets in `text`."""
        return self._place(start, start), self._place(end, end - 1)

    def _place(self, offset: int, within: int) -> int:
        at = max(0, bisect_right(self._starts, within) - 1)
        place, shown = self._places[at]
        return place + min(offset - self._starts[at], shown)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Parts blocks; a `<br>` is a line end."""
        del attributes
        self._is_parted = self._is_parted or tag in BLOCKS
        self._hidden += tag in HIDDEN
        if tag == "br":
            self._add("\n", "\n")

    def end(self, tag: str) -> None:
        """Parts blocks."""
        self._is_parted = self._is_parted or tag in BLOCKS
        self._hidden = max(0, self._hidden - (tag in HIDDEN))

    def data(self, data: str) -> None:
        """A text node; one of blanks between blocks counts and is not shown."""
        data = data.replace("\r", "\n")
        is_shown = not self._hidden and not (self._is_parted and not data.strip())
        self._add(data, data if is_shown else "")

    def close(self) -> None:
        """Nothing is left to do."""

    def _add(self, counted: str, shown: str) -> None:
        if shown and self._is_parted:
            self._is_parted = False
            if self._length:
                self._parts.append("\n\n")
                self._length += 2
        self._starts.append(self._counted)
        self._places.append((self._length, len(shown)))
        self._nodes.append(counted)
        self._parts.append(shown)
        self._counted += len(counted)
        self._length += len(shown)
