"""What first submissions hold and where sentences stand, for many at once, as columns of numbers.

A row for each of a million passages and sentences takes most of the time in being handed over; so
the database puts the numbers of a reading together in one text, and all are taken apart at once.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, String, cast, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.frozen import FrozenAnnotation, FrozenCleared
from models.revision import Sentence

Numbers = NDArray[np.int64]
Key = InstrumentedAttribute[int]
AT_A_TIME = 2_000
"""So many readings or texts are asked for at once."""


def frozen_passages(session: Session, readings: Sequence[int]) -> Numbers:
    """The passages of these first submissions, by place: a row each of four numbers.

    Which of `readings` it is of, start, end, id of the tag. Whoever calls has asked whether they
    may be seen.
    """
    passage = FrozenAnnotation
    columns = (passage.start, passage.end, passage.tag_id)
    return _in_order(_told(session, passage.reading_id, readings, *columns))


def frozen_cleared(session: Session, readings: Sequence[int]) -> Numbers:
    """Likewise the sentences that were cleared in them: which of `readings`, and their number."""
    cleared = FrozenCleared
    return _in_order(_told(session, cleared.reading_id, readings, cleared.position))


def sentences_of(session: Session, texts: Sequence[int]) -> Numbers:
    """The sentences of these texts in their order: which of `texts`, start, end."""
    columns = (Sentence.start, Sentence.end)
    return _in_order(_told(session, Sentence.revision_id, texts, *columns))


def _told(session: Session, key: Key, numbers: Sequence[int], *columns: Key) -> Numbers:
    """A row for each row of these numbers: the place of its number, and the columns."""
    connection = session.connection()
    together = func.aggregate_strings(_together(columns), " ")
    told: list[str] = []
    known: list[int] = []
    counts: list[int] = []
    for at in range(0, len(numbers), AT_A_TIME):
        some = numbers[at : at + AT_A_TIME]
        rows = connection.execute(
            select(key, func.count(), together).where(key.in_(some)).group_by(key)
        )
        for number, count, text in rows.all():
            known.append(number)
            counts.append(count)
            told.append(text)
    values = np.fromstring(" ".join(told), np.int64, sep=" ").reshape(-1, len(columns))
    place = {number: at for at, number in enumerate(numbers)}
    which = np.repeat(np.array([place[number] for number in known], np.int64), counts)
    return np.column_stack([which, values])


def _in_order(rows: Numbers) -> Numbers:
    return rows[np.lexsort(rows.T[::-1])]


def _together(columns: Sequence[Key]) -> ColumnElement[Any]:
    first, *rest = (cast(column, String) for column in columns)
    whole: ColumnElement[Any] = first
    for one in rest:
        whole = whole + " " + one
    return whole
