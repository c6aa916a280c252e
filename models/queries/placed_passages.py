"""Passages as columns of numbers, for what has to look at each of them: out of tallies, or with ids."""

from collections.abc import Mapping
from uuid import UUID

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.queries.meeting_sweep import Numbers, Placed
from models.queries.scope import Filters, passages_in_scope
from models.queries.tallies import tallies_in_scope


def placed_passages(
    session: Session, asker: int, project_id: int, filters: Filters, tags: Mapping[int, int]
) -> Placed:
    """The passages of these tags by article and start; `tags` says which number stands for each.

    A tally is a row for all that one reviewer tagged as one thing in a text, so that of a million
    passages some ten thousands of rows leave the database. As fresh as the last `count_changed`.
    """
    scope = tallies_in_scope(session, asker, project_id, filters)
    columns = (scope.c.article_id, scope.c.reviewer_id, scope.c.tag_id, scope.c.passages)
    rows = session.connection().execute(
        select(*columns, scope.c.places).where(scope.c.tag_id.in_(tags))
    )
    told = rows.all()
    places = np.fromstring(" ".join(row[4] for row in told), np.int64, sep=" ").reshape(-1, 2)
    known = np.array([row[:4] for row in told], np.int64).reshape(-1, 4)
    article, reviewer, tag = (np.repeat(known[:, at], known[:, 3]) for at in range(3))
    order = np.lexsort((places[:, 1], places[:, 0], article))
    number = np.zeros(max(tags, default=0) + 1, np.int64)
    number[list(tags)] = list(tags.values())
    return Placed(*(one[order] for one in (article, reviewer, number[tag], *places.T)))


def placed_with_ids(
    session: Session, asker: int, project_id: int, filters: Filters, tags: Mapping[int, int]
) -> tuple[Placed, list[UUID]]:
    """The same, passage by passage with their ids; for some articles, since each is a row."""
    scope = passages_in_scope(session, asker, project_id, filters)
    columns = (scope.c.article_id, scope.c.reviewer_id, scope.c.tag_id, scope.c.start, scope.c.end)
    order = (scope.c.article_id, scope.c.start, scope.c.end, scope.c.annotation_id)
    rows = session.execute(
        select(*columns, scope.c.annotation_id).where(scope.c.tag_id.in_(tags)).order_by(*order)
    ).all()
    numbers: Numbers = np.array([row[:5] for row in rows], np.int64).reshape(-1, 5)
    numbers[:, 2] = [tags[row[2]] for row in rows]
    return Placed(*numbers.T), [row[5] for row in rows]
