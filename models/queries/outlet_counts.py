"""What each reading found in each outlet: words, passages and characters by tag, in numbers alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import CTE, Select, func, literal, select
from sqlalchemy.orm import Session

from models.queries.counted import SETTLED, Basis, counted_passages, counted_readings
from models.queries.desk_coverage import union_length
from models.queries.scope import Filters
from models.tag import tags_of
from models.tally import GoldTally, PassageTally

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
    session: Session,
    asker: int,
    project_id: int,
    filters: Filters,
    basis: Basis,
    *,
    with_characters: bool = False,
) -> OutletCounts:
    """Summed by reading in the database: the passages themselves never leave it.

    Passages are those of the tallies; characters need every passage, and are nought where they are
    not asked for.
    """
    readings = counted_readings(session, asker, project_id, filters, basis)
    columns = [readings.c[name] for name in READ_COLUMNS]
    read = session.execute(
        select(*columns).order_by(readings.c.outlet, readings.c.article_id, readings.c.reader_id)
    )
    counted = _covered(project_id, readings) if with_characters else _tallied(readings)
    found = session.execute(counted)
    tags = tags_of(session, project_id)
    return OutletCounts(
        pd.DataFrame([tuple(row) for row in read], columns=READ_COLUMNS),
        pd.DataFrame([(*row[:3], *map(int, row[3:])) for row in found], columns=FOUND_COLUMNS),
        [CountedTag(tag.id, tag.name, tag.colour) for tag in tags],
    )


def _tallied(readings: CTE) -> Select[*tuple[Any, ...]]:
    of_people = (
        select(
            *(readings.c.article_id, readings.c.reader_id, PassageTally.tag_id),
            func.sum(PassageTally.passages),
            literal(0),
        )
        .join(
            PassageTally,
            (PassageTally.revision_id == readings.c.revision_id)
            & (PassageTally.reviewer_id == readings.c.reader_id),
        )
        .group_by(readings.c.article_id, readings.c.reader_id, PassageTally.tag_id)
    )
    of_gold = (
        select(
            *(readings.c.article_id, readings.c.reader_id, GoldTally.tag_id),
            *(GoldTally.passages, literal(0)),
        )
        .join(GoldTally, GoldTally.revision_id == readings.c.revision_id)
        .where(readings.c.reader_id == SETTLED)
    )
    both = of_people.union_all(of_gold).subquery()
    return select(*both.c)


def _covered(project_id: int, readings: CTE) -> Select[*tuple[Any, ...]]:
    passages = counted_passages(project_id, readings)
    parts = (passages.c.article_id, passages.c.reader_id, passages.c.tag_id)
    covered = union_length(passages, *parts).subquery()
    counts = select(*parts, func.count().label("passages")).group_by(*parts).subquery()
    return select(*(counts.c[name] for name in FOUND_COLUMNS[:4]), covered.c.covered).join(
        covered,
        (covered.c.article_id == counts.c.article_id)
        & (covered.c.reader_id == counts.c.reader_id)
        & (covered.c.tag_id == counts.c.tag_id),
    )
