"""Published tables of readings, brought into our shape."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from agreement.tally import MISSING, Tally

Value = str | frozenset[str] | None


def published(corpora: Path, name: str) -> dict[str, Any]:
    """A file of published values with its data."""
    found: dict[str, Any] = json.loads((corpora / "5_agreement" / name).read_text("utf-8"))
    return found


def tally(
    rows: Sequence[Sequence[Any]],
    *,
    weights: Sequence[int] | None = None,
    articles: Sequence[int] | None = None,
) -> Tally:
    """A row a unit, a column a reviewer; None is missing, a set is a set, all else is one tag."""
    found = [[None if cell is None else as_set(cell) for cell in row] for row in rows]
    sets = sorted(
        {cell for row in found for cell in row if cell is not None} | {frozenset()}, key=sorted
    )
    number = {value: place for place, value in enumerate(sets)}
    places = list(articles or [0] * len(rows))
    return Tally(
        reviewers=tuple(f"r{column:02}" for column in range(len(rows[0]) if rows else 0)),
        articles=tuple(f"a{place:03}" for place in range(max(places, default=0) + 1)),
        sets=tuple(sets),
        values=np.array(
            [[MISSING if cell is None else number[cell] for cell in row] for row in found], np.int32
        ),
        weights=np.array(weights or [1] * len(rows), np.int64),
        article=np.array(places, np.int64),
    )


def as_set(cell: Any) -> frozenset[str]:
    """The value of a cell as a set of tags."""
    return cell if isinstance(cell, frozenset) else frozenset({str(cell)})


def contingency(table: Sequence[Sequence[int]]) -> Tally:
    """Two reviewers from how often each pair of categories met."""
    cells = [(row, column) for row in range(len(table)) for column in range(len(table))]
    return tally(cells, weights=[table[row][column] for row, column in cells])


def counted(table: Sequence[Sequence[int]]) -> Tally:
    """Reviewers from how many of them chose each category for each unit."""
    return tally([[place for place, n in enumerate(row) for _ in range(n)] for row in table])
