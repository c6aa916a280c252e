"""Export tickets: one download by address alone, good once and for a minute."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now
from models.digest import digest
from models.errors import NotFound
from models.membership import Role, require_role

SECONDS = 60


class ExportTicket(Base):
    """A right to one export, kept only as the SHA-256 of its secret."""

    __tablename__ = "export_ticket"

    id: Mapped[int] = mapped_column(primary_key=True)
    secret_sha256: Mapped[str] = mapped_column(unique=True)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id"))
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    format: Mapped[str]
    filters: Mapped[dict[str, Any]]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class Redeemed:
    """What a ticket stood for."""

    reviewer_id: int
    project_id: int
    format: str
    filters: dict[str, Any]


def mint_ticket(
    session: Session, asker: int, project_id: int, format_name: str, filters: dict[str, Any]
) -> str:
    """A ticket's secret, for an editor's one export within a minute."""
    require_role(session, asker, project_id, Role.EDITOR)
    return _mint(session, asker, project_id, format_name, filters)


def mint_trail_ticket(session: Session, asker: int, project_id: int, form: str) -> str:
    """The same for an admin's one export of the trail."""
    require_role(session, asker, project_id, Role.ADMIN)
    return _mint(session, asker, project_id, form, {})


def _mint(
    session: Session, asker: int, project_id: int, format_name: str, filters: dict[str, Any]
) -> str:
    moment = now()
    session.execute(
        delete(ExportTicket).where(ExportTicket.expires_at < moment - timedelta(days=1))
    )
    secret = secrets.token_urlsafe(32)
    session.add(
        ExportTicket(
            secret_sha256=digest(secret),
            reviewer_id=asker,
            project_id=project_id,
            format=format_name,
            filters=filters,
            expires_at=moment + timedelta(seconds=SECONDS),
        )
    )
    session.flush()
    return secret


def redeem_ticket(session: Session, secret: str) -> Redeemed:
    """Use a ticket up; NotFound for an unknown, used or ended one."""
    moment = now()
    used = session.execute(
        update(ExportTicket)
        .where(
            ExportTicket.secret_sha256 == digest(secret),
            ExportTicket.used_at.is_(None),
            ExportTicket.expires_at > moment,
        )
        .values(used_at=moment)
        .returning(ExportTicket.id)
    ).scalar_one_or_none()
    if used is None:
        raise NotFound("ticket_used")
    ticket = session.scalars(select(ExportTicket).where(ExportTicket.id == used)).one()
    return Redeemed(ticket.reviewer_id, ticket.project_id, ticket.format, ticket.filters)
