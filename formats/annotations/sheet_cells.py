"""Cells of an XLSX sheet as XML: text, numbers, dates and flags, and never a formula."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache

Value = str | int | bool | datetime | None

GENERAL, TEXT, WRAPPED, MOMENT, HEADER, FIRST_TAG = range(6)
"""The formats of cells, in the order in which the workbook's styles describe them."""

_EPOCH = datetime(1899, 12, 30, tzinfo=UTC)
_DAY = 24 * 60 * 60
_LINE_ENDS = re.compile(r"\r\n?")
# What XML cannot hold is written as the standard's _xHHHH_; text that looks like that is, too.
_SPECIAL = re.compile("[&<>]|[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def row_xml(number: int, values: Sequence[Value], formats: Sequence[int]) -> str:
    """A row; cells without a value are left out."""
    cells = zip(column_letters(len(values)), values, formats, strict=True)
    inside = "".join(
        _cell(f"{letters}{number}", value, style)
        for letters, value, style in cells
        if value is not None and value != ""
    )
    return f'<row r="{number}">{inside}</row>'


@cache
def column_letters(count: int) -> tuple[str, ...]:
    """A, B ... Z, AA ... of so many columns."""
    return tuple(_letters(index) for index in range(count))


def _letters(index: int) -> str:
    before, last = divmod(index, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


def _cell(place: str, value: Value, style: int) -> str:
    if isinstance(value, str):
        text = _SPECIAL.sub(_written, _LINE_ENDS.sub("\n", value))
        inside = f'<is><t xml:space="preserve">{text}</t></is>'
        return f'<c r="{place}" s="{style}" t="inlineStr">{inside}</c>'
    if isinstance(value, bool):
        return f'<c r="{place}" s="{GENERAL}" t="b"><v>{value:d}</v></c>'
    if isinstance(value, datetime):
        return f'<c r="{place}" s="{MOMENT}"><v>{_serial(value):.8f}</v></c>'
    return f'<c r="{place}" s="{GENERAL}"><v>{value}</v></c>'


def _serial(moment: datetime) -> float:
    """Days since the epoch of spreadsheets; a time without a zone is in UTC already."""
    known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (known - _EPOCH).total_seconds() / _DAY


def _written(found: re.Match[str]) -> str:
    sign = found[0]
    return _ENTITIES.get(sign) or f"_x{ord(sign):04X}_"
