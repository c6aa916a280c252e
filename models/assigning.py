"""Assigning by hand: editors give readings, take them back, hand them on, and undo it.

Every verb answers with the changes it made, which `undo_changes` takes back.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.article import check_priority
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
    not_begun,
    plan_anew,
    tell_changes,
)
from models.handing_out import set_handing_out, stop_handing_out
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
    BadInput for people who cannot read here, NotFound for articles of another project.
    """
    require_writer(session, asker, project_id, Role.EDITOR)
    known = lock_articles(session, project_id, articles)
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


def undo_changes(
    session: Session, asker: int, project_id: int, changes: Sequence[Change]
) -> list[Change]:
    """Make undone what these changes did, where nothing happened to the reading since."""
    require_writer(session, asker, project_id, Role.EDITOR)
    lock_articles(session, project_id, {one.article_id for one in changes})
    undone: list[Change] = []
    for one in reversed(changes):
        place = (one.article_id, one.reviewer_id)
        stored = not_begun(session, [place]).get(place)
        if stored != one.after:
            continue
        if one.before is None:
            undone += delete_readings(session, [place])
        elif one.after is None:
            if in_project(session, project_id, [one.reviewer_id]):
                undone += insert_readings(session, {place: one.before})
        else:
            undone += plan_anew(
                session, [place], one.before.due_on, one.before.priority, clear=True
            )
    tell_changes(session, asker, project_id, undone)
    stop_handing_out(session, asker, project_id)
    return undone


def _require_sight(session: Session, asker: int, project_id: int, articles: set[int]) -> None:
    """NotAllowed for an editor who reads one of them blind: the answer would tell of the others."""
    if blind_articles(session, asker, project_id, articles):
        raise NotAllowed("reads_blind")


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
