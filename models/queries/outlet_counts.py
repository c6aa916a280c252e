"""What each reading found in each outlet: words, passages and characters by tag, in numbers alone."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.queries.counted import Basis, counted_passages, counted_readings
from models.queries.desk_coverage import union_length
from models.queries.scope import Filters
from models.tag import tags_of

READ_COLUMNS = ["article_id", "reader_id", "outlet", "words", "length"]
FOUND_COLUMNS = ["article_id", "reader_id", "tag_id", "passages", "characters"]


@dataclass(frozen=True, slots=True)
class CountedTag:
    """A tag of the project: `colour` is a key of the palette."""

    id: int
    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class OutletCounts:
    """The readings counted, and what was found in them.

    `read`: a row a reading (reader 0: the settled one): article_id, reader_id, outlet, words,
    length. `found`: a row a reading and tag that occurs in it: article_id, reader_id, tag_id,
    passages, characters (those under it, overlaps once). `tags`: those of the project, in order.
    """

    read: pd.DataFrame
    found: pd.DataFrame
    tags: Sequence[CountedTag]


def outlet_counts(
    session: Session, asker: int, project_id: int, filters: Filters, basis: Basis
) -> OutletCounts:
    """Summed by reading in the database: the passages themselves never leave it."""
    readings = counted_readings(session, asker, project_id, filters, basis)
    columns = [readings.c[name] for name in READ_COLUMNS]
    read = session.execute(
        select(*columns).order_by(readings.c.outlet, readings.c.article_id, readings.c.reader_id)
    )
    passages = counted_passages(project_id, readings)
    parts = (passages.c.article_id, passages.c.reader_id, passages.c.tag_id)
    covered = union_length(passages, *parts).subquery()
    counts = select(*parts, func.count().label("passages")).group_by(*parts).subquery()
    found = session.execute(
        select(*(counts.c[name] for name in FOUND_COLUMNS[:4]), covered.c.covered).join(
            covered,
            (covered.c.article_id == counts.c.article_id)
            & (covered.c.reader_id == counts.c.reader_id)
            & (covered.c.tag_id == counts.c.tag_id),
        )
    )
    tags = tags_of(session, project_id)
    return OutletCounts(
        pd.DataFrame([tuple(row) for row in read], columns=READ_COLUMNS),
        pd.DataFrame([(*row[:4], int(row[4])) for row in found], columns=FOUND_COLUMNS),
        [CountedTag(tag.id, tag.name, tag.colour) for tag in tags],
    )
