"""Bytes to text: the byte order mark first, then what was declared, then what fits."""

import codecs
import re
import unicodedata
from dataclasses import dataclass, replace

from formats.articles.errors import ArticleError
from formats.articles.legacy import guess_legacy, overruled, rank_legacy

LIMIT = 20 * 1024 * 1024
"""The most bytes one article may have."""

# Longest mark first: that of UTF-32 LE begins with that of UTF-16 LE.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Browsers read these names as windows-1252, and pages are written for browsers.
WEB_NAMES = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}

SHOWN = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
    "mac-roman": "MacRoman",
}

_SNIFFED = 65536
_ORDINARY_CONTROLS = frozenset(b"\t\n\r\f\v\x05\x15\x1a\x1b\x25\x85")
_ODD_CONTROLS = bytes(byte for byte in range(0x20) if byte not in _ORDINARY_CONTROLS)


@dataclass(frozen=True)
class Decoded:
    """A text, the encoding it was in (as people write it), and how many places were unreadable.

    `guessed` is whether only the look of the text tells that encoding.
    """

    text: str
    encoding: str
    damaged: int = 0
    guessed: bool = False


def decode(data: bytes, *, declared: str = "", chosen: str = "") -> Decoded:
    """The text of `data`, without its byte order mark, with its line ends as they came.

    `declared` is the charset that the page or the server named; it is believed where it
    decodes without an error and neither UTF-8 nor another script explains the bytes better.
    `chosen` is the encoding that a person named: it goes before everything.
    Raises ArticleError for nothing, for too much (LIMIT), for what is not text, and for a
    text with a NUL character.
    """
    check_size(data)
    decoded = (
        _as_chosen(data, chosen) or _with_mark(data) or _with_name(data, declared) or _guessed(data)
    )
    if "\x00" in decoded.text:
        raise ArticleError("nul")
    if not decoded.text.strip("\ufeff \t\r\n"):
        raise ArticleError("empty")
    return decoded


def likely_encodings(data: bytes) -> list[str]:
    """The encodings that a person may choose among for these bytes, the likeliest first."""
    names = [_shown(codec) for codec, _ in rank_legacy(data)]
    best = guess_legacy(data)
    return list(dict.fromkeys([*([_shown(best)] if best else []), *names]))


def check_size(data: bytes) -> None:
    """Raises ArticleError for an empty file and for one over LIMIT."""
    if not data.strip():
        raise ArticleError("empty")
    if len(data) > LIMIT:
        raise ArticleError("too_large", limit=LIMIT // 1024 // 1024)


def _as_chosen(data: bytes, chosen: str) -> Decoded | None:
    name = _codec_name(chosen)
    if name is None:
        return None
    text = data.decode(name, "replace")
    return Decoded(text, _shown(name), text.count("\ufffd"), guessed=True)


def _with_mark(data: bytes) -> Decoded | None:
    for mark, name in MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], name)
    return None


def _with_name(data: bytes, declared: str) -> Decoded | None:
    name = _codec_name(declared)
    if name is None or name.startswith(("utf-16", "utf-32")):
        return None  # a wide encoding shows in its NULs; a page that merely says so is mistaken
    if _is_single_byte(name) and (_strict(data, "utf-8") or _clearly_utf8(data)):
        return None
    if _is_single_byte(name) and (better := overruled(data, name)):
        decoded = _strict(data, better)
        return replace(decoded, guessed=True) if decoded is not None else None
    return _strict(data, name)


def _guessed(data: bytes) -> Decoded:
    odd = _looks_binary(data)
    text = _wide_without_mark(data) or (_wide_by_content(data) if odd else None)
    if text is None and not (odd and b"\x00" not in data):
        text = _strict(data, "utf-8") or _nearly_utf8(data)
    if text is not None:
        return text
    if odd:
        raise ArticleError("binary")
    name = guess_legacy(data)
    decoded = _strict(data, name) if name else None
    if decoded is None:
        raise ArticleError("encoding")
    return replace(decoded, guessed=True)


