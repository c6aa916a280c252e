"""Elements of an XML file one at a time: nothing is fetched, expanded or kept."""

from collections.abc import Collection, Iterator
from typing import Any, Protocol

from lxml import etree

from formats.articles.errors import ArticleError

_CHUNK = 64 * 1024
_LONGEST = 8 * 1024 * 1024
"""So many bytes may pass without any element that was asked for: a tree is thirty times its text."""


class Readable(Protocol):
    """Bytes piece by piece."""

    def read(self, size: int, /) -> bytes:
        """About `size` bytes; none at the end alone."""


def elements(
    file: Readable,
    *names: str,
    longest: int = _LONGEST,
    damage: list[int] | None = None,
    encoding: str | None = None,
) -> Iterator[Any]:
    """Each element of one of these names, in any namespace, when it is complete.

    It is taken apart once the next one is asked for. Raises ArticleError for a file with entities
    of its own, for one that is broken, and where an element is larger than `longest`. With a list
    for `damage` what is broken is read over, and its lines go there at the end.
    """
    parser = etree.XMLPullParser(
        events=("end",),
        tag=[f"{{*}}{name}" for name in names],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        recover=damage is not None,
        encoding=encoding,
    )
    since = 0
    try:
        while chunk := file.read(_CHUNK):
            parser.feed(chunk)
            since += len(chunk)
            for _, element in parser.read_events():
                _refuse_entities(element)
                yield element
                _take_apart(element, names)
                since = 0
            if since > longest:
                raise ArticleError("xml_long", limit=longest // 1024 // 1024)
        _close(parser, damage)
    except etree.LxmlError as error:
        raise ArticleError("xml_broken") from error


def _close(parser: Any, damage: list[int] | None) -> None:
    """Note what was broken; what is missing at the end shows only here."""
    try:
        parser.close()
    except etree.LxmlError:
        if damage is None:
            raise
    if damage is not None:
        damage += [one.line for one in parser.feed_error_log if one.level_name == "FATAL"]


def local_name(element: Any) -> str:
    """The element's name without its namespace; blank for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: Any, name: str) -> Any:
    """The first child of this name in any namespace; None without one."""
    return next((one for one in element if local_name(one) == name), None)


def _refuse_entities(element: Any) -> None:
    document_type = element.getroottree().docinfo.internalDTD
    if document_type is not None and next(document_type.iterentities(), None) is not None:
        raise ArticleError("xml_entities")


def _take_apart(element: Any, names: Collection[str]) -> None:
    parent = element.getparent()
    element.clear(keep_tail=False)
    # In a damaged file one may lie in another, which is still to come with what is in it.
    if parent is not None and local_name(parent) not in names:
        while element.getprevious() is not None:
            del parent[0]
