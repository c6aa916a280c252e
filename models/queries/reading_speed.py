"""How many words a minute a reviewer reads, reading by reading."""

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.article import Article
from models.assignment import Assignment
from models.queries.own_measures import require_own
from models.queries.scope import Filters, in_articles, made_on
from models.queries.visible import hidden_from, submission_visible_to
from models.revision import Revision

COLUMNS = ["article_id", "article", "submitted_at", "words", "seconds"]


def reading_speed(
    session: Session, asker: int, project_id: int, reviewer_id: int, filters: Filters
) -> pd.DataFrame:
    """The reviewer's submitted readings, the latest first: words of the text, seconds of active reading.

    `seconds` is 0 where none were measured, as in readings that were imported.
    """
    require_own(session, asker, project_id, reviewer_id)
    eyes = hidden_from(session, asker, project_id)
    rows = session.execute(
        select(
            Assignment.article_id,
            Article.title,
            Assignment.submitted_at,
            Revision.words,
            Assignment.active_seconds,
        )
        .join(Article, Article.id == Assignment.article_id)
        .join(Revision, Revision.id == Assignment.submitted_revision_id)
        .where(
            Assignment.reviewer_id == reviewer_id,
            Article.project_id == project_id,
            Article.archived_at.is_(None),
            submission_visible_to(eyes),
            *in_articles(filters),
            *made_on(filters, Assignment.submitted_at),
        )
        .order_by(Assignment.submitted_at.desc(), Assignment.id.desc())
    )
    return pd.DataFrame([tuple(row) for row in rows], columns=COLUMNS)
