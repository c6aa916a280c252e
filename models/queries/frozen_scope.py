"""Which first submissions agreement is computed on: its filters, and the readings they let through."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from sqlalchemy import ColumnElement, Subquery, exists, func, select
from sqlalchemy.orm import Session

from models.article import Article
from models.assignment import Assignment
from models.frozen import FrozenAnnotation, FrozenReading
from models.membership import Role, require_role
from models.project import Guideline
from models.queries.scope import Filters
from models.queries.visible import frozen_visible_to, hidden_from
from models.revision import Revision
from models.tag import Tag


@dataclass(frozen=True, slots=True)
class AgreementFilters:
    """What a submitted reading has to be to count; an empty part asks for nothing.

    `articles` and `reviewers` are ids; `versions` those of the guidelines it was read by; `since`
    and `until` days in UTC, both included, of its submission; `statuses` what became of it since
    (it may have been reopened). `tags` are names, and leave no reading
    out: passages with another tag are passed over, and their sentences count as read without one.
    """

    articles: tuple[int, ...] = ()
    outlets: tuple[str, ...] = ()
    reviewers: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    versions: tuple[int, ...] = ()
    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, filters: Filters) -> "AgreementFilters":
        """What a dashboard is narrowed down to, whatever mark is picked in it."""
        return cls(
            articles=tuple(filters.articles),
            outlets=tuple(filters.outlets),
            reviewers=tuple(filters.reviewers),
            tags=tuple(filters.tags),
            statuses=tuple(filters.statuses),
            versions=tuple(filters.versions),
            since=filters.since,
            until=filters.until,
        )


def agreement_revision(
    session: Session, asker: int | None, project_id: int, filters: AgreementFilters
) -> str:
    """A key that is another one as soon as agreement may be: what was computed under it still holds.

    It covers which readings the asker may see, so it is never the key of somebody who sees others.
    First submissions never change, so that which there are says everything.
    """
    eyes = _eyes(session, asker, project_id)
    readings = _readings(eyes, project_id, filters)
    rows = session.connection().execute(
        select(readings.c.id, readings.c.submitted_at).order_by(readings.c.id)
    )
    tags = session.connection().execute(
        select(Tag.id, Tag.name).where(Tag.project_id == project_id).order_by(Tag.id)
    )
    told = repr((eyes, project_id, filters, [tuple(row) for row in rows], [*map(tuple, tags)]))
    return sha256(told.encode()).hexdigest()


def counted_readings(
    session: Session, asker: int | None, project_id: int, filters: AgreementFilters
) -> Subquery:
    """The readings that count: of each article those of the newest text that has one.

    Columns: id, article_id, revision_id, reviewer_id, submitted_at, version (of the guidelines),
    length (of the text), is_newest (else they count no more).
    """
    readings = _readings(_eyes(session, asker, project_id), project_id, filters)
    newest = func.max(readings.c.number).over(partition_by=readings.c.article_id)
    return select(readings, (readings.c.number == newest).label("is_newest")).subquery("counted")


def _eyes(session: Session, asker: int | None, project_id: int) -> int | None:
    if asker is not None:
        require_role(session, asker, project_id, Role.VIEWER)
    return hidden_from(session, asker, project_id)


def _readings(eyes: int | None, project_id: int, filters: AgreementFilters) -> Subquery:
    version = _version(project_id)
    conditions = _conditions(filters)
    if filters.versions:
        conditions.append(version.in_(filters.versions))
    return (
        select(
            FrozenReading.id,
            FrozenReading.article_id,
            FrozenReading.revision_id,
            FrozenReading.reviewer_id,
            FrozenReading.submitted_at,
            Revision.number,
            Revision.length,
            version.label("version"),
        )
        .join(Revision, Revision.id == FrozenReading.revision_id)
        .join(Article, Article.id == FrozenReading.article_id)
        .where(
            Article.project_id == project_id,
            Article.archived_at.is_(None),
            frozen_visible_to(eyes),
            *conditions,
        )
        .subquery("readings")
    )


def _version(project_id: int) -> ColumnElement[int]:
    """The guidelines that a reading was made by: of its latest passage, or in force when submitted."""
    of_passages = (
        select(func.max(FrozenAnnotation.guideline_version))
        .where(FrozenAnnotation.reading_id == FrozenReading.id)
        .correlate(FrozenReading)
        .scalar_subquery()
    )
    in_force = (
        select(func.max(Guideline.version))
        .where(
            Guideline.project_id == project_id, Guideline.created_at <= FrozenReading.submitted_at
        )
        .correlate(FrozenReading)
        .scalar_subquery()
    )
    return func.coalesce(of_passages, in_force, 1)


def _conditions(filters: AgreementFilters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if filters.articles:
        conditions.append(Article.id.in_(filters.articles))
    if filters.outlets:
        conditions.append(Article.outlet.in_(filters.outlets))
    if filters.reviewers:
        conditions.append(FrozenReading.reviewer_id.in_(filters.reviewers))
    if filters.statuses:
        conditions.append(
            exists().where(
                Assignment.article_id == FrozenReading.article_id,
                Assignment.reviewer_id == FrozenReading.reviewer_id,
                Assignment.status.in_(filters.statuses),
            )
        )
    if filters.since:
        conditions.append(FrozenReading.submitted_at >= _midnight(filters.since))
    if filters.until and filters.until < date.max:
        conditions.append(FrozenReading.submitted_at < _midnight(filters.until + timedelta(days=1)))
    return conditions


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
