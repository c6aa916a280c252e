"""Accounts: by what a person proves who they are; one for each person who ever could sign in."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now
from models.reviewer import Reviewer


class Account(Base):
    """What a person signs in with: a password's hash, a second factor, or a provider's identity.

    `code_secret` is the second factor's shared secret and counts from `code_confirmed_at` on;
    `last_code_step` is the time step of the last code used, since a code is good once. `issuer`
    and `subject` are the person's identity at an OpenID Connect provider, bound at their first
    sign-in, so that an e-mail address that passes to somebody else does not carry the work along.
    """

    __tablename__ = "account"
    __table_args__ = (
        UniqueConstraint("issuer", "subject"),
        CheckConstraint("(issuer IS NULL) = (subject IS NULL)", name="identity"),
        CheckConstraint(
            "code_confirmed_at IS NULL OR code_secret IS NOT NULL", name="second_factor"
        ),
    )

    reviewer_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id"), primary_key=True)
    password_hash: Mapped[str | None]
    password_set_at: Mapped[datetime | None]
    code_secret: Mapped[str | None]
    code_confirmed_at: Mapped[datetime | None]
    last_code_step: Mapped[int | None]
    issuer: Mapped[str | None]
    subject: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=now)

    @property
    def asks_for_code(self) -> bool:
        """Whether signing in takes a second factor."""
        return self.code_confirmed_at is not None


def account_of(session: Session, reviewer_id: int) -> Account:
    """The person's account, made on first use, locked until the transaction ends."""
    found = session.get(Account, reviewer_id, with_for_update=True)
    if found is None:
        # Whoever comes at the same time waits for the person, since there is no account to wait for.
        session.scalar(select(Reviewer.id).where(Reviewer.id == reviewer_id).with_for_update())
        found = session.get(Account, reviewer_id)
    if found is None:
        found = Account(reviewer_id=reviewer_id)
        session.add(found)
        session.flush()
    return found
