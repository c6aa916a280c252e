"""A coefficient with what it is made of, so that nobody has to take it on trust."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Undefined = Literal[
    "no_reading",
    "one_reviewer",
    "no_common_unit",
    "one_category",
    "no_passage",
    "too_few_articles",
    "too_large",
    "stopped",
]
"""Why a coefficient has no value; `one_category` leaves nothing that chance could get wrong.

`too_large`: every article has more passages than can be compared; `stopped`: by somebody, before
the number was known well enough.
"""

NoInterval = Literal["too_few_articles", "often_undefined"]
"""Why a coefficient has a value and no interval, where one was asked for."""


@dataclass(frozen=True, slots=True)
class Figure:
    """The value of a coefficient, or why it is undefined; never a number where there is none.

    `units` were compared (characters, sentences or passages, by the coefficient), of `reviewers`
    in `articles`; `dropped` counts the units left out by their reason. `interval` is a percentile
    bootstrap over articles, lowest and highest, at 95 %; None where nobody asked for it, or for the
    reason in `no_interval`.
    """

    value: float | None
    undefined: Undefined | None = None
    units: int = 0
    reviewers: int = 0
    articles: int = 0
    dropped: Mapping[str, int] = field(default_factory=dict)
    interval: tuple[float, float] | None = None
    no_interval: NoInterval | None = None


def reason_for(undefined: Undefined | None, *, of_tag: bool) -> str | None:
    """The reason as words know it: that no passage bears a tag means that nobody used it."""
    return "unused" if of_tag and undefined == "no_passage" else undefined
