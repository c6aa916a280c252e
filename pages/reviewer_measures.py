"""What the page of reviewers counts: calibration, agreement with oneself, and speed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy.orm import Session

from agreement.characters import character_units
from agreement.figure import Figure
from agreement.nominal import figure
from agreement.reading import Passage, Reading, ReadText
from models.queries.calibration import calibration
from models.queries.read_again import Kind, Made, ReadTwice, Span, read_again
from models.queries.reading_speed import reading_speed
from pages.dashboard_asked import Asked
from pages.reviewer_asked import whose
from rates.calibration import Calibration, calibrated

RESAMPLES = 500


@dataclass(frozen=True, slots=True)
class Again:
    """Agreement with oneself on texts read twice in one of the ways."""

    kind: Kind
    texts: Sequence[ReadTwice]
    alpha: Figure
    percentage: Figure


@dataclass(frozen=True, slots=True)
class Pace:
    """Words a minute: the middle and the quartiles over readings whose time was measured."""

    readings: int
    middle: float | None
    low: float = 0
    high: float = 0


def calibration_of(session: Session, asked: Asked) -> Calibration:
    """How often the person was right, by confidence."""
    return calibrated(calibration(session, *asked.of, whose(asked), asked.filters))


def again_of(session: Session, asked: Asked, kind: Kind) -> Again:
    """The person's two readings of the same texts, against each other on their characters."""
    texts = read_again(session, *asked.of, whose(asked), asked.filters, kind)
    units = character_units([_text(one) for one in texts])
    alpha, percentage = (figure(units, name, RESAMPLES) for name in ("krippendorff", "percentage"))
    return Again(kind, texts, alpha, percentage)


def pace_of(session: Session, asked: Asked) -> Pace:
    """The person's speed over the readings whose time was measured."""
    readings = reading_speed(session, *asked.of, whose(asked), asked.filters)
    speeds = [one.words_a_minute for one in readings if one.words_a_minute is not None]
    if not speeds:
        return Pace(0, None)
    low, middle, high = np.quantile(speeds, [0.25, 0.5, 0.75])
    return Pace(len(speeds), float(middle), float(low), float(high))


def _text(one: ReadTwice) -> ReadText:
    readings = [_reading("first", one.first, one), _reading("again", one.again, one)]
    return ReadText(str(one.article_id), one.length, one.sentences, readings)


def _reading(name: str, made: Made, text: ReadTwice) -> Reading:
    passages = [Passage(*one) for one in made.passages]
    cleared = set(made.cleared)
    looked = [
        (start, end)
        for position, (start, end) in enumerate(text.sentences)
        if position in cleared or _is_tagged(made, (start, end))
    ]
    return Reading(name, passages, looked)


def _is_tagged(made: Made, sentence: Span) -> bool:
    return any(start < sentence[1] and end > sentence[0] for start, end, _ in made.passages)
