"""How often what a reviewer was sure of turned out right: their confidence against the settled reading."""

from collections import defaultdict
from uuid import UUID

import pandas as pd
from sqlalchemy import Subquery, and_, case, exists, func, select
from sqlalchemy.orm import Session

from models.adjudication import Adjudication
from models.article import Article
from models.frozen import FrozenAnnotation, FrozenReading
from models.gold import GoldAnnotation
from models.queries.own_measures import require_own
from models.queries.scope import Filters, in_articles, made_on, of_tags, under_versions
from models.queries.visible import hidden_from, text_open_to
from models.tag import Tag

COLUMNS = ["article_id", "confidence", "passages", "right"]
LISTED = 20
"""So many passages of a level are listed that were right, and as many that were not."""


def calibration(
    session: Session, asker: int, project_id: int, reviewer_id: int, filters: Filters
) -> pd.DataFrame:
    """The reviewer's passages in settled texts by article and confidence, and how many were right.

    Passages are those of the reading as it was first submitted. One is right where a live gold
    passage of the same tag shares a character with it. `confidence` is blank where none was given.
    Texts on which others' work is hidden from the asker do not count: gold is made of it.
    """
    told = _told(session, asker, project_id, reviewer_id, filters)
    rows = session.execute(
        select(told.c.article_id, told.c.confidence, func.count(), func.sum(told.c.is_right))
        .group_by(told.c.article_id, told.c.confidence)
        .order_by(told.c.article_id, told.c.confidence)
    )
    found = [(row[0], row[1], int(row[2]), int(row[3])) for row in rows]
    return pd.DataFrame(found, columns=COLUMNS)


def calibration_passages(
    session: Session, asker: int, project_id: int, reviewer_id: int, filters: Filters
) -> dict[tuple[str, bool], list[UUID]]:
    """The first twenty of the passages that `calibration` counts, by confidence and whether right."""
    told = _told(session, asker, project_id, reviewer_id, filters)
    place = func.row_number().over(
        partition_by=(told.c.confidence, told.c.is_right),
        order_by=(told.c.article_id, told.c.start, told.c.annotation_id),
    )
    numbered = select(told, place.label("place")).subquery()
    rows = session.execute(
        select(numbered.c.confidence, numbered.c.is_right, numbered.c.annotation_id)
        .where(numbered.c.place <= LISTED)
        .order_by(numbered.c.confidence, numbered.c.is_right, numbered.c.place)
    )
    found: dict[tuple[str, bool], list[UUID]] = defaultdict(list)
    for confidence, is_right, annotation_id in rows:
        found[confidence, bool(is_right)].append(annotation_id)
    return found


def _told(
    session: Session, asker: int, project_id: int, reviewer_id: int, filters: Filters
) -> Subquery:
    """Every passage that counts, and whether it was right: told first, and summed by who asks."""
    require_own(session, asker, project_id, reviewer_id)
    eyes = hidden_from(session, asker, project_id)
    passage = FrozenAnnotation
    is_right = exists().where(
        GoldAnnotation.revision_id == FrozenReading.revision_id,
        GoldAnnotation.tag_id == passage.tag_id,
        GoldAnnotation.deleted_at.is_(None),
        GoldAnnotation.start < passage.end,
        GoldAnnotation.end > passage.start,
    )
    is_settled = and_(
        Adjudication.revision_id == FrozenReading.revision_id, Adjudication.settled_at.is_not(None)
    )
    return (
        select(
            passage.annotation_id,
            passage.start,
            FrozenReading.article_id,
            func.coalesce(passage.confidence, "").label("confidence"),
            case((is_right, 1), else_=0).label("is_right"),
        )
        .join(FrozenReading, FrozenReading.id == passage.reading_id)
        .join(Article, Article.id == FrozenReading.article_id)
        .join(Tag, Tag.id == passage.tag_id)
        .join(Adjudication, is_settled)
        .where(
            FrozenReading.reviewer_id == reviewer_id,
            Article.project_id == project_id,
            Article.archived_at.is_(None),
            text_open_to(eyes, FrozenReading.revision_id),
            *in_articles(filters),
            *of_tags(filters),
            *under_versions(filters, passage.guideline_version),
            *made_on(filters, FrozenReading.submitted_at),
        )
        .subquery()
    )
