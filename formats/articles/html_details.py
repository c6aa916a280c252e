"""What a page says about its article: title, byline, outlet, date, language, address."""

import re
from typing import Any
from urllib.parse import urlsplit

from formats.articles.dates import iso_moment
from formats.articles.html_byline import confirmed_names, is_account_name
from formats.articles.language import declared_language

_PUBLISHED = (
    '//meta[@property="article:published_time"]/@content',
    '//meta[@property="og:article:published_time"]/@content',
    '//meta[@itemprop="datePublished"]/@content',
    '//meta[@name="date"]/@content',
    '//meta[@name="publish-date"]/@content',
    '//meta[@name="DC.date.issued"]/@content',
)
_IN_SCRIPT = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
LONGEST = 300

Details = dict[str, str]


def read_details(tree: Any, document: Any, url: str) -> tuple[Details, Details]:
    """The details by field name, and for each that was found where it came from."""
    sides = {
        "title": _title(tree, document),
        "byline": _byline(tree, document),
        "outlet": _outlet(tree, document),
        "published_at": _published(tree, document),
        "language": (_language(tree), "page_data"),
        "url": _address(tree, url),
    }
    details = {name: value for name, (value, _) in sides.items()}
    return details, {name: origin for name, (value, origin) in sides.items() if value}


def _title(tree: Any, document: Any) -> tuple[str, str]:
    title = _line(document.title)
    headings = [_line(heading.text_content()) for heading in tree.iterfind(".//h1")]
    if title in headings or not title:
        return (title or next(iter(filter(None, headings)), ""), "h1")
    if len(inside := [heading for heading in headings if heading and heading in title]) == 1:
        return inside[0], "h1"
    return title, "page_title"


def _byline(tree: Any, document: Any) -> tuple[str, str]:
    return ", ".join(confirmed_names(_line(document.author), tree)), "author_line"


def _outlet(tree: Any, document: Any) -> tuple[str, str]:
    stated = _first(tree, '//meta[@property="og:site_name"]/@content')
    if stated and "_" not in stated:
        return stated, "site_name"
    name = _line(document.sitename)
    host = _line(document.hostname).removeprefix("www.")
    if host and (is_account_name(name, tree) or not name):
        return host, "address"
    return name, "address" if name == host else "site_name"


def _published(tree: Any, document: Any) -> tuple[str, str]:
    for path in _PUBLISHED:
        moment = iso_moment(_first(tree, path))
        if moment:
            return moment, "page_data"
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        match = _IN_SCRIPT.search(script.text or "")
        if match and (moment := iso_moment(match[1])):
            return moment, "page_data"
    return iso_moment(document.date or ""), "dateline"


def _language(tree: Any) -> str:
    return declared_language(
        tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    )


def _address(tree: Any, url: str) -> tuple[str, str]:
    """The page's canonical address where it is a whole one on the host that was asked."""
    canonical = _first(tree, '//link[@rel="canonical"]/@href')
    if canonical.startswith(("http://", "https://")) and len(canonical) < 2000:
        try:
            same = not url or urlsplit(canonical).hostname == urlsplit(url).hostname
        except ValueError:
            same = False
        if same:
            return canonical, "canonical"
    return url, "given"


def _first(tree: Any, path: str) -> str:
    values = tree.xpath(path)
    return _line(str(values[0])) if values else ""


def _line(value: str | None) -> str:
    return " ".join((value or "").split())[:LONGEST]
