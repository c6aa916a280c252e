"""A coefficient as a function of sums over articles, so that articles can be drawn again."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from agreement.tally import Real


@dataclass(frozen=True, eq=False)
class Additive:
    """What a coefficient is computed from, and how.

    `sums` has a row an article and a column a sum (units, agreeing pairs, uses of a tag, ...).
    `solve` takes totals of these columns, a row for each way to choose articles, and gives the
    coefficient of each: nan where it is undefined. So an article drawn twice counts twice, and one
    left out is subtracted.
    """

    sums: Real
    solve: Callable[[Real], Real]

    @property
    def value(self) -> float | None:
        """Over all articles; None where it is undefined."""
        found = float(self.solve(self.sums.sum(axis=0, keepdims=True))[0])
        return None if np.isnan(found) else found

    def without_each(self) -> Real:
        """The coefficient over all articles but one, for each article."""
        return self.solve(self.sums.sum(axis=0) - self.sums)


def ratio(over: Real, under: Real) -> Real:
    """`over` / `under`; nan where there is nothing to divide by."""
    safe = np.where(under > 0, under, 1)
    return np.where(under > 0, over / safe, np.nan)


def beyond_chance(observed: Real, left_to_chance: Real) -> Real:
    """(observed agreement − chance) / (1 − chance), given 1 − chance.

    nan where chance leaves nothing to get wrong: everybody used one category alone. What is left
    is a mean of products of shares, 0 up to rounding, and at least 1e-10 with a billion units.
    """
    left = np.where(left_to_chance > 1e-12, left_to_chance, np.nan)
    return 1 - (1 - observed) / left
