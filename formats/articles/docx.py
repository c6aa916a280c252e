"""Word documents (DOCX): body, lists, tables, text boxes and notes; no running headers.

Deleted words of tracked changes, hidden words and comments are left out and counted.
"""

import posixpath
from collections.abc import Iterator
from typing import Any

from formats.articles.blocks import Block, put_together, title_of
from formats.articles.docx_lists import read_lists
from formats.articles.docx_styles import read_styles
from formats.articles.docx_text import Words
from formats.articles.draft import Extract
from formats.articles.errors import ArticleError
from formats.articles.packed import Package, attribute, child, name_of, texts
from formats.articles.properties import stated

NAME = "docx"
SUFFIXES = (".docx", ".docm", ".dotx")
SHOWN = "Word (DOCX)"

_MAIN = "word/document.xml"
_NOTES = {"footnote": "footnotes.xml", "endnote": "endnotes.xml"}


def recognises(data: bytes) -> bool:
    """A ZIP archive that holds a Word text and its relations; it may be cut short after these."""
    names = data[:65536] + data[-65536:]
    is_word = b"word/" in names or (b"docProps/" in names and b"xl/" not in names)
    return data.startswith(b"PK\x03\x04") and is_word and b"_rels/.rels" in names


def extract(data: bytes) -> Extract:
    """Its text and properties. Raises ArticleError for a damaged or hostile one."""
    package = Package(data)
    path = _main_part(package)
    root = package.xml(path)
    body = None if root is None else child(root, "body")
    if body is None:
        raise ArticleError("damaged")
    folder = posixpath.dirname(path)
    words = Words(
        read_styles(package.xml(posixpath.join(folder, "styles.xml"))),
        read_lists(package.xml(posixpath.join(folder, "numbering.xml"))),
    )
    blocks = list(words.blocks(body))
    text = put_together([*blocks, *_notes(package, folder, words)])
    words.left_out["headers"] += _running_heads(package, folder)
    return Extract(
        text=text,
        heading=title_of(blocks),
        left_out=dict(words.left_out),
        **_properties(package),
    )


def _main_part(package: Package) -> str:
    """Where the text lies: not every program calls it the same."""
    relations = package.xml("_rels/.rels")
    for one in () if relations is None else relations:
        if attribute(one, "Type").endswith("/officeDocument"):
            path = attribute(one, "Target").lstrip("/")
            return path if path in package.names() else _MAIN
    return _MAIN


def _notes(package: Package, folder: str, words: Words) -> Iterator[Block]:
    """Every note that the text refers to, after it, under the number it has there."""
    parts = {kind: package.xml(posixpath.join(folder, name)) for kind, name in _NOTES.items()}
    notes = {
        (kind, attribute(note, "id")): note
        for kind, part in parts.items()
        if part is not None
        for note in part
        if name_of(note) == kind
    }
    for number, key in enumerate(list(words.noted), start=1):
        note = notes.get(key)
        if note is not None:
            inside = [block.line.strip() for block in words.blocks(note) if block.text.strip()]
            yield Block("\n".join(inside), item=f"[{number}] ")


def _running_heads(package: Package, folder: str) -> int:
    names = [name for name in package.names() if posixpath.dirname(name) == folder]
    heads = [
        package.xml(name)
        for name in names
        if posixpath.basename(name).startswith(("header", "footer")) and name.endswith(".xml")
    ]
    return sum(head is not None and bool(texts(head, "t")) for head in heads)


def _properties(package: Package) -> dict[str, Any]:
    core = package.xml("docProps/core.xml")
    if core is None:
        return {}
    return stated(
        title=texts(core, "title"),
        byline=texts(core, "creator"),
        published_at=texts(core, "created") or texts(core, "modified"),
    )
