"""The marks of an article's charts in words, a place each, for whoever selects by the keyboard."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pages.article_frames import sentences_in_words
from pages.mark_choice import Mark
from words import say

PLACE = ("whose", "first", "last")
"""The fields of a mark's selection."""


def lane_marks(frame: pd.DataFrame) -> list[Mark]:
    """The places of the lanes as the text goes: those of everybody, then each reader's by tag."""
    pieces = frame[frame["state"] != "none"]
    readers = list(dict.fromkeys([0, *pieces["whose"]]))
    places: dict[tuple[int, ...], list[str]] = {}
    for row in pieces.to_dict("records"):
        told = row["words"] if row["whose"] else _of_everybody(row)
        places.setdefault(_place(row), []).append(str(told))
    ordered = sorted(places, key=lambda one: (readers.index(one[0]), *one[1:]))
    # Two tags of one reader on the same sentences are one place, and lead to both.
    said = {
        place: say("dashboard.part_joined").join(dict.fromkeys(places[place])) for place in ordered
    }
    return [_mark(words, place) for place, words in said.items()]


def step_marks(frame: pd.DataFrame) -> list[Mark]:
    """The stretches of agreement; none where nothing is defined and so nothing is drawn."""
    if not frame["agreed"].notna().any():
        return []
    return [_mark(str(row["words"]), _place(row)) for row in frame.to_dict("records")]


def _of_everybody(row: Mapping[Any, Any]) -> str:
    """A run or gold leads to what everybody made of its place."""
    return say("article.of_everybody", where=sentences_in_words(row["first"], row["last"]))


def _place(row: Mapping[Any, Any]) -> tuple[int, ...]:
    return tuple(int(row[field]) for field in PLACE)


def _mark(words: str, place: tuple[int, ...]) -> Mark:
    return words, dict(zip(PLACE, place, strict=True))
