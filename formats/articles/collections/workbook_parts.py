"""The parts of an Excel workbook: its sheets, the strings they share, which styles are dates.

Every part is read as a stream, and the shared strings lie in an unnamed temporary file: a library
that keeps them in memory needs as much of it as the workbook has text.
"""

import posixpath
import re
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import Any

from formats.archive import Archive, Member
from formats.articles.collections.collected import shown
from formats.articles.collections.xml_stream import elements, local_name
from formats.articles.errors import ArticleError

MOST_SHEETS = 1_000
_IN_MEMORY = 8 * 1024 * 1024
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook, and the part it lies in."""

    name: str
    path: str
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """What has to be known before a sheet's cells can be read."""

    sheets: tuple[Sheet, ...]
    strings: "Strings"
    date_styles: frozenset[int]
    epoch: datetime


class Strings:
    """The strings that cells point to, by number, on disk."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        self._ends = array("Q", [0])

    def add(self, text: str) -> None:
        """The next one."""
        self._file.seek(self._ends[-1])
        self._file.write(text.encode("utf-8", "replace"))
        self._ends.append(self._file.tell())

    def __getitem__(self, number: int) -> str:
        """The string of this number. Raises IndexError where there is none."""
        if number < 0:
            raise IndexError(number)
        start, end = self._ends[number], self._ends[number + 1]
        self._file.seek(start)
        return self._file.read(end - start).decode("utf-8")

    def close(self) -> None:
        """The file goes with it."""
        self._file.close()


def read_book(archive: Archive) -> Book:
    """Raises ArticleError where a part is missing or broken."""
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, WINDOWS_EPOCH  # noqa: PLC0415 (slow to load)

    main = next(iter(_targets(archive, "_rels/.rels", "").get("officeDocument", [])), "")
    folder, name = posixpath.split(main)
    parts = _relations(archive, f"{folder}/_rels/{name}.rels".lstrip("/"), folder)
    sheets: list[Sheet] = []
    epoch = WINDOWS_EPOCH
    for element in _elements(archive, main, "sheet", "workbookPr"):
        if local_name(element) == "workbookPr":
            epoch = CALENDAR_MAC_1904 if element.get("date1904") in {"1", "true"} else epoch
        elif path := parts.get(_relation_id(element), ("", ""))[1]:
            hidden = element.get("state", "visible") != "visible"
            sheets.append(Sheet(shown(element.get("name", "")), path, hidden))
        if len(sheets) > MOST_SHEETS:
            raise ArticleError("sheets_many", limit=MOST_SHEETS)
    by_kind = dict(parts.values())
    styles = _date_styles(archive, by_kind.get("styles", ""))
    return Book(tuple(sheets), _strings(archive, by_kind.get("sharedStrings", "")), styles, epoch)


def string_of(element: Any) -> str:
    """The text of a string item: its runs one after the other, readings of characters left out."""
    texts = (
        one.text or ""
        for one in element.iter("{*}t")
        if local_name(one.getparent()) in {"si", "is", "r"}
    )
    return unescaped("".join(texts))


def unescaped(text: str) -> str:
    """A text whose `_x000D_` and the like are the characters they stand for."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def part(archive: Archive, path: str) -> Member:
    """The part of this path. Raises ArticleError where there is none."""
    member = archive.member(path)
    if member is None:
        raise ArticleError("workbook_part", part=shown(path))
    return member


def _elements(archive: Archive, path: str, *names: str) -> Iterator[Any]:
    with part(archive, path).open() as file:
        yield from elements(file, *names)


def _relations(archive: Archive, path: str, folder: str) -> dict[str, tuple[str, str]]:
    """Kind and path of each part that another one points to, by the pointer's id."""
    found: dict[str, tuple[str, str]] = {}
    for element in _elements(archive, path, "Relationship"):
        if element.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", "")))
            kind = element.get("Type", "").rpartition("/")[2]
            found[element.get("Id", "")] = (kind, target.lstrip("/"))
    return found


def _targets(archive: Archive, path: str, folder: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for kind, target in _relations(archive, path, folder).values():
        found.setdefault(kind, []).append(target)
    return found


def _relation_id(element: Any) -> str:
    return next((str(value) for key, value in element.attrib.items() if key.endswith("}id")), "")


def _strings(archive: Archive, path: str) -> Strings:
    strings = Strings()
    if path:
        for element in _elements(archive, path, "si"):
            strings.add(string_of(element))
    return strings


def _date_styles(archive: Archive, path: str) -> frozenset[int]:
    """The numbers of the cell styles that show a number as a date."""
    own: dict[int, str] = {}
    styles: set[int] = set()
    if not path:
        return frozenset()
    for element in _elements(archive, path, "numFmt", "cellXfs"):
        if local_name(element) == "numFmt":
            own[_number(element.get("numFmtId"))] = element.get("formatCode", "")[:300]
            continue
        formats = (_number(one.get("numFmtId")) for one in element if local_name(one) == "xf")
        styles = {style for style, number in enumerate(formats) if _is_date(number, own)}
    return frozenset(styles)


def _is_date(number: int, own: Mapping[int, str]) -> bool:
    from openpyxl.styles import numbers  # noqa: PLC0415 (slow to load)

    code = own.get(number) or numbers.BUILTIN_FORMATS.get(number, "General")
    return bool(numbers.is_date_format(code)) and not numbers.is_timedelta_format(code)


def _number(digits: str | None) -> int:
    return int(digits) if digits and digits.isdecimal() and len(digits) < 10 else 0
