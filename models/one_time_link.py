"""One-time links: an invitation, or a way back in, that an admin hands over."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now
from models.digest import digest
from models.errors import NotFound
from models.event import record
from models.reviewer import Reviewer

GOOD_FOR = {"invitation": timedelta(days=7), "reset": timedelta(hours=24)}


class OneTimeLink(Base):
    """A link's secret, kept as its SHA-256, for one person; good once and for a while.

    `forgets_second_factor` is for whoever lost the phone along with the password.
    """

    __tablename__ = "one_time_link"
    __table_args__ = (CheckConstraint("kind IN ('invitation', 'reset')", name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id"), index=True)
    secret_sha256: Mapped[str] = mapped_column(unique=True)
    forgets_second_factor: Mapped[bool] = mapped_column(default=False)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("reviewer.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class GoodLink:
    """Whom a link is for and what it does."""

    kind: str
    reviewer_id: int
    name: str
    handle: str
    forgets_second_factor: bool


def make_link(
    session: Session, actor: int | None, reviewer_id: int, kind: str, forgets: bool = False
) -> str:
    """A fresh link's secret; the person's earlier links end, so that only the newest is about."""
    end_links(session, reviewer_id)
    secret = secrets.token_urlsafe(32)
    session.add(
        OneTimeLink(
            kind=kind,
            reviewer_id=reviewer_id,
            secret_sha256=digest(secret),
            forgets_second_factor=forgets,
            made_by_id=actor,
            expires_at=now() + GOOD_FOR[kind],
        )
    )
    session.flush()
    told = {"kind": kind, "forgets_second_factor": forgets}
    record(session, actor, None, "make_link", "reviewer", reviewer_id, None, told)
    return secret


def end_links(session: Session, reviewer_id: int) -> None:
    """None of the person's links is good any more."""
    session.execute(
        update(OneTimeLink)
        .where(OneTimeLink.reviewer_id == reviewer_id, OneTimeLink.ended_at.is_(None))
        .values(ended_at=now())
    )


def look_at_link(session: Session, secret: str) -> GoodLink:
    """Whom the link is for, without using it up; NotFound for one that is not good (any more)."""
    row = session.execute(
        select(
            OneTimeLink.kind,
            OneTimeLink.reviewer_id,
            OneTimeLink.forgets_second_factor,
            Reviewer.name,
            Reviewer.handle,
        )
        .join(Reviewer, Reviewer.id == OneTimeLink.reviewer_id)
        .where(
            OneTimeLink.secret_sha256 == digest(secret),
            OneTimeLink.ended_at.is_(None),
            OneTimeLink.expires_at > now(),
            Reviewer.departed_at.is_(None),
        )
    ).one_or_none()
    if row is None:
        raise NotFound("link_spent")
    return GoodLink(row.kind, row.reviewer_id, row.name, row.handle, row.forgets_second_factor)


def use_link(session: Session, secret: str) -> GoodLink:
    """Use the link up; NotFound where another was faster, or it never was good."""
    good = look_at_link(session, secret)
    used = session.scalar(
        update(OneTimeLink)
        .where(OneTimeLink.secret_sha256 == digest(secret), OneTimeLink.ended_at.is_(None))
        .values(ended_at=now())
        .returning(OneTimeLink.id)
    )
    if used is None:
        raise NotFound("link_spent")
    return good
