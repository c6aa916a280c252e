"""A figure about several articles: its value and interval, or why there is none."""

from dataclasses import dataclass
from typing import Literal

MINIMUM_ARTICLES = 5
"""Below this many articles no figure is shown: one odd article would be the outlet."""

Interval = tuple[float, float]
"""Lowest and highest."""
Undefined = Literal["too_few_articles", "no_words", "not_connected"]
"""Why there is no value. `not_connected`: nobody who read it ties it to what it is compared with."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value at 95 %, or why it is undefined; never a number where there is none.

    `articles` were counted. `interval` is lowest and highest; None where none could be computed.
    """

    value: float | None
    interval: Interval | None = None
    articles: int = 0
    undefined: Undefined | None = None

    def times(self, factor: float) -> "Estimate":
        """The same in another unit, such as per 1,000 words."""
        if self.value is None:
            return self
        low_high = self.interval and (self.interval[0] * factor, self.interval[1] * factor)
        return Estimate(self.value * factor, low_high, self.articles, self.undefined)

    def is_apart_from(self, other: "Estimate") -> bool:
        """Whether the intervals share no value: else the two are not to be put in an order."""
        if self.interval is None or other.interval is None:
            return False
        return self.interval[1] < other.interval[0] or other.interval[1] < self.interval[0]
