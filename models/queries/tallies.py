"""The tallies that a dashboard's filters let through: what it sums up instead of single passages."""

from datetime import date
from typing import cast

from sqlalchemy import CTE, ColumnElement, Select, and_, func, not_, select
from sqlalchemy.orm import Session

from models.annotation import Annotation
from models.article import Article
from models.assignment import Assignment
from models.membership import Role, require_role
from models.queries.newest import is_newest
from models.queries.scope import (
    Filters,
    by_reviewers,
    days_of,
    in_articles,
    in_status,
    of_tags,
)
from models.queries.visible import hidden_from, visible_to
from models.revision import Revision
from models.tag import Tag
from models.tally import PassageTally


def tallies_in_scope(session: Session, asker: int, project_id: int, filters: Filters) -> CTE:
    """Tallies of the passages that `passages_in_scope` has for the same filters.

    Columns: article_id, revision_id, reviewer_id, tag_id, day, passages, characters (overlaps
    counted twice), places. They are as fresh as the last `count_changed`; a picked place of a text
    does not narrow them.
    """
    require_role(session, asker, project_id, Role.VIEWER)
    eyes = hidden_from(session, asker, project_id)
    found = (
        select(
            *(Revision.article_id, PassageTally.revision_id, PassageTally.reviewer_id),
            *(PassageTally.tag_id, PassageTally.day, PassageTally.passages),
            *(PassageTally.characters, PassageTally.places),
        )
        .select_from(PassageTally)
        .join(Revision, Revision.id == PassageTally.revision_id)
        .join(Article, Article.id == Revision.article_id)
        .where(*_of_text(filters), *_of_tally(eyes, project_id, filters))
    )
    # Joined only where something is asked of them: each costs a look for every tally.
    if tags := of_tags(filters):
        found = found.join(Tag, Tag.id == PassageTally.tag_id).where(*tags)
    if statuses := in_status(filters):
        of_reading = and_(
            Assignment.article_id == Revision.article_id,
            Assignment.reviewer_id == PassageTally.reviewer_id,
        )
        found = found.outerjoin(Assignment, of_reading).where(*statuses)
    return found.cte("tallies_in_scope")


def passages_by_day(
    session: Session, asker: int, project_id: int, filters: Filters
) -> Select[date, int]:
    """Of the same tallies the passages of each day.

    Which texts are not asked for is told, and not which are: SQLite would look up the tallies of each
    text, where the index has them by day.
    """
    if filters.statuses:
        tallies = tallies_in_scope(session, asker, project_id, filters)
        return select(tallies.c.day, func.sum(tallies.c.passages)).group_by(tallies.c.day)
    require_role(session, asker, project_id, Role.VIEWER)
    eyes = hidden_from(session, asker, project_id)
    others = (
        select(Revision.id)
        .join(Article, Article.id == Revision.article_id)
        .where(Article.project_id == project_id, not_(and_(*_of_text(filters))))
    )
    found = select(PassageTally.day, func.sum(PassageTally.passages)).where(
        *_of_tally(eyes, project_id, filters), PassageTally.revision_id.not_in(others)
    )
    if tags := of_tags(filters):
        found = found.join(Tag, Tag.id == PassageTally.tag_id).where(*tags)
    return found.group_by(PassageTally.day)


def _of_text(filters: Filters) -> list[ColumnElement[bool]]:
    """Conditions on Article and Revision."""
    return [Article.archived_at.is_(None), is_newest(Revision), *in_articles(filters)]


def _of_tally(eyes: int | None, project_id: int, filters: Filters) -> list[ColumnElement[bool]]:
    # The rule asks for a reviewer, a project and a text, which a tally has as a passage does.
    tally = cast(type[Annotation], PassageTally)
    versions = [one for one in (filters.pick.version,) if one is not None]
    return [
        PassageTally.project_id == project_id,
        visible_to(eyes, tally),
        *by_reviewers(filters, PassageTally.reviewer_id),
        *days_of(filters, PassageTally.day),
        *(
            PassageTally.guideline_version.in_(some)
            for some in (filters.versions, versions)
            if some
        ),
    ]
