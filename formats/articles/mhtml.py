"""Web archives (MHTML): the saved page itself, read as any page is, under its own address."""

import re
from email.message import Message
from urllib.parse import urlsplit

from formats.articles.draft import Extract
from formats.articles.errors import ArticleError
from formats.articles.mail import (
    body_of,
    charset_of,
    head_of,
    is_web_archive,
    parse,
    parts,
    words_of,
)

NAME = "mhtml"
SUFFIXES = (".mhtml", ".mht")
SHOWN = "MHTML"

_PAGES = frozenset({"text/html", "application/xhtml+xml"})


def recognises(data: bytes) -> bool:
    """Headers as a browser writes them before a page and what belongs to it."""
    head = head_of(data)
    return bool(head) and is_web_archive(head)


def extract(data: bytes) -> Extract:
    """The page that the archive is of. Raises ArticleError where there is none in it."""
    message = parse(data)
    page = _root(message)
    if page is None:
        raise ArticleError("no_article")
    url = _address(words_of(message, "snapshot-content-location")) or _address(
        words_of(page, "content-location")
    )
    return Extract(
        part=body_of(page),
        part_type="text/html",
        part_charset=charset_of(page),
        title=words_of(message, "subject"),
        url=url,
        found={"url": "page_data", "title": "subject"},
    )


def _root(message: Message) -> Message | None:
    """The part that the archive calls its start, else the first page in it."""
    pages = [part for part in parts(message) if part.get_content_type() in _PAGES]
    start = re.sub(r"[<>\s]", "", str(message.get_param("start", "")))
    named = [page for page in pages if re.sub(r"[<>\s]", "", str(page["content-id"])) == start]
    return next(iter([*named, *pages]), None)


def _address(value: str) -> str:
    try:
        parts_of_it = urlsplit(value)
    except ValueError:
        return ""
    is_web = parts_of_it.scheme in {"http", "https"} and bool(parts_of_it.hostname)
    return value if is_web and len(value) < 2000 else ""
