"""Shingles: a text as the set of its runs of five words, and the small sketch that stands for it.

Broder, On the resemblance and containment of documents (1997). Words are compared in their letters
and digits alone, case folded. Where a script has no blanks each character is a word, and a shingle
nine of them. The sketch is the smallest of the shingles' hashes (bottom-k MinHash): of two sketches
Jaccard's likeness of the texts is estimated, and what an outlet puts under all of its articles can
be taken out of a sketch afterwards, which a classic MinHash signature does not allow.
"""

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from unicodedata import normalize

import numpy as np
import regex
from numpy.typing import NDArray

Hashes = NDArray[np.uint32]
Wide = NDArray[np.uint64]

METHOD = 1
"""Kept with each sketch: those of another method are made anew."""
WORDS, CHARACTERS = 5, 9
"""How many words, or characters of a script without blanks, make a shingle."""
SKETCH = 64
"""How many hashes a sketch keeps: of a text of no more shingles all."""

# An apostrophe does not end a word; a character of a script without blanks is one by itself.
_CHARACTER = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]\p{M}*"
)
_UNITS = regex.compile(
    _CHARACTER.pattern + r"|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’][\p{L}\p{N}\p{M}]+)*"
)
_ASCII = re.compile(r"[a-z0-9]+")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_MIXERS = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


@dataclass(frozen=True, slots=True)
class Unit:
    """A word as it is compared, and where it stands: [start, end) in code points."""

    word: str
    start: int
    end: int


def units(text: str) -> list[Unit]:
    """The words of a text in order, case folded and without signs."""
    return [Unit(folded(one.group()), *one.span()) for one in _UNITS.finditer(text)]


def folded(word: str) -> str:
    """A word as it is compared: compatible forms made one, case folded, apostrophes dropped."""
    plain = word.casefold() if word.isascii() else normalize("NFKC", word).casefold()
    return plain.replace("’", "").replace("'", "")


def is_character(word: str) -> bool:
    """Whether it is a character of a script without blanks."""
    return word >= "\u0e00" and _CHARACTER.fullmatch(word) is not None


def shingles(text: str) -> Hashes:
    """The hashes of the text's shingles, each once, ascending; a shorter text is one shingle."""
    plain = folded(text)
    # The library's letters of every script cost five times as much.
    return shingles_of((_ASCII if plain.isascii() else _UNITS).findall(plain))


def shingles_of(words: list[str]) -> Hashes:
    """The same of words that were folded before."""
    if not words:
        return np.empty(0, np.uint32)
    return np.unique(runs_hashed(words, min(len(words), length_of_shingle(words))))


def length_of_shingle(words: list[str]) -> int:
    """Nine where more than half of the words are characters, else five."""
    characters = sum(1 for word in words if is_character(word))
    return CHARACTERS if 2 * characters > len(words) else WORDS


def runs_hashed(words: list[str], length: int) -> Hashes:
    """The hash of each run of so many words, in their order."""
    each = np.fromiter(map(_word_hash, words), np.uint64, len(words))
    count = len(words) - length + 1
    if count < 1:
        return np.empty(0, np.uint32)
    found: Wide = np.zeros(count, np.uint64)
    for place in range(length):
        found = _mixed(found * _MULTIPLIER + each[place : place + count])
    return (found >> np.uint64(32)).astype(np.uint32)


def sketch(hashes: Hashes) -> Hashes:
    """The smallest of ascending hashes."""
    return hashes[:SKETCH]


def likeness(one: Hashes, other: Hashes) -> float:
    """Jaccard's likeness of two ascending sets of hashes, from 0 to 1; 0 where either is empty."""
    shared = np.intersect1d(one, other, assume_unique=True).size
    union = one.size + other.size - shared
    return shared / union if shared else 0.0


def estimated(one: Hashes, other: Hashes, size: int = SKETCH) -> float:
    """Jaccard's likeness of two texts, estimated from their sketches.

    What lies below the end of both sketches is all there is of either text down there. A sketch
    that is not full is the whole text, and ends nowhere.
    """
    end = min((int(side[-1]) for side in (one, other) if side.size >= size), default=2**32)
    return likeness(one[one <= end], other[other <= end])


def written(hashes: Hashes) -> str:
    """A sketch as text that every database and every backup carries."""
    return b64encode(hashes.astype("<u4").tobytes()).decode("ascii")


def read(stored: str) -> Hashes:
    """A sketch that was written so."""
    return np.frombuffer(b64decode(stored), "<u4").astype(np.uint32)


@lru_cache(maxsize=100_000)
def _word_hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8"), digest_size=8).digest(), "little")


def _mixed(values: Wide) -> Wide:
    """Each value spread over all bits (the finaliser of splitmix64)."""
    for shift, multiplier in zip((30, 27), _MIXERS, strict=True):
        values = (values ^ (values >> np.uint64(shift))) * multiplier
    return values ^ (values >> np.uint64(31))
