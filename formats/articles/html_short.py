"""Pages that the extraction does not judge well: very short articles, and lists of links."""

import re
from collections.abc import Iterator
from typing import Any

_PASSED_OVER = frozenset(
    {"nav", "header", "footer", "aside", "form", "button", "select", "script", "style"}
    | {"noscript", "template", "svg", "iframe", "head", "title", "figure", "textarea", "dialog"}
)
_BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "div", "section", "article", "main", "body"}
    | {"blockquote", "pre", "table", "tr", "td", "th", "ul", "ol", "dl", "dt", "dd", "center"}
)
_SENTENCE_END = re.compile(r"[.!?…](?=[\s\"'”’»)]|$)|[。！？]")
_LEAST_SENTENCES = 2
_LINKED = 0.8
"""From this share of letters that are the words of links on, a text is a list of links."""


def short_article(tree: Any) -> str:
    """The paragraphs of a page outside its navigation and its foot; blank without two sentences."""
    text = "\n\n".join(_paragraphs(tree))
    ended = _SENTENCE_END.split(text)[:-1]
    sentences = sum(len(one.split()) > 1 or _is_unspaced(one) for one in ended)
    return text if sentences >= _LEAST_SENTENCES else ""


def _is_unspaced(sentence: str) -> bool:
    return len(sentence) > 1 and "\u3040" <= sentence[-1] <= "\u9fff"


def is_list_of_links(text: str, tree: Any) -> bool:
    """Whether nearly every line of the article's text is, as a whole, the words of a link."""
    links = {_line(link.text_content()) for link in tree.iter("a") if link.get("href")}
    lines = [_line(line.removeprefix("- ")) for line in text.split("\n")]
    linked = sum(len(line) for line in lines if line in links)
    return linked > _LINKED * sum(map(len, lines))


def _paragraphs(tree: Any) -> Iterator[str]:
    """The running text, cut where a block begins or ends; blocks that are one link left out."""
    running: list[str] = []
    linked = 0
    for kind, words, in_link in _pieces(tree):
        if kind == "text":
            running.append(words)
            linked += len(words.strip()) if in_link else 0
            continue
        line = _line("".join(running))
        if line and linked < len(line) * _LINKED:
            yield line
        running, linked = [], 0


def _pieces(tree: Any) -> Iterator[tuple[str, str, bool]]:
    """Texts and the edges of blocks, in the page's order, without recursion."""
    waiting: list[tuple[Any, bool, bool]] = [(tree, False, False)]
    while waiting:
        element, in_link, closing = waiting.pop()
        edge = element.tag in _BLOCKS
        if closing:
            if edge:
                yield "edge", "", False
            if element.tail and element is not tree:
                yield "text", element.tail, in_link
            continue
        waiting.append((element, in_link, True))
        if not isinstance(element.tag, str) or element.tag in _PASSED_OVER:
            continue
        if edge:
            yield "edge", "", False
        inside = in_link or element.tag == "a"
        yield "text", " " if element.tag == "br" else element.text or "", inside
        waiting += [(child, inside, False) for child in reversed(element)]


def _line(words: str) -> str:
    return " ".join(words.split())
