"""Assigning by rule: who would get what and why, and giving it to them.

Articles that the asker reads blind are left out of it, and what others have of them counts for nobody:
else who gets the others would tell how far they are.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
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
from models.queries.visible import article_open_to, hidden_from, reading_visible_to
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
    return _moves(session, hidden_from(session, asker, project_id), project_id, rule)


def assign_by_rule(session: Session, asker: int, project_id: int, rule: Rule) -> list[Change]:
    """Give each article its readers; doing it again changes nothing unless something changed."""
    require_writer(session, asker, project_id, Role.EDITOR)
    articles = lock_articles(session, project_id)
    eyes = hidden_from(session, asker, project_id)
    moves = _moves(session, eyes, project_id, rule)
    wanted = session.get_one(Project, project_id).readers_per_article
    changes = delete_readings(
        session, [(one.article_id, one.taken_from) for one in moves if one.taken_from is not None]
    )
    at = now()
    gone = {(one.article_id, one.reviewer_id) for one in changes}
    by_id = {article.id: article for article in articles}
    given = {
        (one.article_id, one.given_to): Given(
            by_id[one.article_id].due_on or rule.due_on,
            by_id[one.article_id].priority,
            _reason(one, wanted, rule, knows_load=eyes is None),
            asker,
            at,
        )
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


def _moves(session: Session, eyes: int | None, project_id: int, rule: Rule) -> list[Move]:
    articles = session.scalars(
        select(Article).where(
            Article.project_id == project_id,
            Article.archived_at.is_(None),
            article_open_to(eyes, Article.id),
        )
    ).all()
    held = _held(session, eyes, project_id)
    return hand_out(
        [Open(one.id, one.priority, one.due_on) for one in articles],
        _readers(session, project_id, rule.day, held),
        held,
        session.get_one(Project, project_id).readers_per_article,
        rebalance=rule.rebalance,
    )


def _held(session: Session, eyes: int | None, project_id: int) -> list[Held]:
    rows = session.execute(
        select(Assignment.article_id, Assignment.reviewer_id, Assignment.status, Assignment.reason)
        .join(Article, Article.id == Assignment.article_id)
        .where(
            Article.project_id == project_id,
            Article.archived_at.is_(None),
            reading_visible_to(eyes),
        )
        .order_by(Assignment.article_id, Assignment.reviewer_id)
    )
    return [
        Held(row.article_id, row.reviewer_id, row.status, fixed=_by(row.reason) != "rule")
        for row in rows
    ]


def _readers(session: Session, project_id: int, day: date, held: Sequence[Held]) -> list[Reader]:
    """The members who read; whoever is not among them has left."""
    submitted = Counter(one.reviewer_id for one in held if one.status == "submitted")
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
        Reader(row.reviewer_id, bool(row.takes), submitted=submitted[row.reviewer_id])
        for row in rows
    ]


def _reason(move: Move, wanted: int, rule: Rule, *, knows_load: bool) -> dict[str, Any]:
    """What tells its reader why; without a load where the editor does not know all that they have."""
    reason: dict[str, Any] = {"by": "rule", "reader": move.place, "of": wanted}
    if knows_load:
        reason["load"] = move.load
    reason["on"] = rule.day.isoformat()
    if move.why != "place":
        reason["instead"] = move.why
    return reason


def _by(reason: dict[str, Any] | None) -> str:
    return str((reason or {}).get("by", ""))
