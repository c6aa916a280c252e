"""Text: the one normalisation of what is stored, and the context around a passage.

Offsets are Unicode code points, 0-based, half-open, over the stored text, everywhere.
"""

import hashlib
import re
from itertools import islice

import regex

from models.errors import BadInput

CONTEXT_GRAPHEMES = 32
_SURROGATE = re.compile("[\ud800-\udfff]")
_GRAPHEME = regex.compile(r"\X")
# The braille blank is a symbol by its class.
_SEEN = regex.compile(r"[^\s\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]")
# Where a grapheme surely starts: not after a flag, joiner or mark, whose graphemes reach back.
_SURE_START = regex.compile(r"(?<=[\p{GCB=XX}\p{GCB=CN}\n])[^\p{GCB=EX}\p{GCB=ZWJ}\p{GCB=SM}]")
# Code points to look back: enough for letters, for emoji and flags, for letters under many marks.
_WINDOWS = (2 * CONTEXT_GRAPHEMES, 16 * CONTEXT_GRAPHEMES, 512 * CONTEXT_GRAPHEMES)


def clean_text(text: str) -> str:
    """The text as it is stored: leading U+FEFF dropped, CRLF and CR made LF, nothing else changed.

    BadInput for NUL, for unpaired surrogates, and for a text in which nothing is seen.
    """
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    refuse_unstorable(text)
    if is_blank(text):
        raise BadInput("text_empty")
    return text


def refuse_unstorable(text: str) -> None:
    """BadInput for what no database stores: NUL and unpaired surrogates."""
    if "\x00" in text:
        raise BadInput("text_nul", line=text.count("\n", 0, text.index("\x00")) + 1)
    unpaired = _SURROGATE.search(text)
    if unpaired:
        raise BadInput("text_surrogate", line=text.count("\n", 0, unpaired.start()) + 1)


def one_line(text: str, limit: int) -> str:
    """A name or title: white space at the ends dropped, line ends made blanks, at most `limit`.

    Nothing, where nothing of it is seen.
    """
    refuse_unstorable(text)
    if is_blank(text):
        return ""
    return re.sub(r"[\r\n\u2028\u2029]+", " ", text).strip()[:limit]


def is_blank(text: str) -> bool:
    """Whether nothing of it is seen: white space, joiners, marks of direction, zero-width blanks."""
    return _SEEN.search(text) is None


def sha256(text: str) -> str:
    """The stored text's SHA-256 over its UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """Up to 32 graphemes before `start` and after `end`; no grapheme is cut."""
    before = text[max(0, start - CONTEXT_GRAPHEMES - 1) : start]
    following = text[end : end + CONTEXT_GRAPHEMES + 1]
    # Stored texts hold no CR: then each ASCII character beside another is a grapheme of its own.
    if before.isascii() and following.isascii() and "\r" not in before + following:
        return before[-CONTEXT_GRAPHEMES:], following[:CONTEXT_GRAPHEMES]
    after = islice(_GRAPHEME.finditer(text, pos=end), CONTEXT_GRAPHEMES)
    return _before(text, start), "".join(found.group() for found in after)


def _before(text: str, start: int) -> str:
    found: list[str] = []
    for window in _WINDOWS:
        opened = start - window
        if opened > 0:
            sure = _SURE_START.search(text, opened, start)
            opened = sure.start() if sure else start
        found = _GRAPHEME.findall(text, max(0, opened), start)
        if len(found) >= CONTEXT_GRAPHEMES or opened <= 0:
            break
    return "".join(found[-CONTEXT_GRAPHEMES:])


_WORDS = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]|[\p{L}\p{N}\p{M}]+(?:['’\-.,][\p{L}\p{N}\p{M}]+)*"
)


def count_words(text: str) -> int:
    """How many words a text has; where a script has no blanks, its characters are counted."""
    return len(_WORDS.findall(text))
