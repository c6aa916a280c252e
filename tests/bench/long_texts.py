"""Texts as long as a bench wants them, and passages in them; the same for the same numbers."""

import random
from collections.abc import Iterator

_WORDS = (
    "the mill closed in March and nobody at the register knew of its sale to an owner who promises "
    "work for forty people while critics doubt what he told the council last week about a bridge "
    "that opened six months late with steel from twelve suppliers according to county accounts"
)
_PASSAGE = (2, 6)  # words, at least and at most


def long_text(words: int, seed: int = 0) -> str:
    """So many words in sentences of 8 to 16 and paragraphs of 3 to 7 of those."""
    chance = random.Random(f"{words}-{seed}")
    paragraphs: list[str] = []
    left = words
    while left > 0:
        sentences: list[str] = []
        for _ in range(chance.randint(3, 7)):
            count = min(left, chance.randint(8, 16))
            left -= count
            if count > 0:
                sentences.append(
                    f"{' '.join(chance.choices(_WORDS.split(), k=count)).capitalize()}."
                )
        paragraphs.append(" ".join(sentences))
    return "\n\n".join(paragraphs)


def passages(text: str, count: int) -> Iterator[tuple[int, int]]:
    """So many passages of a few words, spread evenly: code points, half-open."""
    chance = random.Random(count)
    starts = [0, *(at + 1 for at, letter in enumerate(text) if letter == " ")]
    for number in range(count):
        first = number * len(starts) // count
        after = min(len(starts) - 1, first + chance.randint(*_PASSAGE))
        end = starts[after] - 1 if after > first else len(text)
        yield starts[first], end
