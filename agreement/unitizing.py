"""What unitizing alpha of 2004 is computed from: squared differences, and units and gaps by length."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from agreement.matching import Extent
from agreement.shared_ground import SharedGround, Stretch
from agreement.tally import Real, Whole


@dataclass
class Sections:
    """Of one tag: units and gaps with their article, and what each article's pairs differ by."""

    unit_articles: list[int] = field(default_factory=list)
    units: list[int] = field(default_factory=list)
    gap_articles: list[int] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    differences: dict[int, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Unitized:
    """The sections of every tag; `read` is how many characters of each article were read in all."""

    ground: SharedGround
    read: Real
    tags: dict[str, Sections]


def unitize(ground: SharedGround) -> Unitized:
    """Cut each reviewer's continuum of each tag into units and gaps, and compare all pairs."""
    read = np.zeros(len(ground.articles))
    tags = {tag: Sections() for tag in ground.tags}
    for stretch in ground.stretches:
        read[stretch.article] += stretch.length * len(stretch.reviewers)
        for tag, sections in tags.items():
            _add(sections, stretch, tag)
    return Unitized(ground, read, tags)


def squared_difference(ours: Sequence[Extent], theirs: Sequence[Extent]) -> int:
    """Σ δ² of two reviewers' units of a tag, each pair of sections once.

    Krippendorff (2004), eq. 1: between units that overlap, the squares of how far their begins
    and their ends are apart; for a unit within a gap, the square of its length.
    """
    total, first = 0, 0
    met = [False] * len(theirs)
    for start, end in ours:
        while first < len(theirs) and theirs[first][1] <= start:
            first += 1
        at = first
        while at < len(theirs) and theirs[at][0] < end:
            total += (start - theirs[at][0]) ** 2 + (end - theirs[at][1]) ** 2
            met[at] = True
            at += 1
        if at == first:
            total += (end - start) ** 2
    return total + sum(
        (end - start) ** 2 for (start, end), found in zip(theirs, met, strict=True) if not found
    )


def counted_by_length(
    sections: Sections, lengths: Whole, articles: Sequence[int] | None
) -> tuple[Real, Real]:
    """For each length of a unit: how many units have it, and Σ (gap − length + 1) of larger gaps.

    A row for each article, or one for all where `articles` is None.
    """
    rows = 1 if articles is None else len(articles)
    by_unit = np.zeros(len(sections.units), np.int64) if articles is None else np.array(
        sections.unit_articles, np.int64
    )  # fmt: skip
    counts = np.zeros((rows, len(lengths)))
    np.add.at(counts, (by_unit, np.searchsorted(lengths, sections.units)), 1)
    gaps, of = np.array(sections.gaps, np.int64), np.array(sections.gap_articles, np.int64)
    if articles is None:
        return counts, _room([gaps], lengths)
    order = np.argsort(of, kind="stable")
    cuts = np.searchsorted(of[order], np.arange(1, rows))
    return counts, _room(np.split(gaps[order], cuts), lengths)


def _room(groups: Iterable[Whole], lengths: Whole) -> Real:
    """In how many places a unit of each length could lie within a gap, for each group of gaps."""
    rooms = []
    for group in groups:
        gaps = np.sort(group)[::-1].astype(np.float64)
        larger = len(gaps) - np.searchsorted(gaps[::-1], lengths)
        sums = np.concatenate([[0.0], np.cumsum(gaps)])
        rooms.append(sums[larger] - larger * (lengths - 1))
    return np.array(rooms)


def _add(sections: Sections, stretch: Stretch, tag: str) -> None:
    units = stretch.units.get(tag, {})
    readers = len(stretch.reviewers)
    for reviewer in stretch.reviewers:
        own = units.get(reviewer, ())
        lengths = [end - start for start, end in own]
        sections.units += lengths
        sections.unit_articles += [stretch.article] * len(lengths)
        gaps = _gaps(own, stretch.length)
        sections.gaps += gaps
        sections.gap_articles += [stretch.article] * len(gaps)
    if units:
        apart = sum(
            squared_difference(units.get(one, ()), units.get(other, ()))
            for one, other in combinations(stretch.reviewers, 2)
        )
        before = sections.differences.get(stretch.article, 0.0)
        sections.differences[stretch.article] = before + 2 * apart / (readers - 1)


def _gaps(units: Sequence[Extent], length: int) -> list[int]:
    gaps, at = [], 0
    for start, end in units:
        if start > at:
            gaps.append(start - at)
        at = end
    return [*gaps, length - at] if at < length else gaps
