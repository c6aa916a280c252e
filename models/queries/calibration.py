"""How often what a reviewer was sure of turned out right: their confidence against the settled reading."""

import pandas as pd
from sqlalchemy import and_, case, exists, func, select
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


def calibration(
    session: Session, asker: int, project_id: int, reviewer_id: int, filters: Filters
) -> pd.DataFrame:
    """The reviewer's passages in settled texts by article and confidence, and how many were right.

    Passages are those of the reading as it was first submitted. One is right where a live gold
    passage of the same tag shares a character with it. `confidence` is blank where none was given.
    Texts on which others' work is hidden from the asker do not count: gold is made of it.
    """
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
    # An aggregate of a subquery is not taken by every database: first told, then summed.
    told = (
        select(
            FrozenReading.article_id,
            func.coalesce(passage.confidence, "").label("confidence"),
            case((is_right, 1), else_=0).label("is_right"),
        )
        .join(FrozenReading, FrozenReading.id == passage.reading_id)
        .join(Article, Article.id == FrozenReading.article_id)
        .join(Tag, Tag.id == passage.tag_id)
        .join(
            Adjudication,
            and_(
                Adjudication.revision_id == FrozenReading.revision_id,
                Adjudication.settled_at.is_not(None),
            ),
        )
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
    rows = session.execute(
        select(told.c.article_id, told.c.confidence, func.count(), func.sum(told.c.is_right))
        .group_by(told.c.article_id, told.c.confidence)
        .order_by(told.c.article_id, told.c.confidence)
    )
    found = [(row[0], row[1], int(row[2]), int(row[3])) for row in rows]
    return pd.DataFrame(found, columns=COLUMNS)
