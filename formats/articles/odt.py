"""OpenDocument texts (ODT): body, lists, tables, text boxes and notes; no running headers.

Deleted words of tracked changes and comments are left out and counted.
"""

from collections.abc import Iterator
from typing import Any

from formats.articles.blocks import put_together, title_of
from formats.articles.counting import number_in
from formats.articles.draft import Extract
from formats.articles.errors import ArticleError
from formats.articles.odt_text import Marks, Words
from formats.articles.packed import Package, attribute, child, name_of, texts
from formats.articles.properties import stated

NAME = "odt"
SUFFIXES = (".odt", ".ott")
SHOWN = "OpenDocument (ODT)"

_MIMETYPE = b"mimetypeapplication/vnd.oasis.opendocument.text"
_HEADS = frozenset({"header", "footer", "header-left", "footer-left", "header-first"})


def recognises(data: bytes) -> bool:
    """A ZIP archive that says first of all that it is an OpenDocument text."""
    return data.startswith(b"PK\x03\x04") and _MIMETYPE in data[:200]


def extract(data: bytes) -> Extract:
    """Its text and properties. Raises ArticleError for a damaged, hostile or encrypted one."""
    package = Package(data)
    if b"encryption-data" in (package.read("META-INF/manifest.xml") or b""):
        raise ArticleError("encrypted")
    content, styles = package.xml("content.xml"), package.xml("styles.xml")
    body = None if content is None else child(content, "body", "text")
    if body is None:
        raise ArticleError("damaged")
    words = Words(_titles(content, styles), _marks(content, styles))
    blocks = list(words.blocks(body))
    text = put_together([*blocks, *words.notes])
    words.left_out["headers"] += _running_heads(styles)
    return Extract(
        text=text, heading=title_of(blocks), left_out=dict(words.left_out), **_properties(package)
    )


def _styles(*roots: Any) -> Iterator[Any]:
    for root in roots:
        for group in () if root is None else root:
            if name_of(group) in {"styles", "automatic-styles"}:
                yield from group


def _titles(*roots: Any) -> frozenset[str]:
    """The style of a title, and those of single paragraphs that are based on it."""
    based = {
        attribute(one, "name"): attribute(one, "parent-style-name")
        for one in _styles(*roots)
        if name_of(one) == "style"
    }
    return frozenset({"Title", *(name for name, parent in based.items() if parent == "Title")})


def _marks(*roots: Any) -> Marks:
    marks: Marks = {}
    for style in _styles(*roots):
        if name_of(style) != "list-style":
            continue
        levels = marks.setdefault(attribute(style, "name"), {})
        for level in style:
            if name_of(level) == "list-level-style-number" and attribute(level, "num-format"):
                levels[number_in(attribute(level, "level")) - 1] = (
                    attribute(level, "num-format"),
                    attribute(level, "num-prefix"),
                    attribute(level, "num-suffix"),
                )
    return marks


def _running_heads(styles: Any | None) -> int:
    heads = [] if styles is None else [one for one in styles.iter() if name_of(one) in _HEADS]
    return sum(bool("".join(head.itertext()).strip()) for head in heads)


def _properties(package: Package) -> dict[str, Any]:
    meta = package.xml("meta.xml")
    if meta is None:
        return {}
    return stated(
        title=texts(meta, "title"),
        byline=texts(meta, "initial-creator") or texts(meta, "creator"),
        published_at=texts(meta, "creation-date") or texts(meta, "date"),
    )
