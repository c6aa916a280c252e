"""Events: the append-only trail of who did what to which row, when, before and after."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now


class Event(Base):
    """One change. `row` is the changed row's id as text, since ids are of several kinds."""

    __tablename__ = "event"
    __table_args__ = (
        Index(None, "entity", "row"),
        Index(None, "project_id", "at"),
        Index(None, "actor_id", "id"),
    )

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True
    )
    at: Mapped[datetime] = mapped_column(default=now)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("reviewer.id"))
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    action: Mapped[str]
    entity: Mapped[str]
    row: Mapped[str]
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]


def record(
    session: Session,
    actor: int | None,
    project_id: int | None,
    action: str,
    entity: str,
    row: object,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    at: datetime | None = None,
) -> None:
    """Write one event; `actor` is None where the command line or the workbench itself acted."""
    session.execute(
        insert(Event),
        [event_row(actor, project_id, action, entity, row, before, after, at or now())],
    )


def event_row(
    actor: int | None,
    project_id: int | None,
    action: str,
    entity: str,
    row: object,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    at: datetime,
) -> dict[str, Any]:
    """One event as the values of an INSERT, for verbs that write many at once."""
    return {
        "at": at,
        "actor_id": actor,
        "project_id": project_id,
        "action": action,
        "entity": entity,
        "row": str(row),
        "before": before,
        "after": after,
    }
