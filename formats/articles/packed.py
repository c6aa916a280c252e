"""Documents that are archives of XML: what is inside, within limits, nothing beyond them."""

import zipfile
import zlib
from io import BytesIO
from typing import Any

from lxml import etree

from formats.articles.decoding import LIMIT
from formats.articles.errors import ArticleError

MEMBERS = 5000
"""The most files a document may be made of."""

UNPACKED = 10 * LIMIT
"""The most bytes all its files may have, as the archive itself states them."""

PART = LIMIT
"""The most bytes one file of text may have, whatever the archive states."""

DEPTH = 200
"""The most elements that may lie inside each other."""

_ENCRYPTED = 0x1
_DOCTYPE = "<!DOCTYPE"


class Package:
    """A document's archive. Raises ArticleError where it is damaged, or larger than allowed."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise ArticleError("damaged") from error
        inside = self._archive.infolist()
        if len(inside) > MEMBERS or sum(one.file_size for one in inside) > UNPACKED:
            raise ArticleError("unpacks")
        self._members = {one.filename.lstrip("/"): one for one in inside}

    def names(self) -> list[str]:
        """What is inside; the names are not trusted to lead anywhere."""
        return list(self._members)

    def read(self, name: str) -> bytes | None:
        """The bytes of one file; None where there is none of that name."""
        member = self._members.get(name)
        if member is None:
            return None
        if member.flag_bits & _ENCRYPTED:
            raise ArticleError("encrypted")
        try:
            with self._archive.open(member) as file:
                data = file.read(PART + 1)
        except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError) as error:
            raise ArticleError("damaged") from error
        if len(data) > PART:
            raise ArticleError("unpacks")
        return data

    def xml(self, name: str) -> Any | None:
        """The root element of one file; None where there is none of that name."""
        data = self.read(name)
        return None if data is None else parse(data)


def parse(data: bytes) -> Any:
    """The root element of an XML text without a DTD: nothing is expanded and nothing fetched.

    Raises ArticleError for a DTD, for what is no XML, and for what is nested beyond DEPTH.
    """
    for encoding in ("ascii", "utf-16-le", "utf-16-be"):
        if _DOCTYPE.encode(encoding) in data[:100_000]:
            raise ArticleError("entities")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        # Where the memory is full, libxml2 knows no more than that something went wrong.
        codes = {"depth": "too_deep", "unknown error": "unpacks", "memory": "unpacks"}
        told = str(error).lower()
        code = next((code for word, code in codes.items() if word in told), "damaged")
        raise ArticleError(code) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ArticleError("entities")
    _check_depth(root)
    return root


def name_of(element: Any) -> str:
    """An element's name without its namespace: what the several versions of a format share."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Any, name: str) -> str:
    """An attribute by its name without its namespace; blank where there is none."""
    for key, value in element.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def child(element: Any, *path: str) -> Any | None:
    """The first element below along these names; None where there is none."""
    for name in path:
        element = next((one for one in element if name_of(one) == name), None)
        if element is None:
            return None
    return element


def texts(element: Any, name: str) -> str:
    """The text of the first element anywhere below that bears this name; blank without one."""
    found = next((one for one in element.iter() if name_of(one) == name), None)
    return "" if found is None else "".join(found.itertext()).strip()


def _check_depth(root: Any) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEPTH:
            raise ArticleError("too_deep")
