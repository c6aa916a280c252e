"""The measures that take long, step by step."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from agreement.bootstrap import RESAMPLES
from agreement.figure import Figure
from agreement.gamma import gamma_steps
from agreement.nominal import Measured
from agreement.reading import ReadText

Progress = tuple[int, int]
"""How many steps are done, and of how many."""


def slow_figures(
    texts: Sequence[ReadText], tags: Iterable[str] = ()
) -> Iterator[Measured | Progress]:
    """How far it is, again and again, and γ: as it stands now and then, at last with its interval.

    `tags` are told of even where nobody used them.
    """
    known = set(tags)
    for step in gamma_steps(texts, resamples=RESAMPLES):
        yield step.done, step.of
        if step.figures is not None:
            yield Measured("gamma", None, None, step.figures.gamma)
            yield Measured("gamma_cat", None, None, step.figures.categories)
            unused = dict.fromkeys(known, _unused(step.figures.gamma))
            for tag, figure in sorted({**unused, **step.figures.tags}.items()):
                yield Measured("gamma_k", tag, None, figure)


def _unused(of_all: Figure) -> Figure:
    """The figure of a tag that nobody used."""
    reason = of_all.undefined or "no_passage"
    return replace(of_all, value=None, undefined=reason, interval=None, no_interval=None)
