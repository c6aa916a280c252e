"""Who reads what: the project's articles with their readers, and how much everybody has to read."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from models.article import Article
from models.assignment import Assignment
from models.duty import on_duty
from models.membership import Membership, Role, require_role
from models.next_reading import here, places_of
from models.project import Project
from models.queries.article_filter import ArticleFilter, joined, matching
from models.queries.visible import blind_articles, hidden_from, reading_visible_to
from models.reviewer import Reviewer
from models.revision import Revision

Which = Literal["all", "wanting", "overdue"]


@dataclass(frozen=True, slots=True)
class BoardReader:
    """Somebody's reading of an article.

    `left`: they do not read in the project any more; `looks_on`: they are its viewer since.
    """

    reviewer_id: int
    name: str
    status: str
    due_on: date | None
    priority: int
    left: bool
    looks_on: bool
    reopened_at: datetime | None
    reopened_by: str | None


@dataclass(slots=True)
class BoardRow:
    """An article with its readers; `hides` where others' readings are hidden from the asker."""

    article_id: int
    title: str
    outlet: str
    published_at: str
    words: int
    priority: int
    due_on: date | None
    hides: bool = False
    readers: list[BoardReader] = field(default_factory=list)

    def missing(self, wanted: int) -> int:
        """How many readers are still wanted, as far as the asker may know."""
        taken = sum(one.status == "submitted" or not one.left for one in self.readers)
        return max(0, wanted - taken)


@dataclass(frozen=True, slots=True)
class Load:
    """A member who reads: open, overdue and submitted readings, and whether they get more today."""

    reviewer_id: int
    name: str
    role: str
    open: int
    overdue: int
    submitted: int
    on_duty: bool
    duty: bool | None
    absent_from: date | None
    absent_until: date | None


def assign_board(
    session: Session,
    asker: int,
    project_id: int,
    wanted: ArticleFilter,
    day: date,
    *,
    which: Which = "all",
    reviewer_id: int | None = None,
    limit: int = 20,
) -> list[BoardRow]:
    """The matching articles with their readers, the most urgent first; editors see it."""
    require_role(session, asker, project_id, Role.EDITOR)
    eyes = hidden_from(session, asker, project_id)
    rows = session.execute(
        joined(
            select(
                Article.id,
                Article.title,
                Article.outlet,
                Article.published_at,
                Revision.words,
                Article.priority,
                Article.due_on,
            ),
            asker,
        )
        .where(*matching(project_id, wanted), *_chosen(session, eyes, project_id, which, day))
        .where(*_read_by(eyes, reviewer_id))
        .order_by(Article.priority.desc(), Article.due_on.is_(None), Article.due_on, Article.id)
        .limit(limit)
    ).all()
    board = {row[0]: BoardRow(*row) for row in rows}
    for article_id in blind_articles(session, asker, project_id, set(board)):
        board[article_id].hides = True
    for article_id, readers in _readers(session, eyes, project_id, list(board)).items():
        board[article_id].readers = readers
    return list(board.values())


def loads(session: Session, asker: int, project_id: int, day: date) -> list[Load]:
    """The members who can read, by name, with their readings as far as the asker may know."""
    require_role(session, asker, project_id, Role.EDITOR)
    eyes = hidden_from(session, asker, project_id)
    is_open = Assignment.status != "submitted"
    count = (
        select(
            Assignment.reviewer_id,
            func.sum(case((is_open, 1), else_=0)).label("open"),
            func.sum(case((and_(is_open, Assignment.due_on < day), 1), else_=0)).label("late"),
            func.sum(case((is_open, 0), else_=1)).label("submitted"),
        )
        .join(Article, Article.id == Assignment.article_id)
        .where(
            Article.project_id == project_id,
            Article.archived_at.is_(None),
            reading_visible_to(eyes),
        )
        .group_by(Assignment.reviewer_id)
        .subquery()
    )
    rows = session.execute(
        select(
            Reviewer.id,
            Reviewer.name,
            Membership.role,
            func.coalesce(count.c.open, 0),
            func.coalesce(count.c.late, 0),
            func.coalesce(count.c.submitted, 0),
            func.coalesce(on_duty(day), False),
            Membership.on_duty,
            Membership.absent_from,
            Membership.absent_until,
        )
        .join(Membership, Membership.reviewer_id == Reviewer.id)
        .outerjoin(count, count.c.reviewer_id == Reviewer.id)
        .where(
            Membership.project_id == project_id,
            Membership.role != Role.VIEWER.value,
            Reviewer.departed_at.is_(None),
        )
        .order_by(func.lower(Reviewer.name), Reviewer.id)
    )
    return [Load(*row) for row in rows]


def _chosen(
    session: Session, eyes: int | None, project_id: int, which: Which, day: date
) -> list[ColumnElement[bool]]:
    reading = aliased(Assignment)
    seen = [reading.article_id == Article.id, reading_visible_to(eyes, reading)]
    if which == "overdue":
        return [exists().where(*seen, reading.status != "submitted", reading.due_on < day)]
    if which == "wanting":
        readers = session.get_one(Project, project_id).readers_per_article
        # One that is hidden stands there in any case: its absence would tell that it is full.
        own = exists().where(
            reading.article_id == Article.id,
            reading.reviewer_id == (eyes or 0),
            reading.status != "submitted",
        )
        few = places_of(Article.__table__.c.id) < readers
        return [or_(few, own) if eyes is not None else few]
    return []


def _read_by(eyes: int | None, reviewer_id: int | None) -> list[ColumnElement[bool]]:
    if reviewer_id is None:
        return []
    reading = aliased(Assignment)
    return [
        exists().where(
            reading.article_id == Article.id,
            reading.reviewer_id == reviewer_id,
            reading_visible_to(eyes, reading),
        )
    ]


def _looks_on(project_id: int) -> ColumnElement[bool]:
    return exists().where(
        Membership.project_id == project_id,
        Membership.reviewer_id == Assignment.reviewer_id,
        Membership.role == Role.VIEWER.value,
        Reviewer.departed_at.is_(None),
    )


def _readers(
    session: Session, eyes: int | None, project_id: int, articles: Sequence[int]
) -> dict[int, list[BoardReader]]:
    opener = aliased(Reviewer)
    rows = session.execute(
        select(
            Assignment.article_id,
            Assignment.reviewer_id,
            Reviewer.name,
            Assignment.status,
            Assignment.due_on,
            Assignment.priority,
            ~here(project_id),
            _looks_on(project_id),
            *(Assignment.reopened_at, opener.name),
        )
        .join(Reviewer, Reviewer.id == Assignment.reviewer_id)
        .outerjoin(opener, opener.id == Assignment.reopened_by)
        .where(Assignment.article_id.in_(articles), reading_visible_to(eyes))
        .order_by(Assignment.article_id, Assignment.id)
    )
    found: dict[int, list[BoardReader]] = defaultdict(list)
    for row in rows.all():
        article_id, *told = row
        found[article_id].append(BoardReader(*told))
    return found
