"""Companions: the hidden project in which one person reads articles of a project once more.

A second reading must count in nothing that is asked of the project, and must be seen by nobody but
its reader. In a project of its own, whose one member that reader is, both follow from the rules
that hold between any two projects. It is in no list, and its name is on no screen.
"""

from sqlalchemy import ColumnElement, ForeignKey, UniqueConstraint, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Mapped, Session, mapped_column

from models.base import Base


class Companion(Base):
    """A project that stands beside `home_id` for one person."""

    __tablename__ = "companion"
    __table_args__ = (UniqueConstraint("home_id", "reviewer_id"),)

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), primary_key=True)
    home_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id"))


def is_companion(project_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """A condition on a column that holds a project's id: it is one that no list tells of."""
    return exists().where(Companion.project_id == project_id)


def is_hidden(session: Session, project_id: int) -> bool:
    """The same of one project."""
    return session.get(Companion, project_id) is not None


def home_of(session: Session, project_id: int) -> int:
    """The project in which a person works who has this one's article open: itself, or its home."""
    found = session.get(Companion, project_id)
    return project_id if found is None else found.home_id


def companions_of(session: Session, home_id: int) -> list[int]:
    """The project's companions."""
    found = select(Companion.project_id).where(Companion.home_id == home_id)
    return list(session.scalars(found.order_by(Companion.project_id)))


def own_or_in(
    column: InstrumentedAttribute[int], asker: int, project_id: int
) -> ColumnElement[bool]:
    """A condition on a column that holds a project's id: this project, or the asker's beside it."""
    beside = select(Companion.project_id).where(
        Companion.home_id == project_id, Companion.reviewer_id == asker
    )
    return or_(column == project_id, column.in_(beside))
