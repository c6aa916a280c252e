"""The words of a title that say what it is about, as hashes that can be compared."""

import numpy as np

from models.shingles import Hashes, is_character, runs_hashed, units

WORDS_OF_TITLE = 24

_EMPTY = frozenset((
    "the", "and", "for", "with", "from", "after", "over", "into", "about", "amid", "that", "this",
    "its", "are", "was", "were", "has", "have", "had", "will", "would", "says", "said", "say", "new",
    "not", "but", "who", "what", "when", "why", "how", "could", "may", "might", "than", "more",
    "his", "her", "their", "der", "die", "das", "und", "mit", "von", "für", "auf", "les", "des",
    "une", "pour", "dans", "par", "sur", "que", "del", "los", "las", "por", "con",
))  # fmt: skip
"""Words of headlines that tell nothing of what they are about."""


def title_hashes(title: str) -> Hashes:
    """Words of three letters or more, or in capitals; pairs of characters where there are no blanks.

    Ascending; of a long title the first.
    """
    told = units(title)
    characters = [one.word for one in told if is_character(one.word)]
    shouted = title.isupper()
    words = [
        one.word
        for one in told
        if not is_character(one.word)
        and (len(one.word) > 2 or (not shouted and title[one.start : one.end].isupper()))
        and one.word not in _EMPTY
    ]
    found = [*runs_hashed(words, 1)[:WORDS_OF_TITLE], *runs_hashed(characters, 2)[:WORDS_OF_TITLE]]
    return np.unique(np.array(found, np.uint32))
