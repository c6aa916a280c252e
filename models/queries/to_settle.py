"""Articles to settle: which have readings enough, how far their settling is, and which are settled."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    and_,
    case,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session, aliased

from models.adjudication import Adjudication
from models.article import Article, article_for
from models.assignment import Assignment
from models.gold import GoldAnnotation
from models.membership import Role, require_role
from models.project import Project
from models.queries.newest import is_newest
from models.queries.visible import article_open_to, hidden_from
from models.reviewer import Reviewer
from models.revision import Revision

SettlingState = Literal["late", "ready", "begun", "waiting", "settled"]
STATES: tuple[SettlingState, ...] = ("begun", "late", "ready", "waiting", "settled")
"""`waiting`: fewer readings than the project wants; `begun`: there is gold, and it is not settled;
`late`: a reading was submitted, or submitted again, after it was settled."""


@dataclass(frozen=True, slots=True)
class ToSettle:
    """An article with submitted readings or gold of its newest text, or settled before, as an editor finds it in a list.

    `readers` are the names of those who submitted, `wanted` how many the project asks for,
    `late` how many submitted after it was settled. `settled_number` is the version that was settled
    before the text was corrected, if one was.
    """

    article_id: int
    revision_id: int
    title: str
    outlet: str
    published_at: str
    words: int
    submitted: int
    wanted: int
    gold: int
    settled_at: datetime | None
    settled_by: str | None
    late: int
    settled_number: int | None
    readers: Sequence[str] = ()

    @property
    def state(self) -> SettlingState:
        """How far its settling is."""
        if self.settled_at is not None:
            return "late" if self.late else "settled"
        if self.gold and self.submitted:
            return "begun"
        return "ready" if self.submitted >= self.wanted else "waiting"


def articles_to_settle(
    session: Session, asker: int, project_id: int, *, limit: int = 200
) -> list[ToSettle]:
    """What can be settled first, begun before ready, then what waits for readings, then the settled.

    Articles that the asker still reads blind are left out.
    """
    require_role(session, asker, project_id, Role.EDITOR)
    statement = _listed(session, asker, project_id)
    rows = [ToSettle(*row) for row in session.execute(statement.limit(limit))]
    readers = _readers(session, [row.revision_id for row in rows])
    return [replace(row, readers=readers[row.revision_id]) for row in rows]


def count_to_settle(session: Session, asker: int, project_id: int) -> int:
    """How many articles have the readings that the project wants, or some gold, and are not settled,
    or got another reading since.
    """
    require_role(session, asker, project_id, Role.EDITOR)
    submitted, _, late = _counts()
    has_gold = exists().where(
        GoldAnnotation.revision_id == Revision.id, GoldAnnotation.deleted_at.is_(None)
    )
    is_ready = or_(submitted >= Project.readers_per_article, and_(submitted > 0, has_gold))
    is_late = and_(Adjudication.settled_at.is_not(None), late > 0)
    is_open = or_(and_(Adjudication.settled_at.is_(None), is_ready), is_late)
    counted = _articles(session, asker, project_id, func.count()).where(is_open)
    return session.scalar(counted) or 0


def settled_number(session: Session, asker: int, article_id: int) -> int | None:
    """The version of a corrected article that was settled before, if one was, as the list tells it."""
    project_id = article_for(session, asker, article_id, Role.EDITOR).project_id
    listed = _listed(session, asker, project_id).where(Article.id == article_id).order_by(None)
    found = session.execute(listed).first()
    return None if found is None else found.settled_number


def _listed(session: Session, asker: int, project_id: int) -> Select[Any]:
    """The columns of ToSettle but for the readers."""
    submitted, gold, late = _counts()
    settled_at, number = Adjudication.settled_at, _settled_before()
    columns = (
        *(Article.id, Revision.id.label("revision_id"), Article.title, Article.outlet),
        *(Article.published_at, Revision.words, submitted.label("submitted")),
        *(Project.readers_per_article.label("wanted"), gold.label("gold")),
        *(settled_at, Reviewer.name.label("settled_by"), late.label("late")),
        number.label("settled_number"),
    )
    return (
        _articles(session, asker, project_id, *columns)
        .outerjoin(Reviewer, Reviewer.id == Adjudication.settled_by)
        .where(or_(submitted > 0, gold > 0, number.is_not(None)))
        .order_by(
            _place(submitted, gold, late),
            settled_at.desc(),
            Article.published_at.desc(),
            Article.id,
        )
    )


def _articles(session: Session, asker: int, project_id: int, *columns: Any) -> Select[Any]:
    """Of each article that the asker may settle, with its newest text and whether that is settled."""
    return (
        select(*columns)
        .select_from(Article)
        .join(Revision, and_(Revision.article_id == Article.id, is_newest(Revision)))
        .join(Project, Project.id == Article.project_id)
        .outerjoin(Adjudication, Adjudication.revision_id == Revision.id)
        .where(
            Article.project_id == project_id,
            Article.archived_at.is_(None),
            article_open_to(hidden_from(session, asker, project_id), Article.id),
        )
    )


def _counts() -> tuple[ScalarSelect[int], ScalarSelect[int], ScalarSelect[int]]:
    """Of a text: its submitted readings, its gold, and the readings submitted after it was settled."""
    submitted = (
        select(func.count(Assignment.id))
        .where(Assignment.submitted_revision_id == Revision.id)
        .correlate(Revision)
    )
    gold = (
        select(func.count(GoldAnnotation.id))
        .where(GoldAnnotation.revision_id == Revision.id, GoldAnnotation.deleted_at.is_(None))
        .correlate(Revision)
    )
    late = (
        select(func.count(Assignment.id))
        .where(
            Assignment.submitted_revision_id == Revision.id,
            Assignment.submitted_at > Adjudication.settled_at,
        )
        .correlate(Revision, Adjudication)
    )
    return submitted.scalar_subquery(), gold.scalar_subquery(), late.scalar_subquery()


def _settled_before() -> ColumnElement[int | None]:
    """The number of the newest of the article's earlier texts that is settled."""
    earlier, known = aliased(Revision), aliased(Adjudication)
    return (
        select(func.max(earlier.number))
        .join(known, known.revision_id == earlier.id)
        .where(
            earlier.article_id == Article.id,
            earlier.number < Revision.number,
            known.settled_at.is_not(None),
        )
        .correlate(Article, Revision)
        .scalar_subquery()
    )


def _place(submitted: Any, gold: Any, late: Any) -> ColumnElement[int]:
    return case(
        (late > 0, 1),
        (Adjudication.settled_at.is_not(None), 3),
        (and_(gold > 0, submitted > 0), 0),
        (submitted >= Project.readers_per_article, 1),
        else_=2,
    )


def _readers(session: Session, revisions: Sequence[int]) -> dict[int, list[str]]:
    rows = session.execute(
        select(Assignment.submitted_revision_id, Reviewer.name)
        .join(Reviewer, Reviewer.id == Assignment.reviewer_id)
        .where(Assignment.submitted_revision_id.in_(revisions))
        .order_by(Reviewer.name, Reviewer.id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for revision_id, name in rows:
        found[revision_id or 0].append(name)
    return found
