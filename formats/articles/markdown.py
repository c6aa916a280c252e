"""Markdown: its text as a reader of the rendered page would see it, without the marks."""

import re
from pathlib import PurePath

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from formats.articles.dates import iso_moment
from formats.articles.draft import ImportedArticle, Source
from formats.articles.errors import ArticleError
from formats.articles.head import Head, read_head
from formats.articles.language import declared_language, detect_language
from formats.articles.markdown_text import blocks, words
from formats.articles.plain import title_of_last_resort

NAME = "md"
SUFFIXES = (".md", ".markdown")

FRONT_MATTER = {
    "title": ("title", "headline"),
    "byline": ("author", "authors", "byline"),
    "published_at": ("date", "published", "published_at"),
    "outlet": ("outlet", "publisher", "site", "source"),
    "url": ("url", "canonical", "canonical_url", "link"),
    "language": ("lang", "language"),
}

_FENCE = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(?P<body>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.M | re.S
)
_SCALAR = re.compile(r"(?m)^(?P<key>[A-Za-z_]+):[ \t]*(?P<value>[^\r\n]*)")


def recognises(source: Source) -> bool:
    """A text that says so by its type or name, or that begins with front matter naming a title."""
    if source.content_type.startswith("text/markdown"):
        return True
    suffix = PurePath(source.name).suffix.lower()
    if suffix:
        return suffix in SUFFIXES
    return bool(_front_matter(source.text)[0].get("title"))


def read(source: Source) -> ImportedArticle:
    """The rendered text as plain paragraphs; details from front matter, then heading, then head.

    Raises ArticleError where nothing is left to read.
    """
    details, body = _front_matter(source.text)
    tree = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(body))
    text = "\n\n".join(block for node in tree.children for block in blocks(node))
    if not text.strip():
        raise ArticleError("empty")
    found = dict.fromkeys(details, "front_matter")
    head = read_head(text)
    for name, value in _guesses(tree, head):
        if value and not details.get(name):
            details[name] = value
            found[name] = "heading" if name == "title" else head.found[name]
    if not details.get("title"):
        details["title"], found["title"] = head.title, "first_line"
    if not details["title"]:
        details["title"], found["title"] = title_of_last_resort(source)
    if not details.get("language") and (language := detect_language(text)):
        details["language"], found["language"] = language, "detected"
    return ImportedArticle(text=text, found=found, left_out={}, **{"url": source.url, **details})


def _guesses(tree: SyntaxTreeNode, head: Head) -> list[tuple[str, str]]:
    heading = next((words(node) for node in tree.children if node.tag == "h1"), "")
    return [("title", heading), ("byline", head.byline), ("published_at", head.published_at)]


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """The details that front matter states, and the text without it."""
    match = _FENCE.match(text)
    if match is None:
        return {}, text
    stated = {m["key"].lower(): _scalar(m["value"]) for m in _SCALAR.finditer(match["body"])}
    if not stated:
        return {}, text
    details = {
        name: value
        for name, keys in FRONT_MATTER.items()
        if (value := next((stated[key] for key in keys if stated.get(key)), ""))
    }
    if "published_at" in details:
        details["published_at"] = iso_moment(details["published_at"])
    if "language" in details:
        details["language"] = declared_language(details["language"])
    return {name: value for name, value in details.items() if value}, text[match.end() :]


def _scalar(value: str) -> str:
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(filter(None, (_scalar(part) for part in value[1:-1].split(","))))
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
