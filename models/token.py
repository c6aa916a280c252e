"""API tokens: personal ones, and short-lived ones that a page mints for its session."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, bindparam, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now
from models.errors import WorkbenchError
from models.reviewer import Reviewer

SESSION_HOURS = 12
# A session's token is renewed by the page well before it ends.
RENEW_BEFORE = timedelta(hours=2)


class Unauthorised(WorkbenchError):
    """No token, or one that is unknown, ended or revoked."""


class ApiToken(Base):
    """A bearer token, kept only as its SHA-256; a personal one has no end."""

    __tablename__ = "api_token"
    __table_args__ = (
        CheckConstraint("kind IN ('personal', 'session')", name="kind"),
        CheckConstraint("kind = 'personal' OR expires_at IS NOT NULL", name="session_ends"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id"), index=True)
    kind: Mapped[str]
    token_sha256: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime | None] = mapped_column(index=True)
    revoked_at: Mapped[datetime | None]


_TOKEN = Base.metadata.tables[ApiToken.__tablename__].c
_REVIEWER = Base.metadata.tables[Reviewer.__tablename__].c
# Asked with every call of the API: built once.
_OWNER = (
    select(_TOKEN.reviewer_id, _TOKEN.expires_at)
    .join_from(_TOKEN.id.table, _REVIEWER.id.table, _REVIEWER.id == _TOKEN.reviewer_id)
    .where(
        _TOKEN.token_sha256 == bindparam("digest"),
        _TOKEN.revoked_at.is_(None),
        _REVIEWER.departed_at.is_(None),
    )
)


def create_personal_token(session: Session, reviewer_id: int) -> str:
    """A token for programs; it is shown once, here, and cannot be read again."""
    return _store(session, reviewer_id, "personal", None)


def mint_session_token(session: Session, reviewer_id: int) -> tuple[str, datetime]:
    """A token for one page's session and the moment it ends; ended ones are swept out."""
    moment = now()
    session.execute(
        delete(ApiToken).where(ApiToken.kind == "session", ApiToken.expires_at < moment)
    )
    expires = moment + timedelta(hours=SESSION_HOURS)
    return _store(session, reviewer_id, "session", expires), expires


def bearer(session: Session, token: str) -> int | None:
    """Whose token this is; None for an unknown, ended or revoked one, or a departed person's."""
    # The session's own changes come first; the rest is the connection's alone.
    session.flush()
    row = session.connection().execute(_OWNER, {"digest": digest(token)}).one_or_none()
    if row is None or (row.expires_at is not None and row.expires_at <= now()):
        return None
    return int(row.reviewer_id)


def digest(secret: str) -> str:
    """What of a secret is kept: its SHA-256. The secrets are random, so no salt is needed."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _store(session: Session, reviewer_id: int, kind: str, expires: datetime | None) -> str:
    token = f"fcw_{secrets.token_urlsafe(32)}"
    session.add(
        ApiToken(reviewer_id=reviewer_id, kind=kind, token_sha256=digest(token), expires_at=expires)
    )
    session.flush()
    return token
