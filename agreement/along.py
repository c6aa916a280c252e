"""Agreement along a text: for each of its sentences who looked at it, and how far they agree."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from agreement.contributions import Place, disagreement, places_that_lower
from agreement.reading import ReadText
from agreement.sentences import sentence_units

MOST_PLACES = 50
"""So many places where readers diverge are told."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring sentences, `first` to `last` from 0, that as many looked at and agree on alike.

    [start, end) in code points. `agreed` is the share of pairs of readings that made the same of a
    sentence (0 to 1); None where fewer than two looked.
    """

    first: int
    last: int
    start: int
    end: int
    readers: int
    agreed: float | None


@dataclass(frozen=True, slots=True)
class Along:
    """A whole text: its stretches in order, and where its readers diverge, the heaviest place first.

    Of `compared` sentences, which two or more looked at, all who did agree on `agreed`. `readings`
    is how many there are of the text.
    """

    stretches: Sequence[Stretch]
    places: Sequence[Place]
    readings: int
    compared: int
    agreed: int


def along(text: ReadText, most: int = MOST_PLACES) -> Along:
    """What the readers of a text make of it, sentence by sentence.

    A sentence that one of them did not look at is missing for that one, and not 'no tag'.
    """
    units = sentence_units([text])
    apart = disagreement(units)
    rows = [
        Stretch(
            number,
            number,
            int(units.starts[number]),
            int(units.ends[number]),
            int(units.readings[number]),
            None if units.readings[number] < 2 else 1 - float(apart[number]),
        )
        for number in range(len(units.starts))
    ]
    return Along(
        [_joined(list(alike)) for _, alike in groupby(rows, lambda row: (row.readers, row.agreed))],
        places_that_lower(units, most),
        len(text.readings),
        sum(row.agreed is not None for row in rows),
        sum(row.agreed == 1 for row in rows),
    )


def _joined(rows: Sequence[Stretch]) -> Stretch:
    first, last = rows[0], rows[-1]
    return Stretch(first.first, last.last, first.start, last.end, first.readers, first.agreed)
