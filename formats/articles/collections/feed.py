"""RSS 0.9 to 2.0, RDF and Atom: one article an entry, of the feed's own text.

The whole text where the feed carries it (`content:encoded`, Atom's `content`), else its summary,
which is said. Nothing is fetched, not even a text that an entry points to. Damage is read over as
feed readers do.
"""

from collections.abc import Mapping
from typing import Any

from formats.articles.collections.collected import Collected, Found, Refused, Wanted, refused
from formats.articles.collections.completing import completed
from formats.articles.collections.feed_entry import details_of, feed_details, text_of
from formats.articles.collections.feed_repair import Repaired
from formats.articles.collections.rows import is_storable
from formats.articles.collections.text_stream import find_encoding, head_text, open_text
from formats.articles.collections.xml_prolog import Prolog, read_prolog
from formats.articles.collections.xml_stream import elements
from formats.articles.errors import ArticleError
from formats.articles.html import declared_charset
from formats.source import Source

NAME = "feed"
SUFFIXES = (".rss", ".atom", ".rdf", ".xml")

_LONGEST_ENTRY = 20 * 1024 * 1024


def recognises(source: Source) -> bool:
    """XML whose outermost element is a feed's."""
    head = head_text(source)
    prolog = read_prolog(head)
    return prolog is not None and _is_feed(prolog, head)


def read(source: Source, wanted: Wanted) -> Found:
    """One article an entry; an entry without any text is refused by its line."""
    prolog = read_prolog(head_text(source))
    if prolog is None or prolog.declares:
        raise ArticleError("xml_entities")
    declared = declared_charset(source.head())
    encoding = find_encoding(source, chosen=wanted.encoding, declared=declared)
    about: Mapping[str, str] | None = None
    damage: list[int] = []
    with open_text(source, encoding) as text:
        feed = Repaired(text)
        for entry in elements(
            feed, "item", "entry", longest=_LONGEST_ENTRY, damage=damage, encoding="utf-8"
        ):
            if about is None:
                about = feed_details(entry)
            yield _article(entry, about, source.name, encoding.shown)
    if damage:
        yield refused("feed_damaged", line=damage[0])
    elif about is None:
        raise ArticleError("feed_empty")


def _article(
    entry: Any, about: Mapping[str, str], source: str, encoding: str
) -> Collected | Refused:
    line = entry.sourceline
    try:
        text, is_whole = text_of(entry)
    except ArticleError as error:
        return Refused(str(error), line=line)
    if not text:
        return refused("entry_empty", line=line)
    details, date = details_of(entry, about)
    if not is_storable(text + "".join(details.values())):
        return refused("character", line=line, column="entry")
    article = completed(text, details, "feed", whole=is_whole, source=source, encoding=encoding)
    unread = {"published_at": date} if date and not details["published_at"] else {}
    return Collected(article, line=line, unread=unread)


def _is_feed(prolog: Prolog, head: str) -> bool:
    if prolog.root == "feed":
        return "atom" in prolog.attributes.lower() or "<entry" in head
    if prolog.root == "rdf:rdf":
        return "/rss/" in head or "netscape.com/rdf" in head
    return prolog.root == "rss"
