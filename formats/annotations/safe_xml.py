"""XML from strangers: no document type, no entities, nothing fetched, no deep or endless trees."""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from formats.annotations.errors import FormatError

_DEEPEST = 200


def elements(file: BinaryIO) -> Iterator["etree._Element"]:
    """Each element as it is complete, children first; those directly below the root are then freed.

    Raises FormatError where it is no well-formed XML, or has a document type declaration.
    """
    try:
        yield from _elements(file)
    except etree.LxmlError as error:
        line, column = getattr(error, "position", None) or (0, 0)
        raise FormatError(
            "xml_broken" if line else "not_xml", line or None, column=column
        ) from None


def _elements(file: BinaryIO) -> Iterator["etree._Element"]:
    depth = 0
    parsed = etree.iterparse(
        file,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    for event, element in parsed:
        depth += 1 if event == "start" else -1
        if event == "start":
            if depth == 1 and element.getroottree().docinfo.doctype:
                raise FormatError("xml_doctype")
            if depth > _DEEPEST:
                raise FormatError("too_deep", element.sourceline)
            continue
        yield element
        if depth == 1:
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
