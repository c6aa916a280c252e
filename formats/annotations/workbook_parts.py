"""The parts of an XLSX package beside the rows: what a sheet begins and ends with, formats, lists.

After ECMA-376: cells of text are inline strings, so that no table of them waits in memory.
"""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import quoteattr

Colours = tuple[str, str]
"""Ink and fill of a tag's cell, as rrggbb."""

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEADER_FILL = "f3f1ec"
_MOMENT_FORMAT = 164  # the first number that is free for formats of one's own


def sheet_begin(widths: Sequence[int]) -> str:
    """All that comes before the rows: the header stays in sight, columns have their widths."""
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(widths, 1)
    )
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        '<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>'
    )


def sheet_end(filtered: str) -> str:
    """All that comes after the rows: a filter over these cells."""
    return f'</sheetData><autoFilter ref="{filtered}"/></worksheet>'


def parts(names: Sequence[str], tags: Sequence[Colours]) -> Iterator[tuple[str, str]]:
    """Every other part: which sheets there are by these names, and how cells look."""
    numbers = range(1, len(names) + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" '
        f'ContentType="{_TYPE}.worksheet+xml"/>'
        for number in numbers
    )
    yield (
        "[Content_Types].xml",
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        f"{overrides}</Types>",
    )
    yield "_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in zip(numbers, names, strict=True)
    )
    yield (
        "xl/workbook.xml",
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
        f"<bookViews><workbookView/></bookViews><sheets>{sheets}</sheets></workbook>",
    )
    of_sheets = [("worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
    yield "xl/_rels/workbook.xml.rels", _relations([*of_sheets, ("styles", "styles.xml")])
    yield "xl/styles.xml", _styles(tags)


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _styles(tags: Sequence[Colours]) -> str:
    """The formats in the order of sheet_cells: general, text, wrapped, moment, header, tags.

    `quotePrefix` keeps text text where somebody edits a cell that begins like a formula.
    """
    fonts = [_font(), _font("<b/>"), *(_font(f'<color rgb="FF{ink}"/>') for ink, _ in tags)]
    colours = [_HEADER_FILL, *(fill for _, fill in tags)]
    fills = [_pattern("none"), _pattern("gray125"), *map(_fill, colours)]
    formats = [
        _format(),
        _format(quoted=True),
        _format(quoted=True, wraps=True),
        _format(number=_MOMENT_FORMAT),
        _format(font=1, fill=2, quoted=True),
        *(_format(font=2 + at, fill=3 + at, quoted=True) for at in range(len(tags))),
    ]
    return (
        f'{_XML}<styleSheet xmlns="{_MAIN}">'
        f'<numFmts count="1"><numFmt numFmtId="{_MOMENT_FORMAT}" '
        'formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>'
        f"{_counted('fonts', fonts)}{_counted('fills', fills)}"
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        f"</cellStyleXfs>{_counted('cellXfs', formats)}"
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )


def _counted(name: str, entries: Sequence[str]) -> str:
    return f'<{name} count="{len(entries)}">{"".join(entries)}</{name}>'


def _font(inside: str = "") -> str:
    bold, colour = (inside, "") if inside == "<b/>" else ("", inside)
    return f'<font>{bold}<sz val="11"/>{colour}<name val="Calibri"/><family val="2"/></font>'


def _pattern(name: str) -> str:
    return f'<fill><patternFill patternType="{name}"/></fill>'


def _fill(colour: str) -> str:
    solid = f'<fgColor rgb="FF{colour}"/><bgColor indexed="64"/>'
    return f'<fill><patternFill patternType="solid">{solid}</patternFill></fill>'


def _format(
    *, font: int = 0, fill: int = 0, number: int = 0, quoted: bool = False, wraps: bool = False
) -> str:
    """A cell format; words stand at the top of a high row."""
    quote = ' quotePrefix="1"' if quoted else ""
    wrap = ' wrapText="1"' if wraps else ""
    return (
        f'<xf numFmtId="{number}" fontId="{font}" fillId="{fill}" borderId="0" xfId="0"'
        f' applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"{quote}>'
        f'<alignment vertical="top"{wrap}/></xf>'
    )
