"""What an entry of a feed says: its text, title, address, people and date."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from formats.articles.collections.completing import one_line
from formats.articles.collections.markup import is_markup, line_of, markup_text
from formats.articles.collections.moments import moment
from formats.articles.collections.xml_stream import child, local_name
from formats.articles.language import declared_language

_XML = "{http://www.w3.org/XML/1998/namespace}"
_OTHER_NAMESPACES = ("mrss", "itunes", "podcast")
_WHOLE = ("encoded", "content", "body", "fulltext")
_SUMMARY = ("description", "summary", "abstract")
_DATES = ("published", "pubDate", "issued", "date", "created", "updated", "modified")


def feed_details(entry: Any) -> dict[str, str]:
    """What stands before the first entry about all of them: outlet, byline, language, address."""
    around = entry.getparent()
    if around is None:
        return {}
    channel = child(around, "channel")
    feed = around if channel is None else channel
    language = _text(feed, "language") or feed.get(f"{_XML}lang") or around.get(f"{_XML}lang")
    return {
        "outlet": _line(feed, "title"),
        "byline": _people(feed),
        "language": declared_language(language),
        "base": feed.get(f"{_XML}base") or _address(feed, ""),
    }


def text_of(entry: Any) -> tuple[str, bool]:
    """The entry's text, blank without one, and whether it is called the whole one.

    Raises ArticleError where its HTML is nested too deeply.
    """
    for names, is_whole in ((_WHOLE, True), (_SUMMARY, False)):
        for name in names:
            for element in _children(entry, name):
                if text := _content(element).strip():
                    return text, is_whole
    return "", False


def details_of(entry: Any, about: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """The entry's details by field, those of the feed where it has none; and its date as it stands."""
    date = next((value for name in _DATES if (value := _text(entry, name))), "")
    source = child(entry, "source")
    language = entry.get(f"{_XML}lang") or _text(entry, "language")
    base = entry.get(f"{_XML}base") or about.get("base", "")
    return {
        "title": _line(entry, "title"),
        "outlet": _outlet(source) or about.get("outlet", ""),
        "byline": _people(entry) or about.get("byline", ""),
        "url": _address(entry, base),
        "published_at": moment(date),
        "language": declared_language(language) or about.get("language", ""),
    }, date


def _content(element: Any) -> str:
    """What an element says, its HTML read."""
    kind = (element.get("type") or "").lower()
    if kind == "xhtml" or (len(element) and kind in {"", "html"}):
        return markup_text(_inside(element))
    text = element.text or ""
    if kind in {"text", "text/plain"} or not is_markup(text):
        return text
    is_readable = kind in {"", "html"} or kind.startswith("text/") or kind.endswith("xml")
    return markup_text(text) if is_readable else ""


def _inside(element: Any) -> str:
    """An element's content as HTML, its namespaces left out."""
    parts = [element.text or ""]
    for inside in element:
        for one in inside.iter():
            if isinstance(one.tag, str):
                one.tag = local_name(one)
        etree.cleanup_namespaces(inside)
        parts.append(etree.tostring(inside, method="html", encoding="unicode"))
    return "".join(parts)


def _line(element: Any, name: str) -> str:
    inside = next(_children(element, name), None)
    if inside is None:
        return ""
    if inside.get("type") == "text":
        return one_line(inside.text or "")
    return line_of(_inside(inside) if len(inside) else inside.text or "")


def _outlet(source: Any) -> str:
    if source is None:
        return ""
    return _line(source, "title") or one_line(source.text or "")


def _people(element: Any) -> str:
    names: list[str] = []
    for inside in (*_children(element, "author"), *_children(element, "creator")):
        name = _text(inside, "name") or one_line(inside.text or "")
        if "@" in name:  # RSS has a mail address, and the name in brackets behind it
            name = name[name.find("(") + 1 : name.rfind(")")] if "(" in name else ""
        names += [one_line(name)] if name.strip() else []
    return ", ".join(dict.fromkeys(names))


def _address(entry: Any, base: str) -> str:
    """The page of the entry, whole; blank where it names none on the web."""
    for link in _links(entry):
        try:
            address = urljoin(base, link.strip())
        except ValueError:
            continue
        if address.lower().startswith(("http://", "https://")) and not any(
            map(str.isspace, address)
        ):
            return address
    return ""


def _links(entry: Any) -> Iterator[str]:
    links = list(_children(entry, "link"))
    for link in links:
        if link.get("href") and link.get("rel", "alternate") == "alternate":
            yield link.get("href")
    yield from (link.text for link in links if link.text and not link.get("href"))
    for guid in (*_children(entry, "guid"), *_children(entry, "id")):
        if guid.get("isPermaLink", "true") == "true" and (guid.text or "").strip().startswith(
            "http"
        ):
            yield guid.text


def _text(element: Any, name: str) -> str:
    inside = next(_children(element, name), None)
    return one_line("".join(inside.itertext())) if inside is not None else ""


def _children(element: Any, name: str) -> Iterator[Any]:
    """The element's own of this name; what podcasts and players add is passed over."""
    for inside in element:
        if local_name(inside) == name and not any(
            other in inside.tag for other in _OTHER_NAMESPACES
        ):
            yield inside
