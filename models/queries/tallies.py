"""The tallies that a dashboard's filters let through: what it sums up instead of single passages."""

from typing import cast

from sqlalchemy import CTE, and_, select
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
    # The rule asks for a reviewer, a project and a text, which a tally has as a passage does.
    tally = cast(type[Annotation], PassageTally)
    versions = [one for one in (filters.pick.version,) if one is not None]
    return (
        select(
            *(Revision.article_id, PassageTally.revision_id, PassageTally.reviewer_id),
            *(PassageTally.tag_id, PassageTally.day, PassageTally.passages),
            *(PassageTally.characters, PassageTally.places),
        )
        .select_from(PassageTally)
        .join(Revision, Revision.id == PassageTally.revision_id)
        .join(Article, Article.id == Revision.article_id)
        .join(Tag, Tag.id == PassageTally.tag_id)
        .outerjoin(
            Assignment,
            and_(
                Assignment.article_id == Revision.article_id,
                Assignment.reviewer_id == PassageTally.reviewer_id,
            ),
        )
        .where(
            PassageTally.project_id == project_id,
            Article.archived_at.is_(None),
            is_newest(Revision),
            visible_to(eyes, tally),
            *in_articles(filters),
            *by_reviewers(filters, PassageTally.reviewer_id),
            *in_status(filters),
            *of_tags(filters),
            *days_of(filters, PassageTally.day),
            *(
                PassageTally.guideline_version.in_(some)
                for some in (filters.versions, versions)
                if some
            ),
        )
        .cte("tallies_in_scope")
    )
