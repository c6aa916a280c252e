"""How far the readers of some texts agree, and where they do not: all that a dashboard shows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from agreement.bases import Basis, lead, lead_figure, of_pairs, shown, shown_of, units_of
from agreement.confusion import Confusion, confusion
from agreement.contributions import (
    ArticleShare,
    Place,
    articles_that_lower,
    places_that_lower,
    places_where,
)
from agreement.figure import Figure
from agreement.nominal import Measured, Pair, figure
from agreement.reading import ReadText
from agreement.tally import Tally
from agreement.units import Units

MOST = 12
"""So many articles and places that lower agreement are told."""

MOST_BEHIND = 50
"""So many places behind a mark are told."""

Groups = Mapping[str, Sequence[ReadText]]
"""Parts of the texts or of their readings, by a name that sorts: weeks, guidelines."""


@dataclass(frozen=True, slots=True)
class Survey:
    """Figures of all tags by coefficient, of each tag, of each pair, of each group; and what lowers it.

    `confusion`, `articles` and `places` are of sentences where the figures are of passages.
    """

    basis: Basis
    overall: Mapping[str, Figure]
    tags: Mapping[str, Figure]
    pairs: Mapping[Pair, Figure]
    groups: Mapping[str, Figure]
    confusion: Confusion
    articles: Sequence[ArticleShare] = ()
    places: Sequence[Place] = ()

    @property
    def first(self) -> Figure:
        """The figure that stands first."""
        return self.overall[lead(self.basis)]


def survey(
    texts: Sequence[ReadText],
    basis: Basis,
    groups: Groups | None = None,
    resamples: int = 0,
    tags: Iterable[str] = (),
) -> Survey:
    """Everything of these texts; intervals where resamples are asked for.

    `tags` are told of even where nobody used them.
    """
    units = units_of(texts, basis)
    tally = units.condensed()
    told = [
        *shown(texts, basis, resamples, tally, tags),
        *grouped(groups or {}, basis, resamples),
    ]
    return _surveyed(basis, told, units, tally)


def survey_of_units(
    units: Units,
    groups: Mapping[str, Tally] | None = None,
    resamples: int = 0,
    tags: Iterable[str] = (),
) -> Survey:
    """Everything of these sentences or characters; `groups` are parts of them, or of their readings."""
    tally = units.condensed()
    told = [
        *shown_of(tally, units.kind, resamples, tags),
        *(
            Measured(GROUP, name, None, figure(part.condensed(), lead(units.kind), resamples))
            for name, part in (groups or {}).items()
        ),
    ]
    return _surveyed(units.kind, told, units, tally)


def _surveyed(basis: Basis, told: Sequence[Measured], units: Units, tally: Tally) -> Survey:
    figures = _Figures(basis)
    for one in told:
        figures.take(one)
    return Survey(
        basis,
        figures.overall,
        figures.tags,
        figures.pairs,
        figures.groups,
        confusion(tally),
        articles_that_lower(tally)[:MOST],
        places_that_lower(units, MOST),
    )


def grouped(groups: Groups, basis: Basis, resamples: int = 0) -> list[Measured]:
    """The first coefficient of each group; its name stands where a tag would."""
    return [
        Measured(GROUP, name, None, lead_figure(texts, basis, resamples))
        for name, texts in groups.items()
    ]


def behind(
    units: Units,
    *,
    cell: tuple[str | None, str | None] | None = None,
    tag: str | None = None,
    pair: Pair | None = None,
    most: int = MOST_BEHIND,
) -> list[Place]:
    """The places that a cell of the confusion counts, or where a tag or a pair parts, or all of them."""
    if pair is not None:
        if not set(pair) <= set(units.reviewers):
            return []
        units = units.of_reviewers(pair)
    if cell is not None:
        return places_where(units, *cell, most=most)
    return places_that_lower(units if tag is None else units.of_tag(tag), most)


GROUP = "group"


@dataclass(slots=True)
class _Figures:
    """Figures as they come, by what they are of."""

    basis: Basis
    overall: dict[str, Figure] = field(default_factory=dict)
    tags: dict[str, Figure] = field(default_factory=dict)
    pairs: dict[Pair, Figure] = field(default_factory=dict)
    groups: dict[str, Figure] = field(default_factory=dict)

    def take(self, one: Measured) -> None:
        """Put a figure where it belongs; those that no part shows are passed over."""
        if one.coefficient == GROUP:
            self.groups[one.tag or ""] = one.figure
        elif one.pair is not None:
            if one.coefficient == of_pairs(self.basis):
                self.pairs[one.pair] = one.figure
        elif one.tag is None:
            self.overall[one.coefficient] = one.figure
        elif one.coefficient == lead(self.basis):
            self.tags[one.tag] = one.figure
