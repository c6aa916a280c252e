"""Attempts to sign in: how often, by whom and from where; too often is made to wait.

They are kept in the database, so that several processes count together. An attempt is stored
before it is looked at: a hundred at the same time are no way around the limit.
"""

from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import ColumnElement, Index, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now
from models.digest import digest
from models.errors import WorkbenchError
from models.turns import wait_for_turn

WINDOW = timedelta(minutes=15)
# A person mistypes a few times; a desk behind one address has many persons.
MOST_PER_ACCOUNT = 8
MOST_PER_ADDRESS = 60
KEPT = timedelta(days=1)


class TooManyAttempts(WorkbenchError):
    """Too many attempts failed; `seconds` is how long to wait until the next is looked at."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__("sign_in_throttled", minutes=-(-seconds // 60))


class SignInAttempt(Base):
    """One attempt: whose account it names (a digest, whether or not there is one), from where.

    `kind` tells an attempt to sign in from what else was refused of an address.
    """

    __tablename__ = "sign_in_attempt"
    __table_args__ = (Index(None, "account_sha256", "at"), Index(None, "address", "at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    kind: Mapped[str]
    account_sha256: Mapped[str]
    address: Mapped[str]
    failed: Mapped[bool]


def begin_attempt(
    session: Session, account: str, address: str, moment: datetime | None = None
) -> int:
    """Count an attempt, for now as one that failed; its id. TooManyAttempts says when it may be.

    `account` is what was typed or whose second factor it is. The caller commits before looking.
    """
    moment = moment or now()
    key = digest(account.strip().lower())
    # Always in this order, so that nobody waits for somebody who waits for them.
    wait_for_turn(session, f"account {key}")
    wait_for_turn(session, f"address {address}")
    session.execute(delete(SignInAttempt).where(SignInAttempt.at < moment - KEPT))
    seconds = max(
        _wait(session, SignInAttempt.account_sha256 == key, MOST_PER_ACCOUNT, moment),
        _wait(session, SignInAttempt.address == address, MOST_PER_ADDRESS, moment),
    )
    if seconds:
        raise TooManyAttempts(seconds)
    row = SignInAttempt(at=moment, kind="sign_in", account_sha256=key, address=address, failed=True)
    session.add(row)
    session.flush()
    return row.id


def forgive(session: Session, attempt: int) -> None:
    """The attempt succeeded: it counts against nobody."""
    session.execute(update(SignInAttempt).where(SignInAttempt.id == attempt).values(failed=False))


def _wait(session: Session, whose: ColumnElement[bool], most: int, moment: datetime) -> int:
    """In how many seconds the oldest of so many failures counts no more; 0 where there are fewer."""
    times = session.scalars(
        select(SignInAttempt.at)
        .where(whose, SignInAttempt.failed, SignInAttempt.at > moment - WINDOW)
        .order_by(SignInAttempt.at.desc())
        .limit(most)
    ).all()
    return ceil((times[-1] + WINDOW - moment).total_seconds()) if len(times) == most else 0
