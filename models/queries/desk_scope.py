"""What the desk looks at: its filters, and the passages that they let through, as SQL."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import CTE, ColumnElement, ScalarSelect, and_, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from models.annotation import Annotation
from models.article import Article
from models.assignment import Assignment
from models.membership import Role, require_role
from models.queries.visible import hidden_from, visible_to
from models.revision import Revision
from models.tag import Tag

UNASSIGNED = "none"
"""The status of a reviewer who tagged an article that was never given to them."""


@dataclass(frozen=True, slots=True)
class DeskPick:
    """One bar of one chart: what all of its parts say at once."""

    article: int | None = None
    reviewer: int | None = None
    tag: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class DeskFilters:
    """What a passage has to be to count; an empty part asks for nothing.

    `articles` and `reviewers` are ids, `tags` names, `statuses` those of the reviewer's reading of
    the article (`none` for one never given to them). `since` and `until` are days in UTC, both
    included, of the passage's making.
    """

    articles: Sequence[int] = ()
    reviewers: Sequence[int] = ()
    tags: Sequence[str] = ()
    statuses: Sequence[str] = ()
    since: date | None = None
    until: date | None = None
    pick: DeskPick = DeskPick()

    def unpicked(self) -> "DeskFilters":
        """The same without the picked bar: what the chart that has the bar shows."""
        return replace(self, pick=DeskPick())

    @property
    def is_narrow(self) -> bool:
        """Whether anything is left out."""
        parts = (self.articles, self.reviewers, self.tags, self.statuses, self.since, self.until)
        return any(parts) or self.pick != DeskPick()

    @property
    def asks_for_passages(self) -> bool:
        """Whether an article or a reading counts only where such a passage is in it."""
        pick = self.pick
        return bool(self.tags or self.since or self.until or pick.tag or pick.day)


def passages_in_scope(session: Session, asker: int, project_id: int, filters: DeskFilters) -> CTE:
    """The live passages of current revisions that the filters let through, and the asker may see.

    Columns: annotation_id, article_id, revision_id, reviewer_id, tag_id, start, end (code points,
    half-open), created_at.
    """
    require_role(session, asker, project_id, Role.VIEWER)
    eyes = hidden_from(session, asker, project_id)
    return (
        select(
            Annotation.id.label("annotation_id"),
            Revision.article_id,
            Annotation.revision_id,
            Annotation.reviewer_id,
            Annotation.tag_id,
            Annotation.start,
            Annotation.end,
            Annotation.created_at,
        )
        .join(Revision, Revision.id == Annotation.revision_id)
        .join(Article, Article.id == Revision.article_id)
        .join(Tag, Tag.id == Annotation.tag_id)
        .outerjoin(
            Assignment,
            and_(
                Assignment.article_id == Revision.article_id,
                Assignment.reviewer_id == Annotation.reviewer_id,
            ),
        )
        .where(
            Annotation.project_id == project_id,
            Annotation.deleted_at.is_(None),
            Article.archived_at.is_(None),
            Revision.number == newest_number(),
            visible_to(eyes),
            *in_articles(filters),
            *by_reviewers(filters, Annotation.reviewer_id),
            *in_status(filters),
            *_tagged(filters),
            *_made(filters),
        )
        .cte("passages_in_scope")
    )


def newest_number() -> ScalarSelect[int]:
    """The number of the newest revision of the article in whose row this stands."""
    newer = aliased(Revision)
    return (
        select(func.max(newer.number))
        .where(newer.article_id == Article.id)
        .correlate(Article)
        .scalar_subquery()
    )


def in_articles(filters: DeskFilters) -> list[ColumnElement[bool]]:
    """Conditions on Article."""
    conditions: list[ColumnElement[bool]] = []
    if filters.articles:
        conditions.append(Article.id.in_(filters.articles))
    if filters.pick.article is not None:
        conditions.append(Article.id == filters.pick.article)
    return conditions


def by_reviewers(
    filters: DeskFilters, reviewer_id: InstrumentedAttribute[int]
) -> list[ColumnElement[bool]]:
    """Conditions on a column that holds the id of a reviewer."""
    conditions: list[ColumnElement[bool]] = []
    if filters.reviewers:
        conditions.append(reviewer_id.in_(filters.reviewers))
    if filters.pick.reviewer is not None:
        conditions.append(reviewer_id == filters.pick.reviewer)
    return conditions


def in_status(filters: DeskFilters) -> list[ColumnElement[bool]]:
    """Conditions on Assignment, which may be missing."""
    if not filters.statuses:
        return []
    return [func.coalesce(Assignment.status, UNASSIGNED).in_(filters.statuses)]


def _tagged(filters: DeskFilters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if filters.tags:
        conditions.append(Tag.name.in_(filters.tags))
    if filters.pick.tag is not None:
        conditions.append(Tag.name == filters.pick.tag)
    return conditions


def _made(filters: DeskFilters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    for since in (filters.since, filters.pick.day):
        if since:
            conditions.append(Annotation.created_at >= _midnight(since))
    for until in (filters.until, filters.pick.day):
        if until and until < date.max:
            conditions.append(Annotation.created_at < _midnight(until + timedelta(days=1)))
    return conditions


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
