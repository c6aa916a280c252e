r"""WebAnno TSV's reserved characters: what a backslash stands before, in values and in texts.

In a value `\ [ ] | _ -> ; TAB LF *` are escaped; in a text only the backslash and characters that
would break the line.
"""

import re

_VALUE = re.compile(r"->|[\\\[\]|_;\t\n*]")
_VALUE_NAMES = {"\t": r"\t", "\n": r"\n"}
_ESCAPED_VALUE = re.compile(r"\\(->|.)", re.DOTALL)
_TEXT_NAMES = {"\t": r"\t", "\n": r"\n", "\f": r"\f", "\r": r"\r", "\b": r"\b", "\\": r"\\"}
_TEXT = re.compile(r"[\x00-\x08\x09\x0a\x0c-\x1f\\]")
_ESCAPED_TEXT = re.compile(r"\\([tnfrb\\\x00-\x07\x0e-\x1f])")
_TEXT_PLAIN = {"t": "\t", "n": "\n", "f": "\f", "r": "\r", "b": "\b"}
_JAVA = re.compile(r"\\(u+[0-9a-fA-F]{4}|.)", re.DOTALL)
_IDENTIFIED = re.compile(r"((?:\\.|[^\\])*?)\[(\d{1,9})\]", re.DOTALL)


def escape_value(value: str) -> str:
    """A feature's value as a cell holds it."""
    return _VALUE.sub(lambda found: _VALUE_NAMES.get(found[0], f"\\{found[0]}"), value)


def unescape_value(cell: str) -> str:
    """The value that a cell holds."""
    return _ESCAPED_VALUE.sub(lambda found: {"t": "\t", "n": "\n"}.get(found[1], found[1]), cell)


def escape_text(text: str) -> str:
    """A line of the text as `#Text=` holds it."""
    return _TEXT.sub(lambda found: _TEXT_NAMES.get(found[0], f"\\{found[0]}"), text)


def unescape_text(line: str) -> str:
    """The line of text that `#Text=` holds, from version 3.2 on."""
    return _ESCAPED_TEXT.sub(lambda found: _TEXT_PLAIN.get(found[1], found[1]), line)


def unescape_early_text(line: str) -> str:
    """The same up to version 3.1, which escaped as Java does: astral characters in two halves."""
    halves = _JAVA.sub(_java_character, line)
    return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def split(cell: str, separator: str) -> list[str]:
    """The parts between separators that no backslash stands before."""
    if "\\" not in cell:
        return cell.split(separator)
    parts = [""]
    at = 0
    while at < len(cell):
        if cell[at] == "\\":
            parts[-1] += cell[at : at + 2]
            at += 2
        elif cell[at] == separator:
            parts.append("")
            at += 1
        else:
            parts[-1] += cell[at]
            at += 1
    return parts


def identified(cell: str) -> tuple[str, int | None]:
    """A value and the number in brackets that tells one annotation from another."""
    match = _IDENTIFIED.fullmatch(cell)
    return (match[1], int(match[2])) if match else (cell, None)


def _java_character(found: re.Match[str]) -> str:
    code = found[1]
    return chr(int(code[-4:], 16)) if len(code) > 1 else _TEXT_PLAIN.get(code, code)
