"""What a dashboard looks at: its filters, and the passages that they let through, as SQL."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import CTE, ColumnElement, ScalarSelect, and_, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from models.annotation import Annotation
from models.article import Article
from models.assignment import Assignment
from models.gold import GoldAnnotation
from models.membership import Role, require_role
from models.queries.visible import hidden_from, visible_to
from models.revision import Revision, Sentence
from models.tag import Tag

UNASSIGNED = "none"
"""The status of a reviewer who tagged an article that was never given to them."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One mark of one chart: what all of its parts say at once.

    A mark of two reviewers is of what either of them did. `other` is the tag that `tag` is taken
    for, in a mark of both; blank is 'no tag', and so is `tag` then. `sentences` are the first and the
    last of a place in a text, from 0: a passage is there if it overlaps one of them. `since` and
    `until` are the first and the last day of what the mark spans.
    """

    article: int | None = None
    outlet: str | None = None
    author: str | None = None
    reviewers: tuple[int, ...] = ()
    tag: str | None = None
    other: str | None = None
    version: int | None = None
    since: date | None = None
    until: date | None = None
    sentences: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """What a passage has to be to count on a dashboard; an empty part asks for nothing.

    `articles` and `reviewers` are ids, `outlets` and `tags` names, `statuses` those of the
    reviewer's reading of the article (`none` for one never given to them), `versions` those of the
    guidelines it was made under (0 for none). `since` and `until` are days in UTC, both included,
    of the passage's making.
    """

    articles: Sequence[int] = ()
    outlets: Sequence[str] = ()
    reviewers: Sequence[int] = ()
    tags: Sequence[str] = ()
    statuses: Sequence[str] = ()
    versions: Sequence[int] = ()
    since: date | None = None
    until: date | None = None
    pick: Pick = Pick()

    def unpicked(self) -> "Filters":
        """The same without the picked mark: what the chart that has the mark shows."""
        return replace(self, pick=Pick())

    @property
    def is_narrow(self) -> bool:
        """Whether anything is left out."""
        return bool(self.set_parts) or self.pick != Pick()

    @property
    def set_parts(self) -> list[str]:
        """The names of the parts that ask for something, in their order."""
        return [part.name for part in fields(self) if part.name != "pick" and self.asked(part.name)]

    def asked(self, part: str) -> bool:
        """Whether this part asks for something."""
        return bool(getattr(self, part))

    @property
    def asks_for_passages(self) -> bool:
        """Whether an article or a reading counts only where such a passage is in it."""
        pick = self.pick
        parts = (self.tags, self.versions, self.since, self.until, pick.tag, pick.version)
        return any(part not in (None, (), []) for part in (*parts, pick.since, pick.until))


def passages_in_scope(session: Session, asker: int, project_id: int, filters: Filters) -> CTE:
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
            *of_tags(filters),
            *under_versions(filters),
            *made_on(filters),
            *in_place(filters, Annotation),
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


def in_articles(filters: Filters) -> list[ColumnElement[bool]]:
    """Conditions on Article."""
    conditions: list[ColumnElement[bool]] = []
    if filters.articles:
        conditions.append(Article.id.in_(filters.articles))
    if filters.outlets:
        conditions.append(Article.outlet.in_(filters.outlets))
    pick = filters.pick
    if pick.article is not None:
        conditions.append(Article.id == pick.article)
    if pick.outlet is not None:
        conditions.append(Article.outlet == pick.outlet)
    if pick.author is not None:
        conditions.append(Article.byline == pick.author)
    return conditions


def by_reviewers(
    filters: Filters, reviewer_id: InstrumentedAttribute[int]
) -> list[ColumnElement[bool]]:
    """Conditions on a column that holds the id of a reviewer."""
    conditions: list[ColumnElement[bool]] = []
    if filters.reviewers:
        conditions.append(reviewer_id.in_(filters.reviewers))
    if filters.pick.reviewers:
        conditions.append(reviewer_id.in_(filters.pick.reviewers))
    return conditions


def in_status(filters: Filters) -> list[ColumnElement[bool]]:
    """Conditions on Assignment, which may be missing."""
    if not filters.statuses:
        return []
    return [func.coalesce(Assignment.status, UNASSIGNED).in_(filters.statuses)]


def of_tags(filters: Filters) -> list[ColumnElement[bool]]:
    """Conditions on Tag."""
    conditions: list[ColumnElement[bool]] = []
    if filters.tags:
        conditions.append(Tag.name.in_(filters.tags))
    if filters.pick.tag is not None:
        conditions.append(Tag.name == filters.pick.tag)
    return conditions


def under_versions(
    filters: Filters, version: InstrumentedAttribute[int | None] = Annotation.guideline_version
) -> list[ColumnElement[bool]]:
    """Conditions on a column that holds the guidelines version something was made under."""
    conditions: list[ColumnElement[bool]] = []
    if filters.versions:
        conditions.append(func.coalesce(version, 0).in_(filters.versions))
    if filters.pick.version is not None:
        conditions.append(func.coalesce(version, 0) == filters.pick.version)
    return conditions


def in_place(
    filters: Filters, passage: type[Annotation] | type[GoldAnnotation]
) -> list[ColumnElement[bool]]:
    """Conditions on a passage: that it overlaps a sentence of the picked place of its text."""
    if filters.pick.sentences is None:
        return []
    first, last = filters.pick.sentences
    return [
        exists().where(
            Sentence.revision_id == passage.revision_id,
            Sentence.position >= first,
            Sentence.position <= last,
            Sentence.start < passage.end,
            Sentence.end > passage.start,
        )
    ]


def made_on(
    filters: Filters, moment: InstrumentedAttribute[Any] = Annotation.created_at
) -> list[ColumnElement[bool]]:
    """Conditions on a column that holds a moment: that it lies on the days asked for."""
    conditions: list[ColumnElement[bool]] = []
    for since in (filters.since, filters.pick.since):
        if since:
            conditions.append(moment >= _midnight(since))
    for until in (filters.until, filters.pick.until):
        if until and until < date.max:
            conditions.append(moment < _midnight(until + timedelta(days=1)))
    return conditions


def days_of(filters: Filters, day: InstrumentedAttribute[date]) -> list[ColumnElement[bool]]:
    """Conditions on a column that holds a day, as `made_on` has them on a moment."""
    pick = filters.pick
    return [
        *(day >= since for since in (filters.since, pick.since) if since),
        *(day <= until for until in (filters.until, pick.until) if until),
    ]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
