"""What could be read again: whose submitted readings are old enough, and which of them are drawn."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, and_, case, cast, exists, func, select
from sqlalchemy.orm import Session, aliased

from models.adjudication import Adjudication
from models.article import Article
from models.assignment import Assignment
from models.duty import on_duty
from models.frozen import FrozenReading
from models.membership import Membership
from models.queries.newest import is_newest
from models.reviewer import Reviewer
from models.revision import Revision
from models.served_again import ServedAgain

# Two large primes, and the remainder by a third: a lot that is always the same, in any order of ids.
_LOT = (2_654_435_761, 2_246_822_519, 4_294_967_291)


@dataclass(frozen=True, slots=True)
class Again:
    """A reading that may be made a second time: `load` is how many its reader has open in all."""

    article_id: int
    reviewer_id: int
    submitted_at: datetime
    load: int


def drawn_again(session: Session, project_id: int, day: date, each: int, days: int) -> list[Again]:
    """So many for each reader on duty that, with what they were served and have not submitted, they
    have `each`; those not settled first, since who reads an article's gold knows it; then by lot.

    The text must be the one they submitted, and must not have been served to them before. Whoever
    calls has asked for the role.
    """
    ranked = _ranked(project_id, day, days).subquery()
    rows = session.execute(
        select(ranked).where(ranked.c.place <= each).order_by(ranked.c.reviewer_id, ranked.c.place)
    )
    waiting, load = _waiting(session, project_id), _load(session, project_id)
    return [
        Again(row.article_id, row.reviewer_id, row.submitted_at, load[row.reviewer_id])
        for row in rows
        if row.place <= each - waiting[row.reviewer_id]
    ]


def _ranked(project_id: int, day: date, days: int) -> Select[Any]:
    settled = exists().where(
        Adjudication.revision_id == Revision.id, Adjudication.settled_at.is_not(None)
    )
    place = func.row_number().over(
        partition_by=Assignment.reviewer_id,
        order_by=(case((settled, 1), else_=0), _lot(), Article.id),
    )
    return (
        select(
            Assignment.article_id, Assignment.reviewer_id, Assignment.submitted_at,
            place.label("place"),
        )
        .join(Article, Article.id == Assignment.article_id)
        .join(Revision, Revision.id == Assignment.submitted_revision_id)
        .join(
            FrozenReading,
            and_(
                FrozenReading.revision_id == Revision.id,
                FrozenReading.reviewer_id == Assignment.reviewer_id,
            ),
        )
        .join(
            Membership,
            and_(
                Membership.project_id == Article.project_id,
                Membership.reviewer_id == Assignment.reviewer_id,
            ),
        )
        .join(Reviewer, Reviewer.id == Assignment.reviewer_id)
        .where(
            Article.project_id == project_id,
            Article.archived_at.is_(None),
            Assignment.submitted_at < _end(day - timedelta(days=days)),
            Reviewer.departed_at.is_(None),
            func.coalesce(on_duty(day), False),
            is_newest(Revision),
            ~exists().where(
                ServedAgain.article_id == Article.id,
                ServedAgain.reviewer_id == Assignment.reviewer_id,
            ),
        )
    )  # fmt: skip


def _lot() -> ColumnElement[int]:
    first, second, whole = _LOT
    article, reader = (cast(one, BigInteger) for one in (Article.id, Assignment.reviewer_id))
    return (article * first + reader * second) % whole


def _waiting(session: Session, project_id: int) -> dict[int, int]:
    """How many second readings each has that are not submitted."""
    copy = aliased(Assignment)
    rows = session.execute(
        select(ServedAgain.reviewer_id, func.count())
        .join(Article, Article.id == ServedAgain.article_id)
        .join(copy, copy.article_id == ServedAgain.copy_id)
        .where(
            Article.project_id == project_id,
            Article.archived_at.is_(None),
            copy.status != "submitted",
        )
        .group_by(ServedAgain.reviewer_id)
    )
    return defaultdict(int, {row[0]: row[1] for row in rows})


def _load(session: Session, project_id: int) -> dict[int, int]:
    rows = session.execute(
        select(Assignment.reviewer_id, func.count())
        .join(Article, Article.id == Assignment.article_id)
        .where(
            Article.project_id == project_id,
            Article.archived_at.is_(None),
            Assignment.status != "submitted",
        )
        .group_by(Assignment.reviewer_id)
    )
    return defaultdict(int, {row[0]: row[1] for row in rows})


def _end(day: date) -> datetime:
    """The end of the day."""
    return datetime.combine(day + timedelta(days=1), time(), UTC)
