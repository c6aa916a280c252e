"""Which passages say nearly the same: no more than one word in five is another."""

FEWEST_WORDS = 5
"""With fewer words, one other word is another statement."""
EDGE = 4
"""So many words at the beginning, or at the end, are alike in what is compared."""
DIFFERING = 5
"""One word in so many may differ."""


def edges(words: str) -> tuple[str, str]:
    """The first and the last words of a passage as `same_words` gives it; blank where it is too short."""
    found = words.split(" ")
    if len(found) < FEWEST_WORDS:
        return "", ""
    return " ".join(found[:EDGE]), " ".join(found[-EDGE:])


def nearly_same(one: str, other: str) -> bool:
    """Whether words have to be put in, taken out or changed only as often as the rule lets them.

    Levenshtein's distance of words, at most a fifth of the longer passage.
    """
    first, second = one.split(" "), other.split(" ")
    most = max(len(first), len(second)) // DIFFERING
    return abs(len(first) - len(second)) <= most and _distance(first, second, most) <= most


def _distance(first: list[str], second: list[str], most: int) -> int:
    """The distance, or something above `most`: only what lies near the diagonal is counted."""
    beyond = most + 1
    before = [min(column, beyond) for column in range(len(second) + 1)]
    for row, word in enumerate(first, 1):
        now = [beyond] * (len(second) + 1)
        now[0] = min(row, beyond)
        for column in range(max(1, row - most), min(len(second), row + most) + 1):
            changed = before[column - 1] + (word != second[column - 1])
            now[column] = min(changed, before[column] + 1, now[column - 1] + 1, beyond)
        before = now
    return before[-1]
