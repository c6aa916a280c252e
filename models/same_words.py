"""Which passages say the same words, whatever their case and the punctuation between.

The rule is that of the reader's offer to tag the same words elsewhere (`core/repeats.ts`).
"""

import re
import unicodedata
from functools import cache

import regex

# Scripts that are written without spaces count by characters.
_ALONE = "".join(
    rf"\p{{Script={script}}}"
    for script in ("Han", "Hiragana", "Katakana", "Thai", "Lao", "Khmer", "Myanmar")
)
# What lies beyond the first plane makes up words, as it does in the reader.
_FAR = "\U00010000-\U0010ffff"
_CHARACTER = rf"[{_ALONE}--{_FAR}]"
_OF_A_WORD = rf"[\p{{L}}\p{{N}}{_FAR}--{_CHARACTER}]"
_WORDS = regex.compile(rf"{_CHARACTER}\p{{M}}*|(?:{_OF_A_WORD}|\p{{M}})+", regex.V1)
_STANDS_ALONE = regex.compile(_CHARACTER, regex.V1)
# Latin, Greek and Cyrillic letters with all between them: no marks, and no such scripts.
_SIMPLE = re.compile(
    "[\u0000-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u20cf\u2100-\u2bff\u2c60-\u2c7f]*"
)
_SIMPLE_WORDS = re.compile(r"[^\W_]+")
FEWEST_WORDS, FEWEST_CHARACTERS = 3, 8
"""Less than this stands everywhere."""


def same_words(quote: str, language: str = "") -> str:
    """The words of a passage, equal where another one says the same; blank where they are too few."""
    if _SIMPLE.fullmatch(quote):
        words, alone = _SIMPLE_WORDS.findall(quote), 0
    else:
        words = _WORDS.findall(quote)
        alone = sum(1 for word in words if _STANDS_ALONE.match(word))
    if (len(words) - alone) / FEWEST_WORDS + alone / FEWEST_CHARACTERS < 1:
        return ""
    return _folded(" ".join(words), _is_turkic(language))


def _folded(words: str, turkic: bool) -> str:
    plain = unicodedata.normalize("NFKC", words)
    if turkic:
        plain = plain.replace("i", "İ").upper().replace("İ", "i").replace("I", "ı")
    # By way of capitals: "ß" is "ss" and "ς" is "σ" there.
    return unicodedata.normalize("NFKC", (plain if turkic else plain.upper()).lower())


@cache
def _is_turkic(language: str) -> bool:
    return regex.match(r"(tr|az)\b", language, regex.IGNORECASE) is not None
