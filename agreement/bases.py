"""What agreement can be measured on, and the coefficients of each."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

from agreement.alpha_u import alpha_u
from agreement.boundary_counts import count_boundaries
from agreement.boundary_similarity import boundary_kappa, boundary_pi, boundary_similarity
from agreement.characters import character_units
from agreement.coincidences import coincide
from agreement.figure import Figure
from agreement.nominal import Measured, measure
from agreement.nominal import figure as nominal_figure
from agreement.reading import ReadText
from agreement.sentences import sentence_units
from agreement.shared_ground import shared_ground
from agreement.span_counts import count_spans
from agreement.span_f1 import MATCHES, Match, mean_f1, pair_scores
from agreement.tally import Tally
from agreement.u_alpha import coded_alpha, found_alpha, u_alpha
from agreement.unitizing import unitize
from agreement.units import Units

Basis = Literal["sentences", "characters", "passages"]
BASES: tuple[Basis, ...] = ("sentences", "characters", "passages")
OF_ALL = ("percentage", "fleiss", "krippendorff", "gwet")
"""Of all reviewers on sentences and characters, as a page shows them."""
OF_BOUNDARIES = ("boundary_similarity", "boundary_pi", "boundary_kappa")
"""Of all reviewers on passages: whether those begin and end at the same places."""


def lead(basis: Basis) -> str:
    """The coefficient that stands first: of all tags, of each tag, over time."""
    return "u_alpha" if basis == "passages" else "krippendorff"


def of_pairs(basis: Basis) -> str:
    """The coefficient of two reviewers."""
    return "f1_overlap" if basis == "passages" else "cohen"


def units_of(texts: Sequence[ReadText], basis: Basis) -> Units:
    """The units that tags can be told apart on: characters, or else sentences."""
    return character_units(texts) if basis == "characters" else sentence_units(texts)


def lead_figure(texts: Sequence[ReadText], basis: Basis, resamples: int = 0) -> Figure:
    """The first coefficient of these texts alone."""
    if basis == "passages":
        return u_alpha(coincide(shared_ground(texts)), resamples=resamples)
    return nominal_figure(units_of(texts, basis).condensed(), lead(basis), resamples)


def shown(
    texts: Sequence[ReadText],
    basis: Basis,
    resamples: int = 0,
    tally: Tally | None = None,
    tags: Iterable[str] = (),
) -> Iterator[Measured]:
    """The figures that a page shows: of all tags, of each tag, of each pair of reviewers.

    `tally` are the units of these texts on sentences or characters, where somebody has them; `tags`
    are told of even where nobody used them.
    """
    if basis == "passages":
        yield from _of_passages(texts, resamples, ("overlap",), tags)
        return
    yield from shown_of(tally or units_of(texts, basis).condensed(), basis, resamples, tags)


def shown_of(
    tally: Tally, basis: Basis, resamples: int = 0, tags: Iterable[str] = ()
) -> Iterator[Measured]:
    """The same of units on sentences or characters."""
    each = sorted({*tally.tags, *tags})
    yield from measure(tally, coefficients=OF_ALL, tags=[None], pairs=[None], resamples=resamples)
    yield from measure(
        tally, coefficients=[lead(basis)], tags=each, pairs=[None], resamples=resamples
    )
    yield from measure(tally, coefficients=["cohen"], tags=[None], resamples=resamples)


def everything(
    texts: Sequence[ReadText], basis: Basis, resamples: int = 0, tags: Iterable[str] = ()
) -> Iterator[Measured]:
    """Every figure there is on a basis, the slowest measures left out."""
    if basis == "passages":
        yield from _of_passages(texts, resamples, MATCHES, tags)
        yield from _of_places(texts, resamples, tags)
    else:
        tally: Tally = units_of(texts, basis)
        each = sorted({*tally.tags, *tags})
        yield from measure(tally, tags=[None, *each], resamples=resamples)


def _of_passages(
    texts: Sequence[ReadText], resamples: int, matches: Sequence[Match], tags: Iterable[str]
) -> Iterator[Measured]:
    found = coincide(shared_ground(texts))
    for tag in (None, *sorted({*found.tags, *tags})):
        yield Measured("u_alpha", tag, None, u_alpha(found, tag, resamples=resamples))
        yield Measured("coded_alpha", tag, None, coded_alpha(found, tag, resamples=resamples))
    yield Measured("found_alpha", None, None, found_alpha(found, resamples=resamples))
    yield from _of_boundaries(texts, resamples)
    counts = count_spans(texts)
    for match in matches:
        yield Measured(f"f1_{match}", None, None, mean_f1(counts, match, resamples=resamples))
        for score in pair_scores(counts, match, resamples=resamples):
            yield Measured(f"f1_{match}", None, score.pair, score.f1)


def _of_boundaries(texts: Sequence[ReadText], resamples: int) -> Iterator[Measured]:
    found = count_boundaries(texts)
    measures: tuple[Callable[..., Figure], ...] = (
        boundary_similarity, boundary_pi, boundary_kappa,
    )  # fmt: skip
    for name, measured in zip(OF_BOUNDARIES, measures, strict=True):
        yield Measured(name, None, None, measured(found, resamples=resamples))


def _of_places(
    texts: Sequence[ReadText], resamples: int, tags: Iterable[str]
) -> Iterator[Measured]:
    """The unitizing alpha of 2004, which asks of each tag where its passages lie."""
    found = unitize(shared_ground(texts))
    for tag in (None, *sorted({*found.tags, *tags})):
        yield Measured("alpha_u", tag, None, alpha_u(found, tag, resamples=resamples))
