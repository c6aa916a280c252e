"""Assigning by hand: editors give readings, take them back, and hand them on.

Every verb answers with the changes it made, which `models.assigning_undone` takes back. Of an article
that an editor reads blind they change nobody's reading but their own: the answer would tell how far
the others are.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.article import Article, check_priority
from models.assignment import Assignment
from models.base import now
from models.duty import in_project
from models.errors import BadInput, NotAllowed, NotFound
from models.given import (
    Change,
    Given,
    Pair,
    delete_readings,
    insert_readings,
    lock_articles,
    plan_anew,
    tell_changes,
)
from models.handing_out import set_handing_out
from models.membership import Role
from models.queries.visible import blind_articles
from models.reviewer import Reviewer
from models.writing import require_writer


def give_readings(
    session: Session,
    asker: int,
    project_id: int,
    articles: Collection[int],
    people: Collection[int],
    *,
    due_on: date | None = None,
    priority: int | None = None,
) -> list[Change]:
    """Give these people these articles; day and priority are the articles' own where not said.

    Who has an article already keeps it, with the new day and priority if they have not submitted.
    BadInput for people who cannot read here, NotFound for articles of another project, NotAllowed
    for others' readings of what the asker reads blind.
    """
    require_writer(session, asker, project_id, Role.EDITOR)
    if not articles:
        raise BadInput("articles_missing")
    known = lock_articles(session, project_id, articles)
    if set(people) - {asker}:
        _require_sight_to_give(session, asker, project_id, known)
    _require_readers(session, project_id, people)
    check_priority(priority)
    wanted: dict[Pair, Given] = {}
    for article in known:
        given = Given(
            due_on or article.due_on,
            article.priority if priority is None else priority,
            {"by": "editor"},
            asker,
            now(),
        )
        wanted |= {(article.id, person): given for person in people}
    changes = insert_readings(session, wanted)
    there = wanted.keys() - {(one.article_id, one.reviewer_id) for one in changes}
    changes += plan_anew(session, there, due_on, priority)
    tell_changes(session, asker, project_id, changes)
    if changes:
        set_handing_out(session, asker, project_id, given_only=True)
    return changes


def take_back(
    session: Session, asker: int, project_id: int, pairs: Collection[Pair]
) -> list[Change]:
    """Take readings back that were not begun; BadInput names whoever has begun theirs."""
    require_writer(session, asker, project_id, Role.EDITOR)
    lock_articles(session, project_id, {article for article, _ in pairs})
    _require_sight(session, asker, project_id, {article for article, _ in pairs})
    changes = delete_readings(session, pairs)
    missed = set(pairs) - {(one.article_id, one.reviewer_id) for one in changes}
    for article_id, reviewer_id in sorted(missed):
        if _has(session, article_id, reviewer_id):
            name = session.get_one(Reviewer, reviewer_id).name
            raise BadInput("reading_begun", name=name)
    tell_changes(session, asker, project_id, changes)
    return changes


def hand_on(
    session: Session, asker: int, project_id: int, article_id: int, giver: int, taker: int
) -> list[Change]:
    """Another person reads what was not begun, for the same day; BadInput where they do already."""
    require_writer(session, asker, project_id, Role.EDITOR)
    lock_articles(session, project_id, [article_id])
    _require_sight(session, asker, project_id, {article_id})
    _require_readers(session, project_id, [taker])
    if _has(session, article_id, taker):
        raise BadInput("reads_already", name=session.get_one(Reviewer, taker).name)
    changes = take_back(session, asker, project_id, [(article_id, giver)])
    if not changes:
        raise NotFound("assignment_unknown")
    former = changes[0].before
    if former is not None:
        reason = {"by": "editor", "instead": "handed_on"}
        made = replace(former, reason=reason, assigned_by=asker, assigned_at=now())
        given = insert_readings(session, {(article_id, taker): made})
        tell_changes(session, asker, project_id, given)
        changes = [*changes, *given]
    return changes


def _require_sight(session: Session, asker: int, project_id: int, articles: set[int]) -> None:
    """NotAllowed for an editor who reads one of them blind: the answer would tell of the others."""
    if blind_articles(session, asker, project_id, articles):
        raise NotAllowed("reads_blind")


def _require_sight_to_give(
    session: Session, asker: int, project_id: int, articles: Sequence[Article]
) -> None:
    hidden = blind_articles(session, asker, project_id, {one.id for one in articles})
    for article in articles:
        if article.id in hidden:
            raise NotAllowed("gives_blind", title=article.title)


def _has(session: Session, article_id: int, reviewer_id: int) -> bool:
    found = select(Assignment.id).where(
        Assignment.article_id == article_id, Assignment.reviewer_id == reviewer_id
    )
    return session.scalar(found) is not None


def _require_readers(session: Session, project_id: int, people: Collection[int]) -> None:
    if not people:
        raise BadInput("readers_missing")
    if len(in_project(session, project_id, list(people))) != len(set(people)):
        raise BadInput("reader_unfit")
