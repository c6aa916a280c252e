"""The database's own identity, and the one person of a solo workbench."""

from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base


class Instance(Base):
    """Exactly one row: which database this is, so that a browser's unsent work finds its home."""

    __tablename__ = "instance"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[UUID]
    local_reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("reviewer.id"))


def instance(session: Session) -> Instance:
    """The row, made on first use (by a session that writes)."""
    row = session.scalar(select(Instance))
    if row is None:
        row = Instance(id=1, uuid=uuid4())
        session.add(row)
        session.flush()
    return row


def instance_uuid(session: Session) -> UUID | None:
    """Which database this is, read and never made; None before it was made ready."""
    return session.scalar(select(Instance.uuid))
