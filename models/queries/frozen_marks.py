"""What first submissions hold and where sentences stand, for many at once: a row a reading, a row a text.

A row for each of a million passages and sentences takes most of the time in being handed over; so
the database puts the numbers of a reading together in one text, and it is taken apart here.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.frozen import FrozenAnnotation, FrozenCleared
from models.revision import Sentence

Range = tuple[int, int]
"""[start, end) in code points."""
Made = tuple[list[tuple[int, int, int]], list[int]]
"""A reading's passages, (start, end, id of the tag) by place, and the numbers of cleared sentences."""
Key = InstrumentedAttribute[int]
AT_A_TIME = 2_000
"""So many readings or texts are asked for at once."""


def frozen_marks(session: Session, readings: Sequence[int]) -> dict[int, Made]:
    """What each of these first submissions holds; nothing for one that holds nothing.

    Whoever calls has asked whether they may be seen.
    """
    passage, cleared = FrozenAnnotation, FrozenCleared
    found: dict[int, Made] = {}
    columns = (passage.start, passage.end, passage.tag_id)
    for number, told in _told(session, passage.reading_id, readings, *columns):
        found[number] = (sorted(zip(told[::3], told[1::3], told[2::3], strict=True)), [])
    for number, told in _told(session, cleared.reading_id, readings, cleared.position):
        passages, _ = found.get(number, ([], []))
        found[number] = (passages, told)
    return found


def sentences_of(session: Session, texts: Collection[int]) -> dict[int, list[Range]]:
    """The sentences of these texts, in their order."""
    columns = (Sentence.start, Sentence.end)
    return {
        number: sorted(zip(told[::2], told[1::2], strict=True))
        for number, told in _told(session, Sentence.revision_id, sorted(texts), *columns)
    }


def _told(
    session: Session, key: Key, numbers: Sequence[int], *columns: Key
) -> Iterator[tuple[int, list[int]]]:
    """For each of these numbers the columns of all its rows, one row's after another's."""
    connection, each = session.connection(), func.aggregate_strings(_together(columns), " ")
    for at in range(0, len(numbers), AT_A_TIME):
        some = numbers[at : at + AT_A_TIME]
        rows = connection.execute(select(key, each).where(key.in_(some)).group_by(key))
        for number, told in rows.all():
            yield number, [*map(int, told.split(" "))]


def _together(columns: Sequence[Key]) -> ColumnElement[Any]:
    first, *rest = (cast(column, String) for column in columns)
    whole: ColumnElement[Any] = first
    for one in rest:
        whole = whole + " " + one
    return whole
