"""How long the passages of a tag usually are, and beyond which length one is told apart."""

from dataclasses import dataclass
from math import exp, log

FEWEST = 20
"""With fewer passages under a tag nothing is usual."""
FENCE = 3.0
"""So many times the distance between the quartiles lies beyond them what is told."""


@dataclass(frozen=True, slots=True)
class Usual:
    """The lengths of a tag's passages: the middle one, and beyond which they are told."""

    middle: float
    shortest: float
    longest: float


def usual_lengths(counts: dict[int, dict[int, int]]) -> dict[int, Usual]:
    """From how many passages of each tag have each length; tags with fewer than 20 are left out.

    Tukey, J. W. (1977). Exploratory Data Analysis ("far out"), on the scale of logarithms, since
    a passage can be ten times as long as another and never ten times as short as nothing.
    """
    found = {}
    for tag, lengths in counts.items():
        total = sum(lengths.values())
        if total < FEWEST:
            continue
        low, middle, high = (log(_at(lengths, total, share)) for share in (0.25, 0.5, 0.75))
        # Where most are equally long, a little more is nothing odd yet: three times as long is.
        reach = max(FENCE * (high - low), log(3))
        found[tag] = Usual(exp(middle), exp(low - reach), exp(high + reach))
    return found


def _at(lengths: dict[int, int], total: int, share: float) -> int:
    """The length that so many of the passages do not exceed."""
    left = share * total
    for length in sorted(lengths):
        left -= lengths[length]
        if left <= 0:
            return length
    return max(lengths)
