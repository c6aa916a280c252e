"""The rate of each outlet as if the same people had read all of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rates.bootstrap import Numbers, drawings, limits, summed
from rates.chance import at_least, chance
from rates.connected import connected
from rates.estimate import MINIMUM_ARTICLES, Estimate, Interval

RESAMPLES = 500
_ROUNDS = 200
_CLOSE = 1e-7


@dataclass(frozen=True, slots=True)
class Read:
    """Readings, a row each: of which article, of which outlet, by whom; its words and passages.

    `outlets` and `readers` count from 0.
    """

    articles: NDArray[np.int64]
    outlets: NDArray[np.int64]
    readers: NDArray[np.int64]
    words: Numbers
    passages: Numbers

    def cells(self) -> tuple[Numbers, Numbers]:
        """Passages and words of each outlet by each reader."""
        shape = (int(self.outlets.max()) + 1, int(self.readers.max()) + 1)
        flat, size = self.outlets * shape[1] + self.readers, shape[0] * shape[1]
        passages = summed(flat, self.passages, size).reshape(shape)
        return passages, summed(flat, self.words, size).reshape(shape)


def adjusted(read: Read, *, least: int = MINIMUM_ARTICLES) -> list[Estimate]:
    """Passages a word in each outlet, by number, were all read by the same mixture of readers.

    A reader who tags twice as much doubles the plain rate of the outlets they read. Here a rate is
    the product of what the outlet and what the reader make of it (Poisson, no interaction; Osborn,
    J. (1975). A multiplicative model for the analysis of vital statistics rates. Applied
    Statistics 24, 75-84), fitted by proportional fitting to the totals of both (Deming, W. E. and
    Stephan, F. F. (1940). Annals of Mathematical Statistics 11, 427-444). Each outlet's part is
    then given to the readers of all outlets, by their share of the words. Articles are drawn again
    within their outlets for the interval, which is at least what chance alone leaves of the count.

    Undefined for outlets that readers do not connect with the rest, see `rates.connected`.
    """
    passages, words = read.cells()
    tied = connected(passages, words)
    weights = np.where(tied.readers, words[tied.outlets | tied.empty].sum(axis=0), 0.0)
    counts = [len(np.unique(read.articles[read.outlets == one])) for one in range(len(words))]
    # Where nobody bears upon the outlet nothing is expected, and nothing was found.
    mask = tied.outlets[:, None] & tied.readers
    fitted = _standardised(passages[None] * mask, words[None] * mask, weights)[0]
    again = _standardised(*_drawn_again(read, mask), weights)
    found = []
    for outlet, articles in enumerate(counts):
        if articles < max(least, 1):
            found.append(Estimate(None, articles=articles, undefined="too_few_articles"))
        elif tied.empty[outlet]:
            found.append(Estimate(0.0, _by_chance(read, outlet, 0.0), articles))
        elif not tied.outlets[outlet]:
            found.append(Estimate(None, articles=articles, undefined="not_connected"))
        else:
            value = float(fitted[outlet])
            drawn = limits(again[:, outlet], articles)
            interval = at_least(drawn, _by_chance(read, outlet, value))
            found.append(Estimate(value, interval, articles))
    return found


def _by_chance(read: Read, outlet: int, value: float) -> Interval:
    """What chance alone leaves of the outlet's plain rate, taken to the adjusted one."""
    mine = read.outlets == outlet
    passages, words = read.passages[mine], read.words[mine]
    plain = float(passages.sum() / words.sum())
    low, high = chance(read.articles[mine], passages, words)
    factor = value / plain if plain else 1.0
    return low * factor, high * factor


def _standardised(passages: Numbers, words: Numbers, weights: Numbers) -> Numbers:
    """The rate of each outlet for several tables at once: table, outlet, reader → table, outlet."""
    totals, by_reader = passages.sum(axis=2), passages.sum(axis=1)
    outlet_part = np.ones_like(totals)
    reader_part = np.ones_like(by_reader)
    with np.errstate(divide="ignore", invalid="ignore"):
        for _ in range(_ROUNDS):
            expected = np.einsum("bor,br->bo", words, reader_part)
            before, outlet_part = outlet_part, np.nan_to_num(totals / expected, posinf=0.0)
            expected = np.einsum("bor,bo->br", words, outlet_part)
            reader_part = np.nan_to_num(by_reader / expected, posinf=0.0)
            if np.allclose(outlet_part, before, rtol=_CLOSE, atol=0):
                break
    typical = reader_part @ (weights / weights.sum()) if weights.any() else np.ones(len(totals))
    found: Numbers = outlet_part * typical[:, None]
    # Who drew none of the readers that tell of an outlet knows nothing of it.
    found[np.einsum("bor,br->bo", words, reader_part) == 0] = np.nan
    return found


def _drawn_again(read: Read, mask: NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """Passages and words of outlets by readers in each resample, where the mask lets them count."""
    passages, words = (np.zeros((RESAMPLES, *read.cells()[0].shape)) for _ in range(2))
    for outlet in np.flatnonzero(mask.any(axis=1)):
        rows = read.outlets == outlet
        _, article = np.unique(read.articles[rows], return_inverse=True)
        who, size = read.readers[rows], int(article.max()) + 1
        begun = 0
        for drawn in drawings(size, RESAMPLES):
            times = np.stack([np.bincount(one, minlength=size) for one in drawn])[:, article]
            for into, values in ((passages, read.passages[rows]), (words, read.words[rows])):
                _add_by_reader(into[begun : begun + len(drawn), outlet], times * values, who)
            begun += len(drawn)
    return passages * mask, words * mask


def _add_by_reader(into: Numbers, values: Numbers, who: NDArray[np.int64]) -> None:
    for reader in np.unique(who):
        into[:, reader] = values[:, who == reader].sum(axis=1)
