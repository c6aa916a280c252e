"""Sign-ins: who is signed in on which device, until when, and how it ends."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now
from models.digest import digest
from models.event import record
from models.reviewer import Reviewer
from models.text import one_line

# A sign-in ends after two weeks, and earlier when it was not used for three days.
LONGEST = timedelta(days=14)
UNUSED = timedelta(days=3)
# Until the second factor was given.
HALFWAY = timedelta(minutes=10)
# How exactly the last use is known: not every click is worth a write.
SEEN_EVERY = timedelta(minutes=5)
DEVICE_LIMIT = 200


class SignIn(Base):
    """One device's session. The cookie holds its secret; kept is only the SHA-256.

    `second_factor_due` marks one that is only halfway: it opens nothing but the question for the
    code. A sign-in never changes its secret or its person: what changes makes a new one.
    """

    __tablename__ = "sign_in"
    __table_args__ = (CheckConstraint("way IN ('password', 'link', 'oidc')", name="way"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id"), index=True)
    secret_sha256: Mapped[str] = mapped_column(unique=True)
    way: Mapped[str]
    second_factor_due: Mapped[bool] = mapped_column(default=False)
    device: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class Place:
    """From where somebody asks: the device by its own words, and the network address."""

    device: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who a sign-in's secret stands for; `halfway` where the second factor is still due."""

    reviewer_id: int
    sign_in_id: int
    halfway: bool = False
    seen_at: datetime | None = None


def begin_sign_in(
    session: Session, reviewer_id: int, way: str, place: Place, halfway: bool = False
) -> str:
    """A new sign-in's secret; ones that ended long ago are swept out."""
    moment = now()
    _sweep(session, moment)
    secret = secrets.token_urlsafe(32)
    row = SignIn(
        reviewer_id=reviewer_id,
        secret_sha256=digest(secret),
        way=way,
        second_factor_due=halfway,
        device=one_line(place.device, limit=DEVICE_LIMIT),
        address=place.address,
        expires_at=moment + (HALFWAY if halfway else LONGEST),
    )
    session.add(row)
    session.flush()
    if not halfway:
        told = {"way": way, "address": place.address}
        record(session, reviewer_id, None, "sign_in", "sign_in", row.id, None, told)
    return secret


def find_sign_in(session: Session, secret: str, moment: datetime | None = None) -> SignedIn | None:
    """Who is signed in with this secret; None for an unknown or ended one, or who left."""
    moment = moment or now()
    row = session.execute(
        select(SignIn.id, SignIn.reviewer_id, SignIn.second_factor_due, SignIn.seen_at)
        .join(Reviewer, Reviewer.id == SignIn.reviewer_id)
        .where(
            SignIn.secret_sha256 == digest(secret),
            SignIn.ended_at.is_(None),
            SignIn.expires_at > moment,
            SignIn.seen_at > moment - UNUSED,
            Reviewer.departed_at.is_(None),
        )
    ).one_or_none()
    if row is None:
        return None
    return SignedIn(row.reviewer_id, row.id, row.second_factor_due, row.seen_at)


def keep_seen(session: Session, found: SignedIn) -> None:
    """Remember that it was used now."""
    session.execute(update(SignIn).where(SignIn.id == found.sign_in_id).values(seen_at=now()))


def is_stale(found: SignedIn) -> bool:
    """Whether its last use is worth remembering anew."""
    return found.seen_at is None or now() - found.seen_at > SEEN_EVERY


def sign_in_of(session: Session, secret: str) -> SignIn | None:
    """The sign-in that bears this secret, ended or not."""
    return session.scalar(select(SignIn).where(SignIn.secret_sha256 == digest(secret)))


def owner_of(session: Session, secret: str) -> SignedIn | None:
    """Whose sign-in this is or was, ended or not: for the record of what was refused."""
    row = session.execute(
        select(SignIn.id, SignIn.reviewer_id).where(SignIn.secret_sha256 == digest(secret))
    ).one_or_none()
    return None if row is None else SignedIn(row.reviewer_id, row.id)


def sign_ins_of(session: Session, asker: int) -> Sequence[SignIn]:
    """The asker's own live sign-ins, the last used first."""
    moment = now()
    return session.scalars(
        select(SignIn)
        .where(
            SignIn.reviewer_id == asker,
            SignIn.ended_at.is_(None),
            SignIn.expires_at > moment,
            SignIn.seen_at > moment - UNUSED,
            SignIn.second_factor_due.is_(False),
        )
        .order_by(SignIn.seen_at.desc(), SignIn.id.desc())
    ).all()


def _sweep(session: Session, moment: datetime) -> None:
    # A token that a page got is deleted after some hours; the sign-in is kept longer than that.
    session.execute(delete(SignIn).where(SignIn.expires_at < moment - timedelta(days=30)))
