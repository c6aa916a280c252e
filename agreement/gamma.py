"""Mathet's gamma: how well the best alignment of all passages does, against readings by chance.

Mathet, Widlöcher & Métivier (2015), Computational Linguistics 41:437-479: γ = 1 − δ / δe (eq. 11),
in places and tags together; Mathet (2017), Computational Linguistics 43:661-681: γ_cat of the tags
of what is aligned, and γ_k of one tag. Passages may overlap, those of one reviewer and tag too.

Each text is compared on what all its reviewers looked at, and aligned by itself; over articles its
disorder weighs by the passages of its average reader. Chance is drawn from a fixed seed, so the
same readings give the same numbers, until the expected disorder is known well enough.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from agreement.aligned import Aligned, align
from agreement.dissimilarity import Dissimilarity, Marks
from agreement.gamma_figures import GammaFigures, Observed, gamma_figures, undefined
from agreement.gamma_texts import GammaText, GammaTexts, gamma_texts
from agreement.random_continua import random_continuum
from agreement.reading import ReadText
from agreement.unitary_alignments import MOST, TooManyAlignments

PRECISION = 0.01
"""How far the expected disorder may be off, 95 times of 100, as a part of itself (sec. 5.3)."""
MOST_ROUNDS = 1000
_SAMPLES = 30
_SEED = 2015


@dataclass(frozen=True, slots=True)
class Step:
    """So many alignments are done, of so many; now and then the numbers as they stand.

    `of` changes once, when the first rounds of chance show how many it takes.
    """

    done: int
    of: int
    figures: GammaFigures | None = None


def gamma_steps(
    texts: Sequence[ReadText],
    *,
    precision: float = PRECISION,
    dissimilarity: Dissimilarity | None = None,
    most: int = MOST,
    resamples: int = 0,
) -> Iterator[Step]:
    """Compute γ step by step; the last step has the figures. Stop by asking for no more.

    An article with more than `most` candidates for an alignment is left out, and counted.
    """
    run = _Run(gamma_texts(texts), dissimilarity or Dissimilarity(), most)
    rounds = run.first_rounds
    for step in run.observe():
        yield Step(step, len(run.found.texts) + rounds * len(run.observed))
    drawn = 0
    while drawn < rounds and run.observed:
        for _ in run.draw(drawn):
            yield Step(run.done, run.done + (rounds - drawn) * len(run.observed))
        drawn += 1
        if drawn == run.first_rounds:
            rounds = max(drawn, min(run.rounds_needed(precision), MOST_ROUNDS))
        if drawn & (drawn - 1) == 0 and drawn < rounds:
            yield Step(run.done, run.done + (rounds - drawn) * len(run.observed), run.figures())
    yield Step(run.done, run.done, run.figures(resamples))


def gamma(
    texts: Sequence[ReadText],
    *,
    precision: float = PRECISION,
    dissimilarity: Dissimilarity | None = None,
    most: int = MOST,
    resamples: int = 0,
    go_on: Callable[[Step], bool] = lambda step: True,
) -> GammaFigures:
    """Compute γ at once; `go_on` hears of every step and may stop it: then it is `stopped`."""
    figures = None
    for step in gamma_steps(
        texts,
        precision=precision,
        dissimilarity=dissimilarity,
        most=most,
        resamples=resamples,
    ):
        figures = step.figures
        if step.done < step.of and not go_on(step):
            return undefined("stopped")
    return figures or undefined("stopped")


@dataclass
class _Run:
    """A computation under way: what was observed of each text, and in each round of chance."""

    found: GammaTexts
    measure: Dissimilarity
    most: int
    done: int = 0
    observed: list[Observed] = field(default_factory=list)
    too_large: list[GammaText] = field(default_factory=list)

    @property
    def first_rounds(self) -> int:
        """Rounds to begin with: 30 random continua in all (sec. 5.3), and two of each text."""
        return max(2, -(-_SAMPLES // max(len(self.found.texts), 1)))

    def observe(self) -> Iterator[int]:
        """Align what was read, text by text."""
        for text in self.found.texts:
            aligned = self._aligned(text, text.continuum)
            if aligned is not None:
                self.observed.append(Observed(text, aligned))
            yield self.done

    def draw(self, number: int) -> Iterator[int]:
        """One round of chance: a random continuum of each text, aligned."""
        for one in list(self.observed):
            random = np.random.default_rng((_SEED, number, *one.text.seed))
            continuum = random_continuum(one.text.continuum, one.text.length, random)
            aligned = self._aligned(one.text, continuum)
            if aligned is None:
                self.observed.remove(one)
            else:
                one.chance.append(aligned)
            yield self.done

    def rounds_needed(self, precision: float) -> int:
        """Sec. 5.3: (1.96 c / e)² for a coefficient of variation c of the expected disorder."""
        disorders = np.array([[drawn.disorder for drawn in one.chance] for one in self.observed])
        if not disorders.size:
            return 0
        weights = np.array([one.weight for one in self.observed])
        spread = float(np.sqrt((weights**2 * disorders.var(axis=1, ddof=1)).sum()))
        mean = float(weights @ disorders.mean(axis=1))
        return int(np.ceil((1.96 * spread / (precision * mean)) ** 2)) if mean > 0 else 0

    def figures(self, resamples: int = 0) -> GammaFigures:
        """As far as it is known."""
        return gamma_figures(self.found, self.observed, self.too_large, resamples)

    def _aligned(self, text: GammaText, continuum: Sequence[Marks]) -> Aligned | None:
        self.done += 1
        try:
            return align(continuum, self.measure, len(self.found.tags), self.most)
        except TooManyAlignments:
            self.too_large.append(text)
            return None
