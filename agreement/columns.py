"""Readings of many texts as columns of numbers: what a million passages are compared as."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from agreement.reading import ReadText
from agreement.tally import Whole
from agreement.units import joined

UNTOLD = -1
"""The tag of a passage that tells only that its place was looked at."""


@dataclass(frozen=True, eq=False)
class Ranges:
    """Ranges of readings, a row each: of which reading, [start, end) in code points."""

    reading: Whole
    start: Whole
    end: Whole

    def part(self, chosen: NDArray[np.bool_], number: Whole) -> "Ranges":
        """Some of them, where readings have other numbers."""
        return Ranges(number[self.reading[chosen]], self.start[chosen], self.end[chosen])


@dataclass(frozen=True, eq=False)
class Columns:
    """Texts with their sentences, text by text and in order, and their readings.

    `articles` names each text's article, `counts` says how many sentences it has; `starts` and
    `ends` are theirs. `text` and `reviewer` are of each reading. `tagged` are the passages, `tag` a
    place in `tags` for each, or UNTOLD. `looked` are ranges that were looked at; `cleared` sentences
    that were, by reading and number from 0.
    """

    articles: Sequence[str]
    counts: Whole
    starts: Whole
    ends: Whole
    text: Whole
    reviewer: Sequence[str]
    tagged: Ranges
    tag: Whole
    tags: Sequence[str]
    looked: Ranges
    cleared: tuple[Whole, Whole]

    def of_readings(self, kept: NDArray[np.bool_]) -> "Columns":
        """These readings alone, and the texts that have one."""
        has_one = np.bincount(self.text[kept], minlength=len(self.counts)) > 0
        sentences = np.repeat(has_one, self.counts)
        number = np.cumsum(kept) - 1
        passages, looked = kept[self.tagged.reading], kept[self.looked.reading]
        reading, position = self.cleared
        cleared = kept[reading]
        return Columns(
            articles=list(compress(self.articles, has_one)),
            counts=self.counts[has_one],
            starts=self.starts[sentences],
            ends=self.ends[sentences],
            text=(np.cumsum(has_one) - 1)[self.text[kept]],
            reviewer=list(compress(self.reviewer, kept)),
            tagged=self.tagged.part(passages, number),
            tag=self.tag[passages],
            tags=self.tags,
            looked=self.looked.part(looked, number),
            cleared=(number[reading[cleared]], position[cleared]),
        )


def columns_of(texts: Sequence[ReadText]) -> Columns:
    """The texts as columns; ValueError where one reviewer reads a text twice."""
    sentences = [
        sorted((start, end) for start, end in text.sentences if start < end) for text in texts
    ]
    readings = [(place, one) for place, text in enumerate(texts) for one in text.readings]
    for text in texts:
        if len({one.reviewer for one in text.readings}) < len(text.readings):
            raise ValueError(f"a reviewer reads a text of {text.article!r} once: name them apart")
    tags: dict[str, int] = {}
    passages = [
        (number, one.start, one.end, tags.setdefault(one.tag, len(tags)))
        for number, (_, reading) in enumerate(readings)
        for one in reading.passages
        if one.start < one.end
    ]
    looked = [
        (number, start, end)
        for number, (place, reading) in enumerate(readings)
        for start, end in joined(reading.looked, texts[place].length)
    ]
    bounds = numbers([one for own in sentences for one in own], 2)
    found = numbers(passages, 4)
    return Columns(
        articles=[text.article for text in texts],
        counts=np.array([len(own) for own in sentences], np.int64),
        starts=bounds[:, 0],
        ends=bounds[:, 1],
        text=np.array([place for place, _ in readings], np.int64),
        reviewer=[reading.reviewer for _, reading in readings],
        tagged=Ranges(*found.T[:3]),
        tag=found[:, 3],
        tags=list(tags),
        looked=Ranges(*numbers(looked, 3).T),
        cleared=(np.empty(0, np.int64), np.empty(0, np.int64)),
    )


def numbers(rows: Sequence[Sequence[int]], wide: int) -> NDArray[np.int64]:
    """Rows of so many numbers as an array, even where there is none."""
    return np.array(rows, np.int64).reshape(-1, wide)
