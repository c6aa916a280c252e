"""The next reading out of the pool: handed to whoever asks, to nobody twice, never to too many."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from models.article import Article
from models.assignment import Assignment, assignment_of
from models.base import now
from models.duty import READING_ROLES, require_duty
from models.given import Given, insert_readings, tell_changes
from models.membership import Membership, Role, require_role
from models.project import Project, require_listed
from models.reviewer import Reviewer
from models.served_again import waiting_again
from models.writing import require_writer


def take_next(session: Session, asker: int, project_id: int, day: date) -> Assignment | None:
    """The most urgent article that wants a reader, now the asker's; None where none does.

    Urgent is the higher priority, then the earlier day, then the older article. Whoever asks again
    before beginning what they got is told of that one again, so that a call sent twice takes one.
    NotAllowed for whoever is off duty.
    """
    require_listed(session, asker, project_id)
    require_writer(session, asker, project_id, Role.REVIEWER)
    require_duty(session, asker, project_id, day)
    # One person's calls come one after the other: the second sees what the first got.
    session.execute(
        select(Membership.reviewer_id)
        .where(Membership.project_id == project_id, Membership.reviewer_id == asker)
        .with_for_update(key_share=True)
    )
    waiting = _not_begun(session, asker, project_id) or waiting_again(session, asker, project_id)
    if waiting is not None:
        return waiting
    wanted = session.get_one(Project, project_id).readers_per_article
    # Those that somebody else is being given right now are passed over, unless no other is left.
    for skip in (True, False):
        passed: list[int] = []
        while (article := _free(session, asker, project_id, wanted, passed, skip)) is not None:
            if _places(session, article.id) < wanted and _give(session, asker, article, wanted):
                return assignment_of(session, asker, article.id)
            # Its last place went to somebody after we saw it free and before it was ours alone.
            passed.append(article.id)
    return None


def pool_size(session: Session, asker: int, project_id: int) -> int:
    """How many articles want a reader that the asker could be."""
    require_role(session, asker, project_id, Role.VIEWER)
    wanted = session.get_one(Project, project_id).readers_per_article
    statement = select(func.count(Article.id)).where(*_wants_reader(asker, project_id, wanted))
    return session.scalar(statement) or 0


def _not_begun(session: Session, asker: int, project_id: int) -> Assignment | None:
    given = session.scalars(
        select(Assignment)
        .join(Article, Article.id == Assignment.article_id)
        .where(
            Article.project_id == project_id,
            Article.archived_at.is_(None),
            Assignment.reviewer_id == asker,
            Assignment.status == "assigned",
            # Nobody but they themselves took it.
            Assignment.assigned_by.is_(None),
            Assignment.reason.is_not(None),
        )
        .order_by(Assignment.id)
    )
    return given.first()


def _free(
    session: Session, asker: int, project_id: int, wanted: int, passed: list[int], skip: bool
) -> Article | None:
    return session.scalars(
        select(Article)
        .where(*_wants_reader(asker, project_id, wanted), Article.id.not_in(passed))
        .order_by(Article.priority.desc(), Article.due_on.is_(None), Article.due_on, Article.id)
        .limit(1)
        .with_for_update(of=Article, key_share=True, skip_locked=skip)
    ).first()


def _wants_reader(asker: int, project_id: int, wanted: int) -> list[ColumnElement[bool]]:
    own = exists().where(Assignment.article_id == Article.id, Assignment.reviewer_id == asker)
    return [
        Article.project_id == project_id,
        Article.archived_at.is_(None),
        ~own,
        places_of(Article.__table__.c.id) < wanted,
    ]


def here(project_id: InstrumentedAttribute[int] | int) -> ColumnElement[bool]:
    """A condition on Assignment: its reader is still one of those who read in the project."""
    person = aliased(Reviewer)
    found = exists().where(
        Membership.project_id == project_id,
        Membership.reviewer_id == Assignment.reviewer_id,
        Membership.role.in_(READING_ROLES),
        person.id == Assignment.reviewer_id,
        person.departed_at.is_(None),
    )
    # Both stand outside, the article two levels up.
    return found.correlate(Assignment, Article)


def places_of(article_id: ColumnElement[int]) -> ScalarSelect[int]:
    """How many readings of the article count: what somebody who left had not submitted does not."""
    return (
        select(func.count(Assignment.id))
        .where(
            Assignment.article_id == article_id,
            or_(Assignment.status == "submitted", here(Article.project_id)),
        )
        .correlate(Article)
        .scalar_subquery()
    )


def _places(session: Session, article_id: int) -> int:
    statement = select(places_of(Article.__table__.c.id)).where(Article.id == article_id)
    return session.scalar(statement) or 0


def _give(session: Session, asker: int, article: Article, wanted: int) -> bool:
    reason: dict[str, Any] = {"by": "next", "reader": _places(session, article.id) + 1}
    reason["of"] = wanted
    given = Given(article.due_on, article.priority, reason, None, now())
    changes = insert_readings(session, {(article.id, asker): given})
    tell_changes(session, asker, article.project_id, changes)
    return bool(changes)
