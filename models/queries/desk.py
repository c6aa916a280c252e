"""The desk's four headline numbers."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import CTE, func, select
from sqlalchemy.orm import Session

from models.article import Article
from models.assignment import Assignment
from models.queries.desk_coverage import union_length
from models.queries.scope import (
    Filters,
    by_reviewers,
    in_articles,
    in_status,
    newest_number,
    passages_in_scope,
)
from models.queries.visible import reading_visible_to
from models.revision import Revision


@dataclass(frozen=True, slots=True)
class Headline:
    """What the desk did, by its filters.

    `articles` are those asked for, `articles_tagged` those of them with a passage in scope.
    Readings are those of these articles, reviewers and states; where tags or dates are asked for,
    only those with such a passage. `characters` is the length of all these articles in code
    points, `characters_tagged` how many lie under at least one passage. `first` and `last` are
    the UTC days of the earliest and latest passage.
    """

    articles: int
    articles_tagged: int
    readings_submitted: int
    readings_in_progress: int
    passages: int
    reviewers: int
    characters: int
    characters_tagged: int
    first: date | None
    last: date | None

    @property
    def tagged(self) -> float:
        """The share of the text under at least one passage, 0 to 1; 0 where there is no text."""
        return self.characters_tagged / self.characters if self.characters else 0.0


def headline(session: Session, asker: int, project_id: int, filters: Filters) -> Headline:
    """The four numbers and what stands under them."""
    passages = passages_in_scope(session, asker, project_id, filters)
    articles, characters = _articles(session, project_id, filters)
    counts = session.execute(
        select(
            func.count(),
            func.count(passages.c.article_id.distinct()),
            func.count(passages.c.reviewer_id.distinct()),
            func.min(passages.c.created_at),
            func.max(passages.c.created_at),
        ).select_from(passages)
    ).one()
    whole = union_length(passages).subquery()
    covered = session.scalar(select(func.coalesce(func.sum(whole.c.covered), 0)))
    readings = _readings(session, asker, project_id, filters, passages)
    return Headline(
        articles=articles,
        articles_tagged=counts[1],
        readings_submitted=readings.get("submitted", 0),
        readings_in_progress=readings.get("in_progress", 0),
        passages=counts[0],
        reviewers=counts[2],
        characters=characters,
        characters_tagged=int(covered or 0),
        first=counts[3].date() if counts[3] else None,
        last=counts[4].date() if counts[4] else None,
    )


def _articles(session: Session, project_id: int, filters: Filters) -> tuple[int, int]:
    row = session.execute(
        select(func.count(), func.coalesce(func.sum(Revision.length), 0))
        .select_from(Article)
        .join(Revision, Revision.article_id == Article.id)
        .where(
            Article.project_id == project_id,
            Article.archived_at.is_(None),
            Revision.number == newest_number(),
            *in_articles(filters),
        )
    ).one()
    return int(row[0]), int(row[1])


def _readings(
    session: Session, asker: int, project_id: int, filters: Filters, passages: CTE
) -> dict[str, int]:
    statement = (
        select(Assignment.status, func.count())
        .join(Article, Article.id == Assignment.article_id)
        .where(
            Article.project_id == project_id,
            Article.archived_at.is_(None),
            reading_visible_to(asker),
            *in_articles(filters),
            *by_reviewers(filters, Assignment.reviewer_id),
            *in_status(filters),
        )
        .group_by(Assignment.status)
    )
    if filters.asks_for_passages:
        statement = statement.where(
            select(passages.c.annotation_id)
            .where(
                passages.c.article_id == Assignment.article_id,
                passages.c.reviewer_id == Assignment.reviewer_id,
            )
            .exists()
        )
    return {row[0]: row[1] for row in session.execute(statement)}
