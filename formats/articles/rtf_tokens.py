"""Rich text (RTF) cut into its tokens, and the code pages its bytes may be in."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

CHARSETS = {
    77: "mac_roman", 78: "cp932", 79: "cp949", 80: "gbk", 81: "cp950", 128: "cp932",
    129: "cp949", 130: "johab", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
"""The code page of a font by its \\fcharset; 0 and 1 mean the document's own."""

SYMBOLS = 2
"""The \\fcharset of fonts whose letters are pictures."""

_TOKEN = re.compile(
    rb"\\(?:([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|'([0-9a-fA-F]{2})|([^a-zA-Z']))"
    rb"|([{}])|([\r\n\x00]+)|([^\\{}\r\n\x00]+)|(\\'?)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A brace, a control word with its number, a control sign, or bytes of text."""

    kind: str
    word: str = ""
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens in order; binary data is passed over."""
    at = 0
    while match := _TOKEN.match(data, at):
        at = match.end()
        word, number, hexadecimal, sign, brace, _, text, _ = match.groups()
        if word is not None:
            if word == b"bin":
                at += max(0, int(number or 0))
            yield Token("word", word.decode(), int(number) if number else None)
        elif hexadecimal is not None:
            yield Token("text", data=bytes.fromhex(hexadecimal.decode()))
        elif sign is not None:
            yield Token("sign", sign.decode("latin-1"))
        elif brace is not None:
            yield Token(brace.decode())
        elif text is not None:
            yield Token("text", data=text)


def code_page(number: int | None) -> str:
    """Python's name of a Windows code page; Western European for one it does not know."""
    name = {65001: "utf-8", 10000: "mac_roman", 936: "gbk"}.get(number or 0, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"
