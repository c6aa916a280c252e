"""Texts as Mathet's gamma takes them: what all readers of each looked at, as arrays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from agreement.continuum import Continuum, alone, common
from agreement.dissimilarity import Marks
from agreement.figure import Undefined
from agreement.looked import by_readers
from agreement.reading import Passage, ReadText


@dataclass(frozen=True)
class GammaText:
    """A text that two reviewers or more looked at, and their passages there, by reviewer.

    `seed` is the same for the same text whatever else is computed beside it.
    """

    place: int
    seed: Sequence[int]
    length: int
    reviewers: tuple[str, ...]
    continuum: tuple[Marks, ...]

    @property
    def passages(self) -> int:
        """Of all its reviewers."""
        return sum(len(marks) for marks in self.continuum)


@dataclass(frozen=True)
class GammaTexts:
    """Texts with a passage on common ground, and what was left out: all that others did not read.

    `compared` are the articles with common ground, and `reviewers` who shares it.
    """

    articles: tuple[str, ...]
    tags: tuple[str, ...]
    texts: tuple[GammaText, ...]
    compared: frozenset[int]
    reviewers: frozenset[str]
    dropped: Mapping[str, int]
    reason: Undefined


def gamma_texts(texts: Sequence[ReadText]) -> GammaTexts:
    """What all readers of each text looked at; who looked at nothing of it is no reader of it."""
    articles = sorted({text.article for text in texts})
    places = {article: place for place, article in enumerate(articles)}
    shared: list[tuple[int, Continuum]] = []
    by_one = by_some = 0
    for text in texts:
        parts = by_readers(text)
        readers = sorted(frozenset[str]().union(*parts))
        lonely, _ = alone(text, parts)
        by_one += lonely
        on = common(text, readers) if len(readers) > 1 else None
        if on is not None:
            shared.append((places[text.article], on))
        passages = sum(len(reading.passages) for reading in text.readings)
        by_some += (passages if on is None else on.left_out) - lonely
    dropped = {"read_by_one": by_one, "unread_by_some": by_some}
    return _arrays(articles, shared, dropped, _reason(texts, shared))


def _arrays(
    articles: Sequence[str],
    shared: Sequence[tuple[int, Continuum]],
    dropped: Mapping[str, int],
    reason: Undefined,
) -> GammaTexts:
    found = [passages for _, on in shared for passages in on.found.values()]
    tags = tuple(sorted({passage.tag for passages in found for passage in passages}))
    numbers = {tag: number for number, tag in enumerate(tags)}
    ready = [
        GammaText(
            place,
            (*on.article.encode(), on.length),
            on.length,
            tuple(sorted(on.found)),
            tuple(_marks(on.found[name], numbers) for name in sorted(on.found)),
        )
        for place, on in shared
        if any(on.found.values())
    ]
    return GammaTexts(
        tuple(articles),
        tags,
        tuple(ready),
        frozenset(place for place, _ in shared),
        frozenset(name for _, on in shared for name in on.found),
        {why: count for why, count in dropped.items() if count},
        reason,
    )


def _marks(passages: Sequence[Passage], numbers: Mapping[str, int]) -> Marks:
    return Marks(
        np.array([one.start for one in passages], np.float64),
        np.array([one.end for one in passages], np.float64),
        np.array([numbers[one.tag] for one in passages], np.int64),
    )


def _reason(texts: Sequence[ReadText], shared: Sequence[tuple[int, Continuum]]) -> Undefined:
    readers = {reading.reviewer for text in texts for reading in text.readings}
    if len(readers) < 2:
        return "one_reviewer" if readers else "no_reading"
    return "no_passage" if shared else "no_common_unit"
