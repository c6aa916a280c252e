"""The second factor: an authenticator app's codes, and recovery codes for when it is lost."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, delete, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.account import Account, account_of
from models.base import Base, now
from models.digest import digest
from models.errors import BadInput
from models.event import record
from models.one_time_code import matching_step, new_code_secret
from models.reviewer import present_reviewer

RECOVERY_CODES = 10
# Without letters that look like others.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class RecoveryCode(Base):
    """A code that stands in once for the app's, kept as its SHA-256."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id"), index=True)
    code_sha256: Mapped[str]
    used_at: Mapped[datetime | None]


def propose_second_factor(session: Session, asker: int) -> str:
    """A shared secret for the asker's app; it counts only once a code of it was given."""
    account = account_of(session, present_reviewer(session, asker).id)
    if account.asks_for_code:
        raise BadInput("second_factor_there")
    account.code_secret = new_code_secret()
    account.last_code_step = None
    session.flush()
    return account.code_secret


def confirm_second_factor(session: Session, asker: int, code: str) -> Sequence[str]:
    """From now on signing in asks for a code; the recovery codes, which are shown once, here."""
    account = account_of(session, present_reviewer(session, asker).id)
    if account.asks_for_code:
        raise BadInput("second_factor_there")
    if not _take_code(account, code):
        raise BadInput("code_wrong")
    account.code_confirmed_at = now()
    record(session, asker, None, "second_factor_on", "account", asker)
    return renew_recovery_codes(session, asker)


def check_code(session: Session, reviewer_id: int, code: str) -> bool:
    """Whether the code is the app's or a recovery code, and was not used before; it is used now."""
    account = account_of(session, reviewer_id)
    if not account.asks_for_code:
        return False
    return _take_code(account, code) or _take_recovery_code(session, reviewer_id, code)


def turn_off_second_factor(session: Session, asker: int) -> None:
    """Signing in as the asker asks for no code any more."""
    drop_second_factor(session, present_reviewer(session, asker).id, asker)


def drop_second_factor(session: Session, reviewer_id: int, actor: int | None) -> None:
    """Signing in asks for no code any more."""
    account = account_of(session, reviewer_id)
    was_on = account.asks_for_code
    account.code_secret = account.code_confirmed_at = account.last_code_step = None
    session.execute(delete(RecoveryCode).where(RecoveryCode.reviewer_id == reviewer_id))
    session.flush()
    if was_on:
        record(session, actor, None, "second_factor_off", "account", reviewer_id)


def renew_recovery_codes(session: Session, asker: int) -> Sequence[str]:
    """Fresh recovery codes in place of the former ones."""
    present_reviewer(session, asker)
    codes = [_recovery_code() for _ in range(RECOVERY_CODES)]
    session.execute(delete(RecoveryCode).where(RecoveryCode.reviewer_id == asker))
    record(session, asker, None, "recovery_codes", "account", asker)
    session.add_all(
        RecoveryCode(reviewer_id=asker, code_sha256=digest(_bare(code))) for code in codes
    )
    session.flush()
    return codes


def recovery_codes_left(session: Session, asker: int) -> int:
    """How many of the asker's recovery codes are unused."""
    unused = select(func.count()).where(
        RecoveryCode.reviewer_id == asker, RecoveryCode.used_at.is_(None)
    )
    return session.scalar(unused) or 0


def _take_code(account: Account, code: str) -> bool:
    # The account is locked: of two that bring the same code, the second finds it used.
    step = matching_step(account.code_secret, code, now()) if account.code_secret else None
    if step is None or (account.last_code_step is not None and step <= account.last_code_step):
        return False
    account.last_code_step = step
    return True


def _take_recovery_code(session: Session, reviewer_id: int, code: str) -> bool:
    used = session.scalar(
        update(RecoveryCode)
        .where(
            RecoveryCode.reviewer_id == reviewer_id,
            RecoveryCode.code_sha256 == digest(_bare(code)),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now())
        .returning(RecoveryCode.id)
    )
    return used is not None


def _recovery_code() -> str:
    letters = "".join(secrets.choice(_LETTERS) for _ in range(16))
    return "-".join(letters[start : start + 4] for start in range(0, 16, 4))


def _bare(code: str) -> str:
    return "".join(letter for letter in code.lower() if letter.isalnum())
