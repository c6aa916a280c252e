"""Two lines of a paragraph put together to one, over the hyphen between them if there is one."""

import re
import unicodedata
from collections.abc import Callable

SOFT = "\u00ad"
_HYPHENS = ("-", SOFT, "\u2010")
_LAST_WORD = re.compile(r"[\w'’-]*\Z")
_FIRST_WORD = re.compile(r"[\w'’-]*")

Known = Callable[[str], bool]
"""Whether a word occurs elsewhere in the same text."""


def join(before: str, after: str, known: Known = lambda _word: False) -> str:
    """Both as one line. A hyphen stays where the text has the word with it, or none without it.

    Chinese and Japanese have no blanks between their signs, and get none.
    """
    if not before or not after:
        return before + after
    if before.endswith(_HYPHENS) and before[-2:-1].isalnum():
        return _over_hyphen(before, after, known)
    if _is_unspaced(before[-1]) and _is_unspaced(after[0]):
        return before + after
    return f"{before} {after}"


def _over_hyphen(before: str, after: str, known: Known) -> str:
    stem, hyphen = before[:-1], before[-1]
    first, second = _LAST_WORD.search(stem), _FIRST_WORD.match(after)
    head, tail = first[0] if first else "", second[0] if second else ""
    if known(f"{head}-{tail}"):
        return f"{stem}-{after}"
    if known(head + tail):
        return stem + after
    if not after[0].islower() or "-" in head:
        # 'Rhein-\nMain', '2019-\n2020', 'state-of-\nthe-art'
        return f"{stem}-{after}"
    return stem + after if hyphen == SOFT or not _is_compound(head, tail) else f"{stem}-{after}"


def _is_compound(head: str, tail: str) -> bool:
    """'e-\nmail', 'X-\nray': what stands before the hyphen is no syllable but a letter."""
    return len(head) == 1 or not tail


def _is_unspaced(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in {"W", "F"} and not (
        "\uac00" <= sign <= "\ud7af" or sign >= "\U0001f000"
    )
