"""API tokens: personal ones, and short-lived ones that a page mints for its session."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, bindparam, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now
from models.digest import digest
from models.errors import NotFound, WorkbenchError
from models.event import record
from models.reviewer import NAME_LIMIT, Reviewer, present_reviewer
from models.sign_in import SignIn
from models.text import one_line

SESSION_HOURS = 12
# A session's token is renewed by the page well before it ends.
RENEW_BEFORE = timedelta(hours=2)


class Unauthorised(WorkbenchError):
    """No token, or one that is unknown, ended or revoked."""


class ApiToken(Base):
    """A bearer token, kept only as its SHA-256; a personal one has no end, but a name.

    A session's token belongs to the sign-in whose page minted it, and ends with it; in solo nobody
    signs in, and it ends by its time alone.
    """

    __tablename__ = "api_token"
    __table_args__ = (
        CheckConstraint("kind IN ('personal', 'session')", name="kind"),
        CheckConstraint("kind = 'personal' OR expires_at IS NOT NULL", name="session_ends"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id"), index=True)
    kind: Mapped[str]
    sign_in_id: Mapped[int | None] = mapped_column(
        ForeignKey("sign_in.id", ondelete="SET NULL"), index=True
    )
    name: Mapped[str] = mapped_column(default="", server_default="")
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


def create_personal_token(session: Session, reviewer_id: int, name: str = "") -> str:
    """A token for programs; it is shown once, here, and cannot be read again."""
    name = one_line(name, limit=NAME_LIMIT)
    token = _store(session, reviewer_id, "personal", None, name=name)
    record(
        session, reviewer_id, None, "create", "api_token", digest(token)[:12], None, {"name": name}
    )
    return token


def make_own_token(session: Session, asker: int, name: str) -> str:
    """A token for the asker's programs; NotAllowed for somebody who has left."""
    return create_personal_token(session, present_reviewer(session, asker).id, name)


def personal_tokens(session: Session, asker: int) -> Sequence[ApiToken]:
    """The asker's personal tokens that are good, the newest first."""
    return session.scalars(
        select(ApiToken)
        .where(
            ApiToken.reviewer_id == asker,
            ApiToken.kind == "personal",
            ApiToken.revoked_at.is_(None),
        )
        .order_by(ApiToken.id.desc())
    ).all()


def revoke_personal_token(session: Session, asker: int, token_id: int) -> None:
    """End one of the asker's own personal tokens; NotFound for any other."""
    kept = session.scalar(
        update(ApiToken)
        .where(
            ApiToken.id == token_id,
            ApiToken.reviewer_id == asker,
            ApiToken.kind == "personal",
            ApiToken.revoked_at.is_(None),
        )
        .values(revoked_at=now())
        .returning(ApiToken.token_sha256)
    )
    if kept is None:
        raise NotFound("token_unknown")
    record(session, asker, None, "revoke", "api_token", kept[:12])


def revoke_personal_tokens(session: Session, reviewer_id: int) -> None:
    """End all of the person's personal tokens, as where somebody else may have made one."""
    for kept in personal_tokens(session, reviewer_id):
        revoke_personal_token(session, reviewer_id, kept.id)


def mint_session_token(
    session: Session, reviewer_id: int, sign_in_id: int | None = None
) -> tuple[str, datetime]:
    """A token for one page's session and the moment it ends; ended ones are swept out.

    Unauthorised where the sign-in that it would belong to has ended.
    """
    moment = now()
    longest = _sign_in_end(session, reviewer_id, sign_in_id)
    session.execute(
        delete(ApiToken).where(ApiToken.kind == "session", ApiToken.expires_at < moment)
    )
    expires = moment + timedelta(hours=SESSION_HOURS)
    if longest is not None:
        expires = min(expires, longest)
    return _store(session, reviewer_id, "session", expires, sign_in_id), expires


def bearer(session: Session, token: str) -> int | None:
    """Whose token this is; None for an unknown, ended or revoked one, or a departed person's."""
    # The session's own changes come first; the rest is the connection's alone.
    session.flush()
    row = session.connection().execute(_OWNER, {"digest": digest(token)}).one_or_none()
    if row is None or (row.expires_at is not None and row.expires_at <= now()):
        return None
    return int(row.reviewer_id)


def token_owner(session: Session, token: str) -> int | None:
    """Whose token this is or was, good or not: for the record of what was refused."""
    return session.scalar(
        select(ApiToken.reviewer_id).where(ApiToken.token_sha256 == digest(token))
    )


def _sign_in_end(session: Session, reviewer_id: int, sign_in_id: int | None) -> datetime | None:
    """When the sign-in ends, which stays as it is until this transaction does."""
    if sign_in_id is None:
        return None
    end = session.scalar(
        select(SignIn.expires_at)
        .where(
            SignIn.id == sign_in_id,
            SignIn.reviewer_id == reviewer_id,
            SignIn.ended_at.is_(None),
        )
        .with_for_update(read=True)
    )
    if end is None or end <= now():
        raise Unauthorised("sign_in_ended")
    return end


def _store(
    session: Session,
    reviewer_id: int,
    kind: str,
    expires: datetime | None,
    sign_in_id: int | None = None,
    name: str = "",
) -> str:
    token = f"fcw_{secrets.token_urlsafe(32)}"
    session.add(
        ApiToken(
            reviewer_id=reviewer_id,
            kind=kind,
            token_sha256=digest(token),
            expires_at=expires,
            sign_in_id=sign_in_id,
            name=name,
        )
    )
    session.flush()
    return token
