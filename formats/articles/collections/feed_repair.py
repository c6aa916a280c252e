"""Feeds as they are written, made the XML that they were meant to be.

A parser that reads over damage drops every entity behind it, so that the damage there is most
often (an ampersand that stands alone, an entity of HTML) is repaired before it is parsed.
"""

import re
from html.entities import html5
from typing import TextIO

_LONGEST_MARK = 40
_DECLARATION = re.compile(r"\A([\s\ufeff]*)<\?xml\b[^>]{0,500}\?>")
_CDATA = re.compile(r"(<!\[CDATA\[|\]\]>)")
_AMPERSAND = re.compile(r"&(?:#(?P<number>\d{1,7}|[xX][0-9a-fA-F]{1,6});|(?P<name>\w{2,31});)?")
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Repaired:
    """A feed's text as UTF-8 without its declaration, which named the encoding it had."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._held = ""
        self._is_begun = False
        self._is_cdata = False

    def read(self, size: int) -> bytes:
        """About `size` bytes, and none at the end alone."""
        piece = ""
        while not piece:
            more = self._text.read(size)
            piece, self._held = self._held + more, ""
            if not more:
                break
            piece, self._held = _cut(piece)
        if not self._is_begun:
            self._is_begun = True
            piece = _DECLARATION.sub(r"\1", piece).replace("\ufeff", "", 1)
        return _NO_XML.sub("", "".join(map(self._repaired, _CDATA.split(piece)))).encode("utf-8")

    def _repaired(self, part: str) -> str:
        if part in {"<![CDATA[", "]]>"}:
            self._is_cdata = part != "]]>"
            return part
        return part if self._is_cdata else _AMPERSAND.sub(_reference, part)


def _cut(piece: str) -> tuple[str, str]:
    """The piece without the mark that may go on behind it, and that."""
    start = max(0, len(piece) - _LONGEST_MARK)
    places = (piece.find(mark, start) for mark in "&<]")
    cut = min((place for place in places if place >= 0), default=len(piece))
    return piece[:cut], piece[cut:]


def _reference(match: re.Match[str]) -> str:
    """A reference by number to what XML has; an ampersand that refers to nothing as itself."""
    if number := match["number"]:
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        is_one = code <= 0x10FFFF and not _NO_XML.match(chr(code))
        return match[0] if is_one else "\ufffd"
    name = match["name"]
    characters = html5.get(f"{name};") if name else None
    if characters is None:
        return f"&#38;{match[0][1:]}"
    return "".join(f"&#{ord(character)};" for character in characters)
