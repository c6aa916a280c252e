"""Story words: what people said of two articles' telling the same event, against what was found."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    delete,
    insert,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.article import Article, article_to_change
from models.base import Base, now
from models.errors import BadInput, NotFound
from models.event import record
from models.membership import Role

MOST = 200


class StoryWord(Base):
    """Two articles of a project, the smaller id first: `together` in one story, or apart.

    The last word on a pair is kept; events tell those before.
    """

    __tablename__ = "story_word"
    __table_args__ = (
        ForeignKeyConstraint(["first_id", "project_id"], ["article.id", "article.project_id"]),
        ForeignKeyConstraint(["second_id", "project_id"], ["article.id", "article.project_id"]),
        CheckConstraint("first_id < second_id", name="order"),
        Index(None, "project_id"),
        Index(None, "second_id"),
    )

    first_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    second_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    project_id: Mapped[int]
    together: Mapped[bool]
    said_by: Mapped[int | None] = mapped_column(ForeignKey("reviewer.id"))
    said_at: Mapped[datetime] = mapped_column(default=now)


@dataclass(frozen=True, slots=True)
class Pair:
    """What was said of an article and another, before and after; None where nothing was."""

    other: int
    before: bool | None
    after: bool | None


@dataclass(frozen=True, slots=True)
class Regrouping:
    """What one step said of an article and others: what undoing it takes back."""

    article_id: int
    pairs: Sequence[Pair]


def put_together(
    session: Session, asker: int, article_id: int, others: Collection[int]
) -> Regrouping:
    """The article tells the same story as these others of its project; editors say so."""
    return _say(session, asker, article_id, others, together=True)


def keep_apart(
    session: Session, asker: int, article_id: int, others: Collection[int]
) -> Regrouping:
    """The article tells another story than these others of its project; editors say so."""
    return _say(session, asker, article_id, others, together=False)


def undo_regrouping(session: Session, asker: int, done: Regrouping) -> Regrouping:
    """Take back what a step said, where nobody said otherwise since."""
    article = article_to_change(session, asker, done.article_id, Role.EDITOR)
    present = _said(session, article.id, [one.other for one in done.pairs])
    pairs = [
        Pair(one.other, one.after, one.before)
        for one in done.pairs
        if present.get(one.other) == one.after
    ]
    return _store(session, asker, article, pairs, "undo")


def _say(
    session: Session, asker: int, article_id: int, others: Collection[int], *, together: bool
) -> Regrouping:
    article = article_to_change(session, asker, article_id, Role.EDITOR)
    wanted = sorted({one for one in others if one != article.id})
    if not wanted or len(wanted) > MOST:
        raise BadInput("story_others", most=MOST)
    known = select(Article.id).where(
        Article.project_id == article.project_id, Article.id.in_(wanted)
    )
    if set(session.scalars(known)) != set(wanted):
        raise NotFound("article_unknown")
    present = _said(session, article.id, wanted)
    pairs = [Pair(one, present.get(one), together) for one in wanted]
    return _store(session, asker, article, pairs, "join" if together else "leave")


def _store(
    session: Session, asker: int, article: Article, pairs: Sequence[Pair], action: str
) -> Regrouping:
    """The pairs as they are after; one event tells them all."""
    at = now()
    for one in pairs:
        low, high = sorted((article.id, one.other))
        session.execute(
            delete(StoryWord).where(StoryWord.first_id == low, StoryWord.second_id == high)
        )
        if one.after is not None:
            row = {"first_id": low, "second_id": high, "project_id": article.project_id}
            word = {"together": one.after, "said_by": asker, "said_at": at}
            session.execute(insert(StoryWord), [row | word])
    if pairs:
        told = (
            {str(one.other): state for one in pairs for state in [getattr(one, side)]}
            for side in ("before", "after")
        )
        before, after = ({"with": {k: v for k, v in one.items() if v is not None}} for one in told)
        record(
            *(session, asker, article.project_id, action, "story", article.id),
            *(before, after, at),
        )
    return Regrouping(article.id, pairs)


def _said(session: Session, article_id: int, others: Collection[int]) -> dict[int, bool]:
    """The last word on the article and each of these others."""
    rows = session.execute(
        select(StoryWord.first_id, StoryWord.second_id, StoryWord.together).where(
            ((StoryWord.first_id == article_id) & StoryWord.second_id.in_(others))
            | ((StoryWord.second_id == article_id) & StoryWord.first_id.in_(others))
        )
    )
    return {
        row.second_id if row.first_id == article_id else row.first_id: row.together for row in rows
    }
