"""The first submissions of a whole project as columns: what agreement on sentences is computed on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.queries.frozen_marks import Numbers, frozen_cleared, frozen_passages, sentences_of
from models.queries.frozen_scope import AgreementFilters, counted_readings
from models.tag import Tag

LEFT_OUT = 0
"""Stands for a tag that the filters leave out: its place was looked at, and is as if untagged."""


@dataclass(frozen=True, slots=True)
class FrozenReadings:
    """The readings that count, a row each, and their texts: `text` is each reading's place in them.

    `earlier` counts readings of a text that a newer one with readings took the place of: they are
    in none of them.
    """

    rows: Sequence[Any]
    texts: Sequence[tuple[int, int, int]]
    """Article, revision, length in code points."""
    text: Sequence[int]
    earlier: int


@dataclass(frozen=True, slots=True)
class FrozenColumns:
    """First submissions by article and, of each, by their moment.

    `sentences` are rows of text, start, end; `passages` of reading, start, end, id of the tag (or
    LEFT_OUT); `cleared` of reading and number of the sentence. Texts and readings are told by their
    place in `articles` and `reviewers`; `text` is each reading's.
    """

    articles: Sequence[int]
    revisions: Sequence[int]
    sentences: Numbers
    text: Numbers
    reviewers: Sequence[int]
    submitted_at: Sequence[datetime]
    versions: Numbers
    passages: Numbers
    cleared: Numbers
    earlier: int


def frozen_columns(
    session: Session, asker: int | None, project_id: int, filters: AgreementFilters
) -> FrozenColumns:
    """The readings that the filters let through and the asker may see, as `frozen_texts` has them."""
    found = readings_that_count(session, asker, project_id, filters)
    ids = [row.id for row in found.rows]
    passages = frozen_passages(session, ids)
    wanted = wanted_tags(session, project_id, filters)
    if wanted is not None:
        passages[~np.isin(passages[:, 3], list(wanted)), 3] = LEFT_OUT
    revisions = [revision for _, revision, _ in found.texts]
    return FrozenColumns(
        articles=[article for article, _, _ in found.texts],
        revisions=revisions,
        sentences=sentences_of(session, revisions),
        text=np.array(found.text, np.int64),
        reviewers=[row.reviewer_id for row in found.rows],
        submitted_at=[row.submitted_at for row in found.rows],
        versions=np.array([row.version for row in found.rows], np.int64),
        passages=passages,
        cleared=frozen_cleared(session, ids),
        earlier=found.earlier,
    )


def readings_that_count(
    session: Session, asker: int | None, project_id: int, filters: AgreementFilters
) -> FrozenReadings:
    """The readings by article and moment; of a corrected article those of the newest text with one."""
    counted = counted_readings(session, asker, project_id, filters)
    readings = session.connection().execute(
        select(
            *(counted.c.id, counted.c.article_id, counted.c.revision_id, counted.c.length),
            *(counted.c.reviewer_id, counted.c.submitted_at, counted.c.version),
            counted.c.is_newest,
        ).order_by(counted.c.article_id, counted.c.submitted_at, counted.c.id)
    )
    found = readings.all()
    newest = [row for row in found if row.is_newest]
    texts: dict[tuple[int, int, int], int] = {}
    text = [
        texts.setdefault((row.article_id, row.revision_id, row.length), len(texts))
        for row in newest
    ]
    return FrozenReadings(newest, list(texts), text, len(found) - len(newest))


def wanted_tags(session: Session, project_id: int, filters: AgreementFilters) -> set[int] | None:
    """The tags that the filters name; None where they name none, and all count."""
    if not filters.tags:
        return None
    of_project = select(Tag.id).where(Tag.project_id == project_id, Tag.name.in_(filters.tags))
    return set(session.scalars(of_project))
