"""Serving again: a share of what people submitted is read by them once more, and they are not told.

What a person makes of a text twice tells how far they agree with themselves, if nothing of the first
reading is there to see. So the second is of a copy, in a companion of the project that is theirs
alone; while it is not submitted, the first is kept from them, and the copy stands in its place.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from sqlalchemy import insert, literal, select
from sqlalchemy.orm import Session

from models.article import Article, latest_revision
from models.assignment import Assignment, assignment_of
from models.base import now
from models.companion import Companion
from models.errors import BadInput
from models.event import record
from models.given import Given, Pair, delete_readings, insert_readings, lock_articles
from models.membership import Role, mirror_member, require_role
from models.mirroring import mirror_into
from models.project import Project
from models.queries.readable_again import Again, drawn_again
from models.revision import Revision, Sentence
from models.served_again import ServedAgain
from models.tag import TagSet
from models.writing import require_writer

MOST_EACH, MOST_DAYS = 50, 3650
_KEPT = ("outlet", "title", "byline", "url", "published_at", "language", "priority", "created_at")
_TEXT = ("text", "text_sha256", "length", "words", "sentences", "segmenter", "created_at")


@dataclass(frozen=True, slots=True)
class ServingRule:
    """Everybody on duty on that `day` has `each` articles to read again that they submitted at least
    `days` before; their second readings are due on `due_on`, if ever."""

    day: date
    each: int
    days: int
    due_on: date | None = None


def plan_serving(session: Session, asker: int, project_id: int, rule: ServingRule) -> list[Again]:
    """Who would be served which article now; nothing is stored. Editors see it."""
    require_role(session, asker, project_id, Role.EDITOR)
    _check(rule)
    return drawn_again(session, project_id, rule.day, rule.each, rule.days)


def serve_again(session: Session, asker: int, project_id: int, rule: ServingRule) -> list[Pair]:
    """Serve them, and tell whom what. Doing it again serves nothing before somebody submitted.

    Nobody is ever served the same article twice. BadInput for numbers that are none.
    """
    require_writer(session, asker, project_id, Role.EDITOR)
    _check(rule)
    lock_articles(session, project_id)
    drawn = drawn_again(session, project_id, rule.day, rule.each, rule.days)
    for one in drawn:
        _serve(session, asker, project_id, one, rule)
    return [(one.article_id, one.reviewer_id) for one in drawn]


def withdraw_again(
    session: Session, asker: int, project_id: int, pairs: Collection[Pair]
) -> list[Pair]:
    """Take back what was served and not begun, and tell what; the article may be served later.

    What somebody has begun stays: taken away it would tell them what it was.
    """
    require_writer(session, asker, project_id, Role.EDITOR)
    lock_articles(session, project_id, {article_id for article_id, _ in pairs})
    served = session.scalars(
        select(ServedAgain).where(
            ServedAgain.article_id.in_({article_id for article_id, _ in pairs}),
            # Nobody is told of their own.
            ServedAgain.reviewer_id != asker,
        )
    ).all()
    taken = []
    for one in served:
        pair = (one.article_id, one.reviewer_id)
        if pair in set(pairs) and delete_readings(session, [(one.copy_id, one.reviewer_id)]):
            _forget(session, asker, one)
            taken.append(pair)
    return taken


def call_off(session: Session, article_id: int) -> None:
    """The article was corrected: nobody begins to read its earlier text a second time.

    Like everything that a correction does to others' readings it has no actor.
    """
    served = select(ServedAgain).where(ServedAgain.article_id == article_id)
    for one in session.scalars(served).all():
        if delete_readings(session, [(one.copy_id, one.reviewer_id)]):
            _forget(session, None, one)


def _check(rule: ServingRule) -> None:
    if not 1 <= rule.each <= MOST_EACH:
        raise BadInput("again_each", most=MOST_EACH)
    if not 1 <= rule.days <= MOST_DAYS:
        raise BadInput("again_days", most=MOST_DAYS)


def _serve(session: Session, asker: int, project_id: int, drawn: Again, rule: ServingRule) -> None:
    beside = _companion(session, project_id, drawn.reviewer_id)
    copy_id = _copy(session, beside, drawn.article_id)
    first = assignment_of(session, drawn.reviewer_id, drawn.article_id)
    reason = _reason(session, project_id, drawn, first, rule)
    given = Given(
        rule.due_on, _priority(session, copy_id), reason, asker if reason else None, now()
    )
    insert_readings(session, {(copy_id, drawn.reviewer_id): given})
    served = ServedAgain(
        copy_id=copy_id, article_id=drawn.article_id, reviewer_id=drawn.reviewer_id, served_by=asker
    )
    session.add(served)
    session.flush()
    after = {"article": drawn.article_id, "reviewer": drawn.reviewer_id, "days": rule.days}
    record(session, asker, beside, "serve", "second_reading", copy_id, None, after)


def _forget(session: Session, asker: int | None, served: ServedAgain) -> None:
    copy = session.get_one(Article, served.copy_id)
    copy.archived_at = now()
    session.delete(served)
    session.flush()
    before = {"article": served.article_id, "reviewer": served.reviewer_id}
    record(session, asker, copy.project_id, "withdraw", "second_reading", copy.id, before)


def _companion(session: Session, home_id: int, reviewer_id: int) -> int:
    """The person's companion of the project, made where there was none."""
    there = select(Companion.project_id).where(
        Companion.home_id == home_id, Companion.reviewer_id == reviewer_id
    )
    project_id = session.scalar(there)
    if project_id is None:
        # A name of its own, as every project has; nobody reads it.
        project = Project(name=str(uuid4()))
        session.add(project)
        session.flush()
        project_id = project.id
        session.add(Companion(project_id=project_id, home_id=home_id, reviewer_id=reviewer_id))
        session.add(TagSet(project_id=project_id, name="", keys={}))
        session.flush()
        mirror_member(session, home_id, reviewer_id)
    mirror_into(session, home_id, project_id)
    return project_id


def _copy(session: Session, project_id: int, article_id: int) -> int:
    """The article's newest text with the very sentences it has, as an article of the companion."""
    first, text = session.get_one(Article, article_id), latest_revision(session, article_id)
    copy = Article(project_id=project_id, **{name: getattr(first, name) for name in _KEPT})
    session.add(copy)
    session.flush()
    values = {name: getattr(text, name) for name in _TEXT}
    revision = Revision(article_id=copy.id, project_id=project_id, number=1, **values)
    session.add(revision)
    session.flush()
    kept = (Sentence.position, Sentence.start, Sentence.end, Sentence.paragraph)
    session.execute(
        insert(Sentence).from_select(
            ["revision_id", "position", "start", "end", "paragraph"],
            select(literal(revision.id), *kept).where(Sentence.revision_id == text.id),
        )
    )
    return copy.id


def _priority(session: Session, article_id: int) -> int:
    return session.get_one(Article, article_id).priority


def _reason(
    session: Session,
    project_id: int,
    drawn: Again,
    first: Assignment | None,
    rule: ServingRule,
) -> dict[str, Any] | None:
    """Why it is theirs, in words that are true and that other readings of theirs have, too.

    Where nothing is handed out no reading has any. By a rule it came, where a rule gave them the
    first one; else an editor gave it.
    """
    project = session.get_one(Project, project_id)
    if not project.hands_out:
        return None
    told = dict((first.reason if first else None) or {})
    if told.get("by") != "rule":
        return {"by": "editor"}
    told.pop("instead", None)
    return {
        **told,
        "of": project.readers_per_article,
        "load": drawn.load,
        "on": rule.day.isoformat(),
    }
