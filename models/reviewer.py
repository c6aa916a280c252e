"""Reviewers: the people, their unique handles, and their names as others see them."""

from datetime import datetime
from typing import Any

import regex
from sqlalchemy import CheckConstraint, ForeignKey, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now
from models.errors import BadInput, NotAllowed, NotFound
from models.event import record
from models.instance import instance
from models.text import one_line, refuse_unstorable

NAME_LIMIT = 200


class Reviewer(Base):
    """A person. The handle (the e-mail where there is one) is unique and never reused.

    `everywhere_role` is the role the person has in every project, those made later included;
    `chosen_project_id` the project they chose to work in last; `reading_preferences` how texts
    look to them (see `models.preferences`).
    """

    __tablename__ = "reviewer"
    __table_args__ = (
        CheckConstraint("handle <> ''", name="handle"),
        CheckConstraint("name <> ''", name="name"),
        CheckConstraint(
            "everywhere_role IN ('viewer', 'reviewer', 'editor', 'admin')", name="everywhere_role"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    handle: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    email: Mapped[str | None] = mapped_column(unique=True)
    everywhere_role: Mapped[str | None]
    chosen_project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    reading_preferences: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    created_at: Mapped[datetime] = mapped_column(default=now)
    departed_at: Mapped[datetime | None]


def make_reviewer(
    session: Session, name: str, email: str | None = None, actor: int | None = None
) -> Reviewer:
    """A new person without any membership; BadInput when the name is blank or the e-mail taken.

    `actor` is who brought them in; None where they came by themselves, or by the command line.
    """
    name = one_line(name, limit=NAME_LIMIT)
    if not name:
        raise BadInput("name_blank")
    email = None if email is None else _email(email)
    if email and find_reviewer(session, email):
        raise BadInput("email_taken", email=email)
    reviewer = Reviewer(name=name, email=email, handle=email or _free_handle(session, name))
    session.add(reviewer)
    session.flush()
    record(session, actor, None, "create", "reviewer", reviewer.id, None, {"name": name})
    return reviewer


def find_reviewer(session: Session, handle: str) -> Reviewer | None:
    """Whoever bears this handle or e-mail, letters' case aside."""
    refuse_unstorable(handle)
    wanted = handle.strip().lower()
    return session.scalar(select(Reviewer).where(func.lower(Reviewer.handle) == wanted))


def reviewer_by_handle(session: Session, handle: str) -> Reviewer:
    """Whoever bears this handle; NotFound says what to do when nobody does."""
    reviewer = find_reviewer(session, handle)
    if reviewer is None:
        raise NotFound("reviewer_unknown", handle=handle)
    return reviewer


def present_reviewer(session: Session, asker: int) -> Reviewer:
    """Who asks, about what is theirs; NotAllowed for somebody who has left."""
    reviewer = session.get_one(Reviewer, asker)
    if reviewer.departed_at is not None:
        raise NotAllowed("has_left")
    return reviewer


def local_reviewer(session: Session) -> Reviewer | None:
    """The one person of a solo workbench, once they have given a name."""
    number = instance(session).local_reviewer_id
    return session.get(Reviewer, number) if number else None


def _email(email: str) -> str:
    email = email.strip()
    if not regex.fullmatch(r"[^@\s\p{C}]+@[^@\s\p{C}]+", email) or len(email) > 254:
        raise BadInput("email_shape", email=one_line(email, limit=80))
    return email.lower()


def _free_handle(session: Session, name: str) -> str:
    stem = regex.sub(r"[^\p{L}\p{N}]+", "-", name.lower()).strip("-") or "reviewer"
    taken = set(
        session.scalars(
            select(Reviewer.handle).where(Reviewer.handle.startswith(stem, autoescape=True))
        )
    )
    number = 1
    handle = stem
    while handle in taken:
        number += 1
        handle = f"{stem}-{number}"
    return handle
