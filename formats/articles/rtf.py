"""Rich text (RTF): its words in whatever code page, with lists, tables and notes.

Running headers, deleted and hidden words, comments and pictures are left out and counted.
"""

from typing import Any

from formats.articles.blocks import put_together, title_of
from formats.articles.draft import Extract
from formats.articles.errors import ArticleError
from formats.articles.properties import stated
from formats.articles.rtf_text import Words, joined
from formats.articles.rtf_tokens import tokens

NAME = "rtf"
SUFFIXES = (".rtf",)
SHOWN = "RTF"

_BEGINS = b"{\\rtf"


def recognises(data: bytes) -> bool:
    """A file that begins as rich text does."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n").startswith(_BEGINS)


def extract(data: bytes) -> Extract:
    """Its text and properties. Raises ArticleError where its last groups are missing."""
    words = Words()
    for token in tokens(data):
        words.take(token)
        if token.kind == "}" and not words.depth:
            break  # what follows the document is none of it
    if words.depth:
        raise ArticleError("damaged")
    words.finish()
    text = put_together([*words.page.blocks, *words.notes])
    return Extract(
        text=text,
        heading=title_of(words.page.blocks),
        damaged=text.count("\ufffd"),
        left_out=dict(words.left_out),
        **_properties(words),
    )


def _properties(words: Words) -> dict[str, Any]:
    day = words.created
    return stated(
        title=joined([words.apart["title"]]),
        byline=joined([words.apart["author"]]),
        published_at=f"{day['yr']:04}-{day['mo']:02}-{day['dy']:02}" if len(day) == 3 else "",
    )
