"""The marks of an article's charts in words, a place each, for whoever selects by the keyboard."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from pages.mark_choice import Mark
from words import say

PLACE = ("whose", "first", "last")
"""The fields of a mark's selection."""


def lane_marks(frame: pd.DataFrame) -> list[Mark]:
    """The pieces of the lanes: what leads to the same place of the same reader stands in one line."""
    return _marks(row for row in frame.to_dict("records") if row["state"] != "none")


def step_marks(frame: pd.DataFrame) -> list[Mark]:
    """The stretches of agreement; none where nothing is defined and so nothing is drawn."""
    return _marks(frame.to_dict("records") if frame["agreed"].notna().any() else ())


def _marks(rows: Iterable[Mapping[Any, Any]]) -> list[Mark]:
    places: dict[tuple[int, ...], list[str]] = {}
    for row in rows:
        place = tuple(int(row[field]) for field in PLACE)
        places.setdefault(place, []).append(str(row["words"]))
    return [
        (
            say("dashboard.part_joined").join(dict.fromkeys(words)),
            dict(zip(PLACE, place, strict=True)),
        )
        for place, words in places.items()
    ]
