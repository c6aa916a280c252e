"""All that two reviewers or more looked at, with the units each found there, tag by tag."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from agreement.continuum import Continuum, alone, by_readers, continua
from agreement.figure import Figure, Undefined
from agreement.matching import Extent, Extents
from agreement.reading import Passage, ReadText

Units = Mapping[str, Mapping[str, Sequence[Extent]]]
"""By tag and reviewer; those of one reviewer and tag never overlap. No key where there are none."""


@dataclass(frozen=True)
class Stretch:
    """A part of an article that the same reviewers looked at, and the units they found."""

    article: int
    length: int
    reviewers: tuple[str, ...]
    units: Units


@dataclass(frozen=True)
class SharedGround:
    """Everything a coefficient of any number of reviewers is computed from.

    What only one reviewer looked at is left out: its passages and characters are counted.
    """

    articles: tuple[str, ...]
    stretches: tuple[Stretch, ...]
    readers: int
    passages_left_out: int
    characters_left_out: int

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """Every tag that somebody used on shared ground, by name."""
        return tuple(sorted({tag for one in self.stretches for tag in one.units}))

    @cached_property
    def reviewers(self) -> int:
        """Those who share ground with somebody."""
        return len({name for one in self.stretches for name in one.reviewers})

    @cached_property
    def shared_articles(self) -> int:
        """Articles that at least two reviewers looked at, in part or whole."""
        return len({one.article for one in self.stretches})

    def figure(
        self,
        value: float | None,
        units: int,
        dropped: int,
        otherwise: Undefined = "one_category",
    ) -> Figure:
        """A coefficient of these readings; where it has no value, why."""
        return Figure(
            value=value,
            undefined=None if value is not None else self._reason(otherwise),
            units=units,
            reviewers=self.reviewers,
            articles=self.shared_articles,
            dropped={"read_by_one": dropped} if dropped else {},
        )

    def _reason(self, otherwise: Undefined) -> Undefined:
        if self.readers < 2:
            return "one_reviewer" if self.readers else "no_reading"
        if not self.stretches:
            return "no_common_unit"
        return otherwise if self.tags else "no_passage"


def shared_ground(texts: Sequence[ReadText]) -> SharedGround:
    """What two reviewers or more of these texts looked at."""
    places = {name: place for place, name in enumerate(sorted({text.article for text in texts}))}
    stretches: list[Stretch] = []
    passages = characters = 0
    for text in texts:
        parts = by_readers(text)
        lonely = alone(text, parts)
        passages, characters = passages + lonely[0], characters + lonely[1]
        stretches += [_stretch(places[text.article], one) for one in continua(text, parts)]
    return SharedGround(
        tuple(places),
        tuple(stretches),
        len({reading.reviewer for text in texts for reading in text.readings}),
        passages,
        characters,
    )


def units_of(passages: Sequence[Passage]) -> dict[str, tuple[Extent, ...]]:
    """Units of one reviewer by tag: passages of a tag that overlap are one; touching ones two."""
    extents: dict[str, list[Extent]] = defaultdict(list)
    for passage in passages:
        extents[passage.tag].append((passage.start, passage.end))
    return {tag: Extents(tuple(found)).apart for tag, found in extents.items()}


def _stretch(article: int, on: Continuum) -> Stretch:
    units: dict[str, dict[str, Sequence[Extent]]] = defaultdict(dict)
    for reviewer, passages in on.found.items():
        for tag, found in units_of(passages).items():
            units[tag][reviewer] = found
    return Stretch(article, on.length, tuple(on.found), units)
