"""Articles served again: which text a person reads once more, without being told."""

from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, ForeignKey, Select, UniqueConstraint, select
from sqlalchemy.orm import InstrumentedAttribute, Mapped, Session, aliased, mapped_column

from models.article import Article
from models.assignment import Assignment
from models.base import Base, now
from models.revision import Revision


class ServedAgain(Base):
    """A person's second reading of an article: that of `copy_id`, which stands in their companion.

    Nobody is served the same article twice.
    """

    __tablename__ = "served_again"
    __table_args__ = (UniqueConstraint("article_id", "reviewer_id"),)

    copy_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id"), index=True)
    served_by: Mapped[int] = mapped_column(ForeignKey("reviewer.id"))
    served_at: Mapped[datetime] = mapped_column(default=now)


_SERVED, _SECOND = aliased(ServedAgain), aliased(Assignment)
_FIRST, _TEXT = aliased(Article), aliased(Revision)
Column = InstrumentedAttribute[Any] | BindParameter[int]
Person = int | BindParameter[int]


def put_aside(asker: Person, article_id: Column) -> ColumnElement[bool]:
    """Whether the asker's first reading of the article is kept from them: they read it again."""
    return article_id.in_(_open(asker, _SERVED.article_id).correlate(None))


def text_put_aside(asker: Person, revision_id: Column) -> ColumnElement[bool]:
    """The same of one of the article's texts."""
    texts = _open(asker, _TEXT.id).join(_TEXT, _TEXT.article_id == _SERVED.article_id)
    return revision_id.in_(texts.correlate(None))


def read_instead(asker: Person, project_id: int, article_id: Column) -> ColumnElement[bool]:
    """Whether this is what the asker is shown in place of an article of the project."""
    copies = _in_project(asker, project_id).where(_FIRST.archived_at.is_(None))
    return article_id.in_(copies.correlate(None))


def firsts_of(session: Session, reader: int, project_id: int) -> dict[int, int]:
    """What the reader is shown in place of articles of the project, each with that article."""
    found = _in_project(reader, project_id).add_columns(_SERVED.article_id)
    return {row[0]: row[1] for row in session.execute(found)}


def reads_again_in(session: Session, reader: int, project_id: int) -> bool:
    """Whether anything of the project is kept from the reader for the sake of a second reading."""
    return bool(session.scalar(select(reads_again_where(reader, project_id))))


def reads_again_where(reader: Person, project_id: Person) -> ColumnElement[bool]:
    """The same as SQL."""
    return _in_project(reader, project_id).exists()


def article_in_hand(session: Session, reader: int, article_id: int) -> int:
    """What the reader has open who opens the article: itself, or what they read in its place."""
    found = _open(reader, _SERVED.copy_id).where(_SERVED.article_id == article_id)
    return session.scalar(found) or article_id


def waiting_again(session: Session, reader: int, project_id: int) -> Assignment | None:
    """The second reading that the reader was given first and has not begun."""
    return session.scalar(
        select(Assignment)
        .where(
            read_instead(reader, project_id, Assignment.article_id),
            Assignment.reviewer_id == reader,
            Assignment.status == "assigned",
        )
        .order_by(Assignment.id)
        .limit(1)
    )


def is_copy(session: Session, article_id: int) -> bool:
    """Whether the article is one that somebody reads in place of another."""
    return session.get(ServedAgain, article_id) is not None


def _in_project(asker: Person, project_id: Person) -> Select[Any]:
    open_copies = _open(asker, _SERVED.copy_id)
    return open_copies.join(_FIRST, _FIRST.id == _SERVED.article_id).where(
        _FIRST.project_id == project_id
    )


def _open(asker: Person, column: InstrumentedAttribute[int]) -> Select[Any]:
    """Of the asker's second readings those that are not submitted."""
    return (
        select(column)
        .select_from(_SERVED)
        .join(_SECOND, _SECOND.article_id == _SERVED.copy_id)
        .where(
            _SERVED.reviewer_id == asker,
            _SECOND.reviewer_id == asker,
            _SECOND.status != "submitted",
        )
    )
