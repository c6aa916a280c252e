"""Everything there is to say of how far reviewers agree, for a file or another program."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from agreement.bases import BASES, everything
from agreement.bootstrap import RESAMPLES
from agreement.figure import reason_for
from agreement.nominal import Measured
from agreement.reading import ReadText
from agreement.slow import slow_figures
from agreement.told import told_figure

Tell = Callable[[int, int], None]
"""Hears how much of the slow measures is done, and of how much."""


def account(
    texts: Sequence[ReadText],
    tags: Iterable[str] = (),
    *,
    slow: bool = True,
    tell: Tell | None = None,
) -> list[dict[str, Any]]:
    """All figures on all bases, with intervals; `docs/agreement.md` says what the keys mean.

    `tags` are told of even where nobody used them.
    """
    known = list(tags)
    told = [
        {"basis": basis, **told_figure(one)}
        for basis in BASES
        for one in everything(texts, basis, RESAMPLES, known)
    ]
    if slow:
        told += [{"basis": "passages", **told_figure(one)} for one in _slow(texts, known, tell)]
    return told


def _slow(texts: Sequence[ReadText], tags: Sequence[str], tell: Tell | None) -> Iterator[Measured]:
    latest: dict[tuple[str, str | None], Measured] = {}
    for one in slow_figures(texts, tags):
        if isinstance(one, Measured):
            latest[one.coefficient, one.tag] = one
        elif tell is not None:
            tell(*one)
    yield from latest.values()


def lines(told: Sequence[dict[str, Any]], undefined: Callable[[str], str]) -> Iterator[list[str]]:
    """The same as rows of words: what it is of, coefficient, value or why there is none, interval, n."""
    for one in told:
        pair = " · ".join(one["pair"]) if one["pair"] else ""
        reason = reason_for(one["undefined"], of_tag=one["tag"] is not None)
        value = undefined(reason) if reason else f"{one['value']:.3f}"
        low_high = one["interval"]
        bounds = f"{low_high[0]:.3f} to {low_high[1]:.3f}" if low_high else ""
        of = [one["basis"], one["coefficient"], one["tag"] or "", pair]
        yield [*of, value, bounds, str(one["units"]), str(one["articles"])]


def columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows as lines of aligned columns, two blanks between them."""
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
