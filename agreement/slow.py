"""The measures that take long, step by step."""

from collections.abc import Iterator, Sequence

from agreement.bootstrap import RESAMPLES
from agreement.gamma import gamma_steps
from agreement.nominal import Measured
from agreement.reading import ReadText

Progress = tuple[int, int]
"""How many steps are done, and of how many."""


def slow_figures(texts: Sequence[ReadText]) -> Iterator[Measured | Progress]:
    """How far it is, again and again, and γ: as it stands now and then, at last with its interval."""
    for step in gamma_steps(texts, resamples=RESAMPLES):
        yield step.done, step.of
        if step.figures is not None:
            yield Measured("gamma", None, None, step.figures.gamma)
            yield Measured("gamma_cat", None, None, step.figures.categories)
            for tag, figure in step.figures.tags.items():
                yield Measured("gamma_k", tag, None, figure)
