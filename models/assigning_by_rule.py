"""Assigning by rule: who would get what and why, and giving it to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.article import Article
from models.assignment import Assignment
from models.assignment_rule import Held, Move, Open, Reader, hand_out
from models.base import now
from models.duty import on_duty
from models.given import (
    Change,
    Given,
    delete_readings,
    insert_readings,
    lock_articles,
    tell_changes,
)
from models.handing_out import set_handing_out
from models.membership import Membership, Role, require_role
from models.project import Project
from models.reviewer import Reviewer as Person
from models.writing import require_writer


@dataclass(frozen=True, slots=True)
class Rule:
    """How the rule is run: on which day, whether what is not begun is balanced anew, and for when
    readings are due whose article has no day of its own."""

    day: date
    rebalance: bool = False
    due_on: date | None = None


def plan_by_rule(session: Session, asker: int, project_id: int, rule: Rule) -> list[Move]:
    """What running the rule now would do; nothing is stored."""
    require_role(session, asker, project_id, Role.EDITOR)
    articles = session.scalars(
        select(Article).where(Article.project_id == project_id, Article.archived_at.is_(None))
    ).all()
    return _moves(session, project_id, articles, rule)


def assign_by_rule(session: Session, asker: int, project_id: int, rule: Rule) -> list[Change]:
    """Give each article its readers; doing it again changes nothing unless something changed."""
    require_writer(session, asker, project_id, Role.EDITOR)
    articles = lock_articles(session, project_id)
    moves = _moves(session, project_id, articles, rule)
    wanted = session.get_one(Project, project_id).readers_per_article
    changes = delete_readings(
        session, [(one.article_id, one.taken_from) for one in moves if one.taken_from is not None]
    )
    gone = {(one.article_id, one.reviewer_id) for one in changes}
    by_id = {article.id: article for article in articles}
    given = {
        (one.article_id, one.given_to): _given(one, by_id[one.article_id], asker, wanted, rule)
        for one in moves
        # Whoever began in this very moment keeps it, and nobody else gets it in their place.
        if one.given_to is not None
        if one.taken_from is None or (one.article_id, one.taken_from) in gone
    }
    changes += insert_readings(session, given)
    tell_changes(session, asker, project_id, changes)
    if changes:
        set_handing_out(session, asker, project_id, given_only=True)
    return changes


def _moves(
    session: Session, project_id: int, articles: Sequence[Article], rule: Rule
) -> list[Move]:
    held = _held(session, project_id)
    submitted: dict[int, int] = {}
    for one in held:
        submitted[one.reviewer_id] = submitted.get(one.reviewer_id, 0) + (one.status == "submitted")
    return hand_out(
        [Open(one.id, one.priority, one.due_on) for one in articles],
        _readers(session, project_id, rule.day, submitted),
        held,
        session.get_one(Project, project_id).readers_per_article,
        rebalance=rule.rebalance,
    )


def _held(session: Session, project_id: int) -> list[Held]:
    rows = session.execute(
        select(Assignment.article_id, Assignment.reviewer_id, Assignment.status, Assignment.reason)
        .join(Article, Article.id == Assignment.article_id)
        .where(Article.project_id == project_id, Article.archived_at.is_(None))
        .order_by(Assignment.article_id, Assignment.reviewer_id)
    )
    return [
        Held(row.article_id, row.reviewer_id, row.status, fixed=_by(row.reason) != "rule")
        for row in rows
    ]


def _readers(
    session: Session, project_id: int, day: date, submitted: dict[int, int]
) -> list[Reader]:
    """The members who read; whoever is not among them has left."""
    rows = session.execute(
        select(Membership.reviewer_id, func.coalesce(on_duty(day), False).label("takes"))
        .join(Person, Person.id == Membership.reviewer_id)
        .where(
            Membership.project_id == project_id,
            Membership.role != Role.VIEWER.value,
            Person.departed_at.is_(None),
        )
        .order_by(Membership.reviewer_id)
    )
    return [
        Reader(row.reviewer_id, bool(row.takes), submitted=submitted.get(row.reviewer_id, 0))
        for row in rows
    ]


def _given(move: Move, article: Article, asker: int, wanted: int, rule: Rule) -> Given:
    reason: dict[str, Any] = {
        "by": "rule",
        "reader": move.place,
        "of": wanted,
        "load": move.load,
        "on": rule.day.isoformat(),
    }
    if move.why != "place":
        reason["instead"] = move.why
    at: datetime = now()
    return Given(article.due_on or rule.due_on, article.priority, reason, asker, at)


def _by(reason: dict[str, Any] | None) -> str:
    return str((reason or {}).get("by", ""))