def _codec_name(declared: str) -> str | None:
    try:
        name = codecs.lookup(declared.strip().strip("\"'")).name if declared.strip() else None
    except (LookupError, ValueError):
        return None
    if name is None or not _is_text_codec(name):
        return None
    return WEB_NAMES.get(name, name)


def _is_text_codec(name: str) -> bool:
    try:
        return isinstance(b"a".decode(name, "ignore"), str) and name not in {
            "unicode-escape",
            "idna",
        }
    except (LookupError, ValueError):
        return False  # 'hex', 'zip' and their like turn bytes into bytes


def _is_single_byte(name: str) -> bool:
    return name.startswith(("cp125", "iso8859", "mac", "koi8", "cp8"))


def _strict(data: bytes, name: str) -> Decoded | None:
    try:
        return Decoded(data.decode(name), _shown(name))
    except UnicodeDecodeError:
        return None


def _lenient(data: bytes, name: str) -> Decoded:
    text = data.decode(name, "replace")
    lost = text.count("\ufffd") - data.count("\ufffd".encode(name))
    return Decoded(text, _shown(name), max(lost, 0))


def _nearly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 that was cut inside a character, or that holds the odd stray byte."""
    decoded = _lenient(data, "utf-8")
    beyond_ascii = len(re.findall(r"[^\x00-\x7f\ufffd]", decoded.text))
    cut_short = decoded.damaged == 1 and decoded.text.endswith("\ufffd")
    return decoded if beyond_ascii >= (2 if cut_short else 5) * decoded.damaged else None


def _clearly_utf8(data: bytes) -> bool:
    """Whether a damaged text is UTF-8 beyond doubt: hardly any place of many is unreadable."""
    decoded = _nearly_utf8(data)
    if decoded is None:
        return False
    return len(re.findall(r"[^\x00-\x7f\ufffd]", decoded.text)) > 8 * decoded.damaged


def _wide_without_mark(data: bytes) -> Decoded | None:
    """UTF-16 or UTF-32 without a mark, told by where the zero bytes of common letters stand."""
    sample = data[: _SNIFFED - _SNIFFED % 4]
    zeros = [sample[place::4].count(0) / max(1, len(sample) // 4) for place in range(4)]
    patterns = {"utf-32-le": "x?00", "utf-32-be": "00?x", "utf-16-le": "x0x0", "utf-16-be": "0x0x"}
    for name, pattern in patterns.items():
        if all(_agrees(share, mark) for share, mark in zip(zeros, pattern, strict=True)):
            return _strict(data, name)
    return None


def _agrees(share: float, mark: str) -> bool:
    return {"0": share > 0.4, "x": share < 0.05, "?": True}[mark]


def _wide_by_content(data: bytes) -> Decoded | None:
    """UTF-16 of another script: nearly all letters, with the blanks and stops that texts have."""
    for name in ("utf-16-le", "utf-16-be"):
        decoded = _strict(data, name)
        if decoded is not None and _reads_like_text(decoded.text[:_SNIFFED]):
            return decoded
    return None


def _reads_like_text(text: str) -> bool:
    odd = sum(unicodedata.category(character) in {"Cc", "Cn", "Co", "Cs"} for character in text)
    stops = sum(character in " \r\n.,\u3000\u3001\u3002\uff0c" for character in text)
    return odd <= text.count("\n") * 2 + len(text) / 100 and stops > len(text) / 100


def _looks_binary(data: bytes) -> bool:
    sample = data[:_SNIFFED]
    odd = len(sample) - len(sample.translate(None, _ODD_CONTROLS))
    return odd > len(sample) / 50


def _shown(name: str) -> str:
    name = codecs.lookup(name).name
    return SHOWN.get(name) or re.sub(r"^cp(125\d|874)$", r"windows-\1", name)
